import { assert } from '../../base/assert.ts';
import { entityKey } from '../../base/hash.ts';
import type {
  CampaignSpec,
  ContactTable,
  DriftSpec,
  InterventionSpec,
  NumberSpec,
  Scenario,
} from '../../model/spec.ts';
import { type ClonedPart, clonesOf, type PlanGroup } from './groups.ts';
import type { MixPart } from './mix.ts';

/** How many numbers of each group, in the order of the groups. */
export type Counts = readonly number[];

/**
 * The scenario with so many numbers of each group: its own ones, fewer from the end, then clones of
 * typical ones. Numbers keep their identities and their order, clones come last: what happens to a number
 * that two candidates share is drawn alike in both.
 */
export function candidateScenario(
  scenario: Scenario,
  groups: readonly PlanGroup[],
  counts: Counts,
): Scenario {
  const removed = new Set(groups.flatMap(({ own }, g) => own.slice(counts[g])));
  const now = new Int32Array(scenario.numbers.length).fill(-1);
  const numbers: NumberSpec[] = [];
  scenario.numbers.forEach((number, index) => {
    if (!removed.has(index)) now[index] = numbers.push(number) - 1;
  });
  const clones: { index: number; typical: number }[] = [];
  for (const [g, group] of groups.entries()) {
    for (const [p, many] of clonesOf(group, counts[g]).entries()) {
      const part = group.mix[p];
      for (let ordinal = 1; ordinal <= many; ordinal++) {
        const index = numbers.push(clone(scenario, part, ordinal)) - 1;
        clones.push({ index, typical: part.typical });
      }
    }
  }
  return {
    ...scenario,
    numbers,
    campaigns: scenario.campaigns.map((campaign) => campaignWith(campaign, now, clones)),
    interventions: scenario.interventions.flatMap((each) => interventionWith(each, now)),
    playbook: playbookWith(scenario.playbook, now),
    drift: driftWith(scenario.drift, now),
  };
}

/** The same scenario with one of its numbers deactivated from the start. */
export function withoutNumber(scenario: Scenario, index: number): Scenario {
  const numbers = scenario.numbers.map(
    (number, n): NumberSpec => (n === index ? { ...number, status: 'inactive' } : number),
  );
  return { ...scenario, numbers };
}

/** Rent of a number for 30 days. */
export function rentOf({ prices, numbers }: Scenario, index: number): number {
  return prices.numberPerMonthByCountry[numbers[index].country] ?? 0;
}

/** Rent of the planned numbers for 30 days. */
export function priceOf(scenario: Scenario, groups: readonly PlanGroup[], counts: Counts): number {
  const rents = scenario.prices.numberPerMonthByCountry;
  let total = 0;
  for (const [g, group] of groups.entries()) {
    for (const [country, count] of homesOf(scenario, group, counts[g])) {
      total += count * (rents[country] ?? 0);
    }
  }
  return Math.round(total * 1e6) / 1e6;
}

/** How many of a group's first `count` numbers, clones included, have their home in which country, by index. */
export function homesOf(
  { numbers }: Scenario,
  group: PlanGroup,
  count: number,
): ReadonlyMap<number, number> {
  const homes = new Map<number, number>();
  const add = (index: number, many: number) => {
    const { country } = numbers[index];
    if (many > 0) homes.set(country, (homes.get(country) ?? 0) + many);
  };
  for (const index of group.own.slice(0, count)) add(index, 1);
  for (const [p, many] of clonesOf(group, count).entries()) add(group.mix[p].typical, many);
  return homes;
}

/** What the clones of a part share. */
export function cloneOf(scenario: Scenario, part: MixPart): Omit<NumberSpec, 'id' | 'key'> {
  const { id: _id, key: _key, ...typical } = scenario.numbers[part.typical];
  return { ...typical, name: '', status: 'active' };
}

function clone(scenario: Scenario, part: ClonedPart, ordinal: number): NumberSpec {
  const id = `${part.cloneGroup}/${ordinal}`;
  return { ...cloneOf(scenario, part), id, key: entityKey(id) };
}

