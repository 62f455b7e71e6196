import { z } from 'zod';
import { HOUR_MS } from '../../base/units.ts';
import { ANSWER, HOUR_CURVE, PROVIDER, UNANSWERED } from '../defaults.ts';
import { about, country, duration, real, share, strict } from './fields.ts';

const weight = () => real(0, 1e9);

const unanswered = strict({
  voicemail: weight()
    .prefault(UNANSWERED.voicemail)
    .meta(about('Voicemail', 'Weight.', 30)),
  noAnswer: weight()
    .prefault(UNANSWERED.noAnswer)
    .meta(about('No answer', 'Weight.', 42)),
  busy: weight()
    .prefault(UNANSWERED.busy)
    .meta(about('Busy', 'Weight.', 5)),
  blocked: weight()
    .prefault(UNANSWERED.blocked)
    .meta(about('Blocked', 'Weight.', 1)),
})
  .prefault({})
  .meta(about('Unanswered', 'How calls that nobody takes end, as weights.'));

export const answerSchema = strict({
  mean: share()
    .prefault(ANSWER.mean)
    .meta(about('Mean', 'Share of attempts answered live.', '15%')),
  countryFactor: z
    .record(country(), real(0, 100))
    .prefault({})
    .meta(about('Country factor', 'Answering relative to the mean, by country.', { GB: 1.1 })),
  byCountry: z
    .record(country(), share())
    .prefault({})
    .meta(about('By country', 'Share answered live, instead of mean × factor.', { DE: '12%' })),
  concentration: z
    .union([real(0.01, 1e9), z.literal('infinite')])
    .prefault(ANSWER.concentration)
    .meta(about('Concentration', 'How alike contacts are (Beta law); infinite = all alike.', 4)),
  attemptFactor: real(0, 10)
    .prefault(ANSWER.attemptFactor)
    .meta(about('Attempt factor', 'Factor on answering per further attempt.', 0.9)),
  hourCurve: z
    .union([z.literal('flat'), z.array(real(0, 100)).length(24)])
    .prefault([...HOUR_CURVE])
    .meta(about('Hour curve', 'Factor on answering by local hour, 24 entries; or flat.', 'flat')),
  localFactor: real(0, 100)
    .prefault(ANSWER.localFactor)
    .meta(about('Local factor', 'Factor when the caller ID is from the contact’s country.', 1.3)),
  labelMidpoint: real(0, 1000)
    .prefault(ANSWER.labelMidpoint)
    .meta(about('Label midpoint', 'True score at which half the callees see a label.', 70)),
  labelWidth: real(0.001, 1000)
    .prefault(ANSWER.labelWidth)
    .meta(about('Label width', 'How many points the change from few to most takes.', 5)),
  labelMultiplier: real(0, 1)
    .prefault(ANSWER.labelMultiplier)
    .meta(about('Label multiplier', 'Factor on answering where the callee sees a label.', 0.4)),
  invalidShare: share()
    .prefault(ANSWER.invalidShare)
    .meta(about('Invalid share', 'Share of contacts whose line does not exist.', '7%')),
  unanswered,
  blockedAtLabel: share()
    .prefault(ANSWER.blockedAtLabel)
    .meta(
      about('Blocked at label', 'Extra share that carriers block where all see a label.', '10%'),
    ),
})
  .prefault({})
  .meta(about('Answer model', 'How calls end, given who is called from where and when.'));

const time = () => duration({ min: 0, max: 48 * HOUR_MS });

/** A duration, or a law that durations are drawn by. */
export const durationLaw = z.union([
  time(),
  z.discriminatedUnion('law', [
    strict({
      law: z.literal('lognormal'),
      median: time().meta(about('Median', 'Half of all are shorter.', '8s')),
      sigma: real(0, 10).meta(about('Sigma', 'Standard deviation of the logarithm.', 0.5)),
    }),
    strict({
      law: z.literal('exponential'),
      mean: time().meta(about('Mean', 'Mean time.', '2m')),
    }),
    strict({
      law: z.literal('constant'),
      value: time().meta(about('Value', 'Always this long.', '22s')),
    }),
    strict({
      law: z.literal('empirical'),
      values: z
        .array(time())
        .min(1)
        .max(100_000)
        .meta(about('Values', 'Times seen, each as likely.', ['5s', '9s', '12s'])),
    }),
  ]),
]);

export type LawInput = z.output<typeof durationLaw>;

export const providerSchema = strict({
  queueDelay: durationLaw
    .prefault({ ...PROVIDER.queueDelay })
    .meta(about('Queue delay', 'From placing a call to its start.')),
  ringAnswered: durationLaw
    .prefault({ ...PROVIDER.ringAnswered })
    .meta(about('Ring, answered', 'Ring time of calls that a person takes.')),
  ringVoicemail: durationLaw
    .prefault({ ...PROVIDER.ringVoicemail })
    .meta(about('Ring, voicemail', 'Ring time of calls that a machine takes.')),
  ringTimeout: time()
    .prefault(PROVIDER.ringTimeout)
    .meta(about('Ring timeout', 'Ring time of calls that nobody takes.', '30s')),
  failAfter: durationLaw
    .prefault({ ...PROVIDER.failAfter })
    .meta(about('Fail after', 'Time until busy, failed, blocked or refused is known.')),
  talkAnswered: durationLaw
    .prefault({ ...PROVIDER.talkAnswered })
    .meta(about('Talk, answered', 'Talk time of answered calls.')),
  talkVoicemail: durationLaw
    .prefault({ ...PROVIDER.talkVoicemail })
    .meta(about('Talk, voicemail', 'Time spent in voicemail.')),
})
  .prefault({})
  .meta(about('Provider', 'How long each stage of a call takes at the mock provider.'));
