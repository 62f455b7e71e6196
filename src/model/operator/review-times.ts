import type { DurationMs, SimMs } from '../../base/units.ts';
import type { Scenario } from '../spec.ts';
import { windowTable } from '../zone-clock.ts';

/** When the operator looks at the pools; what a look decides is done at the same place of `actMs`. */
export interface ReviewTimes {
  readonly atMs: Float64Array;
  readonly actMs: Float64Array;
}

/** A stretch of working time, half open. */
type Shift = readonly [fromMs: SimMs, toMs: SimMs];

/**
 * Reviews are `review` of working time apart, the first as long after the start; what follows from one
 * comes `reaction` of working time later. What falls on or behind the horizon does not happen.
 * O(days + reviews).
 */
export function reviewTimes(scenario: Scenario): ReviewTimes {
  const { playbook, durationMs } = scenario;
  if (playbook === null) return { atMs: new Float64Array(0), actMs: new Float64Array(0) };
  const shifts = shiftsOf(scenario);
  const workedMs = shifts.reduce((sum, [from, to]) => sum + to - from, 0);
  const at: SimMs[] = [];
  const act: SimMs[] = [];
  for (let i = 1; i * playbook.reviewMs <= workedMs; i++) {
    const reviewMs = afterWork(shifts, i * playbook.reviewMs);
    if (reviewMs >= durationMs) break;
    at.push(reviewMs);
    act.push(afterWork(shifts, i * playbook.reviewMs + playbook.reactionMs));
  }
  return { atMs: Float64Array.from(at), actMs: Float64Array.from(act) };
}

function shiftsOf(scenario: Scenario): Shift[] {
  const { playbook, startEpochMs, durationMs } = scenario;
  if (playbook === null) return [];
  const table = windowTable(playbook.hours, playbook.zone, startEpochMs, durationMs);
  const edges = [...(table.openAtStart ? [0] : []), ...table.togglesMs];
  if (edges.length % 2 === 1) edges.push(durationMs);
  return Array.from({ length: edges.length / 2 }, (_, i) => [edges[2 * i], edges[2 * i + 1]]);
}

/** The instant at which so much work is done since the start; Infinity where it never is. */
function afterWork(shifts: readonly Shift[], workMs: DurationMs): SimMs {
  let left = workMs;
  for (const [from, to] of shifts) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  return Number.POSITIVE_INFINITY;
}
