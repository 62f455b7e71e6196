import fc from 'fast-check';
import type { CampaignSpec, DriftSpec, NumberSpec, Scenario } from '../../src/model/spec.ts';
import { anyInterventions, SCORE } from './arbitrary-actions.ts';
import { anyFaults } from './arbitrary-faults.ts';
import { anyPlaybook } from './arbitrary-playbook.ts';
import { hours, platform, span, sticky } from './model-run.ts';
import {
  campaign,
  connection,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  number,
  scenario,
  usageDrift,
} from './scenario-builder.ts';

/** Small random worlds: every part of a scenario may be there or not. */

const COUNTRY = fc.integer({ min: 0, max: 3 });
const HOME = fc.integer({ min: 1, max: 3 });
const HORIZON_HOURS = 60;
/** None, more often than not: else so many limits at once leave little to happen. */
const limit = (max: number) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min: 1, max }) },
    { weight: 2, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
  );
const AT = fc.oneof(
  fc.integer({ min: 0, max: HORIZON_HOURS }).map((hour) => hour * HOUR_MS),
  fc.integer({ min: 0, max: HORIZON_HOURS * HOUR_MS }),
);
/** Most numbers beside those of the pools: spares in hand, and some that are still to be bought. */
const EXTRAS_MOST = 3;

function arbitraryNumber(i: number): fc.Arbitrary<NumberSpec> {
  return fc
    .record({
      country: HOME,
      connection: fc.integer({ min: 0, max: 1 }),
      status: fc.constantFrom('active', 'active', 'active', 'inactive', 'released'),
      managed: fc.constantFrom('twilio', 'byo'),
      allowedCountries: fc.oneof(fc.constant([]), fc.uniqueArray(HOME, { maxLength: 3 })),
      spamScore: fc.oneof(fc.constant(null), SCORE),
      callsPerDayMax: limit(15),
      concurrentMax: limit(3),
      coolDownMs: fc.constantFrom(0, 0, 0, 0, 90_000, HOUR_MS),
      warmUp: fc.constantFrom<NumberSpec['warmUp']>(
        [],
        [],
        [],
        [],
        [{ forMs: DAY_MS, callsPerDayMax: 2 }],
        [
          { forMs: DAY_MS, callsPerDayMax: 1 },
          { forMs: 1.5 * DAY_MS, callsPerDayMax: 4 },
        ],
      ),
      firstUsedMs: fc.constantFrom(-HOUR_MS, Number.POSITIVE_INFINITY),
    })
    .map((over) => number(`n/${i}`, over as Partial<NumberSpec>));
}

function arbitraryCampaign(c: number, poolSize: number): fc.Arbitrary<CampaignSpec> {
  return fc
    .record({
      priority: fc.integer({ min: 1, max: 10 }),
      pool: fc.uniqueArray(fc.integer({ min: 0, max: poolSize - 1 }), { minLength: 1 }),
      preferCountryMatched: fc.boolean(),
      concurrency: limit(4),
      windows: fc.oneof(
        fc.constant(campaign(1, 1).windows),
        fc
          .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 13, max: 24 }))
          .map(([a, b]) => hours(a, b)),
        fc.constant(hours(9, 18, [1, 2, 3, 4, 5])),
      ),
      retries: fc.record({
        max: fc.integer({ min: 0, max: 3 }),
        delaysMs: fc.array(fc.constantFrom(0, 90_000, HOUR_MS, 5 * HOUR_MS), {
          minLength: 1,
          maxLength: 3,
        }),
        onVoicemail: fc.boolean(),
      }),
      followUp: fc.record({
        share: fc.constantFrom(0, 0.5, 1),
        delayMs: fc.constantFrom(0, HOUR_MS, 20 * HOUR_MS),
        max: fc.integer({ min: 0, max: 2 }),
      }),
      whenFull: fc.constantFrom('wait', 'drop'),
      arrivals: fc.oneof(
        fc.constant({ kind: 'at_start' }),
        fc
          .constantFrom(0.5, 3, 30)
          .map((perHour) => ({ kind: 'poisson', perMs: perHour / HOUR_MS })),
      ),
      hasPrimary: fc.boolean(),
      count: fc.integer({ min: 0, max: 120 }),
      mix: fc.array(
        fc.record({ share: fc.constantFrom(0.2, 0.5, 1), country: COUNTRY, zone: fc.nat(1) }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ count, mix, hasPrimary, ...over }) =>
      campaign(0, 0, {
        ...(over as Partial<CampaignSpec>),
        name: `c${c}`,
        primary: hasPrimary ? over.pool[0] : -1,
        contacts: { kind: 'generated', group: `g${c}`, count, mix },
      }),
    );
}

