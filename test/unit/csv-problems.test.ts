import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { columnMapFaults } from '../../src/scenario/csv/columns.ts';
import { readContacts } from '../../src/scenario/csv/contacts.ts';
import { readNumbers } from '../../src/scenario/csv/numbers.ts';
import { readPrices } from '../../src/scenario/csv/prices.ts';
import { readScores } from '../../src/scenario/csv/scores.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { diskFiles, oneFile } from '../support/csv-files.ts';

const BAD = new URL('../../fixtures/bad/', import.meta.url).pathname;
const STRICT = { columnMap: [], skipBadRows: false };
const readers = {
  numbers: readNumbers,
  contacts: readContacts,
  scores: readScores,
  prices: readPrices,
};

/** File → reader and, per problem, `line:column: path: …` and a part of the remedy. */
const EXPECTED: Record<string, [keyof typeof readers, [string, string][]]> = {
  'empty.csv': ['numbers', [['1:1: the file is empty', 'names of the columns']]],
  'head-only.csv': ['numbers', [['1:1: the file has a head but no rows', 'at least one row']]],
  'binary.csv': ['numbers', [['1:1: the file holds NUL bytes', 'UTF-8']]],
  'utf16.csv': ['numbers', [['1:1: the file is UTF-16', 'UTF-8']]],
  'workbook.csv': ['contacts', [['1:1: the file is a ZIP archive', 'CSV UTF-8']]],
  'missing-column.csv': ['numbers', [['1:1: e164: the column e164 is missing', '--map e164=']]],
  'missing-column-near.csv': [
    'numbers',
    [['1:1: e164: the column e164 is missing', '"Phne Number" is meant: --map e164="Phne Number"']],
  ],
  'no-head.csv': ['contacts', [['1:1: e164: the column e164 is missing', 'first line must name']]],
  'two-candidates.csv': [
    'contacts',
    [['1:7: e164: the columns "Phone" and "Mobile"', '--map e164=Phone']],
  ],
  'bad-phone.csv': [
    'contacts',
    [
      ['2:14: e164: "14155550110" has no country calling code', 'write +14155550110'],
      ['3:7: e164: "(415) 555-0110" has no country calling code', 'E.164'],
      ['4:11: e164: "+1415" has 4 digits', 'E.164'],
      ['5:10: e164: "+1415555011012345" has 16 digits', 'E.164'],
      ['6:9: e164: "+1415555CALL" is not a phone number', 'E.164'],
      ['7:11: e164: "+14155550110 ext 5" has an extension', 'without its extension'],
      ['8:9: e164: "1.41556E+10" is a number that a spreadsheet has rounded', 'as text'],
      ['9:14: e164: "+04155550110" has a 0', 'E.164'],
      ['10:13: e164: "0099915" begins with 00', 'instead of 00'],
      ['11:11: e164: "01114155550110" has no country calling code', 'E.164'],
      ['12:7: e164: the cell is empty', 'delete the row'],
    ],
  ],
  'unknown-country.csv': [
    'numbers',
    [
      ['2:15: country: "UK" is not a country', 'did you mean GB (United Kingdom)?'],
      ['3:14: country: "ZZ" is not a country', 'ISO 3166-1 alpha-2'],
      ['4:17: allowed_countries: "XX" is not a country', 'ISO 3166-1 alpha-2'],
      ['4:17: allowed_countries: "Germny" is not a country', 'did you mean DE (Germany)?'],
    ],
  ],
  'duplicate-number.csv': [
    'numbers',
    [['4:1: e164: number +14155550100 stands already on line 2', 'delete']],
  ],
  'duplicate-contact.csv': [
    'contacts',
    [
      ['4:4: e164: contact +14155550110 stands already on line 2', 'delete'],
      ['5:4: e164: contact +14155550110 stands already on line 2', 'delete'],
    ],
  ],
  'out-of-range.csv': [
    'numbers',
    [
      ['2:14: spam_score: -1 is below the range', 'from 0 to 100'],
      ['2:17: calls_per_day_max: 0 is below the range', 'from 1 to'],
      ['3:14: spam_score: "NaN" is not a number', 'from 0 to 100'],
      ['3:18: calls_per_day_max: "1e3" is not a whole number', 'from 1 to'],
      ['4:14: spam_score: 100.5 is above the range', 'from 0 to 100'],
      ['4:20: calls_per_day_max: 99999999999 is above the range', 'from 1 to'],
      ['5:14: spam_score: "Infinity" is not a number', 'from 0 to 100'],
      ['5:23: calls_per_day_max: "2.5" is not a whole number', 'from 1 to'],
      ['5:27: concurrent_max: -3 is below the range', 'from 1 to'],
    ],
  ],
  'attempts.csv': [
    'contacts',
    [
      ['2:14: attempts: -1 is below the range', 'from 0 to 255'],
      ['3:14: attempts: 256 is above the range', 'from 0 to 255'],
      ['4:14: attempts: "two" is not a whole number', 'from 0 to 255'],
    ],
  ],
  'bad-words.csv': [
    'numbers',
    [
      ['2:14: status: "actve" is no value of status', 'did you mean active?'],
      ['2:20: managed: "twilo" is no value of managed', 'did you mean twilio?'],
      ['3:14: status: "live" is no value of status', 'allowed: active, inactive, released'],
      ['3:19: managed: "mine" is no value of managed', 'allowed: twilio, byo'],
    ],
  ],
  'bad-timezone.csv': [
    'contacts',
    [
      ['2:14: timezone: "America/New_Yrok" is not a time zone', 'did you mean America/New_York?'],
      ['3:14: timezone: "Eastern" is not a time zone', 'IANA'],
    ],
  ],
  'bad-date.csv': [
    'numbers',
    [
      ['2:14: first_used: "03/02/2026" is not a date', 'ISO 8601'],
      ['3:14: first_used: "2026-02-30" is not a date', 'ISO 8601'],
      ['4:14: first_used: "2026-03-02T25:00Z" is not a date', 'ISO 8601'],
    ],
  ],
  'ragged.csv': [
    'contacts',
    [
      ['2:14: the row has 2 cells, the head has 3', 'double quotes'],
      ['3:21: the row has 4 cells, the head has 3', 'double quotes'],
    ],
  ],
  'open-quote.csv': ['contacts', [['3:17: a double quote opens here and never closes', 'close']]],
  'sticky.csv': ['contacts', [['2:14: sticky_number: "4155550100" has no country', 'E.164']]],
  'numbers-as-contacts.csv': [
    'contacts',
    [
      [
        '1:14: status: the file is given as a list of contacts, and has columns of numbers alone: status, connection, managed, allowed_countries, spam_score',
        'give it where the numbers are named',
      ],
    ],
  ],
  'contacts-as-numbers.csv': [
    'numbers',
    [
      [
        '1:14: timezone: the file is given as a list of numbers, and has columns of contacts alone: timezone, sticky_number, attempts, last_outcome',
        'if these are numbers, rename',
      ],
    ],
  ],
  'scores.csv': [
    'scores',
    [
      ['2:25: score: 101 is above the range', 'from 0 to 100'],
      ['3:14: at: "yesterday" is not a date', 'ISO 8601'],
      ['4:14: at: the cell is empty', 'when'],
      ['4:15: score: the cell is empty', '0 to 100'],
    ],
  ],
  'prices.csv': [
    'prices',
    [
      ['3:1: country: US has its prices already on line 2', 'delete'],
      ['3:5: number_per_month: -1 is below the range', 'from 0'],
      ['4:1: country: US has its prices already on line 2', 'delete'],
      ['5:4: number_per_month: the cell is empty', 'write a price'],
      ['5:5: minute: "x" is not a number', 'from 0'],
    ],
  ],
};

