import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../src/model/observer.ts';
import { readCallInstant } from '../../src/scenario/csv/call-instant.ts';
import { readCalls } from '../../src/scenario/csv/calls.ts';
import type { ReadOptions } from '../../src/scenario/csv/numbers.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { diskFiles, oneFile } from '../support/csv-files.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;
const STRICT = { columnMap: [], skipBadRows: false };

const read = (text: string, options: ReadOptions = STRICT) =>
  readCalls('calls.csv', oneFile('calls.csv', text, 50), options);

const OWN = `started_at,from,to,outcome,ring_seconds,talk_seconds,answered_by,attempt
2026-02-02T15:00:00Z,+12125550101,+12125550110,completed,8,61,human,1
2026-02-02T15:01:00Z,+442079460001,+12125550111,no-answer,30,0,,2
2026-02-02T15:02:00.500Z,+12125550101,+442079460110,completed,22,25,machine_start,1
`;

describe('a call log', () => {
  it('of our own columns', async () => {
    const { log, problems, notes } = await read(OWN);
    expect([problems, notes]).toEqual([[], []]);
    expect(log.count).toBe(3);
    expect([...log.outcome.slice(0, 3)].map((i) => OUTCOMES[i])).toEqual([
      'answered',
      'no_answer',
      'voicemail',
    ]);
    expect(log.numbers).toEqual(['+12125550101', '+442079460001']);
    expect(log.numberCountry).toEqual(['US', 'GB']);
    expect(log.contactCountry).toEqual(['US', 'US', 'GB']);
    expect(log.contactZone).toEqual(['America/New_York', 'America/New_York', 'Europe/London']);
    expect([...log.attempt.slice(0, 3)]).toEqual([1, 2, 1]);
    expect([...log.ringS.slice(0, 3)]).toEqual([8, 30, 22]);
    expect(log.startedEpochMs[2]).toBe(Date.UTC(2026, 1, 2, 15, 2, 0, 500));
  });

  it('of Twilio gives the same calls; what is no outbound call that has ended is counted', async () => {
    const { log, problems, notes } = await readCalls(
      `${FIXTURES}odd/twilio-calls.csv`,
      diskFiles,
      STRICT,
    );
    expect(problems).toEqual([]);
    expect(notes.map((note) => note.text)).toEqual([
      'twilio-calls.csv: ignored columns: Sid, Parent Call Sid, From Formatted, End Time, Price, Price Unit',
    ]);
    expect([...log.outcome.slice(0, log.count)].map((i) => OUTCOMES[i])).toEqual([
      'answered',
      'no_answer',
      'voicemail',
    ]);
    expect([...log.startedEpochMs.slice(0, 3)]).toEqual(
      [0, 1, 2].map((minute) => Date.UTC(2026, 1, 2, 15, minute)),
    );
    expect([...log.talkS.slice(0, 3)]).toEqual([61, 0, 25]);
    expect(log.ringS[0]).toBeNaN();
    expect(log.leftOut).toEqual({ inbound: 1, noPhone: 2, unfinished: 1 });
    expect(log.hasAttempts).toBe(false);
  });

  it('comes with a byte order mark, semicolons, CRLF, decimal commas, other heads and order', async () => {
    const { log, problems } = await read(
      '\ufeffSTATUS;Caller ID;Callee;start;Ring Time\r\nbusy;"+1 (212) 555-0101";+442079460110;2026-02-02 15:00:00+00:00;2,5\r\n',
    );
    expect(problems).toEqual([]);
    expect(log.ringS[0]).toBe(2.5);
    expect(log.numbers).toEqual(['+12125550101']);
  });

  it('has other columns mapped', async () => {
    const text = OWN.replace('outcome', 'Ergebnis');
    expect((await read(text)).problems[0]).toMatchObject({ path: 'outcome', line: 1 });
    const { problems, usedMaps } = await read(text, {
      columnMap: ['outcome=Ergebnis'],
      skipBadRows: false,
    });
    expect([problems, usedMaps]).toEqual([[], ['outcome=Ergebnis']]);
  });

  it('may have pseudonyms where columns tell country and zone', async () => {
    const { log, problems } = await read(`started_at,from,to,outcome,country,timezone,from_country
2026-02-02T15:00:00Z,us/1,c/4711,busy,us,America/Denver,Canada
2026-02-02T15:00:00Z,f00dfeed,c/4712,busy,GB,,
`);
    expect(problems.map(formatProblem)).toEqual([
      'calls.csv:3:22: from: "f00dfeed" is not a phone number in E.164, and from_country does not tell — write E.164, such as +14155550100; or, if "f00dfeed" stands for a number, its country in the column from_country',
    ]);
    expect(log.numberCountry).toEqual(['CA']);
    expect([log.contacts, log.contactCountry, log.contactZone]).toEqual([
      ['c/4711'],
      ['US'],
      ['America/Denver'],
    ]);
  });

  it('counts completed calls of which nobody knows who took them', async () => {
    const { log } = await read(`started_at,from,to,outcome,answered_by
2026-02-02T15:00:00Z,+12125550101,+12125550110,completed,
2026-02-02T15:00:00Z,+12125550101,+12125550111,completed,unknown
2026-02-02T15:00:00Z,+12125550101,+12125550112,answered,
2026-02-02T15:00:00Z,+12125550101,+12125550113,completed,fax
`);
    expect([log.answererUnknown, log.answererTold]).toEqual([2, 2]);
  });
});

