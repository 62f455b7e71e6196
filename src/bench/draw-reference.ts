import seedrandom from 'seedrandom';
import type { PreparedCase } from './bench-case.ts';

const DRAWS_A_RUN = 100_000;
const STANDARD_ERRORS = 4;

/**
 * One draw of seedrandom's alea: the yardstick of all cases. A ratio to it, measured in the same
 * process, carries from machine to machine better than nanoseconds do.
 */
export function prepareDrawReference(): { run(): number } & Pick<PreparedCase, 'check'> {
  const draw = seedrandom.alea('poolsim bench reference');
  let sum = 0;
  let draws = 0;
  return {
    run() {
      let runSum = 0;
      for (let i = 0; i < DRAWS_A_RUN; i++) runSum += draw();
      sum += runSum;
      draws += DRAWS_A_RUN;
      return DRAWS_A_RUN;
    },
    check() {
      const z = (sum / draws - 0.5) / Math.sqrt(1 / 12 / draws);
      if (Math.abs(z) <= STANDARD_ERRORS) return null;
      return `mean of ${draws} draws lies ${z} standard errors from 0.5`;
    },
  };
}
