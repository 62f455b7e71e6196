import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/cli/host.ts';
import type { FileContent } from '../../src/cli/host-seam.ts';
import { readChecksums } from '../../src/cli/run/checksums.ts';
import {
  DifferentBytes,
  OtherRun,
  type ResultFiles,
  storeRun,
} from '../../src/cli/run/result-folder.ts';

const FILES = new Map<string, FileContent>([
  ['manifest.json', '{ "seed": 1, "resultHash": "aa" }\n'],
  ['summary.json', '{}\n'],
  ['exemplar/median.json', '[1]\n'],
  ['timing.json', '1\n'],
]);

describe('the folder of a run', () => {
  const host = nodeHost();
  let base: string;
  const store = (folder: string, files: ResultFiles = FILES) =>
    storeRun(host, folder, files, 'with checksums');

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'poolsim-test-'));
  });
  afterEach(() => rm(base, { recursive: true }));

  it('is written whole, and nothing else is left', async () => {
    expect(await store(join(base, 'a/run'))).toBe('written');
    expect(await readdir(join(base, 'a'))).toEqual(['run']);
    expect(await readFile(join(base, 'a/run/exemplar/median.json'), 'utf8')).toBe('[1]\n');
  });

  it('is recognised when the same run comes again, whatever its timing', async () => {
    const folder = join(base, 'run');
    await store(folder);
    expect(await store(folder, new Map(FILES).set('timing.json', '2\n'))).toBe('identical');
    expect(await readFile(join(folder, 'timing.json'), 'utf8')).toBe('1\n');
  });

  it('is never overwritten with other bytes', async () => {
    const folder = join(base, 'run');
    await store(folder);
    const other = new Map(FILES)
      .set('manifest.json', '{ "seed": 1, "resultHash": "bb" }\n')
      .set('summary.json', '{"x":1}\n');
    await expect(store(folder, other)).rejects.toThrow(DifferentBytes);
    expect(await readFile(join(folder, 'summary.json'), 'utf8')).toBe('{}\n');
    expect(await readdir(base)).toEqual(['run']);
  });

  it('is not given up for another run', async () => {
    const folder = join(base, 'run');
    await store(folder);
    const other = new Map(FILES).set('manifest.json', '{ "seed": 2, "resultHash": "bb" }\n');
    await expect(store(folder, other)).rejects.toThrow(OtherRun);
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).toContain('"seed": 1');
  });

  it('can be read by everyone who may read the folder beside it', async () => {
    await store(join(base, 'run'));
    await host.files.makeFolder(join(base, 'plain'));
    const mode = async (name: string) => (await stat(join(base, name))).mode & 0o777;
    expect(await mode('run')).toBe(await mode('plain'));
  });

  it('gains a file that only the later run was asked for', async () => {
    const folder = join(base, 'run');
    await store(folder);
    const more = new Map(FILES).set('extra/report.txt', 'text');
    expect(await store(folder, more)).toBe('identical');
    expect(await readFile(join(folder, 'extra/report.txt'), 'utf8')).toBe('text');
  });

  it('keeps the hashes of what an earlier run was asked for, and takes no other hash', async () => {
    const folder = join(base, 'run');
    const names = async () =>
      [...readChecksums(await readFile(join(folder, 'SHA256SUMS'), 'utf8')).keys()].join(' ');
    const own = 'exemplar/median.json manifest.json summary.json';
    await store(folder, new Map(FILES).set('b.gz', new Uint8Array([1])).set('report.html', 'x'));
    expect(await names()).toBe(`b.gz ${own}`);
    await rm(join(folder, 'b.gz'));
    expect(await store(folder, new Map(FILES).set('a.csv', 'a\n'))).toBe('identical');
    expect(await names()).toBe(`a.csv b.gz ${own}`);
    const before = await readFile(join(folder, 'SHA256SUMS'), 'utf8');
    const other = new Map(FILES).set('b.gz', new Uint8Array([2]));
    await expect(store(folder, other)).rejects.toThrow(DifferentBytes);
    expect(await readFile(join(folder, 'SHA256SUMS'), 'utf8')).toBe(before);
    expect(await readdir(folder)).not.toContain('b.gz');
  });

  it('holds a file that is longer than a text can be, and knows it again', {
    timeout: 60_000,
  }, async () => {
    const piece = 'x'.repeat(2 ** 26);
    const long = new Map(FILES).set('replications.csv', () => Array<string>(9).fill(piece));
    const folder = join(base, 'run');
    expect(await store(folder, long)).toBe('written');
    expect((await stat(join(folder, 'replications.csv'))).size).toBe(9 * 2 ** 26);
    expect(await store(folder, long)).toBe('identical');
  });

  it('does not take a folder of something else for its own', async () => {
    await writeFile(join(base, 'holiday.jpg'), '');
    await expect(store(base)).rejects.toThrow(OtherRun);
    expect(await readdir(base)).toEqual(['holiday.jpg']);
  });

  it('ends well when many runs write it at once', async () => {
    const folder = join(base, 'run');
    const stored = await Promise.all(Array.from({ length: 8 }, () => store(folder)));
    expect(stored.filter((answer) => answer === 'written')).toHaveLength(1);
    expect(await readdir(base)).toEqual(['run']);
  });

  it('says why it cannot be written, and leaves nothing behind', async () => {
    await writeFile(join(base, 'file'), 'x');
    await expect(store(join(base, 'file/run'))).rejects.toMatchObject({
      name: 'OutputError',
      code: expect.stringMatching(/ENOTDIR|EEXIST/),
    });
    await expect(store(join(base, 'file'))).rejects.toMatchObject({
      name: 'OutputError',
      code: 'ENOTDIR',
    });
    await expect(store('/proc/nowhere/run')).rejects.toMatchObject({
      name: 'OutputError',
    });
    expect(await readdir(base)).toEqual(['file']);
  });
});
