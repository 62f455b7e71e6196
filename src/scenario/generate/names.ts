import type { Faker } from '@faker-js/faker';
import { streamKey } from '../../kernel/rng/streams.ts';

/** Names that suit a country, from one seeded source. */
export interface NameSource {
  person(country: string): string;
  /** A label for a caller ID, such as a team in a city. */
  label(country: string): string;
}

const TEAMS = ['Sales', 'Support', 'Renewals', 'Bookings', 'Surveys', 'Collections', 'Onboarding'];

/**
 * Loads faker (a quarter of a second, so only where names are asked for) and seeds it. Names may
 * change with faker's version; the numbers of the same seed do not.
 */
export async function loadNames(seed: string): Promise<NameSource> {
  const { fakerEN_US, fakerEN_GB, fakerEN_AU, fakerEN_CA, fakerDE, fakerFR, fakerSV } =
    await import('@faker-js/faker');
  const byCountry: Readonly<Record<string, Faker>> = {
    US: fakerEN_US,
    GB: fakerEN_GB,
    AU: fakerEN_AU,
    CA: fakerEN_CA,
    DE: fakerDE,
    FR: fakerFR,
    SE: fakerSV,
  };
  for (const [country, faker] of Object.entries(byCountry)) {
    faker.seed(streamKey(seed, 0, 0, `generate.names.${country}`).a >>> 0);
  }
  const of = (country: string): Faker => byCountry[country] ?? fakerEN_US;
  return {
    person: (country) => `${of(country).person.firstName()} ${of(country).person.lastName()}`,
    label: (country) => `${of(country).location.city()} ${of(country).helpers.arrayElement(TEAMS)}`,
  };
}
