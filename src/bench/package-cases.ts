import seedrandom from 'seedrandom';
import { multinomialFit } from '../stats/chi-square.ts';
import { normalTail } from '../stats/normal.ts';
import { type BenchCase, NO_ANSWER, type PreparedCase } from './bench-case.ts';
import { PACKAGES, type WeightedPackage } from './packages.ts';
import { poolWorld } from './pool-world.ts';
import { PLAIN, USUAL_SIZE } from './reference-workload.ts';
import { sized } from './sized.ts';
import type { SelectorModule } from './subject.ts';

const SIZES = [USUAL_SIZE, 10 * USUAL_SIZE] as const;
const FREQUENCY_PICKS = 20_000;
/** One in three million: a package without a seed gives other picks each time. */
const STANDARD_ERRORS = 5;

/**
 * What one would take instead: packages of weighted choice, on the weights of the plain pool, without a
 * rule. Alone, and with a weight that moves after each pick, whereupon what was prepared is made anew.
 */
export function packageCases(): BenchCase[] {
  return PACKAGES.flatMap((each) => [
    ...SIZES.map((numbers) => packageCase(each, numbers, false)),
    packageCase(each, USUAL_SIZE, true),
  ]);
}

function packageCase(each: WeightedPackage, numbers: number, moves: boolean): BenchCase {
  const family = `${each.name} ${moves ? 'pick+update' : 'pick'}`;
  return {
    name: sized(family, numbers),
    group: 'package',
    unit: 'pick',
    size: numbers,
    family,
    prepare: async (subject) =>
      preparePackage(each, plainWeights(await subject.selector(), numbers), moves),
  };
}

/** The weights that the real selector has in the plain pool. */
function plainWeights(module: SelectorModule, numbers: number): number[] {
  const { selector, campaign } = poolWorld(module, PLAIN, numbers);
  return Array.from({ length: numbers }, (_, number) => selector.weight(campaign, number));
}

async function preparePackage(
  { load }: WeightedPackage,
  weights: number[],
  moves: boolean,
): Promise<PreparedCase> {
  const makeChoice = await load();
  const draw = seedrandom.alea('poolsim bench package');
  const others = weights.slice().reverse();
  const choice = makeChoice(weights, draw);
  let sum = 0;
  return {
    run(operations) {
      for (let i = 0; i < operations; i++) {
        const picked = choice.next();
        sum += picked;
        if (!moves) continue;
        const moved = others[picked];
        others[picked] = weights[picked];
        weights[picked] = moved;
        choice.renew();
      }
      return operations;
    },
    check() {
      if (!Number.isFinite(sum)) return 'answers are no numbers';
      const counts = new Float64Array(weights.length);
      for (let i = 0; i < FREQUENCY_PICKS; i++) counts[choice.next()]++;
      return wrongFrequencies(counts, weights);
    },
    // Not all take a source of random numbers, and without one nobody can repeat their picks.
    answer: () => NO_ANSWER,
  };
}

/** Chi-square over cells of some neighbours each, so that every cell has enough picks. */
function wrongFrequencies(counts: Float64Array, weights: readonly number[]): string | null {
  const cells = Math.min(weights.length, 250);
  const folded = new Float64Array(cells);
  const chances = new Float64Array(cells);
  weights.forEach((weight, i) => {
    folded[i % cells] += counts[i];
    chances[i % cells] += weight;
  });
  const { pValue, statistic, df } = multinomialFit(folded, chances)!;
  if (pValue >= normalTail(STANDARD_ERRORS)) return null;
  return `frequencies differ from the weights: chi-square ${statistic.toFixed(1)} at ${df}`;
}
