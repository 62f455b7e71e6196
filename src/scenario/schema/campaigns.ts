import { z } from 'zod';
import { CAMPAIGN } from '../defaults.ts';
import {
  about,
  country,
  duration,
  filePath,
  identifier,
  limit,
  rate,
  share,
  strict,
  weekHours,
  whole,
} from './fields.ts';

const windows = z
  .union([
    z.literal('always'),
    strict(
      weekHours(CAMPAIGN.windows, {
        days: 'Days of the week in the contact’s own zone.',
        from: 'First minute of the day, local to the contact.',
        to: 'End of the day, local to the contact, not included.',
      }),
    ),
  ])
  .prefault({})
  .meta(about('Calling windows', 'When contacts may be called, in their own zone; or always.'));

const pool = z
  .union([
    z.literal('all'),
    z.array(z.string().min(1)).max(1_000_000),
    strict({
      country: z
        .array(country())
        .min(1)
        .optional()
        .meta(about('Countries', 'Home countries.', ['US'])),
      connection: z
        .array(identifier())
        .min(1)
        .optional()
        .meta(about('Connections', 'Connection ids.')),
      managed: z.enum(['twilio', 'byo']).optional().meta(about('Managed', 'Whose numbers.')),
    }),
  ])
  .meta(
    about('Pool', 'Numbers to call from: all, a list of numbers or groups, or a filter.', 'all', [
      '+14155550100',
    ]),
  );

const countryShares = z
  .record(country(), share())
  .meta(
    about('Countries', 'Share of contacts by country; sums to 100 %.', { US: '60%', GB: '40%' }),
  );

const arrivals = z
  .union([
    z.enum(['at_start', 'column']),
    strict({
      poisson: rate().meta(about('Poisson', 'Mean rate at which contacts become due.', '120/h')),
    }),
  ])
  .optional()
  .meta(
    about(
      'Arrivals',
      'When contacts become due; the file’s column if it has one, else at the start.',
    ),
  );

const contacts = z
  .union([
    strict({
      file: filePath().meta(
        about(
          'Contact list',
          'CSV of contacts, relative to this file.',
          '../fixtures/contacts.csv',
        ),
      ),
      arrivals,
    }),
    strict({
      generate: strict({
        count: whole(1, 20_000_000).meta(about('Count', 'How many contacts.', 5000)),
        countries: countryShares,
        zones: z
          .record(country(), z.record(z.string(), share()))
          .optional()
          .meta(
            about('Zones', 'Share of each country’s contacts by IANA time zone.', {
              US: { 'America/New_York': '60%', 'America/Los_Angeles': '40%' },
            }),
          ),
      }).meta(about('Generated contacts', 'A list made up from shares.')),
      arrivals,
    }),
  ])
  .meta(about('Contacts', 'Whom to call: a file, or a generated list.'));

const retries = strict({
  max: whole(0, 100)
    .prefault(CAMPAIGN.retries.max)
    .meta(about('Most', 'Retries after the first.', 2)),
  delays: z
    .array(duration())
    .max(100)
    .prefault([...CAMPAIGN.retries.delays])
    .meta(about('Delays', 'Wait before each retry; the last one repeats.', ['60m', '4h'])),
  onVoicemail: z
    .boolean()
    .prefault(CAMPAIGN.retries.onVoicemail)
    .meta(about('On voicemail', 'Whether voicemail is retried.')),
})
  .prefault({})
  .meta(about('Retries', 'What happens after a call that reached nobody.'));

const followUp = strict({
  share: share()
    .prefault(CAMPAIGN.followUp.share)
    .meta(about('Share', 'Share of answered contacts that are called again.', '30%')),
  delay: duration()
    .prefault(CAMPAIGN.followUp.delay)
    .meta(about('Delay', 'Time until the follow-up is due.', '2d')),
  max: whole(0, 100)
    .optional()
    .meta(about('Most', 'Follow-ups per contact; 1 if there is a share.', 1)),
})
  .prefault({})
  .meta(about('Follow-up', 'Calling again those who answered.'));

export const campaignSchema = strict({
  name: identifier().meta(about('Name', 'What reports and gates call it by.', 'q1-reactivation')),
  priority: whole(1, 10)
    .prefault(CAMPAIGN.priority)
    .meta(about('Priority', '1 to 10; higher is served first.', 5)),
  primary: z
    .string()
    .optional()
    .meta(about('Primary', 'The primary from-number, always part of the pool.', '+14155550100')),
  pool: pool.optional(),
  preferCountryMatched: z
    .boolean()
    .prefault(false)
    .meta(about('Prefer country-matched', 'Prefer numbers of the contact’s own country.')),
  concurrency: limit()
    .optional()
    .meta(about('Concurrency', 'Most calls at once; no limit if left out.', 20)),
  windows,
  retries,
  followUp,
  whenFull: z
    .enum(['wait', 'drop'])
    .prefault('wait')
    .meta(about('When full', 'What a due contact does when every line is taken.')),
  contacts,
}).meta(about('Campaign', 'Whom to call, when, and from which numbers.'));
