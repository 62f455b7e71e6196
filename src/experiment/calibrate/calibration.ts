import type { CallLog } from '../../scenario/csv/call-log.ts';
import { type AnswerData, answerData } from './answer-data.ts';
import { type DailyUse, dailyUse, type LoadBucket, loadBuckets } from './load.ts';
import { type OutcomeMix, outcomeMix } from './outcome-mix.ts';
import { type PreparedLog, prepareLog } from './prepare.ts';
import { type Hazard, hazards, type Rate, rawRates } from './rates.ts';
import { type Readings, readAnswers } from './readings.ts';
import { type CallTimes, callTimes } from './times.ts';

/** Everything that a call log says about a scenario. */
export interface Calibration {
  /** Of every interval, two-sided. */
  readonly level: number;
  readonly prepared: PreparedLog;
  readonly byCountry: ReadonlyMap<string, Rate>;
  /** By hour of the callee's day, 24 entries. */
  readonly byHour: readonly Rate[];
  readonly data: AnswerData;
  /** Null where the log does not determine how calls are answered. */
  readonly readings: Readings | null;
  readonly hazards: readonly Hazard[];
  readonly mix: OutcomeMix;
  readonly times: CallTimes;
  readonly daily: DailyUse;
  readonly loads: readonly LoadBucket[];
}

/** @param log at least one call */
export function calibrate(log: CallLog, level: number): Calibration {
  const prepared = prepareLog(log);
  const data = answerData(prepared);
  const readings = readAnswers(data, level);
  return {
    level,
    prepared,
    ...rawRates(prepared, level),
    data,
    readings,
    hazards: readings === null ? [] : hazards(data, readings, level),
    mix: outcomeMix(prepared, level),
    times: callTimes(prepared, level),
    daily: dailyUse(prepared),
    loads:
      readings === null ? [] : loadBuckets(prepared, data, readings.chosen.fit.parameters, level),
  };
}
