import type { SimMs } from '../base/units.ts';
import { EVENT, PHASE } from './events.ts';
import { perform } from './operator/perform.ts';
import type { World } from './world.ts';

/** Plans everything that the scenario does by hand. */
export function scheduleInterventions(world: World): void {
  const { scenario, engine, horizonMs } = world;
  scenario.interventions.forEach((spec, i) => {
    if (spec.atMs <= horizonMs) engine.schedule(spec.atMs, PHASE.outside, EVENT.intervention, i, 0);
  });
}

/** Carries out one intervention, or refuses it where the rules forbid it at that moment. */
export function intervene(world: World, index: number, nowMs: SimMs): void {
  const spec = world.scenario.interventions[index];
  perform(world, spec, 'intervention', 'planned in the scenario', nowMs);
}
