import type { SimMs } from '../../base/units.ts';
import { EVENT, PHASE } from '../events.ts';
import type { ActionRow } from '../result.ts';
import type { World } from '../world.ts';
import { perform } from './perform.ts';
import { own } from './pool-change.ts';

/** A number that was ordered: bought, brought along, or a spare that takes another's place. */
export interface Order {
  readonly number: number;
  readonly by: ActionRow['by'];
  /** The pools that it joins; where it replaces a number, those that have that one by then. */
  readonly campaigns: readonly number[];
  /** The number whose place it takes, or -1. */
  readonly replaces: number;
  readonly atMs: SimMs;
}

/** Pays for an order and plans its delivery; what has no lead is there at once. */
export function place(world: World, order: Order, cost: number, nowMs: SimMs): void {
  const { numbers, orders, engine, horizonMs } = world;
  numbers.purchaseCost[order.number] += cost;
  if (numbers.owned[order.number] === 0) numbers.rent(order.number, true, nowMs);
  const position = orders.push(Object.freeze(order)) - 1;
  if (order.atMs <= nowMs) deliver(world, position, nowMs);
  else if (order.atMs <= horizonMs) {
    engine.schedule(order.atMs, PHASE.outside, EVENT.delivery, position, 0);
  }
}

/** The number is there: it joins its pools, and the one that it replaces leaves them. */
export function deliver(world: World, position: number, nowMs: SimMs): void {
  const { numbers, prepared, scenario } = world;
  const { number, by, campaigns, replaces } = world.orders[position];
  own(world, number, nowMs);
  const rows = replaces < 0 ? [] : prepared.rowsOfNumber[replaces];
  const left = rows.filter((row) => numbers.rowAttached[row] === 1);
  const joined = replaces < 0 ? campaigns : left.map((row) => numbers.rowCampaign[row]);
  const reason =
    replaces < 0 ? 'what was ordered is there' : `replaces ${scenario.numbers[replaces].id}`;
  for (const campaign of joined) {
    const row = prepared.rowOf[campaign][number];
    if (row >= 0 && numbers.rowAttached[row] === 1) continue;
    perform(world, { verb: 'attach', campaign, number }, by, reason, nowMs);
  }
  for (const campaign of left.map((row) => numbers.rowCampaign[row])) {
    const why = `replaced by ${scenario.numbers[number].id}`;
    perform(world, { verb: 'detach', campaign, number: replaces }, by, why, nowMs);
  }
}
