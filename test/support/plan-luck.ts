import { entityKey } from '../../src/base/hash.ts';
import type { Simulators } from '../../src/experiment/plan/trials.ts';
import { entityUniform } from '../../src/kernel/rng/entity-draw.ts';
import { prepare } from '../../src/model/prepare.ts';
import { openStreams } from '../../src/model/random.ts';
import type { Scenario } from '../../src/model/spec.ts';

/** Risk of a country's stall by how many active numbers have their home there; more has that of the last. */
export type RiskOf = Readonly<Record<string, readonly number[]>>;

/**
 * Stands in for the simulation where only the search is on trial: each country stalls with a known risk, by the
 * same luck for every candidate, so that fewer numbers stall wherever more do. Instant, and the truth is known.
 */
export function luckOf(scenario: Scenario, seed: number, risks: RiskOf): Simulators {
  const { cells } = prepare(scenario);
  const codes = cells.map(({ country }) => scenario.countries[country]);
  const keys = codes.map((code) => entityKey(code));
  const { pick } = openStreams(String(seed), 0, 0);
  return {
    run: () => Promise.reject(new Error('only stalls are known')),
    runStalls: async ({ scenario: candidate }, from, to) => {
      const risk = codes.map((code) => {
        const home = candidate.countries.indexOf(code);
        const count = candidate.numbers.filter(
          ({ status, country }) => status === 'active' && country === home,
        ).length;
        return risks[code][Math.min(count, risks[code].length - 1)];
      });
      return Array.from({ length: to - from }, (_, i) =>
        Uint8Array.from(codes, (_code, c) =>
          entityUniform(pick, keys[c].lo, keys[c].hi, from + i, 0) < risk[c] ? 1 : 0,
        ),
      );
    },
  };
}
