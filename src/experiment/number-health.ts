import { HOUR_MS } from '../base/units.ts';
import { NUMBER_METRICS } from '../model/figures.ts';
import type { Interval } from '../stats/interval.ts';
import { meanInterval } from '../stats/mean-interval.ts';
import { quantileInterval } from '../stats/quantile-interval.ts';
import type { Aggregate } from './aggregate.ts';
import { nonNegative } from './non-negative.ts';

/** One number over replications and over all campaigns: numbers.csv. */
export interface NumberHealth {
  readonly number: number;
  readonly n: number;
  readonly dials: Interval | null;
  readonly answered: Interval | null;
  readonly callsPerDayMax: Interval | null;
  readonly trueScoreEnd: Interval | null;
  readonly observedScoreEnd: Interval | null;
  readonly trueFlaggedHours: Interval | null;
  readonly observedFlaggedHours: Interval | null;
  readonly flagEpisodes: Interval | null;
  readonly complaints: Interval | null;
  /** Medians; Infinity: never. */
  readonly firstDialHours: Interval | null;
  readonly firstFlagHours: Interval | null;
}

/** Health of every number in the scenario's order. O(numbers · replications). */
export function numberHealth(aggregate: Aggregate, numbers: number, level: number): NumberHealth[] {
  return Array.from({ length: numbers }, (_, number) => {
    const metric = (name: (typeof NUMBER_METRICS)[number]) =>
      aggregate.numberMetric(number, NUMBER_METRICS.indexOf(name));
    const mean = (values: Float64Array) =>
      nonNegative(meanInterval(values.filter(Number.isFinite), { level }));
    // What never happened may stand as Infinity or as no number at all.
    const inHours = (values: Float64Array) =>
      values.map((ms) => (Number.isNaN(ms) ? Infinity : ms / HOUR_MS));
    const median = (values: Float64Array) => quantileInterval(inHours(values), 0.5, level);
    return {
      number,
      n: aggregate.replications,
      dials: mean(metric('dials')),
      answered: mean(metric('answered')),
      callsPerDayMax: mean(metric('calls_per_day_max')),
      trueScoreEnd: mean(metric('true_score_end')),
      observedScoreEnd: mean(metric('observed_score_end')),
      trueFlaggedHours: mean(inHours(metric('true_flagged_ms'))),
      observedFlaggedHours: mean(inHours(metric('observed_flagged_ms'))),
      flagEpisodes: mean(metric('flag_episodes')),
      complaints: mean(metric('complaints')),
      firstDialHours: median(metric('first_dial_ms')),
      firstFlagHours: median(metric('first_flag_ms')),
    };
  });
}
