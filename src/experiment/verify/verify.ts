import { holmAdjusted } from './holm.ts';
import { type Evidence, judgeLaw } from './judge-law.ts';
import type { Law, LawExperiment, Observation } from './law.ts';

/** One law, its evidence and what is made of it. */
export interface LawResult extends Evidence {
  readonly law: Law;
  readonly group: string;
  readonly experiment: string;
  /** Seed of the experiment: the family's with its name. */
  readonly seed: string;
  readonly replications: number;
  /** The p-value adjusted for the number of laws judged. */
  readonly adjustedPValue: number;
  readonly verdict: 'agrees' | 'differs';
}

export interface Verification {
  readonly seed: string;
  readonly replications: number;
  /** Chance of a wrong `differs` among all laws of a right simulator. */
  readonly familyError: number;
  /** Laws with luck in them: those that share `familyError`. */
  readonly judged: number;
  readonly results: readonly LawResult[];
  readonly failed: boolean;
  /** Broken off: only the experiments that were finished are in it. */
  readonly partial: boolean;
}

export const FAMILY_ERROR = 0.01;

export interface VerifyOptions {
  readonly seed: string;
  /** Replications of every experiment, at least 2. */
  readonly replications: number;
}

/** How far it is, in replications of all experiments together. */
export interface VerifyProgress {
  readonly done: number;
  readonly total: number;
}

/** Observations of one experiment. */
interface Observed {
  readonly experiment: LawExperiment;
  readonly seed: string;
  readonly byLaw: readonly (readonly Observation[])[];
}

/**
 * Runs the experiments one after another, a replication a step, and holds them to their laws. A generator,
 * so that the caller can show progress, let a Ctrl-C in, or break off: `next(true)` ends it with what is
 * whole. Every experiment has luck of its own, whatever else is run beside it.
 */
export function* verify(
  experiments: readonly LawExperiment[],
  options: VerifyOptions,
): Generator<VerifyProgress, Verification, boolean | undefined> {
  const { replications } = options;
  const total = experiments.length * replications;
  const observed: Observed[] = [];
  let done = 0;
  for (const experiment of experiments) {
    const seed = `${options.seed}/${experiment.id}`;
    const replicate = experiment.open(seed);
    const byLaw: Observation[][] = experiment.laws.map(() => []);
    for (let replication = 0; replication < replications; replication++) {
      const observations = replicate(replication);
      for (let i = 0; i < byLaw.length; i++) byLaw[i].push(observations[i]);
      if ((yield { done: ++done, total }) === true) return conclude(observed, options, true);
    }
    observed.push({ experiment, seed, byLaw });
  }
  return conclude(observed, options, false);
}

function conclude(
  observed: readonly Observed[],
  { seed, replications }: VerifyOptions,
  partial: boolean,
): Verification {
  const rows = observed.flatMap(({ experiment, seed: own, byLaw }) =>
    experiment.laws.map((law, i) => {
      const { group, id } = experiment;
      const about = { law, group, experiment: id, seed: own, replications };
      return { ...about, ...judgeLaw(law, byLaw[i]) };
    }),
  );
  const lucky = rows.filter((row) => row.law.kind !== 'exact');
  const adjusted = new Map(
    holmAdjusted(lucky.map((row) => row.pValue)).map((p, i) => [lucky[i], p]),
  );
  const results = rows.map((row): LawResult => {
    const adjustedPValue = adjusted.get(row) ?? row.pValue;
    return {
      ...row,
      adjustedPValue,
      verdict: adjustedPValue > FAMILY_ERROR ? 'agrees' : 'differs',
    };
  });
  return {
    seed,
    replications,
    familyError: FAMILY_ERROR,
    judged: lucky.length,
    results,
    failed: results.some((row) => row.verdict === 'differs'),
    partial,
  };
}
