import { takes } from '../../model/operator/steps.ts';
import type { CampaignSpec, NumberSpec, Scenario } from '../../model/spec.ts';
import { counted } from '../counted.ts';
import { audienceOf } from './audience.ts';
import type { Connections } from './connections.ts';
import type { Context } from './context.ts';

/** What can be told before the start: who cannot be called at all, and what hangs by one number. */
export function preflight(scenario: Scenario, connections: Connections, context: Context): void {
  if (connections.made.length > 0) {
    const ids = [...new Set(connections.made)].join(', ');
    context.warn(
      'connections-by-default',
      `no connections are listed: ${ids} made with default limits`,
      'list them under connections, with concurrency and callsPerSecond',
    );
  }
  withoutScore(scenario, context);
  for (const campaign of scenario.campaigns) coverage(scenario, campaign, context);
}

function withoutScore(scenario: Scenario, context: Context): void {
  if (scenario.drift.model === 'two-state' || scenario.drift.model === 'ou') return;
  // A generated group without a score is a choice; a row of an inventory without one is a gap.
  const missing = scenario.numbers.filter(
    (number) =>
      number.spamScore === null && number.status === 'active' && number.id.startsWith('+'),
  );
  if (missing.length === 0) return;
  context.warn(
    'no-spam-score',
    `${counted(missing.length, 'active number')} ${missing.length === 1 ? 'has no spam score and starts' : 'have no spam score and start'} at 0: ${some(missing.map((n) => n.id))}`,
    'fetch their scores: a number that nobody has scored is dialled',
  );
}

/** Countries of a campaign's contacts that no number, or only one, may dial. */
function coverage(scenario: Scenario, campaign: CampaignSpec, context: Context): void {
  const numbers = campaign.pool.map((index) => scenario.numbers[index]);
  const active = numbers.filter((number) => number.status === 'active');
  const threshold = scenario.platform.spamThreshold;
  const structural: string[] = [];
  const flagged: string[] = [];
  const few: string[] = [];
  const least = leastEligible(scenario);
  let structuralContacts = 0;
  for (const [country, count] of audienceOf(campaign.contacts).byCountry) {
    const contacts = Math.round(count);
    if (contacts === 0) continue;
    if (isBoughtFor(scenario, campaign, country)) continue;
    const label = `${country === 0 ? 'unknown country' : scenario.countries[country]}: ${contacts}`;
    const allowed = active.filter((number) => mayDial(number, country));
    const eligible = allowed.filter((number) => (number.spamScore ?? 0) <= threshold);
    if (allowed.length === 0) {
      structural.push(label);
      structuralContacts += contacts;
    } else if (eligible.length === 0) flagged.push(label);
    else if (eligible.length < least)
      few.push(`${label}, ${eligible.map(({ id }) => id).join(' ')}`);
  }
  const name = `campaign ${campaign.name}`;
  if (structural.length > 0) {
    context.warn(
      'structural-stall',
      `${name}: no active number of the pool may dial ${counted(structuralContacts, 'contact')} (${structural.join('; ')})`,
      'add a number that may, or widen an allow-list; they are counted apart from stall risk',
    );
  }
  if (flagged.length > 0) {
    context.warn(
      'flagged-at-start',
      `${name}: every number that may dial them is above the spam threshold at the start (${flagged.join('; ')})`,
      'add a clean number for these countries, or rest the flagged ones before the start',
    );
  }
  if (few.length > 0 && least === 2) {
    context.warn(
      'one-eligible-number',
      `${name}: one flag stops these countries, as a single number is eligible (${few.join('; ')})`,
      'keep more than one eligible number per country',
    );
  } else if (few.length > 0) {
    context.warn(
      'fewer-than-eligible-min',
      `${name}: fewer than ${least} numbers are eligible for these countries (${few.join('; ')})`,
      'add numbers before the start, or let the preflight of the playbook buy them',
    );
  }
}

/** Numbers that should be eligible per country: the playbook's word, else more than one. */
function leastEligible({ playbook }: Scenario): number {
  if (playbook === null || !takes(playbook, 'preflight')) return 2;
  return Math.max(2, playbook.eligibleMin);
}

/** The playbook's preflight buys for the country before the start: there is nothing to warn of. */
function isBoughtFor({ playbook, numbers }: Scenario, campaign: CampaignSpec, country: number) {
  if (playbook === null || playbook.preflight !== 'buy' || !takes(playbook, 'preflight')) {
    return false;
  }
  const { spares, purchasable } = playbook.replace;
  const supply = [...spares, ...purchasable].filter(
    (n) => numbers[n].country === country && campaign.reserve.includes(n),
  );
  return supply.length >= playbook.eligibleMin;
}

function mayDial(number: NumberSpec, country: number): boolean {
  return number.allowedCountries.length === 0 || number.allowedCountries.includes(country);
}

function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} …` : shown;
}
