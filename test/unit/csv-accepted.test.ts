import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entityKey } from '../../src/base/hash.ts';
import { readContacts } from '../../src/scenario/csv/contacts.ts';
import { readInstant } from '../../src/scenario/csv/instant.ts';
import { readNumbers } from '../../src/scenario/csv/numbers.ts';
import { readPrices } from '../../src/scenario/csv/prices.ts';
import { readScores } from '../../src/scenario/csv/scores.ts';
import { diskFiles, oneFile } from '../support/csv-files.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;
const STRICT = { columnMap: [], skipBadRows: false };

const odd = async (file: string) => readContacts(`${FIXTURES}odd/${file}`, diskFiles, STRICT);

describe('accepted as it comes', () => {
  it.each([
    ['bom-crlf.csv', ['+14155550110', '+442079460110']],
    ['tabs.csv', ['+14155550110']],
    ['announced-delimiter.csv', ['+14155550110']],
    ['quoted.csv', ['+14155550110', '+14155550111', '+14155550112']],
    ['blank-rows.csv', ['+14155550110', '+14155550111']],
    ['no-last-line-end.csv', ['+14155550110']],
    ['old-mac.csv', ['+14155550110', '+14155550111']],
    [
      'spellings.csv',
      [
        '+14155550110',
        '+14155550111',
        '+442079460110',
        '+14155550112',
        '+442079460111',
        '+14155550113',
        '+14155550114',
        '+33199001001',
        '+493023125110',
      ],
    ],
  ])('%s', async (file, numbers) => {
    const { problems, contacts } = await odd(file);
    expect(problems).toEqual([]);
    expect(contacts.e164).toEqual(numbers);
    expect([...contacts.valid]).toEqual(numbers.map(() => 1));
  });

  it('lines count quoted line breaks and blank lines', async () => {
    expect([...(await odd('quoted.csv')).contacts.lines]).toEqual([2, 4, 5]);
    expect([...(await odd('blank-rows.csv')).contacts.lines]).toEqual([5, 8]);
    expect([...(await odd('announced-delimiter.csv')).contacts.lines]).toEqual([3]);
  });

  it('aliases, country names, time zones in any case; unknown columns with a note', async () => {
    const { contacts, notes } = await odd('aliases.csv');
    expect([...contacts.country].map((i) => contacts.countries[i])).toEqual(['US', 'GB']);
    expect([...contacts.zone].map((i) => contacts.zones[i])).toEqual([
      'America/Chicago',
      'Europe/London',
    ]);
    expect(notes).toEqual([
      {
        text: 'aliases.csv: ignored columns: CRM Id',
        hint: 'where one of them is a column of ours: --map ours=theirs',
      },
    ]);
  });

  it('a name in another encoding is read with a note that says where', async () => {
    const text = 'e164;name\n+14155550110;Zoe\n+14155550111;Jürgen\n+14155550112;Zoë\n';
    const files = oneFile('latin.csv', Buffer.from(text, 'latin1'));
    const { contacts, problems, notes } = await readContacts('latin.csv', files, STRICT);
    expect([problems, contacts.count]).toEqual([[], 3]);
    expect(notes.map((note) => note.text)).toEqual([
      'latin.csv:3: characters that are not UTF-8, in 2 rows',
    ]);
    expect(notes[0].hint).toContain('save it as CSV in UTF-8');
    const proper = await readContacts('latin.csv', oneFile('latin.csv', text, 3), STRICT);
    expect(proper.notes).toEqual([]);
  });

  it('does not count delimiters within quoted heads', async () => {
    const files = oneFile('x.csv', 'e164,"a; b; c; d"\n+14155550110,x\n');
    const { contacts, problems } = await readContacts('x.csv', files, STRICT);
    expect(problems).toEqual([]);
    expect(contacts.count).toBe(1);
  });

  it('semicolons with decimal commas', async () => {
    const { rows, problems } = await readNumbers(`${FIXTURES}odd/semicolon.csv`, diskFiles, STRICT);
    expect(problems).toEqual([]);
    expect(rows.map((row) => [row.spamScore, row.name])).toEqual([
      [70.5, 'Ada'],
      [0.5, 'Bo, the second'],
    ]);
  });

  it('whole numbers as tools that know only decimals write them', async () => {
    const text = 'e164,calls_per_day_max\n+14155550110,200.0\n';
    const { rows, problems } = await readNumbers('x.csv', oneFile('x.csv', text), STRICT);
    expect(problems).toEqual([]);
    expect(rows[0].callsPerDayMax).toBe(200);
  });

  it('aliases of the inventory', async () => {
    const path = `${FIXTURES}odd/number-aliases.csv`;
    const { rows } = await readNumbers(path, diskFiles, STRICT);
    expect(rows[0]).toMatchObject({
      e164: '+14155550100',
      status: 'active',
      spamScore: 12,
      allowedCountries: ['US', 'CA'],
      name: 'Sales',
      connection: 'twilio-main',
      connectionColumn: 39,
    });
  });

  it('scores and prices', async () => {
    const scores = await readScores(`${FIXTURES}odd/scores.csv`, diskFiles, STRICT);
    expect(scores.numbers).toEqual(['+14155550100', '+442079460001']);
    expect(scores.rows.map((row) => [row.number, row.score, row.atEpochMs])).toEqual([
      [0, 12, Date.UTC(2026, 2, 2)],
      [0, 71.5, Date.UTC(2026, 2, 3, 14)],
      [1, 70, Date.UTC(2026, 2, 2, 9)],
    ]);
    const prices = await readPrices(`${FIXTURES}odd/prices.csv`, diskFiles, STRICT);
    expect(prices.rows).toEqual([
      { country: 'US', numberPerMonth: 1.15, minute: 0.013, check: 0.04, purchase: null, line: 2 },
      { country: '*', numberPerMonth: 3, minute: 0.05, check: null, purchase: null, line: 3 },
    ]);
  });

  it('--map takes a head that no alias knows, and says that it did', async () => {
    const files = oneFile('x.csv', 'Phone,Handynummer\nx,+14155550110\n');
    const options = { columnMap: ['e164=handynummer', 'spam_score=Note'], skipBadRows: false };
    const { contacts, usedMaps, problems } = await readContacts('x.csv', files, options);
    expect(problems).toEqual([]);
    expect(contacts.e164).toEqual(['+14155550110']);
    expect(usedMaps).toEqual(['e164=handynummer']);
  });
});

