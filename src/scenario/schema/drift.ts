import { z } from 'zod';
import { DAY_MS, MINUTE_MS } from '../../base/units.ts';
import { OU, TWO_STATE, USAGE } from '../defaults.ts';
import { about, country, duration, filePath, real, share, strict } from './fields.ts';

const step = () => duration({ min: MINUTE_MS, max: DAY_MS });

const usage = strict({
  model: z.literal('usage'),
  step: step()
    .prefault(USAGE.step)
    .meta(about('Step', 'Time between two updates.', '1h')),
  recovery: strict({
    perDay: real(0, 100)
      .prefault(USAGE.recovery.perDay)
      .meta(about('Per day', 'Median recovery rate of a rested number.', 0.026)),
    sigma: real(0, 10)
      .prefault(USAGE.recovery.sigma)
      .meta(about('Sigma', 'How much numbers differ (log-normal).', 0.86)),
    restAfter: duration()
      .prefault(USAGE.recovery.restAfter)
      .meta(about('Rest after', 'Time without a call after which a number recovers.', '24h')),
  })
    .prefault({})
    .meta(about('Recovery', 'How fast rested numbers get better.')),
  baseline: strict({
    base: real(0, 100)
      .prefault(USAGE.baseline.base)
      .meta(about('Base', 'Points everywhere.', 10)),
    perFlaggedPercent: real(0, 10)
      .prefault(USAGE.baseline.perFlaggedPercent)
      .meta(about('Per flagged percent', 'Points per percent of flagged unknown calls.', 0.4)),
    byCountry: z
      .record(country(), real(0, 100))
      .prefault({})
      .meta(about('By country', 'The resting score itself, by country.', { GB: 20 })),
  })
    .prefault({})
    .meta(about('Baseline', 'The score a rested number returns to.')),
  safeCallsPerDay: real(0.001, 1e9)
    .prefault(USAGE.safeCallsPerDay)
    .meta(about('Safe calls per day', 'Calls a day that do no harm.', 75)),
  growthPerDay: real(0, 10_000)
    .prefault(USAGE.growthPerDay)
    .meta(about('Growth per day', 'Points a day per unit of overload.', 4)),
  noisePerSqrtDay: real(0, 10_000)
    .prefault(USAGE.noisePerSqrtDay)
    .meta(about('Noise', 'Standard deviation in points after one day.', 2)),
  complaints: strict({
    share: share()
      .prefault(USAGE.complaints.share)
      .meta(about('Share', 'Live or voicemail calls that lead to a complaint.', '0.2%')),
    points: real(0, 100)
      .prefault(USAGE.complaints.points)
      .meta(about('Points', 'Each costs.', 6)),
  })
    .prefault({})
    .meta(about('Complaints', 'What callees report.')),
  young: strict({
    for: duration()
      .prefault(USAGE.young.for)
      .meta(about('For', 'How long a number is young.', '21d')),
    growthFactor: real(0, 1000)
      .prefault(USAGE.young.growthFactor)
      .meta(about('Growth factor', 'Factor on growth while young.', 1.5)),
    complaintFactor: real(0, 1000)
      .prefault(USAGE.young.complaintFactor)
      .meta(about('Complaint factor', 'Factor on complaint points while young.', 2)),
  })
    .prefault({})
    .meta(about('Young numbers', 'New numbers are flagged more easily.')),
  shocks: strict({
    perDay: real(0, 1000)
      .prefault(USAGE.shocks.perDay)
      .meta(about('Per day', 'Mean shocks a day and country.', 0.02)),
    hitShare: share()
      .prefault(USAGE.shocks.hitShare)
      .meta(about('Hit share', 'Chance that a shock hits a number of the country.', '50%')),
    points: real(0, 100)
      .prefault(USAGE.shocks.points)
      .meta(about('Points', 'What a hit costs.', 40)),
  })
    .prefault({})
    .meta(about('Shocks', 'Many numbers of a country labelled at once.')),
}).meta(about('usage', 'Scores follow what happens to numbers that are used.'));

const ou = strict({
  model: z.literal('ou'),
  step: step()
    .prefault(OU.step)
    .meta(about('Step', 'Time between two updates.', '1h')),
  mean: real(-1000, 1000)
    .prefault(OU.mean)
    .meta(about('Mean', 'Long-run mean score.', 40)),
  reversionPerDay: real(1e-6, 1000)
    .prefault(OU.reversionPerDay)
    .meta(about('Reversion per day', 'How fast it returns to the mean.', 0.2)),
  noisePerSqrtDay: real(0, 10_000)
    .prefault(OU.noisePerSqrtDay)
    .meta(about('Noise', 'Points per square root of a day.', 8)),
}).meta(about('ou', 'Ornstein-Uhlenbeck scores without usage: for theory.'));

const twoState = strict({
  model: z.literal('two-state'),
  flagPerDay: real(0, 10_000)
    .prefault(TWO_STATE.flagPerDay)
    .meta(about('Flag per day', 'Rate from clean to flagged.', 0.01)),
  clearPerDay: real(0, 10_000)
    .prefault(TWO_STATE.clearPerDay)
    .meta(about('Clear per day', 'Rate from flagged to clean.', 0.1)),
}).meta(about('two-state', 'Numbers are clean (0) or flagged (100).'));

const trace = strict({
  model: z.literal('trace'),
  file: filePath().meta(about('Scores', 'CSV of number, time and score.', '../scores.csv')),
}).meta(about('trace', 'Scores read from a file.'));

const none = strict({ model: z.literal('none') }).meta(about('none', 'Scores stay as given.'));

export const driftSchema = z
  .discriminatedUnion('model', [usage, ou, twoState, trace, none])
  .prefault({ model: 'usage' })
  .meta(about('Drift', 'How the true spam scores move.'));