describe('every kind of mistake is found at its line and column, with a remedy', () => {
  it.each(Object.entries(EXPECTED))('%s', async (file, [kind, expected]) => {
    const { problems } = await readers[kind](`${BAD}${file}`, diskFiles, STRICT);
    const found = problems.map(formatProblem);
    expect(found).toHaveLength(expected.length);
    for (const [i, [start, remedy]] of expected.entries()) {
      expect(found[i].startsWith(`${file}:${start}`), `${found[i]} ≠ ${start}`).toBe(true);
      expect(problems[i].remedy).toContain(remedy);
    }
  });

  it('leaves no file of the folder out', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(readdirSync(BAD).sort());
  });
});

describe('a whole number', () => {
  it.each([
    ['e164;calls_per_day_max\n+14155550110;1.000\n', '"1.000" may be meant as 1000'],
    ['e164;calls_per_day_max\n+14155550110;2,500\n', '"2,500" may be meant as 2500'],
    ['e164,calls_per_day_max\n+14155550110,"1,000"\n', '"1,000" may be meant as 1000'],
    ['e164,concurrent_max\n+14155550110,1.000.000\n', '"1.000.000" may be meant as 1000000'],
  ])('is not taken for another where its thousands are marked: %j', async (text, message) => {
    const { problems } = await readNumbers('x.csv', oneFile('x.csv', text), STRICT);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(problems[0].remedy).toMatch(/^write a whole number from 1 to 1000000, plain$/);
  });
});

