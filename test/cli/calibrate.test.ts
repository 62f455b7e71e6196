import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { displayWidth } from '../../src/report/text/width.ts';
import { call } from '../support/call.ts';

let log = '';
beforeAll(async () => {
  log = (await call('generate calls --count 1500 --seed 2')).stdout;
});

const QUICK = `name: quick
why: Does it take what the log says?
replications: 2
duration: 1d
numbers: [{ generate: { country: US, count: 3, group: us } }]
campaigns:
  - { name: c, pool: all, contacts: { generate: { count: 50, countries: { US: 100% } } } }
`;

describe('calibrate', () => {
  it('prints what the log says, in 80 columns', async () => {
    const { code, stdout, stderr } = await call('calibrate calls.csv', {
      files: { 'calls.csv': log },
    });
    expect([code, stderr]).toEqual([0, '']);
    for (const title of [
      '1,500 calls to',
      'Answered live, by country of the callee',
      'by hour of the callee’s day',
      'Answered live, by attempt',
      'Contact differences and attempt decay cannot be told apart',
      'Rule: contacts differ, else attempts decay',
      'Caller IDs from the callee’s own country',
      'How calls ended',
      'Times',
      'Calls per number and day',
      'Answering after a number’s calls of the last 24 hours',
      'An association, not an effect',
      'What the log cannot tell',
      '- Spam scores and labels',
    ]) {
      expect(stdout).toContain(title);
    }
    for (const line of stdout.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  });

  it('prints one JSON document with the same, and Markdown', async () => {
    const files = { 'calls.csv': log };
    const { stdout } = await call('calibrate calls.csv --json', { files });
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ schemaVersion: 1, calls: 1500, confidence: 0.95 });
    const [us] = document.byCountry;
    expect(us.rate.low).toBeLessThan(us.rate.estimate);
    expect(us.answered / us.calls).toBeCloseTo(us.rate.estimate, 12);
    expect(document.readings.all.filter((each: { chosen: boolean }) => each.chosen)).toHaveLength(
      1,
    );
    const wider = await call('calibrate calls.csv --json --confidence 99%', { files });
    expect(JSON.parse(wider.stdout).byCountry[0].rate.low).toBeLessThan(us.rate.low);
    const markdown = await call('calibrate calls.csv --format md', { files });
    expect(markdown.stdout).toContain('| country | calls | answered |');
  });

  it('writes a part of a scenario that another one extends', async () => {
    const files = { 'calls.csv': log, 'quick.yaml': `extends: parts/answer.yaml\n${QUICK}` };
    const { code, stderr, host } = await call('calibrate calls.csv --write parts/answer.yaml', {
      files,
    });
    expect([code, stderr]).toEqual([
      0,
      'scenario: parts/answer.yaml (extends: parts/answer.yaml in a scenario)\n',
    ]);
    const text = host.text('parts/answer.yaml');
    const part = parse(text);
    expect(Object.keys(part)).toEqual(['answer', 'provider']);
    expect(part.answer.hourCurve).toHaveLength(24);
    expect(part.answer.byCountry.US).toBeGreaterThan(0.05);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    // Every value says its interval and what it rests on.
    for (const line of text.split('\n').filter((each) => /^ {4}(US|GB)|^ {2}invalid/.test(each))) {
      expect(line).toMatch(/# .*(–|from ).*, [\d,]+ (calls|contacts)$/);
    }
    const run = await call('run quick.yaml --quiet --json', {
      files: { ...files, 'parts/answer.yaml': text },
    });
    expect([run.code, run.stderr]).toEqual([0, '']);
  });

  it('writes a whole scenario with --extends, as the written file has to name its base', async () => {
    const files = { 'calls.csv': log, 'bases/quick.yaml': QUICK };
    const { code, stderr, host } = await call(
      'calibrate calls.csv --write mine/out.yaml --extends bases/quick.yaml',
      { files },
    );
    expect([code, stderr]).toEqual([0, 'scenario: mine/out.yaml (poolsim run mine/out.yaml)\n']);
    const text = host.text('mine/out.yaml');
    expect(parse(text).extends).toBe('../bases/quick.yaml');
    const run = await call('run mine/out.yaml --quiet', {
      files: { ...files, 'mine/out.yaml': text },
    });
    expect([run.code, run.stderr]).toEqual([0, '']);
  });

  it('never overwrites without being told to', async () => {
    const files = { 'calls.csv': log, 'answer.yaml': 'precious' };
    const refused = await call('calibrate calls.csv --write answer.yaml', { files });
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('answer.yaml is already there; --force overwrites it');
    expect(refused.host.text('answer.yaml')).toBe('precious');
    const forced = await call('calibrate calls.csv --write answer.yaml --force', { files });
    expect(forced.code).toBe(0);
    expect(forced.host.text('answer.yaml')).toContain('byCountry');
  });

  it('overwrites neither its log nor a file of the scenario that it extends, told to or not', async () => {
    const files = {
      'calls.csv': log,
      'base.yaml': QUICK.replace(/contacts: .* \}$/m, 'contacts: { file: people.csv } }'),
      'people.csv': 'e164\n+14155550110\n',
    };
    for (const [write, complaint] of [
      ['./calls.csv', 'is the call log itself'],
      ['people.csv', 'is read by the scenario'],
    ] as const) {
      const line = `calibrate calls.csv --write ${write} --extends base.yaml --force`;
      const { code, stdout, stderr, host } = await call(line, { files });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(`--write ${write} ${complaint}`);
      for (const [name, text] of Object.entries(files)) expect(host.text(name)).toBe(text);
    }
  });

  it('says so where the file cannot be written, and prints all the same', async () => {
    const { code, stdout, stderr } = await call('calibrate calls.csv --write out/a.yaml', {
      files: { 'calls.csv': log },
      failing: { '/home/out': 'ENOSPC' },
    });
    expect(code).toBe(7);
    expect(stdout).toContain('Answered live');
    expect(stderr).toContain('not written');
  });

  it('notes ignored columns and skipped rows, unless told to be quiet', async () => {
    const files = {
      'calls.csv': `${log
        .replace('attempt\n', 'attempt,note\n')
        .replaceAll(/(\d)\n2/g, '$1,x\n2')
        .trimEnd()},x\nrubbish,,,,,,,,\n`,
    };
    const loud = await call('calibrate calls.csv --skip-bad-rows', { files });
    expect([loud.code, loud.stderr]).toEqual([
      0,
      'calls.csv: ignored columns: note — where one of them is a column of ours: --map ours=theirs\n' +
        'calls.csv: 1 bad row of 1501 skipped\n',
    ]);
    expect((await call('calibrate calls.csv --skip-bad-rows --quiet', { files })).stderr).toBe('');
    const strict = await call('calibrate calls.csv', { files });
    expect([strict.code, strict.stdout]).toEqual([2, '']);
    expect(strict.stderr).toContain('calls.csv:1502:1: started_at: "rubbish" is not an instant');
  });

  it('reads the log that a run leaves', async () => {
    const run = await call('run quick.yaml --attempts --out out --quiet', {
      files: { 'quick.yaml': QUICK },
    });
    const calls = run.host.text('out/calls.csv');
    expect(calls.split('\n')[0]).toBe(
      'started_at,from,to,outcome,ring_seconds,talk_seconds,answered_by,attempt,country,timezone,from_country',
    );
    expect(calls).toMatch(/^2026-03-02T14:00:00.000Z,us\/\d,c\/\d+,\w+,[\d.]+,[\d.]+,\w*,1,US,/m);
    const { code, stdout } = await call('calibrate calls.csv', { files: { 'calls.csv': calls } });
    expect([code, stdout.includes('calls to 50 contacts from 3 numbers')]).toEqual([0, true]);
  });

  it('prints what it can of a log that says little, and writes what there is', async () => {
    const row = 'started_at,from,to,outcome\n2026-02-02T15:00:00Z,+12125550101,+12125550110,';
    const one = await call('calibrate calls.csv --write a.yaml', {
      files: { 'calls.csv': `${row}busy\n` },
    });
    expect(one.code).toBe(0);
    expect(one.stdout).toContain('1 call to 1 contact from 1 number: 0.0 %');
    expect(parse(one.host.text('a.yaml')).answer.unanswered.busy).toBe(100);
    const none = await call('calibrate calls.csv --write a.yaml', {
      files: { 'calls.csv': `${row}canceled\n` },
    });
    expect([none.code, none.host.disk.has('/home/a.yaml')]).toEqual([5, false]);
    expect(none.stderr).toContain('a.yaml not written: the log tells nothing of a scenario');
  });

  it.each([
    ['calibrate', 'log'],
    ['calibrate nowhere.csv', 'nowhere.csv: the file does not exist'],
    ['calibrate call.csv', 'did you mean calls.csv?'],
    ['calibrate calls.csv --format csv', '--format "csv" is not one of text, json, md'],
    ['calibrate calls.csv --confidence 20', '--confidence'],
    ['calibrate calls.csv --map outcum=x', 'did you mean outcome?'],
    ['calibrate calls.csv --map outcome=Nix', 'names a column that the log does not have'],
    ['calibrate calls.csv --extends a.yaml', '--extends says what the file of --write builds on'],
    ['calibrate calls.csv --force', '--force overwrites the file of --write'],
    ['calibrate calls.csv --write x.yaml --extends x.yaml', 'cannot extend itself'],
    ['calibrate calls.csv --write x.yaml --extends y.yaml', 'y.yaml: there is no such file'],
    ['calibrate calls.csv --write /home', 'is a folder'],
  ])('refuses %s', async (line, complaint) => {
    const { code, stdout, stderr } = await call(line, { files: { 'calls.csv': log } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(complaint);
  });
});
