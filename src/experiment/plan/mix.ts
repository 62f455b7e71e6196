import { prepare } from '../../model/prepare.ts';
import type { NumberSpec, Scenario } from '../../model/spec.ts';

/** Numbers of a group that can stand in for one another: of one home country, in the same pools. */
export interface MixPart {
  /** How many of the group's own numbers are of it. */
  readonly size: number;
  /** Index of the number that clones are made of. */
  readonly typical: number;
}

/** `us` of the generated number `us/3`; null for a number written out. */
export function generatedGroup(id: string): string | null {
  const slash = id.lastIndexOf('/');
  return id.startsWith('+') || slash < 0 ? null : id.slice(0, slash);
}

/**
 * The members of a group, divided: numbers of two parts differ in home country or pools, or have no contact
 * in common that both may dial. One number fewer or more of one part does nothing for the other. The
 * largest part comes first, and that of the first member on ties.
 */
export function mixOf(scenario: Scenario, own: readonly number[]): readonly (readonly number[])[] {
  const { cells } = prepare(scenario);
  const units = unitsOf(scenario, own);
  const reach = units.map((unit) =>
    cells.flatMap((cell, c) => (unit.some((n) => mayDial(scenario, n, cell)) ? [c] : [])),
  );
  const place = units.map((unit) => placeOf(scenario, unit));
  const part = units.map((_, u) => u);
  const merge = (u: number, v: number) => {
    const [from, to] = [part[u], part[v]];
    for (const [i, p] of part.entries()) if (p === from) part[i] = to;
  };
  for (let u = 0; u < units.length; u++) {
    for (let v = 0; v < u; v++) {
      // What has nobody to dial does not stand alone, or it would outlast numbers that have.
      const idle = reach[u].length === 0 || reach[v].length === 0;
      const meet = idle || reach[u].some((c) => reach[v].includes(c));
      if (part[u] !== part[v] && place[u] === place[v] && meet) merge(u, v);
    }
  }
  return [...new Set(part)]
    .map((id) => units.filter((_, u) => part[u] === id).flat())
    .map((members) => members.sort((a, b) => own.indexOf(a) - own.indexOf(b)))
    .sort((a, b) => b.length - a.length);
}

/** A generated group stays together: in a file it is a count from 1. */
function unitsOf(scenario: Scenario, own: readonly number[]): number[][] {
  const units = new Map<string, number[]>();
  for (const n of own) {
    const { id } = scenario.numbers[n];
    const unit = generatedGroup(id) ?? `number ${id}`;
    units.set(unit, [...(units.get(unit) ?? []), n]);
  }
  return [...units.values()];
}

function placeOf({ numbers, campaigns }: Scenario, unit: readonly number[]): string {
  const pools = campaigns.flatMap(({ pool }, c) => (unit.some((n) => pool.includes(n)) ? [c] : []));
  return JSON.stringify([numbers[unit[0]].country, pools]);
}

/** True where a number is in the cell's pool and its allow-list has the cell's country. */
export function mayDial(
  { numbers, campaigns }: Scenario,
  n: number,
  cell: { readonly campaign: number; readonly country: number },
): boolean {
  const { allowedCountries } = numbers[n];
  if (!campaigns[cell.campaign].pool.includes(n)) return false;
  return allowedCountries.length === 0 || allowedCountries.includes(cell.country);
}

/**
 * In which order numbers of the parts come, so that every pool of a group has about its mix: each part has one
 * before any has two, and as many as it has now when all are taken (Adams's method of apportionment).
 * @param taken of each part so far; counted on
 */
export function nextPart(sizes: readonly number[], taken: number[]): number {
  let next = 0;
  let most = -1;
  for (const [p, size] of sizes.entries()) {
    const claim = taken[p] === 0 ? Number.POSITIVE_INFINITY : size / taken[p];
    if (claim > most) [next, most] = [p, claim];
  }
  taken[next]++;
  return next;
}

/**
 * Of the most common kind (connection, home country, allow-list; the first in file order on ties) the
 * number with the median score, so that a clone is neither the best nor the worst of its part.
 */
export function typicalOf(scenario: Scenario, members: readonly number[]): number {
  const kinds = new Map<string, number[]>();
  for (const index of members) {
    const kind = kindOf(scenario.numbers[index]);
    kinds.set(kind, [...(kinds.get(kind) ?? []), index]);
  }
  const most = Math.max(...[...kinds.values()].map((kind) => kind.length));
  const common = [...kinds.values()].find((kind) => kind.length === most)!;
  const score = (index: number) => scenario.numbers[index].spamScore ?? 0;
  return [...common].sort((a, b) => score(a) - score(b) || a - b)[(common.length - 1) >> 1];
}

/** Numbers of one kind differ in score, limits and history alone. */
export function kindOf({ country, connection, allowedCountries }: NumberSpec): string {
  return JSON.stringify([country, connection, [...allowedCountries].sort((a, b) => a - b)]);
}
