import { readFileSync } from 'node:fs';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { csvSafe } from '../../src/base/csv-safe.ts';
import { readContacts } from '../../src/scenario/csv/contacts.ts';
import { readNumbers } from '../../src/scenario/csv/numbers.ts';
import { callLog } from '../../src/scenario/generate/calls.ts';
import {
  CONTACT_LIST_DEFAULTS,
  type CsvRows,
  contactList,
} from '../../src/scenario/generate/contacts.ts';
import { csvText } from '../../src/scenario/generate/csv-text.ts';
import {
  FICTIONAL_COUNTRIES,
  FICTIONAL_RANGES,
} from '../../src/scenario/generate/fictional-ranges.ts';
import { loadNames } from '../../src/scenario/generate/names.ts';
import { NUMBER_LIST_DEFAULTS, numberList } from '../../src/scenario/generate/numbers.ts';
import { supplyOf } from '../../src/scenario/generate/phone-supply.ts';
import { InputProblems } from '../../src/scenario/problem.ts';
import { oneFile } from '../support/csv-files.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;
const STRICT = { columnMap: [], skipBadRows: false };
const text = (csv: CsvRows): string => [...csvText(csv)].join('');

function contacts(count: number, countries: Record<string, number>, seed = '1') {
  return contactList({ ...CONTACT_LIST_DEFAULTS, count, countries, seed });
}

function problemsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InputProblems)
      return error.problems.map((p) => `${p.message} | ${p.remedy}`);
    throw error;
  }
  return [];
}

describe('numbers set aside for fiction', () => {
  it.each(FICTIONAL_COUNTRIES)(
    '%s: both ends of every range are valid and in the country',
    (country) => {
      for (const { prefix, digits } of FICTIONAL_RANGES[country]) {
        for (const end of ['0', '9']) {
          const parsed = parsePhoneNumberFromString(prefix + end.repeat(digits));
          expect(parsed?.isValid(), prefix).toBe(true);
          expect(parsed?.country, prefix).toBe(country);
        }
      }
    },
  );

  it('hands out a whole country without a repeat, contacts and callers apart', () => {
    const all = [...contacts(supplyOf('SE', 'contact'), { SE: 1 }).rows].map(([e164]) => e164);
    const options = {
      ...NUMBER_LIST_DEFAULTS,
      count: supplyOf('SE', 'caller'),
      countries: { SE: 1 },
    };
    for (const [e164] of numberList({ ...options, seed: '1' }).rows) all.push(e164);
    expect(all).toHaveLength(400);
    expect(new Set(all).size).toBe(400);
    for (const e164 of all) expect(parsePhoneNumberFromString(e164)?.country, e164).toBe('SE');
  });

  it('refuses more than the ranges hold, naming each limit and the remedy', () => {
    const found = problemsOf(() => contacts(1_000_000, { DE: 0.5, US: 0.5 }));
    expect(found).toHaveLength(2);
    expect(found[0]).toContain('500000 contacts in DE, but the ranges for fiction hold 4500 there');
    expect(found[0]).toContain('contacts: { generate: … }');
    expect(problemsOf(() => contacts(supplyOf('DE', 'contact'), { DE: 1 }))).toEqual([]);
    expect(problemsOf(() => contacts(supplyOf('DE', 'contact') + 1, { DE: 1 }))).toHaveLength(1);
  });

  it('refuses countries without a range, bad shares and bad counts', () => {
    expect(problemsOf(() => contacts(10, { US: 1, JP: 1 }))[0]).toContain('JP');
    expect(problemsOf(() => contacts(10, { US: -1 }))[0]).toContain('-1');
    expect(problemsOf(() => contacts(10, {}))[0]).toContain('no country');
    expect(problemsOf(() => contacts(2.5, { US: 1 }))[0]).toContain('2.5');
  });
});

describe('contacts', () => {
  it('same options, same bytes; another seed, other numbers', () => {
    const once = text(contacts(500, { US: 0.5, GB: 0.5 }));
    expect(text(contacts(500, { US: 0.5, GB: 0.5 }))).toBe(once);
    expect(text(contacts(500, { US: 0.5, GB: 0.5 }, '2'))).not.toBe(once);
    const list = contacts(50, { FR: 1 });
    expect([...list.rows]).toEqual([...list.rows]);
  });

  it('splits by share to the contact, whatever their sum', () => {
    const rows = [...contacts(1_000, { US: 6, GB: 3, FR: 1 }).rows];
    const count = (country: string) => rows.filter((row) => row[1] === country).length;
    expect([count('US'), count('GB'), count('FR')]).toEqual([600, 300, 100]);
  });

  it('are the fixture, byte for byte', async () => {
    const inventory = readFileSync(`${FIXTURES}numbers.csv`, 'utf8').trim().split('\n').slice(1);
    const list = contactList({
      count: 5_000,
      countries: { US: 0.6, GB: 0.2, DE: 0.1, FR: 0.1 },
      seed: 'quickstart',
      invalidShare: 0.02,
      names: await loadNames('quickstart'),
      timezoneShare: 0.4,
      earlierShare: 0.1,
      earlierNumbers: inventory.map((line) => line.split(',')[0]),
    });
    expect(text(list)).toBe(readFileSync(`${FIXTURES}contacts.csv`, 'utf8'));
  });

  it('are read back without a problem; the invalid ones are as many as asked, within 4 standard errors', async () => {
    const options = { ...CONTACT_LIST_DEFAULTS, count: 4_000, countries: { US: 0.7, FR: 0.3 } };
    const list = contactList({ ...options, seed: '3', invalidShare: 0.1 });
    const read = await readContacts('x.csv', oneFile('x.csv', text(list)), STRICT);
    expect(read.problems).toEqual([]);
    expect(read.contacts.count).toBe(4_000);
    const standardError = Math.sqrt(4_000 * 0.1 * 0.9);
    expect(Math.abs(read.contacts.invalid - 400)).toBeLessThan(4 * standardError);
  });
});

