import { assert } from '../base/assert.ts';
import { DEFAULT_LEVEL, type Interval } from './interval.ts';
import { wilsonInterval } from './wilson.ts';

/** The state of knowledge from `time` until the next step. */
export interface IncidenceStep {
  readonly time: number;
  /** Share of subjects whose event came first, at or before `time`. */
  readonly event: Interval;
  /** Share of subjects whose competing event came first, at or before `time`. */
  readonly competing: Interval;
}

export interface IncidenceOptions {
  /** Times above it are treated as never; Infinity when absent. Every subject is watched until it. */
  readonly horizon?: number;
  readonly level?: number;
}

/**
 * Cumulative incidence of an event in the presence of a competing one, each step with Wilson's
 * interval: the share of all subjects that had the event, as the first of the two, by time t.
 *
 * Every subject is watched to the horizon, so nothing is censored and the Aalen-Johansen estimator
 * (Aalen & Johansen 1978; Kalbfleisch & Prentice 2002, section 8.2) is this plain share. Treating
 * the competing event as censoring (Kaplan-Meier) would overstate it.
 *
 * The first step is at time 0, so the curve always has an end value; it equals the share of
 * subjects that ever had the event. On a tie the event counts. Intervals hold at each time singly,
 * not for the whole curve at once. O(n log n).
 *
 * @param eventTimes one per subject, ≥ 0; Infinity: never
 * @param competingTimes one per subject, ≥ 0; Infinity: never
 * @returns null when there are no subjects
 */
export function cumulativeIncidence(
  eventTimes: ArrayLike<number>,
  competingTimes: ArrayLike<number>,
  options: IncidenceOptions = {},
): IncidenceStep[] | null {
  const level = options.level ?? DEFAULT_LEVEL;
  const horizon = options.horizon ?? Infinity;
  const n = eventTimes.length;
  assert(n === competingTimes.length, 'each subject needs both times');
  if (n === 0) return null;
  const events: number[] = [];
  const competitors: number[] = [];
  for (let i = 0; i < n; i++) {
    const event = eventTimes[i];
    const competing = competingTimes[i];
    assert(event >= 0 && competing >= 0, `subject ${i} has a negative or missing time`);
    const first = Math.min(event, competing);
    if (first === Infinity || first > horizon) continue;
    if (event <= competing) events.push(first);
    else competitors.push(first);
  }
  const byTime = (a: number, b: number) => a - b;
  events.sort(byTime);
  competitors.sort(byTime);
  const steps: IncidenceStep[] = [];
  let had = 0;
  let lost = 0;
  let time = 0;
  while (true) {
    while (had < events.length && events[had] <= time) had++;
    while (lost < competitors.length && competitors[lost] <= time) lost++;
    const event = wilsonInterval(had, n, level)!;
    const competing = wilsonInterval(lost, n, level)!;
    steps.push({ time, event, competing });
    if (had === events.length && lost === competitors.length) return steps;
    time = Math.min(events[had] ?? Infinity, competitors[lost] ?? Infinity);
  }
}
