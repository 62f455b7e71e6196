import type { Experiment } from '../experiment/experiment.ts';
import { findFigure } from '../experiment/figures-summary.ts';
import type { StallCause } from '../model/result.ts';

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
  readonly earliestMs: number;
  readonly medianFirstMs: number;
}

interface Tallied {
  readonly causes: Map<StallCause, number>;
  /** Start of the first episode by replication. */
  readonly firstMs: Map<number, number>;
}

/** Countries that somebody is to be called in, in the layout's order. */
export function audienceCountries(experiment: Experiment): string[] {
  const countries = experiment.layout.scopes.map((scope) => scope.country);
  return [...new Set(countries)].filter((country) => country !== '*');
}

/** `*` at the head, then the countries that stalled, the one that most often was first before others. */
export function stallFacts(experiment: Experiment): StallFacts[] {
  const { countries } = experiment.loaded.scenario;
  const tallies = new Map<string, Tallied>();
  for (const { replication, value } of experiment.aggregate.episodes) {
    if (value.cause === 'structural') continue;
    for (const country of ['*', countries[value.country]]) {
      const tallied = tallies.get(country) ?? { causes: new Map(), firstMs: new Map() };
      tallies.set(country, tallied);
      const { causes, firstMs } = tallied;
      causes.set(value.cause, (causes.get(value.cause) ?? 0) + 1);
      firstMs.set(replication, Math.min(firstMs.get(replication) ?? Infinity, value.startMs));
    }
  }
  const overall = tallies.get('*')?.firstMs ?? new Map<number, number>();
  const facts = [...tallies].map(([country, tallied]) => factsOf(country, tallied, overall));
  return facts.sort((a, b) => {
    const all = Number(b.country === '*') - Number(a.country === '*');
    return all || b.firstIn - a.firstIn || a.earliestMs - b.earliestMs;
  });
}

/** Contacts that no active number of their pool may ever dial, by country. */
export function structuralContacts(experiment: Experiment, country: string): number {
  const figure = findFigure(experiment.figures, 'stall.structural_contacts', '*', country);
  return figure?.interval?.estimate ?? 0;
}

function factsOf(
  country: string,
  { causes, firstMs }: Tallied,
  overall: ReadonlyMap<number, number>,
): StallFacts {
  const [cause, most] = [...causes].reduce((best, each) => (each[1] > best[1] ? each : best));
  const episodes = [...causes.values()].reduce((sum, n) => sum + n, 0);
  const firsts = Float64Array.from(firstMs.values()).sort();
  let firstIn = 0;
  for (const [replication, atMs] of firstMs) firstIn += overall.get(replication) === atMs ? 1 : 0;
  return {
    country,
    stalledIn: firsts.length,
    firstIn,
    cause,
    causeShare: most / episodes,
    episodes,
    earliestMs: firsts[0],
    medianFirstMs: firsts[Math.ceil(firsts.length / 2) - 1],
  };
}
