import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consultOracle,
  emptyPickRecord,
  NO_NUMBER,
  type NumberStatus,
  type OracleRow,
  oraclePick,
  Selector,
  type SelectorSettings,
} from '../../src/selector/index.ts';
import { JUST_ABOVE, SETTINGS } from '../support/selector-world.ts';

const NUMBERS = 9;
const CONNECTIONS = 3;
const COUNTRIES = 4;
const CAMPAIGNS = 2;

/** The same facts as plain objects, changed by hand: nothing is read back from the selector. */
interface PlainNumber {
  homeCountry: number;
  connection: number;
  status: NumberStatus;
  allowedCountries: number[];
  spamScore: number | null;
  hasRoom: boolean;
}
interface PlainRow {
  paused: boolean;
  attempts: number;
  answered: number;
}

class PlainWorld {
  readonly selector: Selector;
  readonly settings: SelectorSettings;
  readonly numbers: PlainNumber[] = [];
  readonly connectionRoom: boolean[] = [];
  readonly rows: Map<number, PlainRow>[] = [];

  constructor(settings: SelectorSettings) {
    this.settings = settings;
    this.selector = new Selector(settings);
    for (const code of ['US', 'GB', 'DE', 'FR'].slice(0, COUNTRIES - 1)) {
      this.selector.country(code);
    }
    for (let i = 0; i < CONNECTIONS; i++) {
      this.selector.addConnection();
      this.connectionRoom.push(true);
    }
    for (let i = 0; i < CAMPAIGNS; i++) {
      this.selector.addCampaign({ preferCountryMatched: i === 0 });
      this.rows.push(new Map());
    }
  }

  describe(campaign: number): OracleRow[] {
    return [...this.rows[campaign]].map(([number, row]) => {
      const { hasRoom, ...facts } = this.numbers[number];
      return {
        number,
        ...facts,
        ...row,
        numberHasRoom: hasRoom,
        connectionHasRoom: this.connectionRoom[facts.connection],
      };
    });
  }
}

type Change = (w: PlainWorld) => void;

const score = fc.oneof(
  fc.constantFrom(0, 100, 70, JUST_ABOVE, null),
  fc.double({ min: 0, max: 100, noNaN: true }),
);
const country = fc.nat(COUNTRIES - 1);
const allowList = fc.array(fc.integer({ min: 1, max: COUNTRIES - 1 }), { maxLength: 3 });
const status = fc.constantFrom<NumberStatus>('active', 'active', 'inactive', 'released');
const number = fc.nat(NUMBERS - 1);
const campaign = fc.nat(CAMPAIGNS - 1);

/** A change to a number, or nothing while there is none of that index. */
function onNumber(change: (w: PlainWorld, number: number, facts: PlainNumber) => void) {
  return (n: number): Change =>
    (w) => {
      if (n < w.numbers.length) change(w, n, w.numbers[n]);
    };
}

function onRow(change: (w: PlainWorld, campaign: number, number: number, row: PlainRow) => void) {
  return (c: number, n: number): Change =>
    (w) => {
      const row = w.rows[c].get(n);
      if (row !== undefined) change(w, c, n, row);
    };
}

const change: fc.Arbitrary<Change> = fc.oneof(
  fc
    .record({
      homeCountry: country,
      connection: fc.nat(CONNECTIONS - 1),
      status,
      allowedCountries: allowList,
      spamScore: score,
    })
    .map(
      (facts): Change =>
        (w) => {
          if (w.numbers.length === NUMBERS) return;
          w.selector.addNumber(facts);
          w.numbers.push({ ...facts, hasRoom: true });
        },
    ),
  fc.tuple(number, score).map(([n, value]) =>
    onNumber((w, i, facts) => {
      w.selector.setScore(i, value);
      facts.spamScore = value;
    })(n),
  ),
  fc.tuple(number, status).map(([n, value]) =>
    onNumber((w, i, facts) => {
      w.selector.setStatus(i, value);
      facts.status = value;
    })(n),
  ),
  fc.tuple(number, allowList).map(([n, value]) =>
    onNumber((w, i, facts) => {
      w.selector.setAllowedCountries(i, value);
      facts.allowedCountries = value;
    })(n),
  ),
  fc.tuple(number, fc.boolean()).map(([n, value]) =>
    onNumber((w, i, facts) => {
      w.selector.setNumberRoom(i, value);
      facts.hasRoom = value;
    })(n),
  ),
  fc.tuple(fc.nat(CONNECTIONS - 1), fc.boolean()).map(
    ([i, value]): Change =>
      (w) => {
        w.selector.setConnectionRoom(i, value);
        w.connectionRoom[i] = value;
      },
  ),
  fc.tuple(campaign, number).map(([c, n]) =>
    onNumber((w, i) => {
      if (w.rows[c].has(i)) return;
      w.selector.attach(c, i);
      w.rows[c].set(i, { paused: false, attempts: 0, answered: 0 });
    })(n),
  ),
  fc.tuple(campaign, number).map(([c, n]) =>
    onRow((w, i, j) => {
      w.selector.detach(i, j);
      w.rows[i].delete(j);
    })(c, n),
  ),
  fc.tuple(campaign, number, fc.boolean()).map(([c, n, value]) =>
    onRow((w, i, j, row) => {
      w.selector.setPaused(i, j, value);
      row.paused = value;
    })(c, n),
  ),
  fc.tuple(campaign, number, fc.boolean()).map(([c, n, value]) =>
    onRow((w, i, j, row) => {
      w.selector.recordOutcome(i, j, value);
      row.attempts += 1;
      row.answered += value ? 1 : 0;
    })(c, n),
  ),
  fc.tuple(campaign, number, fc.nat(500), fc.nat(500)).map(([c, n, a, b]) =>
    onRow((w, i, j, row) => {
      row.attempts = Math.max(a, b);
      row.answered = Math.min(a, b);
      w.selector.setTally(i, j, row.attempts, row.answered);
    })(c, n),
  ),
);

