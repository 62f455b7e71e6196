import fc from 'fast-check';
import { STEP_NAMES } from '../../src/model/operator/steps.ts';
import type { ActionLevel, PlaybookSpec } from '../../src/model/playbook-spec.ts';
import { hours } from './model-run.ts';
import { campaign, DAY_MS, HOUR_MS, MINUTE_MS, utc } from './scenario-builder.ts';

const LEVEL = fc.constantFrom<ActionLevel>('row', 'number', 'campaign', 'connection');

/** Any playbook, hasty or slow, with any of its steps left out; or none. */
export function anyPlaybook(
  spares: readonly number[],
  purchasable: readonly number[],
): fc.Arbitrary<PlaybookSpec | null> {
  const playbook: fc.Arbitrary<PlaybookSpec> = fc.record({
    without: fc.oneof(fc.constant([]), fc.subarray([...STEP_NAMES])),
    hours: fc.constantFrom(campaign(1, 1).windows, hours(8, 20)),
    zone: fc.constant(utc()),
    reviewMs: fc.constantFrom(30 * MINUTE_MS, 4 * HOUR_MS),
    reactionMs: fc.constantFrom(0, 20 * MINUTE_MS, 3 * HOUR_MS),
    eligibleMin: fc.integer({ min: 1, max: 3 }),
    preflight: fc.constantFrom('warn' as const, 'buy' as const),
    spot: fc.record({
      silentReviews: fc.integer({ min: 1, max: 2 }),
      answerRateBelow: fc.constantFrom(0.5, 1),
      attemptsMin: fc.constantFrom(1, 5),
    }),
    pause: fc.record({
      level: LEVEL,
      resumeBelow: fc.constantFrom(50, 70),
      restMinMs: fc.constantFrom(0, 5 * HOUR_MS),
      restMax: fc.constantFrom(0, 0.5, 1),
    }),
    narrow: fc.record({ level: LEVEL, callsPerDay: fc.integer({ min: 1, max: 9 }) }),
    replace: fc.record({
      leadMs: fc.constantFrom(0, 6 * HOUR_MS),
      spares: fc.constant(spares),
      purchasable: fc.constant(purchasable),
    }),
    retire: fc.record({
      flags: fc.integer({ min: 1, max: 3 }),
      windowMs: fc.constantFrom(10 * HOUR_MS, 3 * DAY_MS),
    }),
    signOffMs: fc.constantFrom(0, 5 * HOUR_MS),
  });
  return fc.oneof(fc.constant(null), playbook);
}
