import { z } from 'zod';
import { DAY_MS } from '../../base/units.ts';
import { CONNECTION } from '../defaults.ts';
import { LONGEST_MS } from '../quantities.ts';
import {
  about,
  country,
  duration,
  filePath,
  identifier,
  limit,
  real,
  strict,
  whole,
} from './fields.ts';

const managed = z.enum(['twilio', 'byo']);
const status = z.enum(['active', 'inactive', 'released']);

/** Limits of a number: they make it busy, never skipped. */
export const numberLimits = {
  callsPerDayMax: limit()
    .optional()
    .meta(about('Calls per day', 'Most calls a day from it; no limit if left out.', 75)),
  concurrentMax: limit()
    .optional()
    .meta(about('Concurrent calls', 'Most calls at once from it; no limit if left out.', 1)),
  coolDown: duration({ min: 0, max: 7 * DAY_MS })
    .optional()
    .meta(
      about(
        'Cool-down',
        'Least time between the starts of two of its calls; none if left out.',
        '90s',
      ),
    ),
  warmUp: z
    .array(
      strict({
        for: duration({ min: DAY_MS, max: LONGEST_MS }).meta(
          about('For', 'How long the stage lasts, a day at least.', '7d'),
        ),
        callsPerDay: limit().meta(about('Calls per day', 'Most calls a day in this stage.', 10)),
      }),
    )
    .max(100)
    .optional()
    .meta(
      about(
        'Warm-up',
        'Caps of its first days since first use, stage by stage; none if left out.',
        [{ for: '7d', callsPerDay: 10 }],
      ),
    ),
};

const shared = {
  connection: identifier()
    .optional()
    .meta(about('Connection', 'Id of the connection it calls through; the first one if left out.')),
  allowedCountries: z
    .array(country())
    .max(250)
    .prefault([])
    .meta(
      about('Allowed countries', 'Countries it may dial; empty means no restriction.', [
        'US',
        'CA',
      ]),
    ),
  spamScore: real(0, 100)
    .nullable()
    .optional()
    .meta(
      about('Spam score', 'Score at the start, 0 to 100, higher is worse; null = not scored.', 12),
    ),
  ...numberLimits,
  status: status
    .prefault('active')
    .meta(about('Status', 'Only active numbers are picked; a released one never comes back.')),
};

const fromFile = strict({
  file: filePath().meta(
    about('Inventory', 'CSV of numbers, relative to this file.', '../fixtures/numbers.csv'),
  ),
}).meta(about('Numbers from a file', 'An inventory as people export it.'));

const generated = strict({
  generate: strict({
    group: identifier()
      .optional()
      .meta(
        about(
          'Group',
          'Name of the group; its numbers are group/1, group/2 … ; the country if left out.',
        ),
      ),
    country: country().meta(about('Country', 'Home country of the numbers.', 'US')),
    count: whole(1, 1_000_000).meta(about('Count', 'How many numbers.', 12)),
    managed: managed
      .prefault('twilio')
      .meta(about('Managed', 'Bought through the platform (twilio) or brought along (byo).')),
    age: duration()
      .optional()
      .meta(
        about('Age', 'Time since first use at the start; never used before if left out.', '90d'),
      ),
    ...shared,
  }).meta(about('Generated numbers', 'A group of numbers that are alike.')),
}).meta(about('Generated numbers', 'Numbers that need no file.'));

const inline = strict({
  e164: z.string().meta(about('Number', 'Phone number in E.164, with its plus.', '+14155550100')),
  country: country()
    .optional()
    .meta(about('Country', 'Home country; read from the number if left out.', 'US')),
  name: z.string().max(200).prefault('').meta(about('Name', 'Label for reports.')),
  managed: managed
    .prefault('byo')
    .meta(about('Managed', 'Bought through the platform (twilio) or brought along (byo).')),
  age: duration()
    .optional()
    .meta(about('Age', 'Time since first use at the start; never used before if left out.', '90d')),
  ...shared,
}).meta(about('One number', 'A number written out.'));

export const numbersSchema = z
  .array(z.union([fromFile, generated, inline]))
  .min(1, { error: 'needs at least one entry' })
  .max(10_000)
  .meta(about('Numbers', 'The inventory: files, generated groups and single numbers.'));

export const connectionSchema = strict({
  id: identifier().meta(about('Id', 'What numbers call it by.', 'twilio-main')),
  provider: identifier()
    .prefault(CONNECTION.provider)
    .meta(about('Provider', 'Label of the telephony provider.', 'twilio')),
  concurrency: limit()
    .prefault(CONNECTION.concurrency)
    .meta(about('Concurrency', 'Most calls at once through it.', 20)),
  callsPerSecond: real(0.001, 10_000)
    .prefault(CONNECTION.callsPerSecond)
    .meta(about('Calls per second', 'Most calls started per second.', 1)),
}).meta(about('Connection', 'A telephony account that numbers call through.'));
