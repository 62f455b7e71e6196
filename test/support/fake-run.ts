import { entityKey } from '../../src/base/hash.ts';
import {
  FIGURES,
  figureIndex,
  NUMBER_METRICS,
  POOL_STATUSES,
  ROW_METRICS,
  TIMELINE_COLUMNS,
} from '../../src/model/figures.ts';
import type { GateSpec } from '../../src/model/gate-spec.ts';
import type { ReplicationResult, ResultLayout, StallEpisode } from '../../src/model/result.ts';
import type { NumberSpec, Scenario } from '../../src/model/spec.ts';
import type { LoadedScenario } from '../../src/scenario/loaded.ts';

/** A scenario, a layout and results made up by rule, so that folds and reports can be tested without a model. */
export const HOURS = 6;
const HOUR = 3_600_000;

export function fakeNumber(
  id: string,
  country: number,
  over: Partial<NumberSpec> = {},
): NumberSpec {
  return {
    id,
    key: entityKey(id),
    name: '',
    country,
    connection: 0,
    status: 'active',
    managed: 'twilio',
    owned: true,
    allowedCountries: [],
    spamScore: 10,
    callsPerDayMax: Infinity,
    concurrentMax: Infinity,
    coolDownMs: 0,
    warmUp: [],
    firstUsedMs: Infinity,
    ...over,
  };
}

export const FAKE_NUMBERS: readonly NumberSpec[] = [
  fakeNumber('+14155550100', 1, { name: 'Front desk' }),
  fakeNumber('+14155550101', 1, { name: '=cmd|calc', allowedCountries: [1] }),
  fakeNumber('+442079460001', 2, { managed: 'byo', allowedCountries: [1, 2] }),
  fakeNumber('+442079460002', 2, { spamScore: 88, name: '東京 office' }),
];

export function fakeScenario(over: Partial<Scenario> = {}): Scenario {
  return {
    name: 'fake-week',
    why: 'A made-up run',
    seed: '7',
    startEpochMs: Date.UTC(2026, 2, 2, 14),
    durationMs: HOURS * HOUR,
    platform: {
      spamThreshold: 70,
      warningBand: 10,
      scoreRefreshMs: 24 * HOUR,
      scoreLagMs: 0,
      releaseHoldMs: 0,
      tenantConcurrency: 40,
      sweepAfterMs: HOUR / 3,
      throttleBackoffMs: 1_000,
    },
    selector: {
      weight: { priorMean: 0.15, priorStrength: 20, floor: 0.02 },
      sticky: { on: 'answered', whenBusy: 'another' },
    },
    countries: ['??', 'US', 'GB'],
    zones: [],
    connections: [{ id: 'twilio-main', provider: 'twilio', concurrency: 20, callsPerSecond: 1 }],
    numbers: FAKE_NUMBERS,
    campaigns: [
      {
        name: 'q1',
        priority: 5,
        primary: 0,
        pool: [0, 1, 2, 3],
        reserve: [],
        preferCountryMatched: true,
        concurrency: 20,
        windows: {
          always: true,
          days: [true, true, true, true, true, true, true],
          fromMinute: 0,
          toMinute: 1440,
        },
        retries: { max: 2, delaysMs: [HOUR], onVoicemail: false },
        followUp: { share: 0, delayMs: 0, max: 0 },
        whenFull: 'wait',
        arrivals: { kind: 'at_start' },
        contacts: {
          kind: 'generated',
          group: 'q1',
          count: 1000,
          mix: [
            { share: 0.7, country: 1, zone: 0 },
            { share: 0.3, country: 2, zone: 0 },
          ],
        },
      },
    ],
    answer: {} as Scenario['answer'],
    provider: {} as Scenario['provider'],
    drift: { model: 'none' },
    prices: {
      currency: 'USD',
      numberPerMonthByCountry: new Float64Array(3),
      minuteByCountry: new Float64Array(3),
      check: 0,
      purchaseByCountry: new Float64Array(3),
    },
    interventions: [],
    playbook: null,
    faults: [],
    ...over,
  };
}

export function fakeGate(over: Partial<GateSpec> = {}): GateSpec {
  const gate = { key: 'stall.risk', campaign: '*', country: '*', op: '<=', bound: 0.05, ...over };
  const text = `${gate.key}{country=${gate.country}} ${gate.op} ${gate.bound}`;
  return { text, ...gate } as GateSpec;
}

export function fakeLoaded(over: Partial<LoadedScenario> = {}): LoadedScenario {
  return {
    scenario: fakeScenario(),
    replications: 40,
    replicationBudget: 400,
    gates: [],
    resolved: { name: 'fake-week', duration: '6h', prices: { currency: 'USD' } },
    origins: new Map([
      ['name', 'fake.yaml:1'],
      ['duration', 'default'],
    ]),
    reading: { columnMap: [], skipBadRows: false },
    inputs: [{ file: 'fake.yaml', sha256: 'ab'.repeat(32), bytes: 120, rows: 0, skippedRows: 0 }],
    warnings: [],
    source: 'fake.yaml',
    ...over,
  };
}

export const FAKE_LAYOUT: ResultLayout = {
  scopes: [
    { campaign: '*', country: '*' },
    { campaign: '*', country: 'US' },
    { campaign: '*', country: 'GB' },
  ],
  rows: [0, 1, 2, 3].map((number) => ({ campaign: 0, number, reserve: false })),
  hours: HOURS,
};

/** Which replications of the fake stall, in GB: one in ten, from replication 3 on. */
export function stalls(replication: number): boolean {
  return replication % 10 === 3;
}

