import { type Counts, rentOf } from './candidate.ts';
import { wantsLow } from './judge.ts';
import { clamp, gapOf, screen } from './screening.ts';
import type { Trial, Trials } from './trials.ts';

/**
 * A pool that seems to keep the targets, and about the least of them, found on screening replications
 * alone. Null when even the largest pools seem to miss them: `largest` is then the last one tried.
 */
export interface Found {
  readonly counts: Counts | null;
  readonly largest: Counts;
}

/** Doublings that bring no target nearer after which more numbers are taken to be no help. */
const VAIN_DOUBLINGS = 2;
/** A target comes nearer where a doubling takes this part of what it misses by. */
const NEARER = 0.1;
const SATURATED = 0.8;

/** @throws {OutOfBudget} */
export async function descend(trials: Trials, start: Counts): Promise<Found> {
  const grown = await grow(trials, clamp(trials, start));
  const enough = grown.counts ?? (await halved(trials, clamp(trials, start)));
  if (enough === null) return grown;
  const counts = trials.problem.separable
    ? await bisectTogether(trials, enough)
    : await bisectInTurn(trials, await shrinkAll(trials, enough));
  return { counts, largest: grown.largest };
}

/** Doubles what seems too little until nothing does, or until more does not help. */
async function grow(trials: Trials, start: Counts): Promise<Found> {
  const { reading } = trials;
  const { components } = trials.problem;
  let counts = start;
  let vain = 0;
  let before = Number.POSITIVE_INFINITY;
  let gapsBefore: readonly number[] = [];
  for (;;) {
    const trial = trials.of(counts);
    const { ok, bad } = await screen(trials, trial);
    if (ok) return { counts, largest: counts };
    const groups = new Set(
      (bad.length > 0 ? bad : components.map((_, c) => c)).flatMap((c) => components[c].groups),
    );
    const { screening } = trial;
    const stalls = screening.n === 0 ? 1 : screening.stallsOf(reading.countries) / screening.n;
    // Where nearly all replications stall, more numbers may help long before it shows.
    const gaps = trials.problem.targets.map((target, t) => gapOf(target, t, screening));
    const nearer = stalls < before || gaps.some((gap, t) => isNearer(gap, gapsBefore[t]));
    vain = !nearer && stalls < SATURATED ? vain + 1 : 0;
    [before, gapsBefore] = [stalls, gaps];
    const next = clamp(
      trials,
      counts.map((count, g) => (groups.has(g) ? Math.max(1, count * 2) : count)),
    );
    const same = next.every((count, g) => count === counts[g]);
    if (same || vain >= VAIN_DOUBLINGS) return { counts: null, largest: counts };
    counts = next;
  }
}

function isNearer(gap: number, before: number | undefined): boolean {
  return before !== undefined && before > 0 && gap < (1 - NEARER) * before;
}

/**
 * Where more numbers are no help, fewer may be: costs grow with the pool. Halves it until all targets seem to be
 * kept; null where none does. Not asked where every target is on few stalls.
 */
async function halved(trials: Trials, start: Counts): Promise<Counts | null> {
  const { targets } = trials.problem;
  if (targets.every((target) => target.key === 'stall.risk' && wantsLow(target))) return null;
  for (let counts = start; ; ) {
    const next = clamp(
      trials,
      counts.map((count) => Math.ceil(count / 2)),
    );
    if (next.every((count, g) => count === counts[g])) return null;
    counts = next;
    if ((await screen(trials, trials.of(counts))).ok) return counts;
  }
}

/** Every group at once, each between what was seen to be too little and what was seen to be enough. */
async function bisectTogether(trials: Trials, enough: Counts): Promise<Counts> {
  const { components, groups } = trials.problem;
  const high = [...enough];
  // One below the least is too little by definition: such a pool does not exist.
  const low = groups.map(({ least }) => least - 1);
  for (;;) {
    if (high.every((count, g) => count - low[g] <= 1)) return high;
    const middle = high.map((count, g) => (count - low[g] <= 1 ? count : (low[g] + count) >> 1));
    const { bad } = await screen(trials, trials.of(middle));
    for (const [c, part] of components.entries()) {
      for (const g of part.groups) {
        if (bad.includes(c)) low[g] = Math.min(middle[g], high[g] - 1);
        else high[g] = middle[g];
      }
    }
  }
}

/** All groups by one factor, so that no group is emptied while the others could give as much. */
async function shrinkAll(trials: Trials, enough: Counts): Promise<Counts> {
  const steps = Math.max(...enough);
  let [low, high] = [0, steps];
  const at = (step: number) =>
    clamp(
      trials,
      enough.map((count) => Math.ceil((count * step) / steps)),
    );
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const fewer = trials.of(at(middle));
    if ((await screen(trials, fewer)).ok || noWorse(fewer, trials.of(at(high)))) high = middle;
    else low = middle;
  }
  return at(high);
}

/** One group after the other, dearest and largest first, the others held: coordinate search. */
async function bisectInTurn(trials: Trials, enough: Counts): Promise<Counts> {
  const { groups, scenario } = trials.problem;
  const rent = (g: number) => rentOf(scenario, groups[g].mix[0].typical);
  const order = groups.map((_, g) => g).sort((a, b) => rent(b) - rent(a) || enough[b] - enough[a]);
  let counts = enough;
  for (const g of order) {
    const at = (count: number) => counts.map((each, i) => (i === g ? count : each));
    let [low, high] = [groups[g].least - 1, counts[g]];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const fewer = trials.of(at(middle));
      if ((await screen(trials, fewer)).ok || noWorse(fewer, trials.of(at(high)))) high = middle;
      else low = middle;
    }
    counts = at(high);
  }
  return counts;
}

/** On the replications that both were screened on: what keeps a target only just must not be held against fewer. */
function noWorse(fewer: Trial, more: Trial): boolean {
  const n = Math.min(fewer.screening.n, more.screening.n);
  const { countries } = fewer.screening.reading;
  if (fewer.cutOff.length > 0 || fewer.screening.n < more.screening.n) return false;
  return fewer.screening.stallsOf(countries, n) <= more.screening.stallsOf(countries, n);
}
