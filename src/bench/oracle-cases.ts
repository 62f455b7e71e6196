import { AnswerHash } from './answer-hash.ts';
import type { BenchCase, PreparedCase } from './bench-case.ts';
import { faultOf } from './pool-proof.ts';
import { poolWorld, REQUESTS } from './pool-world.ts';
import { POOL_SIZES, REFERENCE, SETTINGS } from './reference-workload.ts';
import { sized } from './sized.ts';
import type { SelectorModule } from './subject.ts';

/** Above it a pick takes milliseconds, and its growth is known from below. */
const LARGEST_POOL = 1_000;
const ANSWERED = 64;

/**
 * The plain filter-and-scan on the reference workload: what the index is held to, in answers and in
 * speed. Its rows are described once, beforehand.
 */
export function oracleCases(): BenchCase[] {
  return POOL_SIZES.filter((numbers) => numbers <= LARGEST_POOL).map((numbers) => ({
    name: sized('oracle pick', numbers),
    group: 'oracle',
    unit: 'pick',
    size: numbers,
    family: 'oracle pick',
    prepare: async (subject) => prepareOracle(await subject.selector(), numbers),
  }));
}

function prepareOracle(module: SelectorModule, numbers: number): PreparedCase {
  const world = poolWorld(module, REFERENCE, numbers);
  const { selector, campaign, countryOf, stickyOf, draw } = world;
  const rows = module.describePool(selector, campaign);
  const { preferCountryMatched } = REFERENCE;
  const pickFor = (at: number) => {
    const request = { country: countryOf[at], sticky: stickyOf[at], preferCountryMatched };
    return module.oraclePick(module.consultOracle(rows, SETTINGS, request), draw());
  };
  const hash = new AnswerHash();
  for (let i = 0; i < ANSWERED; i++) hash.add(pickFor(i));
  let at = 0;
  let sum = 0;
  return {
    run(operations) {
      for (let i = 0; i < operations; i++) {
        at = (at + 1) % REQUESTS;
        sum += pickFor(at);
      }
      return operations;
    },
    check() {
      if (!Number.isFinite(sum)) return 'answers are no numbers';
      // Both answer alike, or one of them is wrong.
      return faultOf(module, world, selector, module.emptyPickRecord());
    },
    answer: () => ({ hash: hash.hex, work: null }),
  };
}
