import fc from 'fast-check';
import type { InterventionSpec } from '../../src/model/action-spec.ts';
import { STEP_NAMES } from '../../src/model/operator/steps.ts';
import type { PlaybookSpec } from '../../src/model/playbook-spec.ts';
import type { NumberSpec, Scenario } from '../../src/model/spec.ts';
import { anyScenario } from './model-arbitrary.ts';
import { playbook } from './playbook.ts';
import { HOUR_MS, number } from './scenario-builder.ts';

/** Any small world with an operator in it: numbers in reserve, every verb by hand, and a playbook. */

const SPARES = 2;
const PURCHASES = 4;
const HOURS = 60;
const AT = fc.integer({ min: 0, max: HOURS }).map((hour) => hour * HOUR_MS);
const LEVEL = fc.constantFrom('row', 'number', 'campaign', 'connection');
const LEAD = fc.constantFrom(0, HOUR_MS, 7 * HOUR_MS);

/** Spares, then numbers to be bought, after those that the world has. */
function reserveOf(): NumberSpec[] {
  const country = (i: number) => 1 + (i % 3);
  const spares = Array.from({ length: SPARES }, (_, i) =>
    number(`spare/${i}`, { managed: 'twilio', country: country(i) }),
  );
  const bought = Array.from({ length: PURCHASES }, (_, i) =>
    number(`buy/${i}`, { managed: 'twilio', country: country(i), owned: false }),
  );
  return [...spares, ...bought];
}

function arbitraryActions(
  numbers: number,
  campaigns: number,
  reserve: number,
): fc.Arbitrary<InterventionSpec[]> {
  const n = fc.nat(numbers - 1);
  const c = fc.nat(campaigns - 1);
  const target = fc.oneof(
    n.map((index) => ({ kind: 'number' as const, number: index })),
    fc.record({ kind: fc.constant('row' as const), campaign: c, number: n }),
    c.map((index) => ({ kind: 'campaign' as const, campaign: index })),
    fc.nat(1).map((index) => ({ kind: 'connection' as const, connection: index })),
  );
  const price = fc.constantFrom(null, 0, 5);
  const one = fc.oneof(
    fc.record({
      atMs: AT,
      verb: fc.constantFrom('pause' as const, 'resume' as const, 'widen' as const),
      target,
    }),
    fc.record({
      atMs: AT,
      verb: fc.constant('narrow' as const),
      target,
      callsPerDay: fc.constantFrom(1, 5, 40),
    }),
    fc.record({
      atMs: AT,
      verb: fc.constantFrom('attach' as const, 'detach' as const),
      campaign: c,
      number: n,
    }),
    fc.record({
      atMs: AT,
      verb: fc.constant('add' as const),
      number: fc.integer({ min: reserve, max: numbers - 1 }),
      campaigns: fc.uniqueArray(c, { minLength: 1 }),
      leadMs: LEAD,
      price,
    }),
    fc.record({
      atMs: AT,
      verb: fc.constant('replace' as const),
      number: n,
      by: fc.integer({ min: reserve, max: numbers - 1 }),
      leadMs: LEAD,
      price,
    }),
    fc.record({
      atMs: AT,
      verb: fc.constantFrom('deactivate' as const, 'activate' as const, 'release' as const),
      number: n,
    }),
  );
  return fc.array(one, { maxLength: 15 }).map((list) => list.sort((a, b) => a.atMs - b.atMs));
}

function arbitraryPlaybook(reserve: number): fc.Arbitrary<PlaybookSpec | null> {
  const some = fc
    .record({
      without: fc.subarray([...STEP_NAMES]),
      reviewMs: fc.constantFrom(HOUR_MS, 5 * HOUR_MS),
      reactionMs: fc.constantFrom(0, HOUR_MS, 12 * HOUR_MS),
      eligibleMin: fc.integer({ min: 1, max: 4 }),
      preflight: fc.constantFrom('warn' as const, 'buy' as const),
      level: LEVEL,
      restMax: fc.constantFrom(0, 0.5, 1),
      flags: fc.constantFrom(1, 2),
      leadMs: LEAD,
      signOffMs: LEAD,
    })
    .map(({ level, restMax, flags, leadMs, ...over }) =>
      playbook({
        ...over,
        spot: { silentReviews: 1, answerRateBelow: 0.9, attemptsMin: 3 },
        pause: { level, resumeBelow: 60, restMinMs: HOUR_MS, restMax },
        narrow: { level, callsPerDay: 4 },
        retire: { flags, windowMs: 40 * HOUR_MS },
        replace: {
          leadMs,
          spares: Array.from({ length: SPARES }, (_, i) => reserve + i),
          purchasable: Array.from({ length: PURCHASES }, (_, i) => reserve + SPARES + i),
        },
      }),
    );
  return fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 4, arbitrary: some });
}

/** A world of `anyScenario`, with an operator. Every number may join every pool. */
export const anyOperatedScenario: fc.Arbitrary<Scenario> = anyScenario.chain((plan) => {
  const numbers = [...plan.numbers, ...reserveOf()];
  const all = numbers.map((_, i) => i);
  const reserve = plan.numbers.length;
  return fc
    .record({
      actions: arbitraryActions(numbers.length, plan.campaigns.length, reserve),
      book: arbitraryPlaybook(reserve),
      holdMs: fc.constantFrom(0, 3 * HOUR_MS),
    })
    .map(({ actions, book, holdMs }) => ({
      ...plan,
      numbers,
      campaigns: plan.campaigns.map((campaign) => ({
        ...campaign,
        reserve: all.filter((n) => !campaign.pool.includes(n)),
      })),
      interventions: [...plan.interventions, ...actions].sort((a, b) => a.atMs - b.atMs),
      playbook: book,
      platform: { ...plan.platform, releaseHoldMs: holdMs },
      prices: { ...plan.prices, check: 0.04, purchaseByCountry: Float64Array.of(1, 2, 3, 4) },
    }));
});
