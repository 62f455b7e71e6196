import fc from 'fast-check';
import type {
  CampaignSpec,
  DriftSpec,
  FaultSpec,
  InterventionSpec,
  NumberSpec,
  Scenario,
} from '../../src/model/spec.ts';
import { hours, platform, span, sticky } from './model-run.ts';
import { campaign, connection, HOUR_MS, MINUTE_MS, number, scenario } from './scenario-builder.ts';

/** Small random worlds: every part of a scenario may be there or not. */

const COUNTRY = fc.integer({ min: 0, max: 3 });
const HOME = fc.integer({ min: 1, max: 3 });
const HORIZON_HOURS = 60;
const limit = (max: number) =>
  fc.oneof(fc.integer({ min: 1, max }), fc.constant(Number.POSITIVE_INFINITY));
const AT = fc.oneof(
  fc.integer({ min: 0, max: HORIZON_HOURS }).map((hour) => hour * HOUR_MS),
  fc.integer({ min: 0, max: HORIZON_HOURS * HOUR_MS }),
);
/** Scores about the threshold of 70, and on it. */
const SCORE = fc.oneof(fc.constantFrom(0, 70, 70.000001, 100), fc.integer({ min: 0, max: 100 }));

function arbitraryNumber(i: number): fc.Arbitrary<NumberSpec> {
  return fc
    .record({
      country: HOME,
      connection: fc.integer({ min: 0, max: 1 }),
      status: fc.constantFrom('active', 'active', 'active', 'inactive', 'released'),
      allowedCountries: fc.oneof(fc.constant([]), fc.uniqueArray(HOME, { maxLength: 3 })),
      spamScore: fc.oneof(fc.constant(null), SCORE),
      callsPerDayMax: limit(15),
      concurrentMax: limit(3),
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
      count: fc.integer({ min: 0, max: 60 }),
      mix: fc.array(
        fc.record({ share: fc.constantFrom(0.2, 0.5, 1), country: COUNTRY, zone: fc.nat(1) }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ count, mix, ...over }) =>
      campaign(0, 0, {
        ...(over as Partial<CampaignSpec>),
        name: `c${c}`,
        contacts: { kind: 'generated', group: `g${c}`, count, mix },
      }),
    );
}

const DRIFT: fc.Arbitrary<DriftSpec> = fc.oneof(
  fc.constant<DriftSpec>({ model: 'none' }),
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

function arbitraryInterventions(
  campaigns: readonly CampaignSpec[],
  poolSize: number,
): fc.Arbitrary<InterventionSpec[]> {
  const anyNumber = fc.integer({ min: 0, max: poolSize - 1 });
  const rows = campaigns.flatMap((spec, c) => spec.pool.map((n) => ({ campaign: c, number: n })));
  const target = fc.oneof(
    anyNumber.map((n) => ({ kind: 'number' as const, number: n })),
    fc.constantFrom(...rows).map((row) => ({ kind: 'row' as const, ...row })),
    fc.nat(campaigns.length - 1).map((c) => ({ kind: 'campaign' as const, campaign: c })),
    fc.nat(1).map((k) => ({ kind: 'connection' as const, connection: k })),
  );
  const one = fc.oneof(
    fc.record({ atMs: AT, verb: fc.constantFrom('pause' as const, 'resume' as const), target }),
    fc.record({
      atMs: AT,
      verb: fc.constantFrom('deactivate' as const, 'activate' as const, 'release' as const),
      number: anyNumber,
    }),
    fc.record({
      atMs: AT,
      verb: fc.constant('allow' as const),
      number: anyNumber,
      countries: fc.uniqueArray(HOME, { maxLength: 2 }),
    }),
    fc.record({
      atMs: AT,
      verb: fc.constant('set_score' as const),
      number: anyNumber,
      score: SCORE,
    }),
  );
  return fc
    .array(one, { maxLength: 8 })
    .map((list) => [...list].sort((a, b) => a.atMs - b.atMs) as InterventionSpec[]);
}

const FAULTS: fc.Arbitrary<FaultSpec[]> = fc.array(
  fc
    .record({
      kind: fc.constantFrom('outage' as const, 'refusal' as const),
      connection: fc.nat(1),
      country: HOME,
      fromMs: AT,
      length: fc.constantFrom(1, HOUR_MS, 30 * HOUR_MS),
    })
    .map(({ kind, connection: k, country, fromMs, length }) =>
      kind === 'outage'
        ? { kind, connection: k, fromMs, toMs: fromMs + length }
        : { kind, connection: k, country, fromMs, toMs: fromMs + length },
    ),
  { maxLength: 3 },
);

const CONNECTION = fc.record({
  concurrency: limit(4),
  callsPerSecond: fc.constantFrom(Number.POSITIVE_INFINITY, 1, 0.01, 0.003),
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
  on: fc.constantFrom('answered', 'answered_or_voicemail', 'first_attempt'),
  whenBusy: fc.constantFrom('another', 'wait'),
  live: fc.constantFrom(0, 0.2, 0.8),
  invalidShare: fc.constantFrom(0, 0.2),
  talk: fc.constantFrom<Scenario['provider']['talkAnswered']>(
    { law: 'constant', ms: 10 * MINUTE_MS },
    { law: 'constant', ms: 0 },
    { law: 'exponential', meanMs: 3 * HOUR_MS },
  ),
});

/** Any small world. */
export const anyScenario: fc.Arbitrary<Scenario> = fc
  .integer({ min: 1, max: 6 })
  .chain((poolSize) =>
    fc
      .array(fc.nat(), { minLength: 1, maxLength: 2 })
      .chain((list) => fc.tuple(...list.map((_, c) => arbitraryCampaign(c, poolSize))))
      .chain((campaigns) =>
        fc.record({
          numbers: fc.tuple(...Array.from({ length: poolSize }, (_, i) => arbitraryNumber(i))),
          campaigns: fc.constant(campaigns),
          interventions: arbitraryInterventions(campaigns, poolSize),
          faults: FAULTS,
          drift: DRIFT,
          lines: fc.tuple(CONNECTION, CONNECTION),
          rest: REST,
        }),
      ),
  )
  .map(({ numbers, campaigns, interventions, faults, drift, lines, rest }) => {
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
      faults,
      drift,
      connections: [connection(lines[0]), connection({ id: 'b', ...lines[1] })],
      platform: platform({
        tenantConcurrency: rest.tenantConcurrency,
        scoreRefreshMs: rest.scoreRefreshMs,
        scoreLagMs: rest.scoreLagMs,
      }),
      selector: sticky({
        on: rest.on as 'answered',
        whenBusy: rest.whenBusy as 'another' | 'wait',
      }),
      answer: {
        ...plain.answer,
        meanByCountry: new Float64Array(4).fill(rest.live),
        invalidShare: rest.invalidShare,
        concentration: 4,
      },
      provider: { ...plain.provider, talkAnswered: rest.talk },
    };
  });
