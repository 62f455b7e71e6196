import type { Scenario } from '../model/spec.ts';

/** Allowed outbound countries as in numbers.csv: `US|CA`; empty = no restriction. */
export function allowedCountries(scenario: Scenario, number: number): string {
  return scenario.numbers[number].allowedCountries
    .map((country) => scenario.countries[country])
    .join('|');
}

/** Country code of a number's home. */
export function homeCountry(scenario: Scenario, number: number): string {
  return scenario.countries[scenario.numbers[number].country];
}

export function connectionId(scenario: Scenario, number: number): string {
  return scenario.connections[scenario.numbers[number].connection].id;
}

/** Names of the campaigns that have the number in their pool, `|` between them. */
export function campaignsOf(scenario: Scenario, number: number): string {
  return scenario.campaigns
    .filter((campaign) => campaign.pool.includes(number))
    .map((campaign) => campaign.name)
    .join('|');
}

/** Simulated time as a real instant, ISO 8601 in UTC, whole seconds. */
export function instant(scenario: Scenario, atMs: number): string {
  return new Date(scenario.startEpochMs + atMs).toISOString().replace(/\.\d+Z$/, 'Z');
}
