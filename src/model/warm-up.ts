import type { SimMs } from '../base/units.ts';
import type { WarmUpStage } from './spec.ts';

/**
 * Calls that warming up allows a number on the day that begins now, by its age since first use. A number
 * never used is at the start of its first stage. Infinity = warm, or not to be warmed up.
 */
export function warmUpMax(
  stages: readonly WarmUpStage[],
  firstUsedMs: SimMs,
  nowMs: SimMs,
): number {
  const ageMs = Math.max(0, nowMs - firstUsedMs);
  let endMs = 0;
  for (const stage of stages) {
    endMs += stage.forMs;
    if (ageMs < endMs) return stage.callsPerDayMax;
  }
  return Number.POSITIVE_INFINITY;
}
