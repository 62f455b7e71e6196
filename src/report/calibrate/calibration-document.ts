import type { Calibration } from '../../experiment/calibrate/calibration.ts';
import type { Rate } from '../../experiment/calibrate/rates.ts';
import type { Reading, Readings } from '../../experiment/calibrate/readings.ts';
import type { TimeLaw } from '../../experiment/calibrate/times.ts';
import { HOUR_CURVE } from '../../scenario/defaults.ts';
import type { Interval } from '../../stats/interval.ts';
import { IDENTIFIABILITY, ruleText } from './answer-sections.ts';
import { sentenceOf } from './calibration-report.ts';
import { limitsOf, warningsOf } from './limits.ts';

/** `calibrate --json`: one document. An open end of an interval is null, "all alike" is `infinite`. */
export function calibrationDocument(
  calibration: Calibration,
  file: string,
  version: string,
): unknown {
  const { prepared, level, byCountry, byHour, data, readings, hazards, mix, times } = calibration;
  const { log, count, startedEpochMs } = prepared;
  return {
    schemaVersion: 1,
    poolsim: version,
    file,
    sentence: sentenceOf(calibration),
    confidence: level,
    calls: count,
    contacts: log.contacts.length,
    numbers: log.numbers.length,
    first: new Date(startedEpochMs[0]).toISOString(),
    last: new Date(startedEpochMs[count - 1]).toISOString(),
    leftOut: { ...log.leftOut },
    answererUnknown: log.answererUnknown,
    byCountry: [...byCountry].map(([country, rate]) => ({
      country,
      ...rateOf(rate),
      mean: atIndex(readings?.chosen.fit.mean, data.countries.indexOf(country)),
    })),
    byHour: [...byHour.entries()]
      .filter(([, { calls }]) => calls > 0)
      .map(([hour, rate]) => ({
        hour,
        ...rateOf(rate),
        factor: atIndex(readings?.chosen.fit.hour, data.hours.indexOf(hour)),
        builtIn: HOUR_CURVE[hour],
      })),
    byAttempt: hazards.map(({ attempt, andMore, expected, ...rate }) => ({
      attempt,
      andMore,
      ...rateOf(rate),
      expected: expected.map((share) => share),
    })),
    readings: readings === null ? null : readingsOf(readings),
    localFactor: interval(readings?.chosen.fit.localFactor ?? null),
    outcomes: mix.counts,
    unanswered: Object.fromEntries(
      Object.entries(mix.unanswered).map(([name, share]) => [name, interval(share)]),
    ),
    invalidShare: interval(mix.invalid),
    times: Object.fromEntries(
      Object.entries(times).map(([stage, law]) => [stage, lawOf(law as TimeLaw | null)]),
    ),
    callsPerNumberAndDay: calibration.daily,
    byLoad: calibration.loads.map(({ from, to, relative, ...rate }) => ({
      from,
      to: finite(to),
      ...rateOf(rate),
      relative: interval(relative),
    })),
    cannotTell: limitsOf(calibration),
    warnings: warningsOf(calibration),
  };
}

function readingsOf(readings: Readings) {
  const best = Math.max(...readings.all.map(({ fit }) => fit.logLikelihood));
  return {
    estimated: readings.repeats,
    caution: IDENTIFIABILITY,
    rule: ruleText(readings),
    all: readings.all.map((reading: Reading) => ({
      kind: reading.kind,
      chosen: reading === readings.chosen,
      concentration: orInfinite(reading.fit.parameters.concentration),
      concentrationInterval: interval(reading.concentration),
      attemptFactor: reading.fit.parameters.attemptFactor,
      attemptFactorInterval: interval(reading.attemptFactor),
      behind: best - reading.fit.logLikelihood,
    })),
  };
}

function rateOf({ calls, answered, share }: Rate) {
  return { calls, answered, rate: interval(share) };
}

function atIndex(list: readonly Interval[] | undefined, index: number) {
  return interval(index < 0 ? null : (list?.[index] ?? null));
}

function interval(of: Interval | null) {
  if (of === null) return null;
  const { estimate, low, high, n } = of;
  return { estimate: orInfinite(estimate), low: finite(low), high: finite(high), n };
}

function lawOf(law: TimeLaw | null) {
  if (law === null) return null;
  const { fit, ...rest } = law;
  if (fit === null) return { ...rest, fit };
  const { median, sigma, pValue } = fit;
  return { ...rest, fit: { medianS: interval(median), sigma: interval(sigma), pValue } };
}

function orInfinite(value: number): number | 'infinite' {
  return value === Infinity ? 'infinite' : value;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
