import { HOUR_CURVE } from '../../scenario/defaults.ts';
import { gaussBeta, type Quadrature } from '../../stats/gauss-beta.ts';
import type { AnswerData } from './answer-data.ts';

/**
 * The answer law of the simulator, as a likelihood: a contact's propensity q is Beta with its country's mean
 * and the concentration κ, and its k-th attempt in hour h is answered with q · hour[h] · attemptFactor^(k−1)
 * · local. κ = Infinity: all contacts of a country alike.
 */
export interface AnswerParameters {
  /** By country of the data: mean propensity. */
  readonly mean: Float64Array;
  /** By hour of the data: factor. */
  readonly hour: Float64Array;
  readonly attemptFactor: number;
  readonly localFactor: number;
  readonly concentration: number;
}

/**
 * A contact of m calls has a polynomial of degree m as its likelihood, for which (m + 1) / 2 nodes are exact;
 * six more bear the cut at 1. Beyond 19 calls the rest is beyond notice.
 */
const MOST_NODES = 16;
/** Products of this many shares cannot underflow. */
const RESCALE_CALLS = 64;
const MOST = 1 - 1e-9;
/** Step of the numeric derivatives by the logarithm of mean and concentration. */
const STEP = 1e-4;

/**
 * Factors of the hours from free logarithms, scaled so that, over the calls of the log, their mean is that of
 * the built-in curve: the mean share of a country then means the same in a log, in a scenario and in the
 * defaults.
 */
export function scaledHours(data: AnswerData, logs: Float64Array): Float64Array {
  const factors = logs.map(Math.exp);
  let [own, builtIn] = [0, 0];
  data.callsByHour.forEach((calls, h) => {
    own += calls * factors[h];
    builtIn += calls * HOUR_CURVE[data.hours[h]];
  });
  return factors.map((factor) => (factor * builtIn) / own);
}

/** Everything besides the propensity that a call's share is multiplied with. */
export function multipliers(data: AnswerData, parameters: AnswerParameters): Float64Array {
  const { hour, attemptFactor, localFactor } = parameters;
  const product = new Float64Array(data.calls);
  for (let at = 0; at < data.calls; at++) {
    let factor = data.hour[at] < 0 ? data.fixedFactor[at] : hour[data.hour[at]];
    if (data.earlier[at] > 0) factor *= attemptFactor ** data.earlier[at];
    product[at] = data.local[at] === 1 ? factor * localFactor : factor;
  }
  return product;
}

function nodesFor(data: AnswerData): number {
  let most = 0;
  for (let i = 0; i < data.contacts; i++) {
    most = Math.max(most, data.contactFrom[i + 1] - data.contactFrom[i]);
  }
  return Math.min(MOST_NODES, Math.ceil((most + 1) / 2) + 6);
}

/** The law of q in one country. */
function propensity(count: number, mean: number, concentration: number): Quadrature {
  if (concentration === Number.POSITIVE_INFINITY) {
    return { nodes: Float64Array.of(mean), weights: Float64Array.of(1) };
  }
  return gaussBeta(count, mean * concentration, (1 - mean) * concentration);
}

/** Propensities of all countries at a parameter, and a step to both sides in mean and concentration. */
interface Laws {
  readonly at: readonly Quadrature[];
  readonly meanUp: readonly Quadrature[];
  readonly meanDown: readonly Quadrature[];
  readonly concentrationUp: readonly Quadrature[];
  readonly concentrationDown: readonly Quadrature[];
}

function lawsOf(
  data: AnswerData,
  { mean, concentration }: AnswerParameters,
  byStep: boolean,
): Laws {
  const count = nodesFor(data);
  const shifted = (byMean: number, byConcentration: number) =>
    Array.from(mean, (share) =>
      propensity(
        count,
        Math.min(MOST, share * Math.exp(byMean)),
        concentration * Math.exp(byConcentration),
      ),
    );
  const finite = concentration !== Number.POSITIVE_INFINITY;
  return {
    at: shifted(0, 0),
    meanUp: finite ? shifted(STEP, 0) : [],
    meanDown: finite ? shifted(-STEP, 0) : [],
    concentrationUp: byStep ? shifted(0, STEP) : [],
    concentrationDown: byStep ? shifted(0, -STEP) : [],
  };
}

/** Derivatives of one contact's log-likelihood, by the logarithm of each parameter. */
export interface ContactScore {
  /** By the mean of its country. */
  mean: number;
  readonly hour: Float64Array;
  attemptFactor: number;
  localFactor: number;
  concentration: number;
}

/**
 * Log-likelihood of the data; `onContact`, where given, sees the scores of one contact after another in a
 * record that is used again. O(calls · nodes).
 */