describe('inventories', () => {
  it('are read back without a problem', async () => {
    const list = numberList({
      ...NUMBER_LIST_DEFAULTS,
      count: 200,
      countries: { US: 0.8, DE: 0.2 },
      seed: '1',
      connections: ['a', 'b'],
      names: await loadNames('1'),
      managedShare: 0.5,
      flaggedShare: 0.2,
      unscoredShare: 0.1,
    });
    const { rows, problems } = await readNumbers('x.csv', oneFile('x.csv', text(list)), STRICT);
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(200);
    const flagged = rows.filter((row) => (row.spamScore ?? 0) > 70).length;
    expect(Math.abs(flagged - 40)).toBeLessThan(4 * Math.sqrt(200 * 0.2 * 0.8));
    expect(rows.some((row) => row.spamScore === null)).toBe(true);
    expect(new Set(rows.map((row) => row.connection))).toEqual(new Set(['a', 'b']));
  });
});

describe('call logs', () => {
  const to = [...contacts(300, { US: 0.5, DE: 0.5 }).rows].map(([e164]) => e164);
  const from = ['+14155550100', '+493023125001'];
  const start = Date.UTC(2026, 2, 2);
  const count = 4_000;
  const rows = [...callLog({ count, seed: '1', from, to, startEpochMs: start, days: 14 }).rows];

  it('are the fixture, byte for byte', () => {
    const common = { countries: { US: 0.6, GB: 0.25, DE: 0.15 }, seed: 'quickstart' };
    const first = (csv: CsvRows) => Array.from(csv.rows, ([e164]) => e164);
    const made = callLog({
      count: 1_500,
      seed: 'quickstart',
      from: first(numberList({ ...NUMBER_LIST_DEFAULTS, ...common, count: 20 })),
      to: first(contacts(500, common.countries, 'quickstart')),
      startEpochMs: Date.UTC(2026, 1, 2),
      days: 5,
    });
    expect(text(made)).toBe(readFileSync(`${FIXTURES}calls.csv`, 'utf8'));
  });

  it('are in order of time, on working days, within hours of the callee', () => {
    const times = rows.map(([at]) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    for (const [at, , callee] of rows) {
      if (!callee.startsWith('+49')) continue;
      const berlin = new Date(Date.parse(at) + 3_600_000);
      expect([0, 6]).not.toContain(berlin.getUTCDay());
      expect(berlin.getUTCHours()).toBeGreaterThanOrEqual(9);
      expect(berlin.getUTCHours()).toBeLessThan(18);
    }
  });

  it('call from a number of the callee’s country and count the attempts', () => {
    const attempts = new Map<string, number>();
    for (const [, caller, callee, , , , , attempt] of rows) {
      expect(caller.slice(0, 2)).toBe(callee.slice(0, 2));
      attempts.set(callee, (attempts.get(callee) ?? 0) + 1);
      expect(Number(attempt)).toBe(attempts.get(callee));
    }
  });

  it('end as calls do: 15 % human, 30 % machine, 42 % no answer, within 4 standard errors', () => {
    const share = (test: (row: readonly string[]) => boolean) => rows.filter(test).length / count;
    for (const [measured, expected] of [
      [share((row) => row[6] === 'human'), 0.15],
      [share((row) => row[6] === 'machine_start'), 0.3],
      [share((row) => row[3] === 'no-answer'), 0.42],
      [share((row) => row[3] === 'busy'), 0.05],
    ]) {
      const standardError = Math.sqrt((expected * (1 - expected)) / count);
      expect(Math.abs(measured - expected)).toBeLessThan(4 * standardError);
    }
    for (const row of rows) expect(row[5] === '0').toBe(row[3] !== 'completed');
  });
});

describe('cells that a spreadsheet would run', () => {
  it.each(['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1+1', '+1 415'])(
    'defuses %s',
    (cell) => expect(csvSafe(cell)).toBe(`'${cell}`),
  );
  it.each(['+14155550100', '-12.5', '+3', '1e3', 'Ada', "O'Neil", '', 'a=b', '-0.02e-5'])(
    'leaves %s alone',
    (cell) => expect(csvSafe(cell)).toBe(cell),
  );
});
