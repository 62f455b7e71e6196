import type { Interval } from '../../stats/interval.ts';
import { normalQuantile } from '../../stats/normal.ts';
import { inverseOf } from '../../stats/positive-definite.ts';
import type { AnswerData } from './answer-data.ts';
import { type AnswerParameters, logLikelihood, multipliers, scaledHours } from './answer-model.ts';

/** Which parameters are given, as numbers, and which are to be found. */
export interface AnswerQuestion {
  readonly attemptFactor: number | 'free';
  readonly concentration: number | 'free';
  readonly localFactor: number | 'free';
}

/** What the log says under one reading. */
export interface AnswerFit {
  readonly parameters: AnswerParameters;
  readonly logLikelihood: number;
  /** By country of the data. */
  readonly mean: readonly Interval[];
  /** By hour of the data. */
  readonly hour: readonly Interval[];
  /** Null where it was given. */
  readonly attemptFactor: Interval | null;
  readonly concentration: Interval | null;
  readonly localFactor: Interval | null;
}

/** Free logarithms, in this order: means, hours but the first, then those of the scalars that are free. */
type Theta = Float64Array;

const SCALARS = ['attemptFactor', 'localFactor', 'concentration'] as const;
/** The longest step of a logarithm that is tried at once. */
const LONGEST = 2;
/**
 * Holds the step of the concentration back, where the data hardly know it and the steps of all others
 * would follow it astray. Where the climb ends does not depend on it.
 */
const DAMPING = 1;
/** From here on contacts are all alike as far as a log can tell: propensities differ by a per cent. */
export const ALL_ALIKE = 2_000;
export const LEAST_CONCENTRATION = 0.02;

function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  return vector.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += matrix[i * n + j] * vector[j];
    return sum;
  });
}

/** The free parameters of a question as one vector of logarithms, and what is known along it. */
export class AnswerSpace {
  readonly data: AnswerData;
  readonly question: AnswerQuestion;
  readonly means: number;
  /** Free hours: all but the first, which the scale fixes. */
  readonly freeHours: number;
  readonly scalars: readonly (typeof SCALARS)[number][];
  readonly size: number;

  constructor(data: AnswerData, question: AnswerQuestion) {
    this.data = data;
    this.question = question;
    this.means = data.countries.length;
    this.freeHours = Math.max(0, data.hours.length - 1);
    this.scalars = SCALARS.filter((name) => question[name] === 'free');
    this.size = this.means + this.freeHours + this.scalars.length;
  }

  start(near: AnswerParameters | undefined): Theta {
    const theta = new Float64Array(this.size);
    for (let h = 0; h < this.freeHours; h++) {
      if (near !== undefined) theta[this.means + h] = Math.log(near.hour[h + 1] / near.hour[0]);
    }
    this.scalars.forEach((name, i) => {
      const known = near?.[name];
      const first = name === 'concentration' ? 4 : 1;
      theta[this.means + this.freeHours + i] = Math.log(
        known !== undefined && Number.isFinite(known) ? known : first,
      );
    });
    const means = near?.mean ?? this.plainMeans(theta);
    for (let c = 0; c < this.means; c++) theta[c] = Math.log(means[c]);
    return theta;
  }

  /** Answered calls over the sum of the other factors; low enough that no share is cut at 1. */
  private plainMeans(theta: Theta): Float64Array {
    const { data } = this;
    const factor = multipliers(data, this.parameters(theta));
    const sums = new Float64Array(this.means);
    const answered = new Float64Array(this.means);
    for (let i = 0; i < data.contacts; i++) {
      for (let at = data.contactFrom[i]; at < data.contactFrom[i + 1]; at++) {
        sums[data.country[i]] += factor[at];
        answered[data.country[i]] += data.answered[at];
      }
    }
    const most = 0.95 / factor.reduce((largest, each) => Math.max(largest, each), 1);
    return sums.map((sum, c) => Math.min(most, answered[c] / sum));
  }

  /** The step to try: uphill, and no longer than {@link LONGEST}. */
  step(gradient: Float64Array, information: Float64Array): Float64Array | null {
    const damped = information.slice();
    const own = this.concentrationAt();
    if (own >= 0) damped[own * this.size + own] += DAMPING;
    const inverse = inverseOf(damped, this.size);
    if (inverse === null) return null;
    const direction = product(inverse, gradient);
    const longest = direction.reduce((most, by) => Math.max(most, Math.abs(by)), 0);
    return longest <= LONGEST ? direction : direction.map((by) => (by * LONGEST) / longest);
  }

  isEndless(theta: Theta): boolean {
    const at = this.concentrationAt();
    return at >= 0 && theta[at] >= Math.log(ALL_ALIKE);
  }

