import type { StoredExemplar } from '../stored/exemplar.ts';
import type { Point } from './charts/path.ts';
import { type Clock, dayStarts } from './clock.ts';

/** One local day of one number in an exemplar. */
export interface NumberDay {
  /** Hours since the start; the first and the last day may be shorter than 24 hours. */
  readonly from: number;
  readonly to: number;
  readonly calls: number;
  readonly answered: number;
  /** Scores at the day's end; null where none was seen. */
  readonly trueScore: number | null;
  readonly observedScore: number | null;
}

/** Where the number stands in the exemplar's series. */
export function placeOf(exemplar: StoredExemplar, number: string): number {
  return exemplar.numbers.indexOf(number);
}

/**
 * Scores by hour, or every few hours; null where none was seen.
 *
 * @param every hours between two points
 */
export function scorePoints(
  scores: Float64Array,
  exemplar: StoredExemplar,
  place: number,
  every = 1,
): Point[] {
  const { numbers, hours, meta } = exemplar;
  const points: Point[] = [];
  for (let hour = 0; hour < hours; hour += every) {
    const score = scores[hour * numbers.length + place];
    const at = Math.min(hour, meta.durationHours);
    points.push({ x: at, y: Number.isNaN(score) ? null : score });
  }
  return points;
}

/** Hours at which the observed score is seen to have changed: the platform fetched it. */
export function refreshHours(observed: readonly Point[]): number[] {
  return observed
    .filter(
      ({ y }, i) => i > 0 && y !== null && observed[i - 1].y !== null && y !== observed[i - 1].y,
    )
    .map(({ x }) => x);
}

/** Calls and scores by local day. */
export function numberDays(exemplar: StoredExemplar, place: number, clock: Clock): NumberDay[] {
  const { numbers, calls, answered, bins, meta } = exemplar;
  const starts = dayStarts(clock);
  const binHours = meta.callBinMinutes / 60;
  const days = starts.map((from, i) => {
    const to = starts[i + 1] ?? clock.durationHours;
    const hour = Math.min(exemplar.hours - 1, Math.floor(to + 1e-9));
    const scoreAt = (scores: Float64Array) => {
      const score = scores[hour * numbers.length + place];
      return Number.isNaN(score) || score === undefined ? null : score;
    };
    return {
      from,
      to,
      calls: 0,
      answered: 0,
      trueScore: scoreAt(exemplar.trueScores),
      observedScore: scoreAt(exemplar.observedScores),
    };
  });
  let day = 0;
  for (let bin = 0; bin < bins; bin++) {
    while (day < days.length - 1 && bin * binHours >= days[day].to - 1e-9) day++;
    days[day].calls += calls[bin * numbers.length + place];
    days[day].answered += answered[bin * numbers.length + place];
  }
  return days;
}
