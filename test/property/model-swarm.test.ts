import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAULT_KINDS } from '../../src/model/faults.ts';
import { interventionSchema } from '../../src/scenario/schema/interventions.ts';
import { VERBS_DRAWN } from '../support/arbitrary-actions.ts';
import { FAULT_KINDS_DRAWN } from '../support/arbitrary-faults.ts';
import { anyScenario } from '../support/model-arbitrary.ts';
import { checkDeterminism, checkDrain, checkLaws, checkSnapshot } from '../support/swarm.ts';

// At the size of a smoke test; `npm run proof:swarm` runs 10,000 worlds.
const WORLDS = { seed: 20_261_125 };

describe('the swarm', () => {
  it('draws every verb of an intervention and every kind of fault', () => {
    const verbs = interventionSchema.options.map((option) => option.shape.do.value);
    expect([...VERBS_DRAWN].sort()).toEqual([...new Set(verbs)].sort());
    expect([...FAULT_KINDS_DRAWN].sort()).toEqual([...FAULT_KINDS].sort());
  });

  it('breaks no law, whatever the faults, interventions and playbook', () => {
    fc.assert(
      fc.property(anyScenario, (plan) => void checkLaws(plan)),
      { ...WORLDS, numRuns: 100 },
    );
  });

  it('goes the same way twice, watched or not, and after it is put back', () => {
    fc.assert(
      fc.property(anyScenario, fc.double({ min: 0, max: 1, noNaN: true }), (plan, share) => {
        const { result } = checkLaws(plan);
        checkDeterminism(plan, result);
        checkSnapshot(plan, result, share);
      }),
      { ...WORLDS, numRuns: 20 },
    );
  });

  it('drains within a bound after the last fault', () => {
    fc.assert(
      fc.property(anyScenario, (plan) => checkDrain(plan)),
      { ...WORLDS, numRuns: 30 },
    );
  });
});
