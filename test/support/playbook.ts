import { actedOnWords } from '../../src/model/operator/acted-on.ts';
import type { PlaybookSpec } from '../../src/model/playbook-spec.ts';
import type { ReplicationResult } from '../../src/model/result.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { arriving } from './model-run.ts';
import {
  campaign,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  number,
  scenario,
  US,
  utc,
} from './scenario-builder.ts';

/** Worlds for tests of the operator: somebody new every ten minutes, day and night, everybody answers. */

const NEVER_MS = 3_650 * DAY_MS;

/** A playbook that looks every hour round the clock, acts at once, and takes no step unless asked to. */
export function playbook(over: Partial<PlaybookSpec> = {}): PlaybookSpec {
  return {
    without: [],
    hours: {
      always: true,
      days: [true, true, true, true, true, true, true],
      fromMinute: 0,
      toMinute: 1_440,
    },
    zone: utc(),
    reviewMs: HOUR_MS,
    reactionMs: 0,
    eligibleMin: 1,
    preflight: 'warn',
    spot: { silentReviews: 1_000, answerRateBelow: 0, attemptsMin: 1_000_000 },
    pause: { level: 'number', resumeBelow: 60, restMinMs: 2 * HOUR_MS, restMax: 1 },
    narrow: { level: 'number', callsPerDay: 5 },
    replace: { leadMs: HOUR_MS, spares: [], purchasable: [] },
    retire: { flags: 1_000, windowMs: NEVER_MS },
    signOffMs: HOUR_MS,
    ...over,
  };
}

/** Somebody new every ten minutes for a day; numbers 0 … pool − 1 in the pool, the others in reserve. */
export function stream(pool: number, over: Partial<Scenario> = {}, hours = 24): Scenario {
  const rows = Array.from({ length: hours * 6 }, (_, i) => ({
    arrivesMs: i * 10 * MINUTE_MS,
    country: US,
  }));
  const plan = scenario({
    durationMs: hours * HOUR_MS,
    numbers: Array.from({ length: pool }, (_, i) => number(`n/${i}`, { managed: 'twilio' })),
    campaigns: [campaign(pool, 0, arriving(...rows))],
    ...over,
  });
  const reserve = plan.numbers.map((_, i) => i).slice(pool);
  return {
    ...plan,
    campaigns: plan.campaigns.map((each) => ({ ...each, reserve })),
  };
}

/** What was done, short: `verb, what to, outcome` at the hour. */
export function done(result: ReplicationResult): string[] {
  return result.actions.map(
    ({ atMs, verb, outcome, ...on }) =>
      `${Math.round((atMs / HOUR_MS) * 100) / 100} ${verb} ${actedOnWords(on)}${outcome === 'done' ? '' : ` ${outcome}`}`,
  );
}