describe('contacts as columns', () => {
  const text =
    'e164,country,timezone,arrives,sticky_number,attempts,last_outcome\n' +
    '+14155550110,,,2026-03-02T09:00Z,+14155550100,2,No_Answer\n' +
    '+442079460110,FR,Asia/Tokyo,,,,\n' +
    '+79161234567,,,,+14155550100,,\n' +
    '+99912345678,,,,,,\n';

  it('fills every column, infers country and zone, and counts what it guessed', async () => {
    const { contacts } = await readContacts('x.csv', oneFile('x.csv', text), STRICT);
    expect([...contacts.country].map((i) => contacts.countries[i])).toEqual([
      'US',
      'FR',
      'RU',
      '??',
    ]);
    expect([...contacts.zone].map((i) => contacts.zones[i])).toEqual([
      'America/Los_Angeles',
      'Asia/Tokyo',
      'Europe/Moscow',
      'Etc/UTC',
    ]);
    expect([...contacts.valid]).toEqual([1, 1, 1, 0]);
    expect([...(contacts.arrivesEpochMs ?? [])]).toEqual([
      Date.UTC(2026, 2, 2, 9),
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect([...(contacts.sticky ?? [])]).toEqual([0, -1, 0, -1]);
    expect(contacts.stickyNumbers).toEqual(['+14155550100']);
    expect(contacts.stickyPlaces).toEqual([{ line: 2, column: 34 }]);
    expect([...(contacts.attempts ?? [])]).toEqual([2, 0, 0, 0]);
    expect(contacts.outcomes).toEqual(['', 'no_answer']);
    expect(contacts).toMatchObject({ zonesGuessed: 2, invalid: 1, countryUnknown: 1 });
    expect(contacts.countryDiffers).toBe(1);
    const { lo, hi } = entityKey('+442079460110');
    expect([contacts.keyLo[1], contacts.keyHi[1]]).toEqual([lo, hi]);
    expect(contacts.keyLo).toHaveLength(4);
  });

  it('grows without losing a row, and still finds duplicates of the first ones', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `+1212${2_000_000 + i},${i % 200}`);
    const again = ['+12122000000,0', '+12122010000,0'];
    const csv = `e164,attempts\n${[...rows, ...again].join('\n')}\n`;
    const { contacts, problems } = await readContacts('x.csv', oneFile('x.csv', csv), STRICT);
    expect(problems.map((p) => `${p.line} ${p.message}`)).toEqual([
      '20002 contact +12122000000 stands already on line 2',
      '20003 contact +12122010000 stands already on line 10002',
    ]);
    expect(contacts.count).toBe(20_000);
    for (const i of [0, 1_023, 1_024, 19_999]) {
      expect(contacts.attempts?.[i]).toBe(i % 200);
      expect(contacts.keyLo[i]).toBe(entityKey(contacts.e164[i]).lo);
      expect(contacts.zones[contacts.zone[i]]).toBe('America/New_York');
    }
  });

  it('takes free text for outcomes, however varied', async () => {
    const rows = Array.from({ length: 70_000 }, (_, i) => `+1212${2_000_000 + i},call ${i}`);
    const csv = `e164,disposition\n${rows.join('\n')}\n`;
    const { contacts, problems } = await readContacts('x.csv', oneFile('x.csv', csv), STRICT);
    expect(problems).toEqual([]);
    expect(contacts.outcomes[contacts.lastOutcome?.[65_533] ?? -1]).toBe('call 65533');
    expect(contacts.outcomes[contacts.lastOutcome?.[69_999] ?? -1]).toBe('');
  });

  it('leaves the columns out that the file does not have', async () => {
    const { contacts } = await readContacts(
      'x.csv',
      oneFile('x.csv', 'e164\n+14155550110\n'),
      STRICT,
    );
    expect(contacts.arrivesEpochMs).toBeNull();
    expect(contacts.sticky).toBeNull();
    expect(contacts.attempts).toBeNull();
    expect(contacts.lastOutcome).toBeNull();
  });
});

