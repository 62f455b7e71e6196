import type {
  AnswerSpec,
  DriftSpec,
  DurationLaw,
  PriceSpec,
  ProviderSpec,
} from '../../model/spec.ts';
import { COUNTRY_FACTOR, FLAGGED_PERCENT, FLAGGED_PERCENT_ELSEWHERE } from '../defaults.ts';
import type { LawInput } from '../schema/answer.ts';
import type { ScenarioInput } from '../schema/scenario.ts';
import { nodeAt } from '../yaml/source-tree.ts';
import type { Context } from './context.ts';
import type { FilePrices } from './data-files.ts';

/** One value per country of the scenario, in the order of the dictionary. */
function byCountry(context: Context, value: (code: string) => number): Float64Array {
  return Float64Array.from(context.countries.names, value);
}

/** A user's table by country with upper-case keys; unknown countries are problems. */
function table<T>(
  input: Readonly<Record<string, T>>,
  path: readonly string[],
  context: Context,
): Map<string, T> {
  const entries = new Map<string, T>();
  for (const [code, value] of Object.entries(input)) {
    context.country(code, [...path, code]);
    entries.set(code.toUpperCase(), value);
  }
  return entries;
}

/** Checks the countries of every table, so that the dictionary is complete before tables are made. */
export function registerTables(input: ScenarioInput, context: Context): void {
  table(input.answer.countryFactor, ['answer', 'countryFactor'], context);
  table(input.answer.byCountry, ['answer', 'byCountry'], context);
  table(input.prices.byCountry, ['prices', 'byCountry'], context);
  if (input.drift.model !== 'usage') return;
  table(input.drift.baseline.byCountry, ['drift', 'baseline', 'byCountry'], context);
}

const upper = <T>(input: Readonly<Record<string, T>>) =>
  new Map(Object.entries(input).map(([code, value]) => [code.toUpperCase(), value]));

export function resolveAnswer(input: ScenarioInput['answer'], context: Context): AnswerSpec {
  const own = upper(input.byCountry);
  const factor = upper(input.countryFactor);
  const mean = (code: string) =>
    own.get(code) ?? input.mean * (factor.get(code) ?? COUNTRY_FACTOR[code] ?? 1);
  const { voicemail, noAnswer, busy, blocked } = input.unanswered;
  const sum = voicemail + noAnswer + busy + blocked;
  if (sum <= 0) {
    context.problem(['answer', 'unanswered'], 'all weights are 0', 'at least one above 0');
  }
  const share = (weight: number) => (sum > 0 ? weight / sum : 0.25);
  return {
    meanByCountry: byCountry(context, (code) => Math.min(1, mean(code))),
    concentration:
      input.concentration === 'infinite' ? Number.POSITIVE_INFINITY : input.concentration,
    attemptFactor: input.attemptFactor,
    hourFactor: input.hourCurve === 'flat' ? new Array<number>(24).fill(1) : input.hourCurve,
    localFactor: input.localFactor,
    labelMidpoint: input.labelMidpoint,
    labelWidth: input.labelWidth,
    labelMultiplier: input.labelMultiplier,
    invalidShare: input.invalidShare,
    unanswered: {
      voicemail: share(voicemail),
      noAnswer: share(noAnswer),
      busy: share(busy),
      blocked: share(blocked),
    },
    blockedAtLabel: input.blockedAtLabel,
  };
}

export function resolveProvider(input: ScenarioInput['provider']): ProviderSpec {
  return {
    queueDelay: durationLaw(input.queueDelay),
    ringAnswered: durationLaw(input.ringAnswered),
    ringVoicemail: durationLaw(input.ringVoicemail),
    ringTimeoutMs: input.ringTimeout,
    failAfter: durationLaw(input.failAfter),
    talkAnswered: durationLaw(input.talkAnswered),
    talkVoicemail: durationLaw(input.talkVoicemail),
  };
}

export function durationLaw(input: LawInput): DurationLaw {
  if (typeof input === 'number') return { law: 'constant', ms: input };
  switch (input.law) {
    case 'lognormal':
      return { law: 'lognormal', medianMs: input.median, sigma: input.sigma };
    case 'exponential':
      return { law: 'exponential', meanMs: input.mean };
    case 'constant':
      return { law: 'constant', ms: input.value };
    case 'empirical':
      return { law: 'empirical', valuesMs: input.values };
  }
}

type UsageInput = Extract<ScenarioInput['drift'], { model: 'usage' }>;

/** The drift models that need no file. */
export function resolveDrift(
  input: Exclude<ScenarioInput['drift'], { model: 'trace' }>,
  context: Context,
): DriftSpec {
  switch (input.model) {
    case 'usage':
      return usage(input, context);
    case 'ou':
      return {
        model: 'ou',
        stepMs: input.step,
        meanScore: input.mean,
        reversionPerDay: input.reversionPerDay,
        noisePerSqrtDay: input.noisePerSqrtDay,
      };
    case 'two-state':
      return { model: 'two-state', flagPerDay: input.flagPerDay, clearPerDay: input.clearPerDay };
    case 'none':
      return { model: 'none' };
  }
}

function usage(input: UsageInput, context: Context): DriftSpec {
  const own = upper(input.baseline.byCountry);
  const { base, perFlaggedPercent } = input.baseline;
  const level = (code: string) =>
    base + perFlaggedPercent * (FLAGGED_PERCENT[code] ?? FLAGGED_PERCENT_ELSEWHERE);
  return {
    model: 'usage',
    stepMs: input.step,
    recoveryPerDayMedian: input.recovery.perDay,
    recoverySigma: input.recovery.sigma,
    restAfterMs: input.recovery.restAfter,
    baselineByCountry: byCountry(context, (code) => Math.min(100, own.get(code) ?? level(code))),
    safeCallsPerDay: input.safeCallsPerDay,
    growthPerDay: input.growthPerDay,
    noisePerSqrtDay: input.noisePerSqrtDay,
    complaintShare: input.complaints.share,
    complaintPoints: input.complaints.points,
    youngMs: input.young.for,
    youngGrowthFactor: input.young.growthFactor,
    youngComplaintFactor: input.young.complaintFactor,
    shockPerDay: input.shocks.perDay,
    shockHitShare: input.shocks.hitShare,
    shockPoints: input.shocks.points,
  };
}

/** Entries by country in the scenario win over the file, the file over the general prices. */
export function resolvePrices(
  input: ScenarioInput['prices'],
  fromFile: FilePrices,
  context: Context,
): PriceSpec {
  const own = upper(input.byCountry);
  const table = fromFile.byCountry;
  const listed = (code: string) => table.get(code) ?? table.get('*');
  const written = nodeAt(context.root, ['prices', 'check']) !== null;
  return {
    currency: input.currency.toUpperCase(),
    numberPerMonthByCountry: byCountry(
      context,
      (code) =>
        own.get(code)?.numberPerMonth ?? listed(code)?.numberPerMonth ?? input.numberPerMonth,
    ),
    minuteByCountry: byCountry(
      context,
      (code) => own.get(code)?.minute ?? listed(code)?.minute ?? input.minute,
    ),
    purchaseByCountry: byCountry(
      context,
      (code) => own.get(code)?.purchase ?? listed(code)?.purchase ?? input.purchase,
    ),
    check: written ? input.check : (fromFile.check ?? input.check),
  };
}
