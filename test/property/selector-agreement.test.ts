import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consultOracle,
  drawingOrder,
  emptyPickRecord,
  NO_NUMBER,
  type NumberStatus,
  type OracleRow,
  Selector,
  type SelectorSettings,
} from '../../src/selector/index.ts';
import { JUST_ABOVE, SETTINGS } from '../support/selector-world.ts';

const NUMBERS = 9;
/** At most. A world starts with one to five; the fifth outgrows the index's first layout. */
const CONNECTIONS = 7;
/** With the unknown one, at most; a world starts with three. */
const COUNTRIES = 5;
const CAMPAIGNS = 3;

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

type DrawnFacts = Omit<PlainNumber, 'hasRoom'>;

class PlainWorld {
  readonly selector: Selector;
  readonly settings: SelectorSettings;
  readonly numbers: PlainNumber[] = [];
  readonly connectionRoom: boolean[] = [];
  countries = 1;
  readonly rows: Map<number, PlainRow>[] = [];

  /** Puts every number into one group of the index, so that groups grow. */
  readonly alike: boolean;

  constructor(settings: SelectorSettings, connections: number, alike: boolean) {
    this.alike = alike;
    this.settings = settings;
    this.selector = new Selector(settings);
    for (let i = 0; i < 2; i++) this.addCountry();
    for (let i = 0; i < connections; i++) this.addConnection();
    for (let i = 0; i < CAMPAIGNS; i++) {
      this.selector.addCampaign({ preferCountryMatched: i === 0 });
      this.rows.push(new Map());
    }
  }

  addCountry(): void {
    if (this.countries === COUNTRIES) return;
    this.selector.country(['', 'US', 'GB', 'DE', 'FR'][this.countries++]);
  }

  addConnection(): void {
    if (this.connectionRoom.length === CONNECTIONS) return;
    this.selector.addConnection();
    this.connectionRoom.push(true);
  }

  /** Adds a number, its indices folded onto the countries and connections there are by now. */
  addNumber(drawn: DrawnFacts): number {
    const facts = {
      ...drawn,
      homeCountry: this.alike ? 1 : drawn.homeCountry % this.countries,
      connection: this.alike ? 0 : drawn.connection % this.connectionRoom.length,
      allowedCountries: this.fold(drawn.allowedCountries),
    };
    this.numbers.push({ ...facts, hasRoom: true });
    return this.selector.addNumber(facts);
  }

  fold(countries: readonly number[]): number[] {
    if (this.alike) return [];
    return countries.map((k) => 1 + ((k - 1) % (this.countries - 1)));
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
          if (w.numbers.length < NUMBERS) w.addNumber(facts);
        },
    ),
  fc.constantFrom<Change>(
    (w) => w.addCountry(),
    (w) => w.addConnection(),
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
      facts.allowedCountries = w.fold(value);
      w.selector.setAllowedCountries(i, facts.allowedCountries);
    })(n),
  ),
  fc.tuple(number, fc.boolean()).map(([n, value]) =>
    onNumber((w, i, facts) => {
      w.selector.setNumberRoom(i, value);
      facts.hasRoom = value;
    })(n),
  ),
  fc.tuple(fc.nat(CONNECTIONS - 1), fc.boolean()).map(
    ([drawn, value]): Change =>
      (w) => {
        const i = drawn % w.connectionRoom.length;
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
      { maxLength: NUMBERS - 3, size: 'max' },
    ),
    fc.array(change, { maxLength: 40, size: 'max' }),
  )
  .map(([facts, rest]): Change[] => [
    ...facts.map(
      (f): Change =>
        (w) => {
          const n = w.addNumber(f);
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
  const request = { country: k, sticky, preferCountryMatched: c === 0 };
  const rows = w.describe(c);
  const answer = consultOracle(rows, w.settings, request);
  const drawn = drawingOrder(rows, w.settings, request);
  const all = w.numbers.map((_, n) => n);
  expect(all.filter((n) => w.selector.isEligible(c, n, k))).toEqual(answer.eligible);
  expect(w.selector.eligibleCount(c, k)).toBe(answer.eligible.length);
  for (let connection = 0; connection < w.connectionRoom.length; connection++) {
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
    expect(w.selector.pick(c, k, sticky, u, out)).toBe(drawn(u));
    const { work, rejections, ...counts } = out;
    const usedSticky = answer.none === null ? answer.counts.usedSticky : 0;
    expect(counts).toEqual({ ...answer.counts, usedSticky });
    expect(work).toBeGreaterThanOrEqual(0);
    expect(rejections).toBeGreaterThanOrEqual(0);
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
          fc.constantFrom(1, 3, 4, 5),
          fc.boolean(),
          (sequence, us, sticky, connections, alike) => {
            const w = new PlainWorld({ ...SETTINGS, stickyWhenBusy }, connections, alike);
            sequence.forEach((apply, i) => {
              apply(w);
              const last = i === sequence.length - 1;
              const known = sticky < w.numbers.length ? sticky : NO_NUMBER;
              if (!last && i % 5 !== 0) return;
              for (let c = 0; c < CAMPAIGNS; c++) {
                for (let k = 0; k < w.countries; k++) compare(w, c, k, known, us);
              }
            });
          },
        ),
        { numRuns: 150, seed: 7 },
      );
    },
  );
});
