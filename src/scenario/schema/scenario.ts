import { z } from 'zod';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../base/units.ts';
import {
  DURATION,
  PLATFORM,
  PRICES,
  REPLICATION_BUDGET,
  REPLICATIONS,
  SEED,
  START,
  STICKY,
  WEIGHT,
} from '../defaults.ts';
import { LONGEST_MS } from '../quantities.ts';
import { NEGATIVE_SEED, SEED_LENGTH_MAX } from '../seed.ts';
import { answerSchema, providerSchema } from './answer.ts';
import { campaignSchema } from './campaigns.ts';
import { driftSchema } from './drift.ts';
import { faultSchema } from './faults.ts';
import {
  about,
  country,
  duration,
  filePath,
  identifier,
  instant,
  limit,
  real,
  strict,
  text,
  whole,
} from './fields.ts';
import { interventionSchema } from './interventions.ts';
import { connectionSchema, numberLimits, numbersSchema } from './numbers.ts';
import { playbookSchema } from './playbook.ts';

const seedWord = z
  .string()
  .min(1)
  .max(SEED_LENGTH_MAX)
  .refine((typed) => !NEGATIVE_SEED.test(typed), {
    error: 'is below 0',
    params: { remedy: 'a whole number, 0 or more, or any other text' },
  });

const platform = strict({
  spamThreshold: real(0, 100)
    .prefault(PLATFORM.spamThreshold)
    .meta(about('Spam threshold', 'Numbers with a score above it are skipped, everywhere.', 70)),
  warningBand: real(0, 100)
    .prefault(PLATFORM.warningBand)
    .meta(about('Warning band', 'Points below the threshold in which a number is degraded.', 10)),
  scoreRefresh: duration()
    .prefault(PLATFORM.scoreRefresh)
    .meta(about('Score refresh', 'Time between two fetches of a score; 0s = always fresh.', '24h')),
  scoreLag: duration()
    .prefault(PLATFORM.scoreLag)
    .meta(about('Score lag', 'Age of the score that a fetch returns.', '12h')),
  releaseHold: duration()
    .prefault(PLATFORM.releaseHold)
    .meta(about('Release hold', 'Time after its last call until a number may be released.', '30d')),
  tenantConcurrency: limit()
    .optional()
    .meta(about('Tenant concurrency', 'Most calls at once over all campaigns.', 40)),
  sweepAfter: duration({ min: SECOND_MS, max: LONGEST_MS })
    .prefault(PLATFORM.sweepAfter)
    .meta(
      about('Sweep after', 'A call that is over and not heard of for so long is given up.', '20m'),
    ),
  throttleBackoff: duration({ min: SECOND_MS / 10, max: DAY_MS })
    .prefault(PLATFORM.throttleBackoff)
    .meta(
      about(
        'Throttle backoff',
        'Time without a call on a connection after a 429 of its provider.',
        '1s',
      ),
    ),
  numberLimits: strict(numberLimits)
    .prefault({})
    .meta(about('Number limits', 'Limits of every number that does not say its own.')),
})
  .prefault({})
  .meta(about('Platform', 'What holds for all campaigns.'));

const selector = strict({
  weight: strict({
    priorMean: real(0, 1)
      .prefault(WEIGHT.priorMean)
      .meta(about('Prior mean', 'Answer rate a fresh number is taken to have.', 0.15)),
    priorStrength: real(0.000001, 1e9)
      .prefault(WEIGHT.priorStrength)
      .meta(about('Prior strength', 'Attempts that the prior is worth.', 20)),
    floor: real(1e-9, 1)
      .prefault(WEIGHT.floor)
      .meta(about('Floor', 'Least weight; above 0, so that nobody is left out for good.', 0.02)),
  })
    .prefault({})
    .meta(about('Weight', 'How the answer rate becomes the weight of a number.')),
  sticky: strict({
    on: z
      .enum(['answered', 'answered_or_voicemail', 'first_attempt'])
      .prefault(STICKY.on)
      .meta(about('On', 'What makes a contact stick to a number.')),
    whenBusy: z
      .enum(['another', 'wait'])
      .prefault(STICKY.whenBusy)
      .meta(about('When busy', 'What to do when the sticky number has no room.')),
  })
    .prefault({})
    .meta(about('Sticky', 'Contacts keep the number that reached them.')),
})
  .prefault({})
  .meta(about('Selector', 'Settings of the number selector.'));

