import { unreachable } from '../base/assert.ts';
import type { SimMs } from '../base/units.ts';
import { EVENT, PHASE } from './events.ts';
import { STATUS } from './phone-number.ts';
import type { ActionRow } from './result.ts';
import type { InterventionSpec, InterventionTarget, Scenario } from './spec.ts';
import type { World } from './world.ts';

/** Plans everything that the scenario does by hand. */
export function scheduleInterventions(world: World): void {
  const { scenario, engine, horizonMs } = world;
  scenario.interventions.forEach((spec, i) => {
    if (spec.atMs <= horizonMs) engine.schedule(spec.atMs, PHASE.outside, EVENT.intervention, i, 0);
  });
}

/** Carries out one intervention and writes it down with its effect. */
export function intervene(world: World, index: number, nowMs: SimMs): void {
  const spec = world.scenario.interventions[index];
  const before = eligibleSum(world);
  carryOut(world, spec, nowMs);
  world.refreshEligibility(nowMs);
  const after = eligibleSum(world);
  const row: ActionRow = {
    atMs: nowMs,
    by: 'intervention',
    verb: spec.verb,
    target: targetName(world.scenario, spec),
    reason: 'planned in the scenario',
    cost: 0,
    effect: `eligible numbers over countries: ${before} → ${after}`,
  };
  world.actions.push(row);
  world.observer?.onHappening?.(nowMs, { kind: 'action', row });
}

function carryOut(world: World, spec: InterventionSpec, nowMs: SimMs): void {
  switch (spec.verb) {
    case 'pause':
    case 'resume':
      return pause(world, spec.target, spec.verb === 'pause', nowMs);
    case 'deactivate':
      return world.setStatus(spec.number, STATUS.inactive, nowMs);
    case 'activate':
      return world.setStatus(spec.number, STATUS.active, nowMs);
    case 'release':
      return world.setStatus(spec.number, STATUS.released, nowMs);
    case 'allow':
      return world.setAllowedCountries(spec.number, spec.countries);
    case 'set_score':
      world.setTrueScore(spec.number, spec.score, nowMs);
      return world.setObservedScore(spec.number, spec.score, nowMs);
    default:
      return unreachable(spec);
  }
}

function pause(world: World, target: InterventionTarget, paused: boolean, nowMs: SimMs): void {
  const { numbers, prepared, lines } = world;
  const flag = paused ? 1 : 0;
  switch (target.kind) {
    case 'campaign':
      world.campaignPaused[target.campaign] = flag;
      return;
    case 'row': {
      const row = prepared.rowOf[target.campaign][target.number];
      numbers.rowPaused[row] = flag;
      return world.applyPause(row, nowMs);
    }
    case 'number':
      numbers.pausedNumber[target.number] = flag;
      for (const row of prepared.rowsOfNumber[target.number]) world.applyPause(row, nowMs);
      return;
    case 'connection':
      for (let n = 0; n < numbers.count; n++) {
        if (lines.connectionOf[n] !== target.connection) continue;
        numbers.pausedConnection[n] = flag;
        for (const row of prepared.rowsOfNumber[n]) world.applyPause(row, nowMs);
      }
      return;
    default:
      return unreachable(target);
  }
}

function eligibleSum(world: World): number {
  let sum = 0;
  for (const value of world.eligibleNow) sum += value;
  return sum;
}

function targetName(scenario: Scenario, spec: InterventionSpec): string {
  if (!('target' in spec)) return scenario.numbers[spec.number].id;
  const { target } = spec;
  switch (target.kind) {
    case 'campaign':
      return `campaign ${scenario.campaigns[target.campaign].name}`;
    case 'connection':
      return `connection ${scenario.connections[target.connection].id}`;
    case 'row':
      return `${scenario.numbers[target.number].id} in ${scenario.campaigns[target.campaign].name}`;
    case 'number':
      return scenario.numbers[target.number].id;
    default:
      return unreachable(target);
  }
}
