import type { NumberSpec, WarmUpStage } from '../../model/spec.ts';
import type { ScenarioInput } from '../schema/scenario.ts';

/** What a number, or the platform for all numbers, says about limits; left out = nothing said. */
export type LimitsInput = ScenarioInput['platform']['numberLimits'];

type Limits = Pick<NumberSpec, 'callsPerDayMax' | 'concurrentMax' | 'coolDownMs' | 'warmUp'>;

/** A number's limits: its own word first, then the platform's, else none. */
export function limitsOf(own: LimitsInput, platform: LimitsInput): Limits {
  const { callsPerDayMax, concurrentMax, coolDown, warmUp } = own;
  return {
    callsPerDayMax: callsPerDayMax ?? platform.callsPerDayMax ?? Number.POSITIVE_INFINITY,
    concurrentMax: concurrentMax ?? platform.concurrentMax ?? Number.POSITIVE_INFINITY,
    coolDownMs: coolDown ?? platform.coolDown ?? 0,
    warmUp: (warmUp ?? platform.warmUp ?? []).map(
      (stage): WarmUpStage => ({ forMs: stage.for, callsPerDayMax: stage.callsPerDay }),
    ),
  };
}