export function logLikelihood(
  data: AnswerData,
  parameters: AnswerParameters,
  onContact?: (contact: number, score: ContactScore) => void,
  wantsConcentration = false,
): number {
  const factor = multipliers(data, parameters);
  const finite = parameters.concentration !== Number.POSITIVE_INFINITY;
  const scored = onContact !== undefined;
  const laws = lawsOf(data, parameters, scored && finite && wantsConcentration);
  const score: ContactScore = {
    mean: 0,
    hour: new Float64Array(data.hours.length),
    attemptFactor: 0,
    localFactor: 0,
    concentration: 0,
  };
  const posterior = new Float64Array(MOST_NODES);
  let total = 0;
  for (let i = 0; i < data.contacts; i++) {
    const law = laws.at[data.country[i]];
    total += contactLog(data, factor, i, law, posterior);
    if (!scored) continue;
    scoreCalls(data, factor, i, law, posterior, score);
    if (finite) {
      const logOf = (list: readonly Quadrature[]) =>
        contactLog(data, factor, i, list[data.country[i]], posterior);
      score.mean = (logOf(laws.meanUp) - logOf(laws.meanDown)) / (2 * STEP);
      if (wantsConcentration) {
        score.concentration =
          (logOf(laws.concentrationUp) - logOf(laws.concentrationDown)) / (2 * STEP);
      }
    }
    onContact(i, score);
  }
  return total;
}

/** Log-likelihood of a contact's calls; leaves the law of its propensity given them in `posterior`. */
function contactLog(
  data: AnswerData,
  factor: Float64Array,
  contact: number,
  { nodes, weights }: Quadrature,
  posterior: Float64Array,
): number {
  const from = data.contactFrom[contact];
  const to = data.contactFrom[contact + 1];
  for (let j = 0; j < nodes.length; j++) posterior[j] = weights[j];
  let log = 0;
  for (let at = from; at < to; at++) {
    const answered = data.answered[at] === 1;
    for (let j = 0; j < nodes.length; j++) {
      const share = Math.min(MOST, nodes[j] * factor[at]);
      posterior[j] *= answered ? share : 1 - share;
    }
    if ((at - from) % RESCALE_CALLS === RESCALE_CALLS - 1)
      log += normalise(posterior, nodes.length);
  }
  return log + normalise(posterior, nodes.length);
}

/** Divides by the sum. @returns the logarithm of the sum */
function normalise(values: Float64Array, count: number): number {
  let sum = 0;
  for (let j = 0; j < count; j++) sum += values[j];
  for (let j = 0; j < count; j++) values[j] /= sum;
  return Math.log(sum);
}

/** By Fisher's identity: the mean, given the calls, of the score that a known propensity would have. */
function scoreCalls(
  data: AnswerData,
  factor: Float64Array,
  contact: number,
  { nodes }: Quadrature,
  posterior: Float64Array,
  score: ContactScore,
): void {
  score.mean = 0;
  score.hour.fill(0);
  score.attemptFactor = 0;
  score.localFactor = 0;
  score.concentration = 0;
  for (let at = data.contactFrom[contact]; at < data.contactFrom[contact + 1]; at++) {
    let byLog = 0;
    const answered = data.answered[at] === 1;
    for (let j = 0; j < nodes.length; j++) {
      const share = nodes[j] * factor[at];
      // At the cut the share no longer moves.
      if (share < MOST) byLog += answered ? posterior[j] : -(posterior[j] * share) / (1 - share);
    }
    score.mean += byLog;
    if (data.hour[at] >= 0) score.hour[data.hour[at]] += byLog;
    score.attemptFactor += data.earlier[at] * byLog;
    if (data.local[at] === 1) score.localFactor += byLog;
  }
}

/** Chance of an answer of each call, given how the contact's earlier calls in the log ended. */
export function predictions(data: AnswerData, parameters: AnswerParameters): Float64Array {
  const factor = multipliers(data, parameters);
  const laws = lawsOf(data, parameters, false).at;
  const chance = new Float64Array(data.calls);
  const posterior = new Float64Array(MOST_NODES);
  for (let i = 0; i < data.contacts; i++) {
    const { nodes, weights } = laws[data.country[i]];
    for (let j = 0; j < nodes.length; j++) posterior[j] = weights[j];
    for (let at = data.contactFrom[i]; at < data.contactFrom[i + 1]; at++) {
      for (let j = 0; j < nodes.length; j++) {
        const share = Math.min(MOST, nodes[j] * factor[at]);
        chance[at] += posterior[j] * share;
        posterior[j] *= data.answered[at] === 1 ? share : 1 - share;
      }
      normalise(posterior, nodes.length);
    }
  }
  return chance;
}