const DRIFT: fc.Arbitrary<DriftSpec> = fc.oneof(
  fc.constant<DriftSpec>({ model: 'none' }),
  fc
    .record({
      stepMs: fc.constantFrom(HOUR_MS, 8 * HOUR_MS),
      safeCallsPerDay: fc.constantFrom(2, 75),
      growthPerDay: fc.constantFrom(4, 60),
      noisePerSqrtDay: fc.constantFrom(0, 20),
      complaintShare: fc.constantFrom(0, 0.5),
      complaintPoints: fc.constant(30),
      restAfterMs: fc.constantFrom(2 * HOUR_MS, DAY_MS),
      recoveryPerDayMedian: fc.constantFrom(0, 2),
      youngMs: fc.constantFrom(0, DAY_MS),
      shockPerDay: fc.constantFrom(0, 1),
      shockHitShare: fc.constant(0.5),
      shockPoints: fc.constant(60),
    })
    .map((over) => usageDrift(over)),
  fc.record({
    model: fc.constant('two-state' as const),
    flagPerDay: fc.constantFrom(0, 0.5, 3),
    clearPerDay: fc.constantFrom(0, 0.5, 10),
  }),
  fc.record({
    model: fc.constant('ou' as const),
    stepMs: fc.constantFrom(HOUR_MS, 7 * HOUR_MS),
    meanScore: fc.constantFrom(20, 69),
    reversionPerDay: fc.constantFrom(0.2, 3),
    noisePerSqrtDay: fc.constantFrom(1, 30),
  }),
);

const CONNECTION = fc.record({
  concurrency: limit(4),
  callsPerSecond: fc.constantFrom(
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    1,
    0.01,
    0.003,
  ),
});

const REST = fc.record({
  seed: fc.nat(1_000_000).map(String),
  startIso: fc.constantFrom(
    '2026-03-06T12:00:00Z',
    '2026-03-28T00:00:00Z',
    '2026-06-01T08:30:00Z',
    '2026-10-31T20:00:00Z',
  ),
  horizonMs: fc.constantFrom(40 * HOUR_MS, HORIZON_HOURS * HOUR_MS, 12_345_678),
  tenantConcurrency: limit(5),
  scoreRefreshMs: fc.constantFrom(0, 0, 5 * HOUR_MS),
  scoreLagMs: fc.constantFrom(0, 0, 2.5 * HOUR_MS),
  sweepAfterMs: fc.constantFrom(1_000, 20 * MINUTE_MS, 9 * HOUR_MS),
  throttleBackoffMs: fc.constantFrom(10_000, 5 * MINUTE_MS),
  releaseHoldMs: fc.constantFrom(0, 2 * HOUR_MS, 30 * DAY_MS),
  on: fc.constantFrom('answered', 'answered_or_voicemail', 'first_attempt'),
  whenBusy: fc.constantFrom('another', 'wait'),
  live: fc.constantFrom(0, 0.2, 0.8),
  invalidShare: fc.constantFrom(0, 0.2),
  blockedAtLabel: fc.constantFrom(0, 0.5),
  talk: fc.constantFrom<Scenario['provider']['talkAnswered']>(
    { law: 'constant', ms: 10 * MINUTE_MS },
    { law: 'constant', ms: 0 },
    { law: 'exponential', meanMs: 3 * HOUR_MS },
  ),
});