/** A pool to start from, so that short sequences of changes already meet full pools. */
const changes = fc
  .tuple(
    fc.array(
      fc.record({
        homeCountry: country,
        connection: fc.nat(CONNECTIONS - 1),
        status: fc.constant<NumberStatus>('active'),
        allowedCountries: allowList,
        spamScore: score,
      }),
      { maxLength: NUMBERS },
    ),
    fc.array(change, { maxLength: 40 }),
  )
  .map(([facts, rest]): Change[] => [
    ...facts.map(
      (f): Change =>
        (w) => {
          const n = w.selector.addNumber(f);
          w.numbers.push({ ...f, hasRoom: true });
          for (let c = 0; c < CAMPAIGNS; c++) {
            w.selector.attach(c, n);
            w.rows[c].set(n, { paused: false, attempts: 0, answered: 0 });
          }
        },
    ),
    ...rest,
  ]);

/** Holds one view of one campaign to the oracle: eligible set, counts, chances, and picks. */
function compare(w: PlainWorld, c: number, k: number, sticky: number, us: readonly number[]) {
  const answer = consultOracle(w.describe(c), w.settings, {
    country: k,
    sticky,
    preferCountryMatched: c === 0,
  });
  const all = w.numbers.map((_, n) => n);
  expect(all.filter((n) => w.selector.isEligible(c, n, k))).toEqual(answer.eligible);
  expect(w.selector.eligibleCount(c, k)).toBe(answer.eligible.length);
  for (let connection = 0; connection < CONNECTIONS; connection++) {
    const here = answer.eligible.filter((n) => w.numbers[n].connection === connection);
    expect(w.selector.eligibleOn(c, k, connection)).toBe(here.length);
  }
  const chances = new Map(answer.candidates.map((row) => [row.number, row.probability]));
  const trace = w.selector.trace(c, k, sticky);
  expect(trace.length).toBe(answer.counts.pool);
  for (const row of trace) {
    expect(row.probability).toBeCloseTo(chances.get(row.number) ?? 0, 12);
  }
  const out = emptyPickRecord();
  for (const u of [...us, ...edges(answer.candidates.map((row) => row.probability))]) {
    expect(w.selector.pick(c, k, sticky, u, out)).toBe(oraclePick(answer, u));
    const { work, ...counts } = out;
    const usedSticky = answer.none === null ? answer.counts.usedSticky : 0;
    expect(counts).toEqual({ ...answer.counts, usedSticky });
    expect(work).toBeGreaterThanOrEqual(0);
  }
}

/** Draws on and beside every border between two numbers, where an error of one unit would show. */
function edges(probabilities: readonly number[]): number[] {
  let sum = 0;
  const found = [0, 1 - 2 ** -53];
  for (const probability of probabilities) {
    sum += probability;
    for (const u of [sum - 1e-12, sum, sum + 1e-12]) if (u >= 0 && u < 1) found.push(u);
  }
  return found;
}

const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('law 7: the index and the oracle', () => {
  it.each(['another', 'wait'] as const)(
    'agree after any sequence of changes (busy sticky number: %s)',
    (stickyWhenBusy) => {
      fc.assert(
        fc.property(
          changes,
          fc.array(draw, { minLength: 3, maxLength: 3 }),
          fc.integer({ min: NO_NUMBER, max: NUMBERS - 1 }),
          (sequence, us, sticky) => {
            const w = new PlainWorld({ ...SETTINGS, stickyWhenBusy });
            sequence.forEach((apply, i) => {
              apply(w);
              const last = i === sequence.length - 1;
              const known = sticky < w.numbers.length ? sticky : NO_NUMBER;
              if (!last && i % 5 !== 0) return;
              for (let c = 0; c < CAMPAIGNS; c++) {
                for (let k = 0; k < COUNTRIES; k++) compare(w, c, k, known, us);
              }
            });
          },
        ),
        { numRuns: 150, seed: 7 },
      );
    },
  );
});
