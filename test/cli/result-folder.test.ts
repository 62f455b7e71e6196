import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/cli/host.ts';
import { DifferentBytes, OtherRun, storeRun } from '../../src/cli/run/result-folder.ts';

const FILES = new Map<string, string | Uint8Array>([
  ['manifest.json', '{ "seed": 1, "resultHash": "aa" }\n'],
  ['summary.json', '{}\n'],
  ['exemplar/median.json', '[1]\n'],
  ['timing.json', '1\n'],
]);

describe('the folder of a run', () => {
  const host = nodeHost();
  let base: string;

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'poolsim-test-'));
  });
  afterEach(() => rm(base, { recursive: true }));

  it('is written whole, and nothing else is left', async () => {
    expect(await storeRun(host, join(base, 'a/run'), FILES)).toBe('written');
    expect(await readdir(join(base, 'a'))).toEqual(['run']);
    expect(await readFile(join(base, 'a/run/exemplar/median.json'), 'utf8')).toBe('[1]\n');
  });

  it('is recognised when the same run comes again, whatever its timing', async () => {
    const folder = join(base, 'run');
    await storeRun(host, folder, FILES);
    expect(await storeRun(host, folder, new Map(FILES).set('timing.json', '2\n'))).toBe(
      'identical',
    );
    expect(await readFile(join(folder, 'timing.json'), 'utf8')).toBe('1\n');
  });

  it('is never overwritten with other bytes', async () => {
    const folder = join(base, 'run');
    await storeRun(host, folder, FILES);
    const other = new Map(FILES)
      .set('manifest.json', '{ "seed": 1, "resultHash": "bb" }\n')
      .set('summary.json', '{"x":1}\n');
    await expect(storeRun(host, folder, other)).rejects.toThrow(DifferentBytes);
    expect(await readFile(join(folder, 'summary.json'), 'utf8')).toBe('{}\n');
    expect(await readdir(base)).toEqual(['run']);
  });

  it('is not given up for another run', async () => {
    const folder = join(base, 'run');
    await storeRun(host, folder, FILES);
    const other = new Map(FILES).set('manifest.json', '{ "seed": 2, "resultHash": "bb" }\n');
    await expect(storeRun(host, folder, other)).rejects.toThrow(OtherRun);
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toContain('"seed": 1');
  });

  it('can be read by everyone who may read the folder beside it', async () => {
    await storeRun(host, join(base, 'run'), FILES);
    await host.files.makeFolder(join(base, 'plain'));
    const mode = async (name: string) => (await stat(join(base, name))).mode & 0o777;
    expect(await mode('run')).toBe(await mode('plain'));
  });

  it('gains a file that only the later run was asked for', async () => {
    const folder = join(base, 'run');
    await storeRun(host, folder, FILES);
    const more = new Map(FILES).set('extra/report.txt', 'text');
    expect(await storeRun(host, folder, more)).toBe('identical');
    expect(await readFile(join(folder, 'extra/report.txt'), 'utf8')).toBe('text');
  });

  it('keeps the hashes of what an earlier run was asked for, and takes no other hash', async () => {
    const folder = join(base, 'run');
    const sums = (...names: string[]) =>
      names.map((name) => `${name.charAt(0).repeat(64)}  ${name}\n`).join('');
    const withSums = (text: string) => new Map(FILES).set('SHA256SUMS', text);
    await storeRun(host, folder, withSums(sums('b.csv', 'd.gz')));
    expect(await storeRun(host, folder, withSums(sums('a.csv', 'b.csv')))).toBe('identical');
    const merged = sums('a.csv', 'b.csv', 'd.gz');
    expect(await readFile(join(folder, 'SHA256SUMS'), 'utf8')).toBe(merged);
    const other = withSums(sums('b.csv').replace('b', 'c'));
    await expect(storeRun(host, folder, other)).rejects.toThrow(DifferentBytes);
    expect(await readFile(join(folder, 'SHA256SUMS'), 'utf8')).toBe(merged);
  });

  it('does not take a folder of something else for its own', async () => {
    await writeFile(join(base, 'holiday.jpg'), '');
    await expect(storeRun(host, base, FILES)).rejects.toThrow(OtherRun);
    expect(await readdir(base)).toEqual(['holiday.jpg']);
  });

  it('ends well when many runs write it at once', async () => {
    const folder = join(base, 'run');
    const stored = await Promise.all(
      Array.from({ length: 8 }, () => storeRun(host, folder, FILES)),
    );
    expect(stored.filter((answer) => answer === 'written')).toHaveLength(1);
    expect(await readdir(base)).toEqual(['run']);
  });

  it('says why it cannot be written, and leaves nothing behind', async () => {
    await writeFile(join(base, 'file'), 'x');
    await expect(storeRun(host, join(base, 'file/run'), FILES)).rejects.toMatchObject({
      name: 'OutputError',
      code: expect.stringMatching(/ENOTDIR|EEXIST/),
    });
    await expect(storeRun(host, join(base, 'file'), FILES)).rejects.toMatchObject({
      name: 'OutputError',
      code: 'ENOTDIR',
    });
    await expect(storeRun(host, '/proc/nowhere/run', FILES)).rejects.toMatchObject({
      name: 'OutputError',
    });
    expect(await readdir(base)).toEqual(['file']);
  });
});
