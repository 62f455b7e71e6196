import type { GateSpec } from '../../model/gate-spec.ts';
import { binomialTail } from '../../stats/binomial.ts';
import type { Counts } from './candidate.ts';
import { badShareOf, judge, wantsLow } from './judge.ts';
import type { Sample } from './sample.ts';
import type { Trial, Trials } from './trials.ts';

/** Evidence at which a screened pool is dropped: nothing is promised on it. */
const HOPELESS = 0.05;
/** Part of a bound on stalls that a screened pool may seem to use: one closer to it is hard to prove. */
const SAFE = 0.6;

/** The same of a pool with which the proof begins. */
const SAFE_START = 0.35;

/** How a screened pool looks: `bad` parts of it cannot be kept up. */
export interface Screened {
  readonly ok: boolean;
  /** Components that look bad, as indices; all of them where it cannot be told. */
  readonly bad: readonly number[];
}

/** Looks at a pool on few replications, to guide the search. @throws {OutOfBudget} */
export async function screen(trials: Trials, trial: Trial): Promise<Screened> {
  const { components } = trials.problem;
  const every = components.map((_, c) => c);
  if (trial.cutOff.length > 0) {
    const bad = every.filter((c) =>
      components[c].countries.some((code) => trial.cutOff.includes(code)),
    );
    return { ok: false, bad: bad.length > 0 ? bad : every };
  }
  const { separable } = trials.problem;
  // Parts that stand alone are searched side by side: one that is hopeless must not hide the others.
  const sample = await trials.screen(trial, (so) =>
    separable ? every.every((c) => partHopeless(trials, c, so)) : hopeless(trials, so),
  );
  if (!separable) {
    const ok = seemsToHold(trials, sample);
    return { ok, bad: ok ? [] : every };
  }
  const bad = every.filter((c) => partRisk(trials, c, sample) > SAFE * boundOf(trials, c));
  return { ok: bad.length === 0 && seemsToHold(trials, sample), bad };
}

/**
 * Does a pool look as if it could be proved without going on for long? On more replications than other screenings, as the
 * proof begins with it. @throws {OutOfBudget}
 */
export async function looksSafe(trials: Trials, trial: Trial): Promise<boolean> {
  const { settling, targets } = trials.problem;
  const unsafe = (sample: Sample) =>
    targets.some((target, t) => {
      const bad = badShareOf(target);
      const events = sample.badOf(t, wantsLow(target));
      return bad !== null && events > SAFE_START * bad * settling;
    });
  const sample = await trials.screen(trial, unsafe, settling);
  return !unsafe(sample) && seemsToHold(trials, sample);
}

/** Chance that a pool keeps each target with something to spare, as its screening has it, from an even prior. */
export async function promise(trials: Trials, trial: Trial): Promise<number> {
  if (trial.cutOff.length > 0) return 0;
  const sample = await trials.screen(trial, (so) => hopeless(trials, so));
  const chances = trials.problem.targets.map((target, t) => {
    const bad = badShareOf(target);
    if (bad === null) return seemsToHold(trials, sample) ? 1 : 0;
    return binomialTail(sample.badOf(t, wantsLow(target)) + 1, sample.n + 1, SAFE * bad);
  });
  return Math.min(...chances);
}

function hopeless(trials: Trials, sample: Sample): boolean {
  const error = { held: 0, breached: HOPELESS };
  return trials.problem.targets.some(
    (target, t) => judge(target, sample.pairs(t, sample.n), error, 0).decision === 'breached',
  );
}

function seemsToHold(trials: Trials, sample: Sample): boolean {
  return trials.problem.targets.every((target, t) => figureSeemsToHold(target, t, sample));
}

/** True when the t-th target is met by the estimate; no data counts as met, for the proof will tell. */
export function figureSeemsToHold(target: GateSpec, t: number, sample: Sample): boolean {
  return gapOf(target, t, sample) <= 0;
}

/** By how much the estimate misses the t-th target, in the figure's unit; 0 or less where it is met, or on no data. */
export function gapOf(target: GateSpec, t: number, sample: Sample): number {
  const error = { held: HOPELESS, breached: HOPELESS };
  const { interval } = judge(target, sample.pairs(t, sample.n), error, 0);
  if (interval === null) return 0;
  if (!wantsLow(target)) return target.bound - interval.estimate;
  return interval.estimate - (target.key === 'stall.risk' ? SAFE : 1) * target.bound;
}

function partRisk(trials: Trials, component: number, sample: Sample): number {
  const { countries } = trials.problem.components[component];
  return sample.stallsOf(countries) / sample.n;
}

/** The tightest bound on stalls that the part has to keep. */
function boundOf(trials: Trials, component: number): number {
  const { components, targets } = trials.problem;
  const { countries } = components[component];
  const bounds = targets.flatMap(({ country, bound }) =>
    country === '*' || countries.includes(country) ? [bound] : [],
  );
  return Math.min(1, ...bounds);
}

function partHopeless(trials: Trials, component: number, sample: Sample): boolean {
  const { countries } = trials.problem.components[component];
  const bound = boundOf(trials, component);
  const stalls = sample.stallsOf(countries);
  return bound < 1 && stalls > 0 && binomialTail(stalls, sample.n, bound) < HOPELESS;
}

/** Counts held within what each group may have. */
export function clamp(trials: Trials, counts: Counts): Counts {
  const { groups, mostOf } = trials.problem;
  return counts.map((count, g) =>
    Math.min(mostOf[g], Math.max(groups[g].least, Math.round(count))),
  );
}
