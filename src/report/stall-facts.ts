import { findFigure } from '../experiment/figures-summary.ts';
import type { StallCause } from '../model/result.ts';
import { scopesOf } from './stored/scopes.ts';
import type { StoredRun } from './stored/stored-run.ts';

/** How a country, or `*` all of them, stalls over replications; structural episodes are counted apart. */
export interface StallFacts {
  readonly country: string;
  /** Replications in which it stalled, and in which it was the first country to. */
  readonly stalledIn: number;
  readonly firstIn: number;
  /** Its commonest cause, and the share of its episodes with it. */
  readonly cause: StallCause;
  readonly causeShare: number;
  readonly episodes: number;
  /** First episode: the earliest over replications, and the median over those that stalled. */
  readonly earliestHours: number;
  readonly medianFirstHours: number;
}

interface Tallied {
  readonly causes: Map<StallCause, number>;
  /** Start of the first episode by replication. */
  readonly firstHours: Map<number, number>;
}

/** Countries that somebody is to be called in, in the layout's order. */
export function audienceCountries(run: StoredRun): string[] {
  const countries = scopesOf(run).map((scope) => scope.country);
  return [...new Set(countries)].filter((country) => country !== '*');
}

/** `*` at the head, then the countries that stalled, the one that most often was first before others. */
export function stallFacts(run: StoredRun): StallFacts[] {
  const tallies = new Map<string, Tallied>();
  for (const { replication, country: own, cause, startHours } of run.stalls) {
    if (cause === 'structural') continue;
    for (const country of ['*', own]) {
      const tallied = tallies.get(country) ?? { causes: new Map(), firstHours: new Map() };
      tallies.set(country, tallied);
      const { causes, firstHours } = tallied;
      causes.set(cause, (causes.get(cause) ?? 0) + 1);
      firstHours.set(replication, Math.min(firstHours.get(replication) ?? Infinity, startHours));
    }
  }
  const overall = tallies.get('*')?.firstHours ?? new Map<number, number>();
  const facts = [...tallies].map(([country, tallied]) => factsOf(country, tallied, overall));
  return facts.sort((a, b) => {
    const all = Number(b.country === '*') - Number(a.country === '*');
    return all || b.firstIn - a.firstIn || a.earliestHours - b.earliestHours;
  });
}

/** Contacts that no active number of their pool may ever dial, by country. */
export function structuralContacts(run: StoredRun, country: string): number {
  const figure = findFigure(run.figures, 'stall.structural_contacts', '*', country);
  return figure?.interval?.estimate ?? 0;
}

function factsOf(
  country: string,
  { causes, firstHours }: Tallied,
  overall: ReadonlyMap<number, number>,
): StallFacts {
  const [cause, most] = [...causes].reduce((best, each) => (each[1] > best[1] ? each : best));
  const episodes = [...causes.values()].reduce((sum, n) => sum + n, 0);
  const firsts = Float64Array.from(firstHours.values()).sort();
  let firstIn = 0;
  for (const [replication, atHours] of firstHours)
    firstIn += overall.get(replication) === atHours ? 1 : 0;
  return {
    country,
    stalledIn: firsts.length,
    firstIn,
    cause,
    causeShare: most / episodes,
    episodes,
    earliestHours: firsts[0],
    medianFirstHours: firsts[Math.ceil(firsts.length / 2) - 1],
  };
}
