import { unreachable } from '../../base/assert.ts';
import type { SimMs } from '../../base/units.ts';
import type { ActionTarget, OperatorAction } from '../action-spec.ts';
import { STATUS } from '../phone-number.ts';
import { judgeNumber, judgeRow } from '../pool-status.ts';
import type { ActionRow } from '../result.ts';
import type { World } from '../world.ts';
import { actedOn, NOTHING } from './acted-on.ts';
import { type Order, place } from './orders.ts';
import {
  attachRow,
  detachRow,
  pauseBit,
  pauseCampaign,
  pauseConnection,
  pauseNumber,
  pauseRow,
} from './pool-change.ts';
import { refusalOf, span } from './refusal.ts';

/**
 * Carries an action out, or refuses it, and writes it down with its reason, cost and effect.
 * @returns true where it was done
 */
export function perform(
  world: World,
  action: OperatorAction,
  by: ActionRow['by'],
  reason: string,
  nowMs: SimMs,
): boolean {
  const refusal = refusalOf(world, action, nowMs);
  const cost = refusal === '' ? costOf(world, action) : 0;
  const before = eligibleSum(world);
  const row = world.actions.push(PLACEHOLDER) - 1;
  if (refusal === '') {
    world.auditor?.operator.onAction(action, by);
    carryOut(world, action, by, cost, nowMs);
    world.refreshEligibility(nowMs);
  }
  const written: ActionRow = Object.freeze({
    atMs: nowMs,
    by,
    verb: action.verb,
    ...actedOn(world.scenario, action),
    reason,
    outcome: refusal === '' ? 'done' : 'refused',
    cost,
    effect: refusal === '' ? effectOf(action, before, eligibleSum(world)) : refusal,
  });
  world.actions[row] = written;
  world.observer?.onHappening?.(nowMs, { kind: 'action', row: written });
  return refusal === '';
}

/** Keeps the place of an action in the list while those that follow from it are written down. */
const PLACEHOLDER: ActionRow = Object.freeze({
  atMs: 0,
  by: 'intervention',
  verb: '',
  ...NOTHING,
  reason: '',
  outcome: 'done',
  cost: 0,
  effect: '',
});

function carryOut(
  world: World,
  action: OperatorAction,
  by: ActionRow['by'],
  cost: number,
  nowMs: SimMs,
): void {
  switch (action.verb) {
    case 'pause':
    case 'resume':
      return pause(world, action.target, pauseBit(by), action.verb === 'pause', nowMs);
    case 'narrow':
      return cap(world, action.target, action.callsPerDay, nowMs);
    case 'widen':
      return cap(world, action.target, Number.POSITIVE_INFINITY, nowMs);
    case 'attach':
      return attachRow(world, world.prepared.rowOf[action.campaign][action.number], nowMs);
    case 'detach':
      return detachRow(world, world.prepared.rowOf[action.campaign][action.number], nowMs);
    case 'add':
    case 'replace':
      return place(world, orderOf(world, action, by, nowMs), cost, nowMs);
    case 'deactivate':
      return world.setStatus(action.number, STATUS.inactive, nowMs);
    case 'activate':
      return world.setStatus(action.number, STATUS.active, nowMs);
    case 'release':
      return world.setStatus(action.number, STATUS.released, nowMs);
    case 'allow':
      return world.setAllowedCountries(action.number, action.countries);
    case 'set_score':
      world.setTrueScore(action.number, action.score, nowMs);
      world.scores.forget(world, action.number);
      return world.setObservedScore(action.number, action.score, nowMs);
    default:
      return unreachable(action);
  }
}

function pause(world: World, target: ActionTarget, bit: number, on: boolean, nowMs: SimMs): void {
  switch (target.kind) {
    case 'campaign':
      return pauseCampaign(world, target.campaign, bit, on);
    case 'row':
      return pauseRow(world, world.prepared.rowOf[target.campaign][target.number], bit, on, nowMs);
    case 'number':
      return pauseNumber(world, target.number, bit, on, nowMs);
    case 'connection':
      return pauseConnection(world, target.connection, bit, on, nowMs);
    default:
      return unreachable(target);
  }
}

/** Puts a daily cap on a target, or takes it off (Infinity). */
function cap(world: World, target: ActionTarget, callsPerDay: number, nowMs: SimMs): void {
  const { caps } = world.lines;
  caps.inUse = true;
  switch (target.kind) {
    case 'campaign':
      caps.campaign[target.campaign] = callsPerDay;
      break;
    case 'row': {
      const row = world.prepared.rowOf[target.campaign][target.number];
      caps.row[row] = callsPerDay;
      world.lines.tellCapped(nowMs);
      return judgeRow(world, row, nowMs);
    }
    case 'number':
      caps.number[target.number] = callsPerDay;
      world.lines.tellCapped(nowMs);
      return judgeNumber(world, target.number, nowMs);
    case 'connection':
      caps.connection[target.connection] = callsPerDay;
      break;
    default:
      return unreachable(target);
  }
  world.lines.tellCapped(nowMs);
}

type Ordering = Extract<OperatorAction, { verb: 'add' | 'replace' }>;

function orderOf(world: World, action: Ordering, by: ActionRow['by'], nowMs: SimMs): Order {
  const add = action.verb === 'add';
  const number = add ? action.number : action.by;
  const inHand = world.numbers.owned[number] === 1;
  return {
    number,
    by,
    campaigns: add ? action.campaigns : [],
    replaces: add ? -1 : action.number,
    atMs: nowMs + (inHand ? 0 : action.leadMs),
  };
}

/** Money that the action costs at once. A spare in hand costs no set-up unless it is said to. */
function costOf(world: World, action: OperatorAction): number {
  if (action.verb !== 'add' && action.verb !== 'replace') return 0;
  if (action.price !== null) return action.price;
  const number = action.verb === 'add' ? action.number : action.by;
  if (world.numbers.owned[number] === 1) return 0;
  return world.scenario.prices.purchaseByCountry[world.numbers.country[number]];
}

function effectOf(action: OperatorAction, before: number, after: number): string {
  const eligible = `eligible numbers over countries: ${before} → ${after}`;
  if (action.verb !== 'add' && action.verb !== 'replace') return eligible;
  return action.leadMs > 0 ? `there in ${span(action.leadMs)}; ${eligible}` : eligible;
}

function eligibleSum(world: World): number {
  let sum = 0;
  for (const value of world.eligibleNow) sum += value;
  return sum;
}
