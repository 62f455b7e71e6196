/** A scenario of a few milliseconds: one day, a few numbers, a few dozen contacts. */
export const TINY = `name: tiny
why: Does the command line work?
seed: 1
replications: 6
start: 2026-03-02T09:00:00-05:00
duration: 1d
numbers:
  - generate: { group: us, country: US, count: 3, spamScore: 10 }
  - generate: { group: gb, country: GB, count: 2, allowedCountries: [GB], spamScore: 10 }
campaigns:
  - name: outreach
    pool: all
    windows: always
    contacts:
      generate: { count: 40, countries: { US: 60%, GB: 40% } }
`;

/** The same with gates. */
export function tinyWithGates(...gates: readonly string[]): string {
  return `${TINY}gates:\n${gates.map((gate) => `  - ${gate}\n`).join('')}`;
}
