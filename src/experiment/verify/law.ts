/**
 * What a law says of one experiment, and how its replications are held to it. An observation is the law's
 * numbers of one replication:
 *
 * | kind | observation | estimate | judged by |
 * | --- | --- | --- | --- |
 * | `mean` | [value] | mean of values | Student's t |
 * | `ratio` | [part, whole] | Σ part / Σ whole | t of part − theory · whole, whose mean is 0 if the law holds |
 * | `share` | [hits, trials], independent trials | Σ hits / Σ trials | exact binomial |
 * | `fit` | counts, one per cell | Pearson's χ² of the sums | χ² law |
 * | `exact` | [violations] | Σ violations | must be 0; no luck in it |
 */
export type Observation = ArrayLike<number>;

interface Named {
  /** Unique: `erlang-b/exponential`. */
  readonly id: string;
  /** The law in words and formula. */
  readonly says: string;
  /** Of theory and simulated value. */
  readonly unit: string;
}

export interface ValueLaw extends Named {
  readonly kind: 'mean' | 'ratio' | 'share';
  readonly theory: number;
}

export interface FitLaw extends Named {
  readonly kind: 'fit';
  /** Weights of the cells; they need not sum to 1. */
  readonly weights: readonly number[];
}

export interface ExactLaw extends Named {
  readonly kind: 'exact';
}

export type Law = ValueLaw | FitLaw | ExactLaw;

/** An experiment of the simulator for which laws are known. */
export interface LawExperiment {
  readonly id: string;
  /** The part of the simulator that it drives: `kernel`, `calls` … */
  readonly group: string;
  /** What is simulated, one sentence. */
  readonly about: string;
  readonly laws: readonly Law[];
  /**
   * Prepares a seed and answers replications 0, 1, 2 …: one observation per law, in their order. Pure:
   * the same (seed, replication) gives the same.
   */
  open(seed: string): (replication: number) => readonly Observation[];
}

export function mean(id: string, says: string, unit: string, theory: number): ValueLaw {
  return { kind: 'mean', id, says, unit, theory };
}

export function ratio(id: string, says: string, unit: string, theory: number): ValueLaw {
  return { kind: 'ratio', id, says, unit, theory };
}

export function share(id: string, says: string, theory: number): ValueLaw {
  return { kind: 'share', id, says, unit: 'ratio', theory };
}

export function multinomial(id: string, says: string, weights: readonly number[]): FitLaw {
  return { kind: 'fit', id, says, unit: 'chi-square', weights };
}

export function exact(id: string, says: string, unit: string): ExactLaw {
  return { kind: 'exact', id, says, unit };
}