  private concentrationAt(): number {
    const at = this.scalars.indexOf('concentration');
    return at < 0 ? -1 : this.means + this.freeHours + at;
  }

  /** The nearest point at which the model is defined. */
  within(theta: Theta): Theta {
    for (let c = 0; c < this.means; c++) theta[c] = Math.min(theta[c], Math.log(0.999));
    const i = this.concentrationAt();
    if (i >= 0) {
      theta[i] = Math.min(Math.log(ALL_ALIKE), Math.max(Math.log(LEAST_CONCENTRATION), theta[i]));
    }
    return theta;
  }

  parameters(theta: Theta): AnswerParameters {
    const logs = new Float64Array(this.data.hours.length);
    for (let h = 0; h < this.freeHours; h++) logs[h + 1] = theta[this.means + h];
    const scalar = (name: (typeof SCALARS)[number]) => {
      const given = this.question[name];
      if (given !== 'free') return given;
      return Math.exp(theta[this.means + this.freeHours + this.scalars.indexOf(name)]);
    };
    return {
      mean: theta.slice(0, this.means).map(Math.exp),
      hour: scaledHours(this.data, logs),
      attemptFactor: scalar('attemptFactor'),
      localFactor: scalar('localFactor'),
      concentration: scalar('concentration'),
    };
  }

  /** Gradient, and the sum over contacts of the outer products of their scores. */
  derivatives(theta: Theta): { gradient: Float64Array; information: Float64Array } {
    const { data, size, means, freeHours, scalars } = this;
    const parameters = this.parameters(theta);
    const shares = this.hourShares(parameters);
    const gradient = new Float64Array(size);
    const information = new Float64Array(size * size);
    const row = new Float64Array(size);
    logLikelihood(
      data,
      parameters,
      (contact, score) => {
        row.fill(0);
        row[data.country[contact]] = score.mean;
        let all = 0;
        for (const byHour of score.hour) all += byHour;
        for (let h = 0; h < freeHours; h++) {
          row[means + h] = score.hour[h + 1] - shares[h + 1] * all;
        }
        for (let i = 0; i < scalars.length; i++) row[means + freeHours + i] = score[scalars[i]];
        for (let i = 0; i < size; i++) {
          if (row[i] === 0) continue;
          gradient[i] += row[i];
          for (let j = 0; j <= i; j++) information[i * size + j] += row[i] * row[j];
        }
      },
      scalars.includes('concentration'),
    );
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < i; j++) information[j * size + i] = information[i * size + j];
    }
    return { gradient, information };
  }

  /** ∂ ln scale / ∂ ln hour: the share of an hour in the calls, weighted with its factor. */
  private hourShares({ hour }: AnswerParameters): Float64Array {
    const weighted = hour.map((factor, h) => factor * this.data.callsByHour[h]);
    const sum = weighted.reduce((total, each) => total + each, 0);
    return weighted.map((each) => each / sum);
  }

  answer(theta: Theta, log: number, covariance: Float64Array, level: number): AnswerFit {
    const { means, freeHours, size, data } = this;
    const parameters = this.parameters(theta);
    const z = normalQuantile(0.5 + level / 2);
    const variance = (direction: Float64Array) =>
      product(covariance, direction).reduce((sum, by, i) => sum + by * direction[i], 0);
    const along = (i: number) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0));
    const around = (estimate: number, direction: Float64Array, n: number): Interval => {
      const half = z * Math.sqrt(Math.max(0, variance(direction)));
      return { estimate, low: estimate * Math.exp(-half), high: estimate * Math.exp(half), n };
    };
    const shares = this.hourShares(parameters);
    const calls = callsByCountry(data);
    const scalar = (name: (typeof SCALARS)[number]) => {
      const at = this.scalars.indexOf(name);
      if (at < 0) return null;
      return around(parameters[name], along(means + freeHours + at), data.calls);
    };
    return {
      parameters,
      logLikelihood: log,
      mean: Array.from(parameters.mean, (share, c) => {
        const interval = around(share, along(c), calls[c]);
        return { ...interval, high: Math.min(1, interval.high) };
      }),
      hour: Array.from(parameters.hour, (factor, h) => {
        const direction = new Float64Array(size);
        for (let j = 0; j < freeHours; j++) {
          direction[means + j] = (j + 1 === h ? 1 : 0) - shares[j + 1];
        }
        return around(factor, direction, data.callsByHour[h]);
      }),
      attemptFactor: scalar('attemptFactor'),
      concentration: scalar('concentration'),
      localFactor: scalar('localFactor'),
    };
  }
}

function callsByCountry(data: AnswerData): Float64Array {
  const calls = new Float64Array(data.countries.length);
  for (let i = 0; i < data.contacts; i++) {
    calls[data.country[i]] += data.contactFrom[i + 1] - data.contactFrom[i];
  }
  return calls;
}
