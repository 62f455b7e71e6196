import type { NumberSpec, Scenario } from '../../model/spec.ts';
import { generatedGroup, type MixPart, mixOf, nextPart, typicalOf } from './mix.ts';

export const GROUPINGS = ['country', 'connection', 'allow-list'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Numbers that are counted together: the plan decides how many of them the pool has. */
export interface PlanGroup {
  /** Country code, id of the connection, or countries of the allow-list; in alphabetical order. */
  readonly name: string;
  /** What it is mixed of: one part but where one number cannot stand in for another. */
  readonly mix: readonly ClonedPart[];
  /** Its own active numbers in some pool, as indices; kept from the front, removed from the end. */
  readonly own: readonly number[];
  /** As many of them, at the front, cannot be taken away: a campaign's primary needs them. */
  readonly least: number;
}

export interface ClonedPart extends MixPart {
  /** Group of generated ids of its clones: `plan-DE` makes `plan-DE/1`, `plan-DE/2` …. */
  readonly cloneGroup: string;
}

/**
 * The groups of a scenario, by name. Inactive numbers and numbers of no pool are no part of any: they
 * stay as they are.
 */
export function planGroups(scenario: Scenario, by: Grouping): readonly PlanGroup[] {
  const pooled = new Set(scenario.campaigns.flatMap((campaign) => campaign.pool));
  const members = new Map<string, number[]>();
  scenario.numbers.forEach((number, index) => {
    if (number.status !== 'active' || !pooled.has(index)) return;
    const name = groupName(scenario, number, by);
    members.set(name, [...(members.get(name) ?? []), index]);
  });
  const taken = new Set(scenario.numbers.map(({ id }) => generatedGroup(id)));
  return [...members.keys()].sort().map((name) => {
    const parts = mixOf(scenario, members.get(name)!);
    const needed = compulsory(scenario, members.get(name)!);
    const mix = parts.map((members, part) => {
      const typical = typicalOf(scenario, members);
      const cloneGroup = cloneName(scenario, { group: name, part, typical }, taken);
      return { size: members.length, typical, cloneGroup };
    });
    return { name, mix, own: mixed(parts, needed), least: needed.size };
  });
}

/** The numbers that are needed first, then in such an order that each pool has about the mix of the whole. */
function mixed(parts: readonly (readonly number[])[], needed: ReadonlySet<number>): number[] {
  const queues = parts.map((part) => part.filter((n) => !needed.has(n)));
  const taken = parts.map((part) => part.filter((n) => needed.has(n)).length);
  const order = [...needed].sort((a, b) => a - b);
  const sizes = parts.map(({ length }) => length);
  while (queues.some(({ length }) => length > 0))
    order.push(queues[nextPart(sizes, taken)].shift()!);
  return order;
}

/** How many clones of each part of the mix a group of so many numbers has. */
export function clonesOf({ mix, own }: PlanGroup, count: number): readonly number[] {
  if (mix.length === 1) return [Math.max(0, count - own.length)];
  const sizes = mix.map(({ size }) => size);
  const taken = [...sizes];
  for (let n = own.length; n < count; n++) nextPart(sizes, taken);
  return taken.map((all, p) => all - sizes[p]);
}

/** `plan-line`; of the lesser parts of a mix `plan-line-GB`. */
function cloneName(
  { numbers, countries }: Scenario,
  { group, part, typical }: { group: string; part: number; typical: number },
  taken: Set<string | null>,
): string {
  const plain = `plan-${group.replaceAll(/[^\p{L}\p{N} _.:-]/gu, '.')}`;
  const code = countries[numbers[typical].country];
  const free = freeName(part === 0 ? plain : `${plain}-${code}`, taken);
  taken.add(free);
  return free;
}

function groupName(scenario: Scenario, number: NumberSpec, by: Grouping): string {
  if (by === 'country') return scenario.countries[number.country];
  if (by === 'connection') return scenario.connections[number.connection].id;
  if (number.allowedCountries.length === 0) return 'any';
  return number.allowedCountries
    .map((country) => scenario.countries[country])
    .sort()
    .join('|');
}

/** Primaries; of a generated one its predecessors too, for a group of a file is a count from 1. */
function compulsory(scenario: Scenario, own: readonly number[]): ReadonlySet<number> {
  const needed = new Set<number>();
  for (const { primary } of scenario.campaigns) {
    if (!own.includes(primary)) continue;
    const group = generatedGroup(scenario.numbers[primary].id);
    for (const n of own) {
      const same = group !== null && generatedGroup(scenario.numbers[n].id) === group;
      if (n === primary || (same && n < primary)) needed.add(n);
    }
  }
  return needed;
}

function freeName(name: string, taken: ReadonlySet<string | null>): string {
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}-${i}`;
  return free;
}