describe('the file as a whole', () => {
  it('says that a file is missing, with the nearest name', async () => {
    const files = oneFile('contacts.csv', 'e164\n+14155550110\n');
    const { problems } = await readContacts('contcats.csv', files, STRICT);
    expect(problems.map(formatProblem)).toEqual([
      'contcats.csv: the file does not exist — did you mean contacts.csv?',
    ]);
  });

  it('says that a path is a folder', async () => {
    const { problems } = await readContacts('folder', oneFile('x', ''), STRICT);
    expect(problems.map(formatProblem)).toEqual([
      'folder: this is a folder, not a file — name a CSV file',
    ]);
  });

  it('finds NUL bytes far behind the head', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `+1415555${String(1000 + i)}`).join('\n');
    const files = oneFile('x.csv', `e164\n${rows}\n\u0000`, 1_000);
    const { problems } = await readContacts('x.csv', files, STRICT);
    expect(problems[0]?.message).toContain('NUL bytes');
  });

  it('gives up on a quote that swallows a megabyte, at the line where it opens', async () => {
    const files = oneFile('x.csv', `e164,name\n+14155550110,"${'x,\n'.repeat(400_000)}`);
    const { problems } = await readContacts('x.csv', files, STRICT);
    expect(problems.map((p) => `${p.line}:${p.column}`)).toEqual(['2:14']);
  });

  it('keeps the first hundred problems and counts the rest', async () => {
    const rows = Array.from({ length: 250 }, (_, i) => `${i}`).join('\n');
    const { problems } = await readContacts('x.csv', oneFile('x.csv', `e164\n${rows}\n`), STRICT);
    expect(problems).toHaveLength(101);
    expect(problems[99].line).toBe(101);
    expect(problems[100]).toMatchObject({ line: 0, message: expect.stringContaining('150 more') });
  });

  it.each([
    ['contacts', 'e164,spam_score', 1],
    ['contacts', 'e164,connection,managed', 1],
    ['numbers', 'e164,timezone,attempts', 1],
    ['contacts', 'e164,status', 0],
    ['contacts', 'phone,state,source,score,account', 0],
    ['contacts', 'e164,timezone,spam_score,status', 0],
    ['numbers', 'e164,timezone', 0],
    ['numbers', 'e164,status,attempts,last_outcome', 0],
  ] as const)(
    'takes %s with %s for the other list only where that is clear',
    async (kind, head, wrong) => {
      const files = oneFile(
        'x.csv',
        `${head}\n+14155550110${','.repeat(head.split(',').length - 1)}\n`,
      );
      const { problems } = await readers[kind]('x.csv', files, STRICT);
      expect(problems.map(formatProblem)).toHaveLength(wrong);
    },
  );

  it('skips and counts bad rows on request, each once', async () => {
    const text =
      'e164,country,attempts\n+14155550110,US,1\nbad,ZZ,-1\n+14155550111,US\n+14155550112,US,2\n';
    const options = { columnMap: [], skipBadRows: true };
    const read = await readContacts('x.csv', oneFile('x.csv', text), options);
    expect(read.problems).toEqual([]);
    expect(read.contacts.e164).toEqual(['+14155550110', '+14155550112']);
    expect(read.record).toMatchObject({ rows: 4, skippedRows: 2 });
  });

  it('does not go on with a file of which every row is bad', async () => {
    const options = { columnMap: [], skipBadRows: true };
    const read = await readContacts('f.csv', oneFile('f.csv', 'e164\nxx\nyy\n'), options);
    expect(read.problems.map((problem) => problem.message)).toEqual([
      'every row is bad: none is left',
    ]);
  });

  it('never skips what is wrong with the whole file', async () => {
    const options = { columnMap: [], skipBadRows: true };
    const read = await readContacts('x.csv', oneFile('x.csv', 'name\nAda\n'), options);
    expect(read.problems).toHaveLength(1);
  });

  it('names what is wrong with --map', () => {
    expect(columnMapFaults(['e164=Telefon', 'e146=X', 'nonsense'])).toEqual([
      {
        message: '"e146" in --map e146=X is no column of any input file',
        remedy: 'did you mean e164?',
      },
      {
        message: '"nonsense" is not a pair of columns',
        remedy: expect.stringContaining('ours=theirs'),
      },
    ]);
  });
});