const BAD = `started_at,from,to,outcome,talk_seconds,answered_by,attempt,direction
02/03/2026 15:00,+12125550101,+12125550110,completed,1,human,1,
2026-02-02T15:00:00Z,2125550101,,no-anser,1,,1,
2026-02-02T15:00:00Z,+12125550101,+12125550110,,-3,robot,0,sideways
,+12125550101,+12125550110,busy,1,,1.5,outbound
2026-02-02T15:00:00Z,+12125550101,+12125550110,busy,1,robot,many,outbound
2026-02-02T15:00:00Z,+12125550101,+12125550110,busy,1,,1,outbound
1926-02-02T15:00:00Z,+12125550101,+12125550110,busy,999999,,1,outbound
`;

describe('a bad log', () => {
  it('has every problem named with file, line, column, value, rule and remedy', async () => {
    const { problems } = await read(BAD);
    const lines = problems.map(formatProblem);
    expect(problems.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([
      '2:1 started_at',
      '3:22 from',
      '3:33 to',
      '3:34 outcome',
      '4:60 direction',
      '5:1 started_at',
      '5:36 attempt',
      '6:55 answered_by',
      '6:61 attempt',
      '8:1 started_at',
      '8:53 talk_seconds',
    ]);
    const text = lines.join('\n');
    for (const words of [
      '"02/03/2026 15:00" is not an instant from 1990 to 2099 — write ISO 8601',
      'to: the cell is empty; every row needs a phone number',
      '"no-anser" is no value of outcome — did you mean no-answer? allowed: answered, live',
      '"sideways" is no value of direction — allowed: outbound',
      'started_at: the cell is empty — write when the call was placed',
      'attempt: "1.5" is not a whole number',
      '"robot" is no value of answered_by — allowed: human, machine',
      'talk_seconds: 999999 is above the range',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('is read without its bad rows on request, and counts them', async () => {
    const { problems, log, record } = await read(BAD, { columnMap: [], skipBadRows: true });
    expect([problems, log.count, record.skippedRows]).toEqual([[], 1, 6]);
  });

  it('of ten thousand mistakes lists a hundred and counts the rest', async () => {
    const row = 'never,+12125550101,+12125550110,busy\n';
    const { problems } = await read(`started_at,from,to,outcome\n${row.repeat(10_000)}`);
    expect(problems).toHaveLength(101);
    expect(problems[100].message).toBe('9900 more problems in 10000 bad rows are not shown');
  });

  it.each([
    ['', 'the file is empty'],
    ['started_at,from,to,outcome\n', 'the file has a head but no rows'],
    ['from,to,outcome\na,b,c\n', 'the column started_at is missing'],
    [
      'started_at,from,to,status,direction\n2026-02-02,+12125550101,+12125550110,busy,inbound\n',
      'no row is an outbound telephone call that has ended (1 inbound)',
    ],
  ])('of %j is refused', async (text, message) => {
    const { problems } = await read(text);
    expect(problems.map((problem) => problem.message).join()).toContain(message);
  });
});

describe('instants', () => {
  it.each([
    ['2026-02-02T15:00:00Z', 15],
    ['2026-02-02 15:00', 15],
    ['Mon, 02 Feb 2026 15:00:00 +0000', 15],
    ['2 Feb 2026 15:00 GMT', 15],
    ['Mon, 02 Feb 2026 15:00:00 -0500', 20],
    ['10:00:00 EST 2026-02-02', 15],
    ['08:00:00 PDT 2026-02-02', 15],
  ])('%s', (text, hour) => {
    expect(readCallInstant(text)).toBe(Date.UTC(2026, 1, 2, hour));
  });

  it.each([
    '2/3/2026',
    'Mon, 30 Feb 2026 15:00:00 +0000',
    'Mon, 02 Fab 2026 15:00:00 +0000',
    '10:00:00 IST 2026-02-02',
    '25:00:00 UTC 2026-02-02',
    '1989-12-31',
    '2100-01-01',
    'yesterday',
    '',
  ])('not %j', (text) => {
    expect(readCallInstant(text)).toBeNull();
  });
});
