import { DAY_MS, HOUR_MS } from '../../base/units.ts';
import { type PlaybookStep, STEP_NAMES } from '../../model/operator/steps.ts';
import type { PlaybookSpec } from '../../model/playbook-spec.ts';
import type { Scenario } from '../../model/spec.ts';
import { type Reviews, replacedPool, restedPool } from '../../stats/theory/playbook-pools.ts';
import { followPool, type ReviewedPool } from '../../stats/theory/reviewed-pool.ts';
import { twoStateOf } from '../../stats/theory/two-state.ts';
import { alwaysDue } from './always-due.ts';
import { type LawExperiment, mean, ratio, share } from './law.ts';
import { plainCampaign, plainNumber, plainNumbers, plainScenario } from './plain-scenario.ts';
import { figurePair, plainRun } from './readings.ts';

/** Machine repair: flags break numbers, and the playbook's operator mends the pool at reviews. */
const GROUP = 'playbook';
const PLACES = 2;
const DAYS = 10;
/** Two reviews and their actions; later, nearly every pool has stalled. */
const FIRST_DAYS = 3;
/** From a review to what it leads to: reaction, and delivery where something is bought. */
const ACTION_AFTER_MS = 9 * HOUR_MS;
const REACTION_MS = 3 * HOUR_MS;
const NEVER_MS = 3_650 * DAY_MS;

/** An operator round the clock who takes these steps and no others. */
function playbookOf(steps: readonly PlaybookStep[], over: Partial<PlaybookSpec>): PlaybookSpec {
  return {
    without: STEP_NAMES.filter((step) => !steps.includes(step)),
    hours: { always: true, days: new Array(7).fill(true), fromMinute: 0, toMinute: 1_440 },
    zone: plainScenario('').zones[0],
    reviewMs: DAY_MS,
    reactionMs: 0,
    eligibleMin: 1,
    preflight: 'warn',
    spot: { silentReviews: 1_000, answerRateBelow: 0, attemptsMin: 1_000_000 },
    pause: { level: 'number', resumeBelow: 50, restMinMs: 0, restMax: 1 },
    narrow: { level: 'number', callsPerDay: 1 },
    replace: { leadMs: 0, spares: [], purchasable: [] },
    retire: { flags: 1_000_000, windowMs: NEVER_MS },
    signOffMs: 0,
    ...over,
  };
}

/** Lively, and slow to clear: whether and when somebody looks makes a difference. */
const REVIEWS: Reviews = {
  ...twoStateOf(0.5, 0.6),
  places: PLACES,
  reviewEvery: 1,
  actionAfter: ACTION_AFTER_MS / DAY_MS,
};

/** Every number that is flagged is bought anew: one for each place and review is enough. */
function replacement(seed: string): Scenario {
  const own = plainNumbers(PLACES);
  const reserve = Array.from({ length: PLACES * DAYS }, (_, i) =>
    plainNumber(`buy/${i}`, { owned: false }),
  );
  const numbers = [...own, ...reserve];
  const purchasable = reserve.map((_, i) => PLACES + i);
  return alwaysDue(seed, numbers, REVIEWS, DAYS, {
    campaigns: [plainCampaign(PLACES, 2, { reserve: purchasable })],
    playbook: playbookOf(['replace', 'detach'], {
      reactionMs: REACTION_MS,
      replace: { leadMs: ACTION_AFTER_MS - REACTION_MS, spares: [], purchasable },
      retire: { flags: 1, windowMs: NEVER_MS },
    }),
  });
}

/** What is flagged rests a review or more; of the two numbers one at a time. */
function resting(seed: string): Scenario {
  return alwaysDue(seed, plainNumbers(PLACES), REVIEWS, DAYS, {
    playbook: playbookOf(['spot_status', 'pause', 'rest_limit'], {
      reactionMs: ACTION_AFTER_MS,
      pause: { level: 'number', resumeBelow: 50, restMinMs: DAY_MS, restMax: 1 / PLACES },
    }),
  });
}

interface Desk {
  readonly id: string;
  readonly about: string;
  readonly pool: ReviewedPool;
  readonly scenario: (seed: string) => Scenario;
  /** Verbs of the actions that the law counts, and what they are called together. */
  readonly verbs: readonly string[];
  readonly actions: string;
}

function deskLaws({ id, about, pool, scenario: of, verbs, actions }: Desk): LawExperiment {
  const figures = followPool(pool, DAYS);
  const byThen = followPool(pool, FIRST_DAYS).risk;
  return {
    id,
    group: GROUP,
    about,
    laws: [
      mean(`${id}/up`, `${id}: eligible numbers, review to review`, 'numbers', figures.eligible),
      mean(`${id}/actions`, `${id}: ${actions}, review to review`, 'actions', figures.acted),
      ratio(`${id}/stalled`, `${id}: share of time with none eligible`, 'ratio', figures.stalled),
      share(`${id}/first`, `${id}: stall.first by day ${FIRST_DAYS}, first passage`, byThen),
    ],
    open(seed) {
      const scenario = of(seed);
      return (replication) => {
        const result = plainRun(scenario, replication);
        const done = result.actions.filter((row) => row.outcome === 'done');
        const eligibleMs = figurePair(scenario, result, 'pool.eligible_share')[0];
        const first = figurePair(scenario, result, 'stall.first')[0];
        return [
          [eligibleMs / scenario.durationMs],
          [done.filter((row) => verbs.includes(row.verb)).length],
          figurePair(scenario, result, 'stall.time_share'),
          [first <= FIRST_DAYS * 24 ? 1 : 0, 1],
        ];
      };
    },
  };
}

/** What an operator makes of a pool who looks once a day. */
export function playbookLaws(): LawExperiment[] {
  return [
    deskLaws({
      id: 'replacement',
      about: `${PLACES} places, what was flagged is bought anew; reviewed daily, ${DAYS} days`,
      pool: replacedPool(REVIEWS),
      scenario: replacement,
      verbs: ['detach'],
      actions: 'replaced numbers',
    }),
    deskLaws({
      id: 'rest',
      about: `${PLACES} numbers, what is flagged rests, one at a time; reviewed daily, ${DAYS} days`,
      pool: restedPool({ ...REVIEWS, restMost: 1 }),
      scenario: resting,
      verbs: ['pause', 'resume'],
      actions: 'rests begun and ended',
    }),
  ];
}
