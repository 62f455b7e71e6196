import { DAY_MS, HOUR_MS } from '../base/units.ts';
import { NUMBER_METRICS } from '../model/figures.ts';
import type { NumberSpec } from '../model/spec.ts';
import type { Interval } from '../stats/interval.ts';
import { meanInterval } from '../stats/mean-interval.ts';
import { quantileInterval } from '../stats/quantile-interval.ts';
import type { Aggregate } from './aggregate.ts';
import { nonNegative } from './non-negative.ts';

/** What one number did and how its score fared, over all campaigns; null is no data. */
export interface NumberFigures {
  readonly dials: Interval | null;
  readonly answered: Interval | null;
  readonly callsPerDayMax: Interval | null;
  readonly trueScoreEnd: Interval | null;
  readonly observedScoreEnd: Interval | null;
  readonly trueFlaggedHours: Interval | null;
  readonly observedFlaggedHours: Interval | null;
  readonly flagEpisodes: Interval | null;
  readonly complaints: Interval | null;
  /** Time for which rent was due. */
  readonly rentedDays: Interval | null;
  /** Medians over replications; Infinity: never. */
  readonly firstDialHours: Interval | null;
  readonly firstFlagHours: Interval | null;
}

/** One number over replications: numbers.csv. */
export interface NumberHealth extends NumberFigures {
  readonly number: number;
  readonly n: number;
}

/**
 * Numbers of the run: those that were there at the start, and those that some replication bought or brought
 * along. What could have been bought and never was is none of them. O(numbers · replications).
 */
export function inventoryOf(aggregate: Aggregate, numbers: readonly NumberSpec[]): number[] {
  const rented = NUMBER_METRICS.indexOf('rented_ms');
  return [...numbers.keys()].filter(
    (number) =>
      numbers[number].owned || aggregate.numberMetric(number, rented).some((ms) => ms > 0),
  );
}

/** Health of every number of the inventory, in the scenario's order. O(numbers · replications). */
export function numberHealth(
  aggregate: Aggregate,
  numbers: readonly NumberSpec[],
  level: number,
): NumberHealth[] {
  return inventoryOf(aggregate, numbers).map((number) => {
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
      rentedDays: mean(metric('rented_ms').map((ms) => ms / DAY_MS)),
      firstDialHours: median(metric('first_dial_ms')),
      firstFlagHours: median(metric('first_flag_ms')),
    };
  });
}