function campaignWith(
  campaign: CampaignSpec,
  now: Int32Array,
  clones: readonly { index: number; typical: number }[],
): CampaignSpec {
  const primary = campaign.primary < 0 ? -1 : now[campaign.primary];
  assert(campaign.primary < 0 || primary >= 0, `the primary of ${campaign.name} was taken away`);
  const kept = campaign.pool.map((n) => now[n]).filter((n) => n >= 0);
  const added = clones.filter(({ typical }) => campaign.pool.includes(typical));
  const { contacts } = campaign;
  return {
    ...campaign,
    primary,
    pool: [...kept, ...added.map(({ index }) => index)],
    reserve: campaign.reserve.map((n) => now[n]).filter((n) => n >= 0),
    contacts:
      contacts.kind === 'table'
        ? { kind: 'table', table: tableWith(contacts.table, now) }
        : contacts,
  };
}

/** A contact whose sticky number is gone starts without one. */
function tableWith(table: ContactTable, now: Int32Array): ContactTable {
  if (table.sticky === null) return table;
  const sticky = table.sticky.map((index) => (index < 0 ? -1 : now[index]));
  return { ...table, sticky: sticky.some((index) => index >= 0) ? sticky : null };
}

/** Interventions on numbers that are gone are gone too. */
function interventionWith(each: InterventionSpec, now: Int32Array): InterventionSpec[] {
  if (each.verb === 'replace') {
    const [number, by] = [now[each.number], now[each.by]];
    return number < 0 || by < 0 ? [] : [{ ...each, number, by }];
  }
  if ('number' in each) {
    const number = now[each.number];
    return number < 0 ? [] : [{ ...each, number }];
  }
  const { target } = each;
  if (!('number' in target)) return [each];
  const number = now[target.number];
  return number < 0 ? [] : [{ ...each, target: { ...target, number } }];
}

/** What the playbook may bring in is in no pool and stays; only its place in the list moves. */
function playbookWith(playbook: Scenario['playbook'], now: Int32Array): Scenario['playbook'] {
  if (playbook === null) return null;
  const { spares, purchasable } = playbook.replace;
  const moved = (list: readonly number[]) => list.map((n) => now[n]);
  const replace = {
    ...playbook.replace,
    spares: moved(spares),
    purchasable: moved(purchasable),
  };
  return { ...playbook, replace };
}

function driftWith(drift: DriftSpec, now: Int32Array): DriftSpec {
  if (drift.model !== 'trace') return drift;
  const rows = [...drift.number.keys()].filter((row) => now[drift.number[row]] >= 0);
  return {
    model: 'trace',
    number: Int32Array.from(rows, (row) => now[drift.number[row]]),
    atMs: Float64Array.from(rows, (row) => drift.atMs[row]),
    score: Float64Array.from(rows, (row) => drift.score[row]),
  };
}

/** The pool with so many more (or fewer) in one group. */
export function oneOther(counts: Counts, group: number, by: number): Counts {
  return counts.map((count, g) => (g === group ? count + by : count));
}

/** Below 0 where a costs less than b: by price, then by total; 0 for pools that differ in nothing but their mix. */
export function compareCosts(
  scenario: Scenario,
  groups: readonly PlanGroup[],
): (a: Counts, b: Counts) => number {
  const total = (counts: Counts) => counts.reduce((sum, count) => sum + count, 0);
  return (a, b) =>
    priceOf(scenario, groups, a) - priceOf(scenario, groups, b) || total(a) - total(b);
}

/** Least first: by cost, then with fewer in the alphabetically first group. */
export function comparePools(
  scenario: Scenario,
  groups: readonly PlanGroup[],
): (a: Counts, b: Counts) => number {
  const compare = compareCosts(scenario, groups);
  return (a, b) => {
    const costs = compare(a, b);
    if (costs !== 0) return costs;
    for (const [g, count] of a.entries()) if (count !== b[g]) return count - b[g];
    return 0;
  };
}
