import type { GateSpec } from '../../model/gate-spec.ts';
import { sequentialErrors } from '../../stats/sequential-share.ts';
import { badShareOf, type LookError, zoneWidth } from './judge.ts';

export interface PlanLook {
  /** Replications that are read at it. */
  readonly n: number;
  /** How sure it must be, target by target. */
  readonly errors: readonly LookError[];
  /** True where a proof that goes on this long is put off until some pool is proved. */
  readonly late: boolean;
}

/** What a pool's looks rest on. */
export interface LookRules {
  readonly targets: readonly GateSpec[];
  /** Error probabilities of the whole proof: of promising wrongly, and of refusing wrongly. */
  readonly error: LookError;
  /** Indifference zone, as a share of each bound. */
  readonly zone: number;
  /** Replications that the last look may have. */
  readonly most: number;
}

/** In first useful sizes: a pool at 0.6 of its bound is proved by then as a rule. */
const LATE = 6;
const GROWTH = 1.3;
/** Each look's part of the error, in parts of the one before: most pools are decided long before the last look. */
const DECLINE = 0.85;
/** Before a promise is possible looks only drop what is hopeless: few of them do. */
const EARLY_GROWTH = 2;
const FIRST_LOOK = 24;

/** Sizes at which a pool is looked at, growing; the `promises`-th and later ones may promise. */
export interface LookSchedule {
  readonly sizes: readonly number[];
  readonly promises: number;
}

/**
 * When a pool under proof is looked at. The first look that may promise is at the least size at which a
 * share of runs without a single event can hold its bound; before it, looks at halved sizes drop what is
 * hopeless; after it they grow by 1.3, to the budget.
 */
export function lookSchedule({ targets, error, most }: LookRules): LookSchedule {
  const useful = Math.min(most, firstPromise(targets, error.held / targets.length, most));
  const sizes = lookSizes(useful, most);
  return { sizes, promises: sizes.indexOf(useful) };
}

/**
 * How sure each look must be. Each kind of error is spread over the looks in parts that decline: exactly, by
 * recursion over the looks, for a share of runs, as in nearly every plan; in equal parts by Bonferroni's
 * inequality for other figures, and over several targets.
 */
export function planLooks(rules: LookRules, schedule = lookSchedule(rules)): readonly PlanLook[] {
  const { targets, zone } = rules;
  const { sizes, promises } = schedule;
  const error = {
    held: rules.error.held / targets.length,
    breached: rules.error.breached / targets.length,
  };
  const errors = targets.map((target) => errorsOf(target, schedule, error, zone));
  return sizes.map((n, j) => ({
    n,
    errors: errors.map((byLook) => byLook[j]),
    late: n > LATE * sizes[promises],
  }));
}

function lookSizes(useful: number, most: number): readonly number[] {
  const sizes: number[] = [];
  for (let n = Math.ceil(useful / EARLY_GROWTH); n >= FIRST_LOOK; n = Math.ceil(n / EARLY_GROWTH)) {
    sizes.unshift(n);
  }
  for (let n = useful; n < most; n = Math.ceil(n * GROWTH)) sizes.push(n);
  return [...sizes, most];
}

function promisesFrom(useful: number, most: number): number {
  return lookSizes(useful, most).filter((n) => n >= useful).length;
}

/** Least n at which a share with no event at all keeps its bound; the first look for other figures. */
function firstPromise(targets: readonly GateSpec[], error: number, most: number): number {
  let useful = FIRST_LOOK;
  for (const target of targets) {
    const bad = badShareOf(target);
    if (bad === null || error <= 0) continue;
    const cleanRecord = (looks: number) =>
      Math.ceil(Math.log(error * firstPart(looks)) / Math.log1p(-bad));
    // The more looks there are, the less the first one gets, and the later it is.
    let looks = 1;
    while (looks < promisesFrom(Math.max(FIRST_LOOK, cleanRecord(looks)), most)) looks++;
    useful = Math.max(useful, cleanRecord(looks));
  }
  return useful;
}

/** The part of the error that the first of so many looks gets. */
function firstPart(looks: number): number {
  return (1 - DECLINE) / (1 - DECLINE ** looks);
}

function errorsOf(
  target: GateSpec,
  { sizes, promises: first }: LookSchedule,
  error: LookError,
  zone: number,
): readonly LookError[] {
  const bad = badShareOf(target);
  const promises = sizes.slice(first);
  if (bad === null) {
    return sizes.map((_, j) => ({
      held: j < first ? 0 : error.held / promises.length,
      breached: error.breached / sizes.length,
    }));
  }
  const held = sequentialErrors(promises, bad, error.held, 'few', DECLINE);
  const near = bad > 0.5 ? bad - zoneWidth(target, zone) : bad * (1 - zone);
  const refused = sequentialErrors(sizes, near, error.breached, 'many', DECLINE);
  const breached = sequentialErrors(sizes, bad, error.breached, 'many', DECLINE);
  return sizes.map((_, j) => ({
    held: j < first ? 0 : held[j - first],
    breached: Math.min(refused[j], breached[j]),
  }));
}
