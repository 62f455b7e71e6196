import { ANSWER } from '../../scenario/defaults.ts';
import type { Interval } from '../../stats/interval.ts';
import { normalQuantile } from '../../stats/normal.ts';
import { type AnswerData, LEAST_ANSWERED, LEAST_CALLS } from './answer-data.ts';
import {
  ALL_ALIKE,
  type AnswerFit,
  type AnswerQuestion,
  LEAST_CONCENTRATION,
} from './answer-space.ts';
import { fitAnswer } from './fit-answer.ts';

/**
 * Why later attempts are answered less: contacts differ, and those who answer easily are gone; or every
 * further attempt is less welcome; or both, at a concentration that is given, since the attempts of a log
 * hardly tell the two apart.
 */
export type ReadingKind = 'differ' | 'decay' | 'both' | 'built-in';

export interface Reading {
  readonly kind: ReadingKind;
  readonly fit: AnswerFit;
  /** Spread of contacts; null where it was given (its value is in the fit's parameters). */
  readonly concentration: Interval | null;
  readonly attemptFactor: Interval | null;
}

/** What the log says of answering, read in several ways. */
export interface Readings {
  /** In the order of the report; at least one. */
  readonly all: readonly Reading[];
  readonly chosen: Reading;
  /** False where the log has too few later attempts: concentration and attempt factor are built in. */
  readonly repeats: boolean;
  /** False where no country was called from both kinds of caller IDs: the local factor is built in. */
  readonly localTold: boolean;
}

/** Concentrations at which the attempt factor is told beside them. */
const GIVEN = [16, 8, 4, 2] as const;
/** In units of log-likelihood, odds of 20 to 1: by less, no reading is preferred to a simpler one. */
export const PREFERENCE = 3;
/** As near to all alike as the likelihood can tell. */
const SAME = 1e-3;

/** Fits every reading. @returns null where no country has enough calls, or they determine nothing */
export function readAnswers(data: AnswerData, level: number): Readings | null {
  if (data.countries.length === 0) return null;
  const localTold = tellsLocal(data);
  const localFactor = localTold ? ('free' as const) : ANSWER.localFactor;
  const solve = (question: Omit<AnswerQuestion, 'localFactor'>, near?: AnswerFit) =>
    fitAnswer(data, { ...question, localFactor }, level, near?.parameters);
  if (!tellsRepeats(data)) {
    const { concentration, attemptFactor } = ANSWER;
    const only = solve({ concentration, attemptFactor });
    if (only === null) return null;
    const chosen = reading('built-in', only);
    return { all: [chosen], chosen, repeats: false, localTold };
  }
  const decay = solve({ concentration: Number.POSITIVE_INFINITY, attemptFactor: 'free' });
  const differ = differing(solve, level);
  if (decay === null || differ === null) return null;
  const both = GIVEN.flatMap((concentration) => {
    const found = solve({ concentration, attemptFactor: 'free' }, decay);
    return found === null ? [] : [reading('both', found)];
  });
  const all = [differ, ...both, reading('decay', decay)];
  return { all, chosen: chooseReading(all), repeats: true, localTold };
}

/**
 * The first of these than which no reading is likelier by more than {@link PREFERENCE}: contacts that differ,
 * attempts that decay, the likeliest of all.
 */
export function chooseReading(all: readonly Reading[]): Reading {
  const likeliest = all.reduce((best, each) =>
    each.fit.logLikelihood > best.fit.logLikelihood ? each : best,
  );
  const isNear = ({ fit }: Reading) =>
    likeliest.fit.logLikelihood - fit.logLikelihood <= PREFERENCE;
  const simple = ['differ', 'decay'].map((kind) => all.find((each) => each.kind === kind));
  return simple.find((each) => each !== undefined && isNear(each)) ?? likeliest;
}

function reading(kind: ReadingKind, fit: AnswerFit): Reading {
  return { kind, fit, concentration: fit.concentration, attemptFactor: fit.attemptFactor };
}

type Solve = (question: Omit<AnswerQuestion, 'localFactor'>, near?: AnswerFit) => AnswerFit | null;

/** The spread of contacts if nothing else lowers later attempts; all alike where nothing does. */
function differing(solve: Solve, level: number): Reading | null {
  const alike = solve({ concentration: Number.POSITIVE_INFINITY, attemptFactor: 1 });
  const free = solve({ concentration: 'free', attemptFactor: 1 });
  if (alike === null) return null;
  if (free !== null && free.logLikelihood > alike.logLikelihood + SAME)
    return reading('differ', free);
  // The likelihood rises all the way to contacts that are alike: only a lower end can be told.
  const bound = alike.logLikelihood - normalQuantile(0.5 + level / 2) ** 2 / 2;
  let [low, high] = [Math.log(LEAST_CONCENTRATION), Math.log(ALL_ALIKE)];
  for (let step = 0; step < 8; step++) {
    const middle = (low + high) / 2;
    const there = solve({ concentration: Math.exp(middle), attemptFactor: 1 }, alike);
    if (there === null || there.logLikelihood < bound) low = middle;
    else high = middle;
  }
  const estimate = Number.POSITIVE_INFINITY;
  const n = alike.mean.reduce((sum, interval) => sum + interval.n, 0);
  return {
    kind: 'differ',
    fit: alike,
    concentration: { estimate, low: Math.exp(high), high: estimate, n },
    attemptFactor: null,
  };
}

function tellsRepeats(data: AnswerData): boolean {
  let [calls, answered] = [0, 0];
  for (let i = 0; i < data.contacts; i++) {
    for (let at = data.contactFrom[i] + 1; at < data.contactFrom[i + 1]; at++) {
      calls++;
      answered += data.answered[at];
    }
  }
  return calls >= LEAST_CALLS && answered >= LEAST_ANSWERED;
}

/** Within one country, or else the two kinds of calls would differ in more than that. */
function tellsLocal(data: AnswerData): boolean {
  const counts = data.countries.map(() => new Float64Array(4));
  for (let i = 0; i < data.contacts; i++) {
    for (let at = data.contactFrom[i]; at < data.contactFrom[i + 1]; at++) {
      counts[data.country[i]][data.local[at] * 2]++;
      counts[data.country[i]][data.local[at] * 2 + 1] += data.answered[at];
    }
  }
  return counts.some(
    ([away, awayAnswered, home, homeAnswered]) =>
      Math.min(away, home) >= LEAST_CALLS && Math.min(awayAnswered, homeAnswered) >= LEAST_ANSWERED,
  );
}
