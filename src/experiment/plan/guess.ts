import { DAY_MS } from '../../base/units.ts';
import type { CampaignSpec, Scenario, UsageDrift } from '../../model/spec.ts';
import { stallRisk } from '../../stats/theory/stall-process.ts';
import type { Counts } from './candidate.ts';
import type { Component } from './components.ts';
import type { PlanProblem } from './problem.ts';

/** Distance that noise and complaints take from the threshold, in points. Assumed: it is only a guess. */
const MARGIN_POINTS = 15;
/** Risk aimed at where no target is on stall risk. */
const ANY_RISK = 0.05;

/**
 * A first guess from closed forms: null where the drift has none. It decides where the search begins and
 * nothing else.
 *
 * Two-state numbers: the least n whose first passage (uniformisation) keeps the risk, the bound shared out
 * over the parts of the pool. Usage: dials a day over what a number bears in the horizon, safe calls plus
 * the overload that it survives below the threshold.
 */
export function firstGuess(problem: PlanProblem): Counts | null {
  const { scenario, groups, components } = problem;
  const { drift } = scenario;
  if (drift.model !== 'two-state' && drift.model !== 'usage') return null;
  const counts = groups.map(({ least }) => Math.max(1, least));
  for (const part of components) {
    if (part.countries.length === 0) continue;
    const wanted =
      drift.model === 'two-state'
        ? twoStateNumbers(problem, drift.flagPerDay, drift.clearPerDay)
        : usageNumbers(scenario, drift, part);
    share(problem, part, wanted, counts);
  }
  return counts;
}

/** Shares the numbers of a part out over its groups as the pool has them now. */
function share(problem: PlanProblem, part: Component, wanted: number, counts: number[]): void {
  const { groups, mostOf } = problem;
  const own = part.groups.reduce((sum, g) => sum + groups[g].own.length, 0);
  for (const g of part.groups) {
    const count = Math.ceil((wanted * groups[g].own.length) / own);
    counts[g] = Math.min(mostOf[g], Math.max(counts[g], count));
  }
}

function twoStateNumbers(problem: PlanProblem, flagRate: number, clearRate: number): number {
  const { scenario, targets, components, mostOf } = problem;
  const bounds = targets.filter(({ key }) => key === 'stall.risk').map(({ bound }) => bound);
  const risk = Math.min(ANY_RISK, ...bounds) / components.length;
  if (flagRate <= 0) return 1;
  const most = mostOf.reduce((sum, count) => sum + count, 0);
  let numbers = 1;
  const days = scenario.durationMs / DAY_MS;
  while (numbers < most && stallRisk({ numbers, flagRate, clearRate }, days) > risk) numbers++;
  return numbers;
}

function usageNumbers(scenario: Scenario, drift: UsageDrift, part: Component): number {
  const days = Math.max(1, scenario.durationMs / DAY_MS);
  let dials = 0;
  for (const campaign of scenario.campaigns) {
    dials += contactsIn(scenario, campaign, part.countries) * dialsPerContact(scenario, campaign);
  }
  const start = meanScore(scenario);
  const room = Math.max(0, scenario.platform.spamThreshold - MARGIN_POINTS - start);
  const overload = drift.growthPerDay > 0 ? room / (drift.growthPerDay * days) : 1;
  const bears = drift.safeCallsPerDay * (1 + overload);
  return Math.max(1, Math.ceil(dials / days / bears));
}

function meanScore({ numbers }: Scenario): number {
  const scores = numbers.map(({ spamScore }) => spamScore ?? 0);
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** (1 − (1 − q)^m)/q calls a task with m attempts, and the follow-ups that come of it. */
function dialsPerContact({ answer }: Scenario, campaign: CampaignSpec): number {
  const means = answer.meanByCountry;
  const q = Math.min(0.999, Math.max(1e-3, means.reduce((a, b) => a + b, 0) / means.length));
  const reached = 1 - (1 - q) ** (1 + campaign.retries.max);
  const { followUp } = campaign;
  return (reached / q) * (1 + (followUp.max > 0 ? reached * followUp.share : 0));
}

function contactsIn(
  scenario: Scenario,
  { contacts }: CampaignSpec,
  countries: readonly string[],
): number {
  const inside = (country: number) => countries.includes(scenario.countries[country]);
  if (contacts.kind === 'generated') {
    const share = contacts.mix.reduce((sum, m) => sum + (inside(m.country) ? m.share : 0), 0);
    return contacts.count * share;
  }
  return contacts.table.country.reduce((sum, country) => sum + (inside(country) ? 1 : 0), 0);
}