describe('the fixtures', () => {
  it('hold the inventory that the documents speak of', async () => {
    const { rows, problems } = await readNumbers(`${FIXTURES}numbers.csv`, diskFiles, STRICT);
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(30);
    expect(rows.filter((row) => (row.spamScore ?? 0) > 70)).toHaveLength(2);
    expect(rows.filter((row) => row.spamScore === 70)).toHaveLength(1);
    expect(rows.filter((row) => row.status === 'inactive')).toHaveLength(1);
    expect(new Set(rows.map((row) => row.country))).toEqual(new Set(['US', 'GB', 'DE', 'FR']));
    expect(new Set(rows.map((row) => row.connection))).toEqual(
      new Set(['twilio-main', 'byo-trunk']),
    );
    expect(rows.some((row) => row.allowedCountries.length === 0)).toBe(true);
  });

  it('hash to what the record says', async () => {
    const path = `${FIXTURES}contacts.csv`;
    const bytes = readFileSync(path);
    const { record, problems, contacts } = await readContacts(path, diskFiles, STRICT);
    expect(problems).toEqual([]);
    expect(contacts.count).toBe(5_000);
    expect(record).toEqual({
      file: 'contacts.csv',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      rows: 5_000,
      skippedRows: 0,
    });
  });

  it('hold readable scores and prices', async () => {
    const scores = await readScores(`${FIXTURES}scores.csv`, diskFiles, STRICT);
    const prices = await readPrices(`${FIXTURES}prices.csv`, diskFiles, STRICT);
    expect([scores.problems, prices.problems]).toEqual([[], []]);
    expect([scores.rows.length, prices.rows.length]).toEqual([50, 6]);
  });
});

describe('instants', () => {
  it.each([
    ['2026-03-02', Date.UTC(2026, 2, 2)],
    ['2026-03-02 09:30', Date.UTC(2026, 2, 2, 9, 30)],
    ['2026-03-02T09:30:15.250+0530', Date.UTC(2026, 2, 2, 4, 0, 15, 250)],
    ['2026-03-02T23:00:00-05', Date.UTC(2026, 2, 3, 4)],
    ['2026-13-02', null],
    ['2026-03-02T09', null],
    ['', null],
  ])('%s', (text, epochMs) => expect(readInstant(text)).toBe(epochMs));
});
