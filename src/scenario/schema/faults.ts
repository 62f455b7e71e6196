import { z } from 'zod';
import { DAY_MS } from '../../base/units.ts';
import { FAULTS } from '../defaults.ts';
import { durationLaw } from './answer.ts';
import { about, country, duration, identifier, real, share, strict } from './fields.ts';

/** A fault of one kind: where and when, and what is its own. */
function fault<K extends string, S extends z.ZodRawShape>(kind: K, description: string, own: S) {
  return strict({
    kind: z.literal(kind),
    connection: identifier()
      .optional()
      .meta(about('Connection', 'Id of the connection; all of them if left out.', 'twilio-main')),
    from: duration().meta(about('From', 'Start of the fault, since the start.', '1d2h')),
    to: duration().meta(about('To', 'End of the fault, since the start.', '1d3h')),
    ...own,
  }).meta(about(kind, description));
}

const affected = (what: string) =>
  share()
    .prefault(FAULTS.share)
    .meta(about('Share', `Share of ${what} that it befalls, drawn per call.`, '30%'));

export const faultSchema = z.discriminatedUnion('kind', [
  fault('outage', 'The provider takes no calls.', {}),
  fault('refusal', 'The provider refuses calls to a country.', {
    country: country().meta(about('Country', 'Calls to it are refused.', 'DE')),
  }),
  fault('throttle', 'Too many requests (429): calls are refused, and no attempt is used up.', {
    callsPerSecond: real(0.001, 10_000)
      .optional()
      .meta(about('Calls per second', 'What the provider still takes; no limit if left out.', 0.2)),
    share: share()
      .optional()
      .meta(about('Share', 'Share of calls that are refused whatever the rate.', '30%')),
  }),
  fault('slow', 'Answers of the provider take longer: queue delay × factor + delay.', {
    factor: real(1, 10_000)
      .optional()
      .meta(about('Factor', 'On the queue delay; 1 if left out.', 8)),
    delay: duration({ min: 0, max: 2 * DAY_MS })
      .optional()
      .meta(about('Delay', 'On top of it; 0s if left out.', '10s')),
  }),
  fault('late_notices', 'The outcome of calls that are over then is told late.', {
    share: affected('these calls'),
    delay: durationLaw.meta(about('Delay', 'How late.', '5m')),
  }),
  fault('doubled_notices', 'The outcome of calls that are over then is told twice.', {
    share: affected('these calls'),
    delay: durationLaw
      .prefault({ ...FAULTS.againAfter })
      .meta(about('Delay', 'Time between the first and the second time.', '2s')),
  }),
  fault('lost_notices', 'The outcome of calls that are over then is never told.', {
    share: affected('these calls'),
  }),
]);
