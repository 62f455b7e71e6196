import { NUMBER_METRICS } from '../model/figures.ts';
import type { CampaignSpec, Scenario } from '../model/spec.ts';
import type { Warning } from '../model/warning.ts';
import { findFigure } from './figures-summary.ts';
import { estimateOf, listed, roundCount, type WarningInput } from './warning-input.ts';

/** Dials from numbers flagged unknown to the platform, above which the score refresh is too slow. */
const DIALLED_FLAGGED_SHARE = 0.05;

/** What about this pool and this list should be looked at, whatever the precision? */
export function poolWarnings(input: WarningInput): Warning[] {
  return [
    ...structuralContacts(input),
    ...oneEligible(input),
    ...unusedNumbers(input),
    ...dialledFlagged(input),
  ];
}

function structuralContacts({ loaded, figures }: WarningInput): Warning[] {
  const total = estimateOf(figures, 'stall.structural_contacts');
  if (total === null || total === 0) return [];
  // Found before the start, it has been told with campaigns and counts.
  if (loaded.warnings.some(({ code }) => code === 'structural-stall')) return [];
  const countries = loaded.scenario.countries.filter(
    (country) => (estimateOf(figures, 'stall.structural_contacts', '*', country) ?? 0) > 0,
  );
  const whose = countries.length > 0 ? ` (${listed(countries)})` : '';
  return [
    {
      code: 'structural-stall',
      text: `${roundCount(total)} ${total === 1 ? 'contact' : 'contacts'}${whose} can be dialled by no active number of their pool, whatever the scores`,
      hint: 'allow one more number for those countries, or take the contacts off the list',
    },
  ];
}

/** A country that gets down to one eligible number stalls with the next flag; one that starts so was told. */
function oneEligible({ loaded, figures }: WarningInput): Warning[] {
  const { campaigns, countries: all } = loaded.scenario;
  const countries = all.filter((country) =>
    campaigns.some((campaign) => {
      if (eligibleAtStart(loaded.scenario, campaign, all.indexOf(country)) < 2) return false;
      const { name } = campaign;
      const structural = estimateOf(figures, 'stall.structural_contacts', name, country) ?? 0;
      const least = estimateOf(figures, 'pool.eligible_min', name, country);
      return least !== null && least <= 1 && structural === 0;
    }),
  );
  if (countries.length === 0) return [];
  return [
    {
      code: 'one-eligible-number',
      text: `${listed(countries)}: down to one eligible number or none at its worst, on average`,
      hint: 'attach more numbers that may dial there: one more flag stops that part of the list',
    },
  ];
}

function eligibleAtStart(scenario: Scenario, campaign: CampaignSpec, country: number): number {
  const { spamThreshold } = scenario.platform;
  return campaign.pool.filter((index) => {
    const { status, spamScore, allowedCountries } = scenario.numbers[index];
    const allowed = allowedCountries.length === 0 || allowedCountries.includes(country);
    return status === 'active' && (spamScore ?? 0) <= spamThreshold && allowed;
  }).length;
}

function unusedNumbers({ loaded, aggregate }: WarningInput): Warning[] {
  const { numbers, campaigns } = loaded.scenario;
  const pooled = new Set(campaigns.flatMap((campaign) => campaign.pool));
  const metric = NUMBER_METRICS.indexOf('dials');
  const unused: string[] = [];
  numbers.forEach((number, index) => {
    if (number.status !== 'active' || !pooled.has(index)) return;
    const dials = aggregate.numberMetric(index, metric);
    if (dials.every((value) => value === 0)) unused.push(number.id);
  });
  if (unused.length === 0) return [];
  return [
    {
      code: 'numbers-never-used',
      text: `${unused.length} active pool ${unused.length === 1 ? 'number was' : 'numbers were'} never dialled from: ${listed(unused)}`,
      hint: 'see why in number_pool_health.csv (flagged, no country to dial, no room), or with explain',
    },
  ];
}

function dialledFlagged({ figures }: WarningInput): Warning[] {
  const interval = findFigure(figures, 'pool.dialled_flagged')?.interval;
  if (!interval || interval.estimate <= DIALLED_FLAGGED_SHARE) return [];
  const share = (interval.estimate * 100).toFixed(1);
  return [
    {
      code: 'dialled-flagged',
      text: `${share} % of dials came from a number that was flagged already while the platform did not know`,
      hint: 'fetch scores more often (platform.scoreRefresh) or warn earlier',
    },
  ];
}
