import type { SimMs } from '../../base/units.ts';
import { PAUSED_BY } from '../phone-number.ts';
import { judgeRow } from '../pool-status.ts';
import type { World } from '../world.ts';

/** A number joins a campaign's pool, with no attempts yet; pauses that it has hold there too. */
export function attachRow(world: World, row: number, nowMs: SimMs): void {
  const { numbers, selector, auditor, lines } = world;
  const campaign = numbers.rowCampaign[row];
  const number = numbers.rowNumber[row];
  numbers.rowAttached[row] = 1;
  numbers.rowAttachedSinceMs[row] = nowMs;
  selector.attach(campaign, number);
  auditor?.onAttached(campaign, number, true);
  const paused = numbers.isPaused(row);
  auditor?.onPaused(campaign, number, paused);
  selector.setPaused(campaign, number, paused);
  lines.rowAttached(row);
  changed(world, row, nowMs);
}

/** A number leaves a campaign's pool: the selector forgets its row, the books keep what it made. */
export function detachRow(world: World, row: number, nowMs: SimMs): void {
  const { numbers, selector, auditor } = world;
  const campaign = numbers.rowCampaign[row];
  const number = numbers.rowNumber[row];
  numbers.rowAttemptsBefore[row] += selector.attempts(campaign, number);
  numbers.rowAnsweredBefore[row] += selector.answered(campaign, number);
  numbers.rowWeightBefore[row] = selector.weight(campaign, number);
  numbers.rowAttachedMs[row] += nowMs - numbers.rowAttachedSinceMs[row];
  numbers.rowAttached[row] = 0;
  selector.detach(campaign, number);
  auditor?.onAttached(campaign, number, false);
  changed(world, row, nowMs);
}

function changed(world: World, row: number, nowMs: SimMs): void {
  world.poolsChanged = true;
  world.reachGrew = true;
  world.followRow(row);
  judgeRow(world, row, nowMs);
}

/** A number that was ordered is there: from now on its score is fetched. */
export function own(world: World, number: number, nowMs: SimMs): void {
  if (world.numbers.owned[number] === 1) return;
  world.numbers.owned[number] = 1;
  world.auditor?.operator.onOwned(number);
  world.scores.begin(world, number, nowMs);
}

/** Sets or lifts a pause at any level; each of hand and playbook lifts only its own. */
export function pauseNumber(
  world: World,
  number: number,
  bit: number,
  on: boolean,
  nowMs: SimMs,
): void {
  const { numbers, prepared } = world;
  numbers.pausedNumber[number] = withBit(numbers.pausedNumber[number], bit, on);
  for (const row of prepared.rowsOfNumber[number]) world.applyPause(row, nowMs);
}

export function pauseRow(world: World, row: number, bit: number, on: boolean, nowMs: SimMs): void {
  const { numbers } = world;
  numbers.rowPaused[row] = withBit(numbers.rowPaused[row], bit, on);
  world.applyPause(row, nowMs);
}

export function pauseConnection(
  world: World,
  connection: number,
  bit: number,
  on: boolean,
  nowMs: SimMs,
): void {
  const { numbers, prepared, lines } = world;
  for (let n = 0; n < numbers.count; n++) {
    if (lines.connectionOf[n] !== connection) continue;
    numbers.pausedConnection[n] = withBit(numbers.pausedConnection[n], bit, on);
    for (const row of prepared.rowsOfNumber[n]) world.applyPause(row, nowMs);
  }
}

export function pauseCampaign(world: World, campaign: number, bit: number, on: boolean): void {
  world.campaignPaused[campaign] = withBit(world.campaignPaused[campaign], bit, on);
  world.room.policyChanged = true;
}

/** The bit under which somebody's pauses stand. */
export function pauseBit(by: 'intervention' | 'playbook'): number {
  return by === 'intervention' ? PAUSED_BY.hand : PAUSED_BY.rest;
}

function withBit(value: number, bit: number, on: boolean): number {
  return on ? value | bit : value & ~bit;
}
