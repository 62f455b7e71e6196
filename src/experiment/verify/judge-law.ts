import { unreachable } from '../../base/assert.ts';
import { binomialCdf, binomialTail } from '../../stats/binomial.ts';
import { multinomialFit } from '../../stats/chi-square.ts';
import type { Interval } from '../../stats/interval.ts';
import { meanInterval } from '../../stats/mean-interval.ts';
import { normalQuantile } from '../../stats/normal.ts';
import { ratioInterval } from '../../stats/ratio-jackknife.ts';
import { studentTTail } from '../../stats/student-t.ts';
import { tallyOf } from '../../stats/tally.ts';
import { wilsonInterval } from '../../stats/wilson.ts';
import type { FitLaw, Law, Observation, ValueLaw } from './law.ts';

/** A law beside what was simulated. */
export interface Evidence {
  readonly theory: number;
  /** Null where nothing was observed. */
  readonly simulated: number | null;
  /** 95 % confidence interval of the simulated value; null for a fit, an exact law, and no data. */
  readonly interval: Interval | null;
  /** Distance in standard errors; of a fit, the normal deviate of its p-value; null for an exact law. */
  readonly z: number | null;
  /** P(so far from the law, or farther | the law holds). Nothing observed is never by chance: 0. */
  readonly pValue: number;
}

/** Confidence of the interval shown; the verdict rests on the p-value. */
export const SHOWN_LEVEL = 0.95;

/** Holds the observations of all replications, one each, to their law. */
export function judgeLaw(law: Law, observations: readonly Observation[]): Evidence {
  switch (law.kind) {
    case 'mean':
      return judgeMean(law, column(observations, 0));
    case 'ratio':
      return judgeRatio(law, column(observations, 0), column(observations, 1));
    case 'share':
      return judgeShare(law, sum(observations, 0), sum(observations, 1));
    case 'fit':
      return judgeFit(law, observations);
    case 'exact': {
      const violations = sum(observations, 0);
      return {
        theory: 0,
        simulated: violations,
        interval: null,
        z: null,
        pValue: violations > 0 ? 0 : 1,
      };
    }
    default:
      return unreachable(law);
  }
}

function judgeMean(law: ValueLaw, values: Float64Array): Evidence {
  const interval = meanInterval(values, { level: SHOWN_LEVEL });
  const deviations = values.map((value) => value - law.theory);
  return evidence(law.theory, interval, deviations);
}

function judgeRatio(law: ValueLaw, parts: Float64Array, wholes: Float64Array): Evidence {
  const interval = ratioInterval(parts, wholes, { level: SHOWN_LEVEL });
  const deviations = parts.map((part, i) => part - law.theory * wholes[i]);
  return evidence(law.theory, interval, deviations);
}

/** @param deviations one per replication, with mean 0 if the law holds */
function evidence(theory: number, interval: Interval | null, deviations: Float64Array): Evidence {
  if (interval === null) return nothing(theory);
  const tally = tallyOf(deviations);
  const error = tally.standardError();
  const simulated = interval.estimate;
  if (error === null) return { theory, simulated, interval, z: 0, pValue: 1 };
  const z = tally.mean === 0 ? 0 : tally.mean / error;
  const pValue = Math.min(1, 2 * studentTTail(Math.abs(z), tally.n - 1));
  return { theory, simulated, interval, z, pValue };
}

/** The smaller of both tails, doubled: exact, so that rare events are judged as rare events. */
function judgeShare(law: ValueLaw, hits: number, trials: number): Evidence {
  const { theory } = law;
  const interval = wilsonInterval(hits, trials, SHOWN_LEVEL);
  if (interval === null) return nothing(theory);
  const z = (hits - trials * theory) / Math.sqrt(trials * theory * (1 - theory));
  const tail = Math.min(binomialCdf(hits, trials, theory), binomialTail(hits, trials, theory));
  return { theory, simulated: hits / trials, interval, z, pValue: Math.min(1, 2 * tail) };
}

function judgeFit(law: FitLaw, observations: readonly Observation[]): Evidence {
  const counts = law.weights.map((_, cell) => sum(observations, cell));
  const test = multinomialFit(counts, law.weights);
  const df = law.weights.filter((weight) => weight > 0).length - 1;
  if (test === null) return nothing(df);
  const { statistic, pValue } = test;
  const z = pValue < 0.5 ? -normalQuantile(pValue) : normalQuantile(1 - pValue);
  return { theory: df, simulated: statistic, interval: null, z, pValue };
}

function nothing(theory: number): Evidence {
  return { theory, simulated: null, interval: null, z: null, pValue: 0 };
}

function column(observations: readonly Observation[], at: number): Float64Array {
  return Float64Array.from(observations, (observation) => observation[at]);
}

function sum(observations: readonly Observation[], at: number): number {
  let total = 0;
  for (const observation of observations) total += observation[at];
  return total;
}