const price = () => real(0, 1e6);

const prices = strict({
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/, { error: 'a currency is three letters of ISO 4217, such as USD' })
    .prefault(PRICES.currency)
    .meta(about('Currency', 'Currency of all prices.', 'USD')),
  numberPerMonth: price()
    .prefault(PRICES.numberPerMonth)
    .meta(about('Number per month', 'Rent of a number per 30 days.', 1.15)),
  minute: price()
    .prefault(PRICES.minute)
    .meta(about('Minute', 'One billed minute.', 0.013)),
  check: price()
    .prefault(PRICES.check)
    .meta(about('Check', 'One fetch of one score.', 0.04)),
  purchase: price()
    .prefault(PRICES.purchase)
    .meta(about('Purchase', 'Set-up of a number that is bought, beside its rent.', 1)),
  byCountry: z
    .record(
      country(),
      strict({
        numberPerMonth: price().optional().meta(about('Number per month', 'Rent in this country.')),
        minute: price().optional().meta(about('Minute', 'Minute to this country.')),
        purchase: price().optional().meta(about('Purchase', 'Set-up in this country.')),
      }),
    )
    .prefault({})
    .meta(about('By country', 'Prices that differ.', { GB: { minute: 0.02 } })),
  file: filePath()
    .optional()
    .meta(about('File', 'CSV of prices by country.', '../fixtures/prices.csv')),
})
  .prefault({})
  .meta(
    about('Prices', 'What things cost; entries by country win over the file, it over the rest.'),
  );

export const scenarioSchema = strict({
  $schema: z.string().optional().meta(about('Schema', 'For editors.')),
  extends: filePath()
    .optional()
    .meta(about('Extends', 'Another scenario that this one changes.', 'base.yaml')),
  name: identifier().meta(about('Name', 'Names the report folder.', 'us-gb-week')),
  why: text().meta(about('Why', 'The question that the scenario answers.')),
  seed: z
    .union([whole(0, Number.MAX_SAFE_INTEGER), seedWord])
    .prefault(SEED)
    .meta(
      about('Seed', 'Same seed, same result: a whole number, or any text; 007 is 7.', 7, 'monday'),
    ),
  replications: z
    .union([whole(1, 1_000_000), z.literal('auto')])
    .prefault(REPLICATIONS)
    .meta(about('Replications', 'How often the scenario is simulated; or auto.', 400, 'auto')),
  replicationBudget: whole(100, 1_000_000)
    .prefault(REPLICATION_BUDGET)
    .meta(about('Replication budget', 'Most replications that auto may use.', 3200)),
  start: instant()
    .prefault(START)
    .meta(about('Start', 'Real instant at which it starts.', '2026-03-02T09:00:00-05:00')),
  duration: duration({ min: MINUTE_MS, max: LONGEST_MS })
    .prefault(DURATION)
    .meta(about('Duration', 'How long dialling goes on.', '5d')),
  platform,
  selector,
  connections: z
    .array(connectionSchema)
    .min(1)
    .max(10_000)
    .optional()
    .meta(about('Connections', 'Telephony accounts; made with defaults if left out.')),
  numbers: numbersSchema,
  campaigns: z
    .array(campaignSchema)
    .min(1, { error: 'needs at least one campaign' })
    .max(1_000)
    .meta(about('Campaigns', 'What runs at the same time.')),
  answer: answerSchema,
  provider: providerSchema,
  drift: driftSchema,
  prices,
  playbook: playbookSchema,
  gates: z
    .array(z.string())
    .max(1_000)
    .prefault([])
    .meta(
      about('Gates', 'Conditions on figures that the run is judged by.', [
        'stall.risk{country=GB} <= 5%',
      ]),
    ),
  interventions: z
    .array(interventionSchema)
    .max(100_000)
    .prefault([])
    .meta(about('Interventions', 'Things done by hand at a time.')),
  faults: z
    .array(faultSchema)
    .max(100_000)
    .prefault([])
    .meta(about('Faults', 'When the provider fails.')),
}).meta(about('poolsim scenario', 'One situation to simulate: numbers, campaigns, and the world.'));

export type ScenarioInput = z.output<typeof scenarioSchema>;
export type CampaignInput = ScenarioInput['campaigns'][number];
export type NumberSourceInput = ScenarioInput['numbers'][number];
