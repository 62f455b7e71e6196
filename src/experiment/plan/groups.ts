import type { NumberSpec, Scenario } from '../../model/spec.ts';

export const GROUPINGS = ['country', 'connection', 'allow-list'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Numbers that are counted together: the plan decides how many of them the pool has. */
export interface PlanGroup {
  /** Country code, id of the connection, or countries of the allow-list; in alphabetical order. */
  readonly name: string;
  /** Group of generated ids of its clones: `plan-DE` makes `plan-DE/1`, `plan-DE/2` …. */
  readonly cloneGroup: string;
  /** Its own active numbers in some pool, as indices; kept from the front, removed from the end. */
  readonly own: readonly number[];
  /** As many of them, at the front, cannot be taken away: a campaign's primary needs them. */
  readonly least: number;
  /** Index of the number that clones are made of. */
  readonly typical: number;
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
    const own = members.get(name)!;
    const needed = compulsory(scenario, own);
    const order = [...own.filter((n) => needed.has(n)), ...own.filter((n) => !needed.has(n))];
    return {
      name,
      cloneGroup: freeName(`plan-${name.replaceAll(/[^\p{L}\p{N} _.:-]/gu, '.')}`, taken),
      own: order,
      least: needed.size,
      typical: typicalOf(scenario, own),
    };
  });
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

/** `us` of the generated number `us/3`; null for a number written out. */
export function generatedGroup(id: string): string | null {
  const slash = id.lastIndexOf('/');
  return id.startsWith('+') || slash < 0 ? null : id.slice(0, slash);
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

/**
 * Of the most common kind (connection, home country, allow-list; the first in file order on ties) the
 * number with the median score, so that a clone is neither the best nor the worst of its group.
 */
function typicalOf(scenario: Scenario, own: readonly number[]): number {
  const kinds = new Map<string, number[]>();
  for (const index of own) {
    const kind = kindOf(scenario.numbers[index]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), index]);
  }
  const most = Math.max(...[...kinds.values()].map((kind) => kind.length));
  const common = [...kinds.values()].find((kind) => kind.length === most)!;
  const score = (index: number) => scenario.numbers[index].spamScore ?? 0;
  return [...common].sort((a, b) => score(a) - score(b) || a - b)[(common.length - 1) >> 1];
}

/** Numbers of one kind differ only in score and history. */
export function kindOf({ country, connection, allowedCountries }: NumberSpec): string {
  return JSON.stringify([country, connection, [...allowedCountries].sort((a, b) => a - b)]);
}

function freeName(name: string, taken: ReadonlySet<string | null>): string {
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name}-${i}`;
  return free;
}
