import { z } from 'zod';
import { STEP_NAMES } from '../../model/operator/steps.ts';
import { PLAYBOOK } from '../defaults.ts';
import {
  about,
  country,
  duration,
  identifier,
  limit,
  real,
  share,
  strict,
  weekHours,
  whole,
} from './fields.ts';

const LEVELS = ['row', 'number', 'campaign', 'connection'] as const;

const level = (fallback: (typeof LEVELS)[number]) =>
  z
    .enum(LEVELS)
    .prefault(fallback)
    .meta(about('Level', 'Where it is put: pool row, number, campaign or connection.'));

const hours = z
  .union([
    z.literal('always'),
    strict({
      ...weekHours(PLAYBOOK.hours, {
        days: 'Days of the week on which the operator works.',
        from: 'First minute of the working day.',
        to: 'End of the working day, not included.',
      }),
      timezone: z
        .string()
        .prefault(PLAYBOOK.hours.timezone)
        .meta(about('Time zone', 'IANA zone of the operator’s clock.', 'Europe/London')),
    }),
  ])
  .prefault({})
  .meta(about('Hours', 'When the operator works; always = round the clock.'));

const spot = strict({
  silentReviews: whole(1, 1_000)
    .prefault(PLAYBOOK.spot.silentReviews)
    .meta(about('Silent reviews', 'Reviews in a row without a call, while others dial.', 2)),
  answerRateBelow: share()
    .prefault(PLAYBOOK.spot.answerRateBelow)
    .meta(about('Answer rate below', 'Share of the pool’s answer rate that is too low.', '50%')),
  attemptsMin: whole(1, 1_000_000)
    .prefault(PLAYBOOK.spot.attemptsMin)
    .meta(about('Attempts', 'Attempts since the last review that an answer rate needs.', 50)),
})
  .prefault({})
  .meta(about('Spot', 'What makes a pool row a candidate, beside its pool status.'));

const pause = strict({
  level: level(PLAYBOOK.pause.level),
  resumeBelow: real(0, 100)
    .prefault(PLAYBOOK.pause.resumeBelow)
    .meta(about('Resume below', 'Known score under which a rest may end.', 60)),
  restMin: duration()
    .prefault(PLAYBOOK.pause.restMin)
    .meta(about('Least rest', 'How long a rest lasts at least.', '30d')),
  restMax: share()
    .prefault(PLAYBOOK.pause.restMax)
    .meta(about('Rest limit', 'Most of a pool’s active rows that may rest at once.', '50%')),
})
  .prefault({})
  .meta(about('Pause', 'How a flagged number is rested.'));

const replace = strict({
  lead: duration()
    .prefault(PLAYBOOK.replace.lead)
    .meta(about('Lead', 'From the order of a number until it is there.', '1d')),
  spares: z
    .record(country(), whole(0, 10_000))
    .prefault({})
    .meta(about('Spares', 'Numbers in hand per country: owned, paid, in no pool.', { GB: 1 })),
  max: whole(0, 1_000)
    .prefault(PLAYBOOK.replace.max)
    .meta(about('Most purchases', 'Numbers that may be bought per audience country.', 5)),
  connection: identifier()
    .optional()
    .meta(about('Connection', 'Connection of spares and bought numbers; the first if left out.')),
  allowed: z
    .enum(['any', 'home'])
    .prefault(PLAYBOOK.replace.allowed)
    .meta(about('Allowed', 'Countries they may dial: any, or their own only.')),
})
  .prefault({})
  .meta(about('Replace', 'Where further numbers come from.'));

const retire = strict({
  flags: limit()
    .prefault(PLAYBOOK.retire.flags)
    .meta(about('Flags', 'A number flagged so often is retired.', 3)),
  window: duration({ min: 1, max: 315_360_000_000 })
    .prefault(PLAYBOOK.retire.window)
    .meta(about('Window', 'Time within which the flags count.', '30d')),
})
  .prefault({})
  .meta(about('Retire', 'When a number is given up.'));

const policy = strict({
  review: duration({ min: 60_000, max: 315_360_000_000 })
    .prefault(PLAYBOOK.review)
    .meta(about('Review', 'Working time between two looks at the pools.', '4h')),
  reaction: duration()
    .prefault(PLAYBOOK.reaction)
    .meta(about('Reaction', 'Working time from a look to what follows from it.', '1h')),
  hours,
  eligibleMin: whole(1, 10_000)
    .prefault(PLAYBOOK.eligibleMin)
    .meta(about('Least eligible', 'Eligible numbers kept per campaign and country.', 2)),
  preflight: z
    .enum(['warn', 'buy'])
    .prefault(PLAYBOOK.preflight)
    .meta(about('Preflight', 'Before the start: warn of what is missing, or buy it.')),
  spot,
  pause,
  narrow: strict({
    level: level(PLAYBOOK.narrow.level),
    callsPerDay: limit()
      .prefault(PLAYBOOK.narrow.callsPerDay)
      .meta(about('Calls per day', 'Cap on what is narrowed.', 50)),
  })
    .prefault({})
    .meta(about('Narrow', 'How volume is cut where nothing is flagged yet.')),
  replace,
  retire,
  signOff: duration()
    .prefault(PLAYBOOK.signOff)
    .meta(about('Sign-off', 'From retiring a number to its deactivation or release.', '1d')),
  without: z
    .array(z.enum(STEP_NAMES as unknown as [string, ...string[]]))
    .prefault([])
    .meta(about('Without', 'Steps that are left out.', ['narrow'])),
}).meta(about('Playbook', 'What the operator does, step by step.'));

export const playbookSchema = z
  .union([z.literal('none'), policy])
  .prefault('none')
  .meta(about('Playbook', 'What the operator does; none: nobody looks.'));

export type PlaybookInput = z.output<typeof policy>;
