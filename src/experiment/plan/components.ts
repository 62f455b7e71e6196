import { prepare } from '../../model/prepare.ts';
import { resultLayout } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import type { PlanGroup } from './groups.ts';
import { mayDial } from './mix.ts';

/** Groups and countries of contacts that allow-lists tie together, and nothing else. */
export interface Component {
  readonly groups: readonly number[];
  /** Codes of the contact countries that some number of these groups may dial. */
  readonly countries: readonly string[];
}

/**
 * The parts into which allow-lists divide the pool: two groups are in one part when they may dial a
 * country in common, in the same campaign. What is tied by shared lines alone still counts as apart: the
 * parts guide the search, and every verdict comes from the whole pool simulated.
 */
export function componentsOf(
  scenario: Scenario,
  groups: readonly PlanGroup[],
): readonly Component[] {
  const { cells } = prepare(scenario);
  const reach = groups.map(({ own }) =>
    cells.flatMap((cell, c) => (own.some((n) => mayDial(scenario, n, cell)) ? [c] : [])),
  );
  const part = groups.map((_, g) => g);
  for (let g = 0; g < groups.length; g++) {
    for (let h = 0; h < g; h++) {
      if (part[g] !== part[h] && reach[g].some((c) => reach[h].includes(c))) {
        const [from, to] = [part[g], part[h]];
        for (const [i, p] of part.entries()) if (p === from) part[i] = to;
      }
    }
  }
  return [...new Set(part)].map((id) => {
    const members = groups.flatMap((_, g) => (part[g] === id ? [g] : []));
    const codes = members.flatMap((g) => reach[g].map((c) => scenario.countries[cells[c].country]));
    return { groups: members, countries: [...new Set(codes)].sort() };
  });
}

/** Groups that may dial a country, in their order. */
export function groupsFor(
  scenario: Scenario,
  groups: readonly PlanGroup[],
  country: string,
): readonly number[] {
  const index = scenario.countries.indexOf(country);
  return groups.flatMap(({ own }, g) =>
    own.some((n) => {
      const { allowedCountries } = scenario.numbers[n];
      return allowedCountries.length === 0 || allowedCountries.includes(index);
    })
      ? [g]
      : [],
  );
}

/** Countries whose contacts nobody may dial in `candidate`, though somebody may in `base`. */
export function cutOff(base: Scenario, candidate: Scenario): readonly string[] {
  const before = prepare(base).cells;
  const codes = prepare(candidate).cells.flatMap(({ structural, country }, c) =>
    structural && !before[c].structural ? [candidate.countries[country]] : [],
  );
  return [...new Set(codes)].sort();
}

/** Countries whose contacts nobody may dial in some campaign as the scenario is, nor clones of its numbers. */
export function undialled(scenario: Scenario): readonly string[] {
  const { cells } = prepare(scenario);
  const codes = cells.flatMap(({ structural, country }) =>
    structural ? [scenario.countries[country]] : [],
  );
  return [...new Set(codes)].sort();
}

/** Countries of the contacts, in reading order. */
export function audience(scenario: Scenario): readonly string[] {
  const codes = resultLayout(scenario).scopes.map(({ country }) => country);
  return [...new Set(codes)].filter((code) => code !== '*');
}