/** A number in 0 … 1 that depends on its name alone. */
export function noise(name: string): number {
  return (entityKey(name).lo >>> 0) / 2 ** 32;
}

/** A made-up result that hangs together: stalls in GB only, every ratio inside 0 … 1. */
export function fakeResult(replication: number, layout = FAKE_LAYOUT): ReplicationResult {
  const episodes: StallEpisode[] = stalls(replication)
    ? [
        {
          campaign: 0,
          country: 2,
          startMs: 2.5 * HOUR,
          endMs: 4 * HOUR,
          activeMs: 1.5 * HOUR,
          contactsMax: 40 + replication,
          cause: replication % 20 === 3 ? 'spam' : 'mixed',
          open: false,
        },
      ]
    : [];
  return {
    replication,
    cells: fakeCells(replication, layout),
    rows: fakeRows(replication, layout),
    numbers: fakeNumbers(replication),
    timeline: Float64Array.from(
      { length: layout.hours * layout.scopes.length * TIMELINE_COLUMNS.length },
      (_, i) => Math.floor(noise(`t${replication}/${i}`) * 20),
    ),
    episodes,
    actions: [],
    events: 5000 + replication,
    dials: 2000 + replication,
    fingerprint: `f${replication}`,
  };
}

function fakeCells(replication: number, layout: ResultLayout): Float64Array {
  const scopes = layout.scopes.length;
  const cells = new Float64Array(FIGURES.length * scopes * 2);
  const set = (key: string, scope: number, numerator: number, denominator: number) => {
    const at = (figureIndex(key) * scopes + scope) * 2;
    cells[at] = numerator;
    cells[at + 1] = denominator;
  };
  layout.scopes.forEach(({ country }, scope) => {
    const stalled = stalls(replication) && country !== 'US';
    for (const { key, estimator, unit } of FIGURES) {
      const luck = noise(`${key}/${scope}/${replication}`);
      if (estimator === 'ratio')
        set(key, scope, Math.floor(luck * 50), unit === 'ratio' ? 500 : 20);
      else set(key, scope, Math.floor(luck * 100), 1);
    }
    set('stall.risk', scope, stalled ? 1 : 0, 1);
    set('stall.episodes', scope, stalled ? 1 : 0, 1);
    set('stall.contact_hours', scope, stalled ? 60 + replication : 0, 1);
    set('stall.contact_hours.p95', scope, stalled ? 60 + replication : 0, 1);
    set('stall.first', scope, stalled ? 2.5 : Infinity, 1);
    set('stall.structural_contacts', scope, 0, 1);
    set('pool.eligible_min', scope, stalled ? 0 : 3, 1);
    set('finish.share', scope, stalled ? 0 : 1, 1);
    set('finish.expired', scope, stalled ? 12 : 0, 1);
    set('finish.time', scope, stalled ? 0 : 5.25, stalled ? 0 : 1);
    set('finish.time.p95', scope, stalled ? Infinity : 5.25, 1);
    if (country === 'US') set('skip.sticky_broken', scope, 0, 0);
  });
  return cells;
}

function fakeRows(replication: number, layout: ResultLayout): Float64Array {
  const rows = new Float64Array(layout.rows.length * ROW_METRICS.length);
  const flagged = POOL_STATUSES.indexOf('flagged');
  const healthy = POOL_STATUSES.indexOf('healthy');
  layout.rows.forEach((_, row) => {
    const set = (metric: (typeof ROW_METRICS)[number], value: number) => {
      rows[row * ROW_METRICS.length + ROW_METRICS.indexOf(metric)] = value;
    };
    const used = row !== 3;
    const attempts = used ? 600 - 100 * row + (replication % 7) : 0;
    set('dials', attempts + (used ? 3 : 0));
    set('attempts', attempts);
    set(
      'answered',
      used ? Math.floor(attempts * (0.1 + 0.02 * noise(`r${row}/${replication}`))) : 0,
    );
    set('weight', used ? 0.11 : 0.15);
    set('calls_per_day_max', attempts);
    set('considered_picks', used ? attempts * 2 : 0);
    set('first_flag_ms', used ? Infinity : 0);
    set('attached_ms', HOURS * HOUR);
    set(used ? 'status_healthy_ms' : 'status_flagged_ms', HOURS * HOUR);
    set('status_at_end', used ? healthy : flagged);
  });
  return rows;
}

function fakeNumbers(replication: number): Float64Array {
  const values = new Float64Array(FAKE_NUMBERS.length * NUMBER_METRICS.length);
  FAKE_NUMBERS.forEach((_, number) => {
    const used = number !== 3;
    const byName: Record<(typeof NUMBER_METRICS)[number], number> = {
      dials: used ? 600 - 100 * number + (replication % 7) : 0,
      answered: used ? 60 - 10 * number : 0,
      calls_per_day_max: used ? 600 - 100 * number : 0,
      true_score_end: used ? 12 + number : 88,
      observed_score_end: used ? 11 + number : 88,
      true_flagged_ms: used ? 0 : HOURS * HOUR,
      observed_flagged_ms: used ? 0 : HOURS * HOUR,
      flag_episodes: 0,
      first_dial_ms: used ? number * 1000 : Infinity,
      first_flag_ms: used ? Infinity : 0,
      complaints: used ? replication % 3 : 0,
      rented_ms: HOURS * HOUR,
    };
    NUMBER_METRICS.forEach((metric, i) => {
      values[number * NUMBER_METRICS.length + i] = byName[metric];
    });
  });
  return values;
}
