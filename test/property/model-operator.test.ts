import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capture } from '../../src/base/snapshot.ts';
import { NUMBER_METRICS, POOL_STATUSES, ROW_METRICS } from '../../src/model/figures.ts';
import type { ReplicationResult } from '../../src/model/result.ts';
import {
  advance,
  closeWorld,
  openWorld,
  resultLayout,
  runReplication,
} from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { anyScenario } from '../support/model-arbitrary.ts';
import { figureOf } from '../support/model-replications.ts';

const RUNS = 60;

/** Any small world in which somebody acts, by playbook or by hand, and purchases cost something. */
const anyOperatedScenario = anyScenario
  .filter(({ playbook, interventions }) => playbook !== null || interventions.length > 0)
  .map((plan): Scenario => {
    const purchaseByCountry = Float64Array.of(1, 2, 3, 4);
    return { ...plan, prices: { ...plan.prices, check: 0.04, purchaseByCountry } };
  });

/** Runs any small world with an operator, with the auditor on, and asks something of its books. */
function always(
  name: string,
  holds: (plan: Scenario, result: ReplicationResult) => void,
  numRuns = RUNS,
): void {
  it(name, () => {
    fc.assert(
      fc.property(anyOperatedScenario, (plan) => {
        holds(plan, runReplication(plan, { replication: 0 }));
      }),
      { numRuns, seed: 20_260_301 },
    );
  });
}

const rowMetric = (result: ReplicationResult, row: number, name: (typeof ROW_METRICS)[number]) =>
  result.rows[row * ROW_METRICS.length + ROW_METRICS.indexOf(name)];

describe('any world with an operator', () => {
  always('pays what its parts cost, and what its actions did', (plan, result) => {
    for (const { campaign, country } of resultLayout(plan).scopes) {
      if (country !== '*') continue;
      const of = (key: string) => figureOf(plan, result, `cost.${key}`, campaign).num;
      const parts = of('rent') + of('minutes') + of('checks') + of('purchases');
      expect(of('total')).toBeCloseTo(parts, 8);
    }
    const paid = result.actions.reduce((sum, { cost }) => sum + cost, 0);
    expect(figureOf(plan, result, 'cost.purchases').num).toBeCloseTo(paid, 8);
  });

  always(
    'keeps the time of each row in its pool, and in it one status at a time',
    (plan, result) => {
      resultLayout(plan).rows.forEach(({ reserve }, row) => {
        const attached = rowMetric(result, row, 'attached_ms');
        const statuses = POOL_STATUSES.reduce(
          (sum, status) => sum + rowMetric(result, row, `status_${status}_ms`),
          0,
        );
        expect(statuses).toBeCloseTo(attached, 3);
        expect(attached).toBeLessThanOrEqual(plan.durationMs);
        const moved = result.actions.some(({ verb }) => verb === 'detach' || verb === 'attach');
        if (!moved) expect(attached).toBe(reserve ? 0 : plan.durationMs);
        if (attached === 0) expect(rowMetric(result, row, 'dials')).toBe(0);
      });
    },
  );

  always('rents only what it owns', (plan, result) => {
    plan.numbers.forEach(({ owned, status }, n) => {
      const at = n * NUMBER_METRICS.length;
      const rented = result.numbers[at + NUMBER_METRICS.indexOf('rented_ms')];
      const dials = result.numbers[at + NUMBER_METRICS.indexOf('dials')];
      if (dials > 0) expect(rented).toBeGreaterThan(0);
      if (status === 'released') expect(rented).toBe(0);
      const { id } = plan.numbers[n];
      const used = result.actions.some((on) => on.number === id || on.replacement === id);
      if (!owned && !used) expect([rented, dials]).toEqual([0, 0]);
    });
  });

  always('says why it refused, and what came of what it did', (_, result) => {
    for (const { outcome, effect, reason, cost } of result.actions) {
      expect(reason).not.toBe('');
      if (outcome === 'refused') expect([effect === '', cost]).toEqual([false, 0]);
      else expect(effect).toMatch(/eligible numbers over countries: \d+ → \d+$/);
    }
  });

  it('goes on from a snapshot as it would have gone on', () => {
    fc.assert(
      fc.property(anyOperatedScenario, fc.integer({ min: 1, max: 50 }), (plan, hour) => {
        const world = openWorld(plan, { replication: 0 });
        const atMs = Math.min(hour * 3_600_000, plan.durationMs / 2);
        advance(world, atMs);
        const crossing = capture(world);
        const finish = () => {
          advance(world, world.horizonMs);
          closeWorld(world);
          return [world.traceA, world.traceB, world.actions.length];
        };
        const first = finish();
        crossing.restore();
        expect(finish()).toEqual(first);
      }),
      { numRuns: 25, seed: 20_260_303 },
    );
  });
});
