import type { Interval } from '../../stats/interval.ts';
import { audience } from './components.ts';
import { exactInterval } from './judge.ts';
import { kindOf } from './mix.ts';
import type { Sample } from './sample.ts';
import type { Trial, Trials } from './trials.ts';

/** What the loss of one number does. */
export interface Loss {
  /** Id of the number. */
  readonly number: string;
  /** Numbers of the pool that are like it, it included. */
  readonly alike: number;
  /** Countries that nobody could dial without it: they stall at once. */
  readonly cutOff: readonly string[];
  /** Countries that stall in more replications without it than with it. */
  readonly stalls: readonly {
    readonly country: string;
    readonly before: number;
    readonly after: number;
  }[];
  readonly replications: number;
}

/** Do more numbers help, at the frontier? The same replications with one number fewer, and with all. */
export interface Help {
  readonly group: string;
  readonly fewer: number;
  readonly more: number;
  /** Replications that stalled only with the fewer, and only with the more. */
  readonly mended: number;
  readonly broken: number;
  readonly replications: number;
  /** `helps`: significantly more are mended; `hurts`: more are broken; else `unsure`. */
  readonly verdict: 'helps' | 'hurts' | 'unsure';
}

/** What contacts wait for when it is not a number, in contact-hours a replication; the most first. */
export interface Binding {
  readonly key: string;
  readonly contactHours: number;
}

const BINDING = ['blocked.outside_window', 'blocked.at_capacity', 'blocked.rate_limited'] as const;
/** Replications of an answer that what is told of it rests on. */
export const LOSS_REPLICATIONS = 25;
const MOST_LOSSES = 10;
const ONE_SIDED = 0.025;

/** What whole results say of a pool; null where it was read for stalls alone. */
function wholeOf({ proof, screening }: Trial): Sample | null {
  const sample = proof.sums.length > 0 ? proof : screening;
  return sample.sums.length === 0 ? null : sample;
}

/** Contacts that a pool reaches in a replication; null where it was read for stalls alone. */
export function reachedBy(trial: Trial): number | null {
  return wholeOf(trial)?.ratioOf('reach.contacts') ?? null;
}

export function bindings(trial: Trial): readonly Binding[] {
  const sample = wholeOf(trial);
  if (sample === null) return [];
  return BINDING.map((key) => ({ key, contactHours: sample.ratioOf(key) ?? 0 })).sort(
    (a, b) => b.contactHours - a.contactHours,
  );
}

/**
 * Of pairs that differ, the share in which fewer numbers stalled and more did not: the sign test, over the
 * replications that both have seen, in screening or under proof.
 */
export function helpOf(group: string, fewer: Trial, more: Trial, g: number): Help | null {
  let n = 0;
  let mended = 0;
  let broken = 0;
  for (const part of ['screening', 'proof'] as const) {
    const [a, b] = [fewer[part], more[part]];
    const both = Math.min(a.n, b.n);
    n += both;
    for (let i = 0; i < both; i++) {
      const was = a.stalled.some((row) => row[i] > 0);
      const is = b.stalled.some((row) => row[i] > 0);
      if (was && !is) mended++;
      if (is && !was) broken++;
    }
  }
  if (n === 0) return null;
  const { low, high } = exactInterval(mended, Math.max(1, mended + broken), ONE_SIDED, ONE_SIDED);
  const verdict = low > 0.5 ? 'helps' : high < 0.5 ? 'hurts' : 'unsure';
  return {
    group,
    fewer: fewer.counts[g],
    more: more.counts[g],
    mended,
    broken,
    replications: n,
    verdict,
  };
}

/**
 * Takes one number of each kind out of a pool, those first that few others can stand in for.
 * @throws {OutOfBudget} with what is known so far in `into`
 */
export async function losses(trials: Trials, trial: Trial, into: Loss[]): Promise<void> {
  const { numbers, countries } = trial.scenario;
  const pooled = new Set(trial.scenario.campaigns.flatMap(({ pool }) => pool));
  const kinds = new Map<string, number[]>();
  for (const [index, number] of numbers.entries()) {
    if (number.status !== 'active' || !pooled.has(index)) continue;
    const kind = kindOf(number);
    kinds.set(kind, [...(kinds.get(kind) ?? []), index]);
  }
  const reach = (index: number) =>
    audience(trial.scenario).map((code) => {
      const country = countries.indexOf(code);
      const able = numbers.filter(
        ({ status, allowedCountries: list }, n) =>
          status === 'active' && pooled.has(n) && (list.length === 0 || list.includes(country)),
      ).length;
      const { allowedCountries: list } = numbers[index];
      return list.length === 0 || list.includes(country) ? able : Number.POSITIVE_INFINITY;
    });
  const order = [...kinds.values()].sort(
    (a, b) => Math.min(...reach(a[0])) - Math.min(...reach(b[0])) || a[0] - b[0],
  );
  for (const kind of order.slice(0, MOST_LOSSES)) {
    into.push(await lossOf(trials, trial, kind, (index) => reach(index)));
  }
}

async function lossOf(
  trials: Trials,
  trial: Trial,
  kind: readonly number[],
  reach: (index: number) => readonly number[],
): Promise<Loss> {
  const codes = audience(trial.scenario);
  const [index] = kind;
  const cutOff = codes.filter((_, c) => reach(index)[c] === 1);
  const number = trial.scenario.numbers[index].id;
  const n = Math.min(LOSS_REPLICATIONS, trials.problem.screening);
  await trials.extend(trial, trial.screening, n);
  const without = await trials.withoutNumber(trial, index, n);
  const stalls = codes.flatMap((country) => {
    const before = trial.screening.stallsOf([country], n);
    const after = without.stallsOf([country], n);
    return after > before ? [{ country, before, after }] : [];
  });
  return { number, alike: kind.length, cutOff, stalls, replications: n };
}

/** The country that stalls in most replications of these pools; null where none stalled. */
export function firstToStall(samples: readonly Sample[]): string | null {
  let first: string | null = null;
  let most = 0;
  for (const code of samples[0]?.reading.countries ?? []) {
    const risk = samples.reduce((sum, s) => sum + (s.n === 0 ? 0 : s.stallsOf([code]) / s.n), 0);
    if (risk > most) [first, most] = [code, risk];
  }
  return first;
}

/** The stall risk of a pool over everything, with its exact interval. */
export function stallRiskOf(sample: Sample, level: number): Interval | null {
  if (sample.n === 0) return null;
  const error = (1 - level) / 2;
  return exactInterval(sample.stallsOf(sample.reading.countries), sample.n, error, error);
}