/** A number outside the pools: a spare, or one that is bought when it is wanted. */
function arbitraryExtra(i: number): fc.Arbitrary<NumberSpec> {
  return fc
    .tuple(arbitraryNumber(i), fc.boolean())
    .map(([spec, owned]) => ({ ...spec, owned, status: 'active', managed: 'twilio' }));
}

/** Whoever is not in a pool may be put there: every number has a row in every campaign. */
function withReserve(campaign: CampaignSpec, count: number): CampaignSpec {
  const all = Array.from({ length: count }, (_, n) => n);
  return { ...campaign, reserve: all.filter((n) => !campaign.pool.includes(n)) };
}

function arbitraryCampaigns(poolSize: number): fc.Arbitrary<CampaignSpec[]> {
  return fc
    .integer({ min: 1, max: 2 })
    .chain((count) =>
      fc.tuple(...Array.from({ length: count }, (_, c) => arbitraryCampaign(c, poolSize))),
    );
}

/** Any small world. */
export const anyScenario: fc.Arbitrary<Scenario> = fc
  .integer({ min: 1, max: 6 })
  .chain((poolSize) =>
    fc
      .tuple(
        arbitraryCampaigns(poolSize),
        fc.tuple(...Array.from({ length: poolSize }, (_, i) => arbitraryNumber(i))),
        fc
          .nat(EXTRAS_MOST)
          .chain((more) =>
            fc.tuple(...Array.from({ length: more }, (_, i) => arbitraryExtra(poolSize + i))),
          ),
      )
      .map(([campaigns, pooled, extras]) => ({
        numbers: [...pooled, ...extras],
        extras: extras.map((_, i) => poolSize + i),
        campaigns: campaigns.map((each) => withReserve(each, poolSize + extras.length)),
      })),
  )
  .chain(({ numbers, extras, campaigns }) =>
    fc.record({
      numbers: fc.constant(numbers),
      campaigns: fc.constant(campaigns),
      interventions: anyInterventions({ campaigns, numbers: numbers.length, extras }, AT),
      playbook: anyPlaybook(
        extras.filter((n) => numbers[n].owned),
        extras.filter((n) => !numbers[n].owned),
      ),
      faults: anyFaults(HORIZON_HOURS),
      drift: DRIFT,
      lines: fc.tuple(CONNECTION, CONNECTION),
      rest: REST,
    }),
  )
  .map(({ numbers, campaigns, interventions, playbook, faults, drift, lines, rest }) => {
    const plain = scenario();
    const { startEpochMs, zones } = span(rest.startIso, 4, 'Europe/London', 'America/New_York');
    return {
      ...plain,
      seed: rest.seed,
      startEpochMs,
      zones,
      durationMs: rest.horizonMs,
      numbers,
      campaigns,
      interventions,
      playbook,
      faults,
      drift,
      connections: [connection(lines[0]), connection({ id: 'b', ...lines[1] })],
      platform: platform({
        tenantConcurrency: rest.tenantConcurrency,
        scoreRefreshMs: rest.scoreRefreshMs,
        scoreLagMs: rest.scoreLagMs,
        sweepAfterMs: rest.sweepAfterMs,
        throttleBackoffMs: rest.throttleBackoffMs,
        releaseHoldMs: rest.releaseHoldMs,
      }),
      selector: sticky({
        on: rest.on as 'answered',
        whenBusy: rest.whenBusy as 'another' | 'wait',
      }),
      answer: {
        ...plain.answer,
        meanByCountry: new Float64Array(4).fill(rest.live),
        invalidShare: rest.invalidShare,
        blockedAtLabel: rest.blockedAtLabel,
        concentration: 4,
      },
      provider: { ...plain.provider, talkAnswered: rest.talk },
    };
  });
