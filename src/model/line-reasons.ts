import type { SimMs } from '../base/units.ts';
import { endContact } from './call.ts';
import { TASK } from './contact.ts';
import { countFirstPick, countStalledLine } from './dispatcher.ts';
import { EVENT, PHASE } from './events.ts';
import { WAIT } from './ledger.ts';
import { connectionBit, type Lines } from './lines.ts';
import type { WaitingRoom } from './waiting-room.ts';
import type { World } from './world.ts';

/*
 * What holds the contacts of each line. A reason follows from policy (windows, pauses, eligibility,
 * outages: `WaitingRoom.policyChanged`), from limits (`noteLimits`), and from nothing else. So a line is
 * judged when contacts have joined it, a line that policy lets dial also when a limit has moved, and all of
 * them when policy has changed; the others stand as they stood.
 */

/** Of a connection, as `limitOf` asks: it could take a call, it is paced, it is full. */
const TAKES_CALLS = 0;
const PACED = 1;
const FULL = 2;

/** Policy has changed: who may be dialled, over which connections, and which lines wait with such contacts. */
export function openLines(world: World): void {
  const { room, prepared, classOpen, campaignPaused, eligibleNow, selector, lines } = world;
  const { classes, cells } = prepared;
  for (let cell = 0; cell < cells.length; cell++) {
    const { campaign, country } = cells[cell];
    room.reachBits[cell] = 0;
    for (let k = 0; k < lines.connection.length; k++) {
      if (selector.eligibleOn(campaign, country, k) > 0) room.reachBits[cell] |= connectionBit(k);
    }
  }
  for (let k = 0; k < classes.length; k++) {
    const { campaign, cell } = classes[k];
    const mayDial = classOpen[k] === 1 && campaignPaused[campaign] === 0 && eligibleNow[cell] > 0;
    room.mayDial[k] = mayDial ? 1 : 0;
  }
  room.live.length = 0;
  for (let line = 0; line < room.queues.length; line++) {
    const { head, tail } = room.queues[line];
    if (head !== tail && room.mayDial[room.lineClass[line]] === 1) room.live.push(line);
  }
}

/**
 * Judges the lines that something has changed for, in the order of the lines.
 * @returns whether contacts may have become stalled, or ceased to be
 */
export function judgeLines(world: World, nowMs: SimMs): boolean {
  const { room, lines } = world;
  const { queues, touched, live } = room;
  const { policyChanged } = room;
  const limitsMoved = noteLimits(room, lines, nowMs);
  if (policyChanged || limitsMoved) room.turn++;
  const mayStall = policyChanged || touched.length > 0;
  if (policyChanged) for (let line = 0; line < queues.length; line++) room.touch(line);
  else if (limitsMoved) for (let i = 0; i < live.length; i++) room.touch(live[i]);
  room.policyChanged = false;
  let isHeld = false;
  for (let i = 0; i < touched.length; i++) {
    const queue = queues[touched[i]];
    if (queue.head !== queue.tail && judgeLine(world, touched[i], nowMs)) isHeld = true;
  }
  room.clearTouched();
  wakeConnections(world, isHeld, nowMs);
  return mayStall;
}

/**
 * Remembers which limits are reached. What stands behind a full tenant, or behind campaigns that are all
 * full, decides nothing and is not looked at.
 * @returns whether any differs from the last time
 */
function noteLimits(room: WaitingRoom, lines: Lines, nowMs: SimMs): boolean {
  const { campaignFull, connectionState } = room;
  const tenantFull = lines.tenant >= lines.tenantMax ? 1 : 0;
  let moved = tenantFull !== room.tenantFull;
  room.tenantFull = tenantFull;
  if (tenantFull === 1) return moved;
  let allFull = 1;
  for (let c = 0; c < campaignFull.length; c++) {
    const full = lines.isCampaignFull(c) ? 1 : 0;
    allFull &= full;
    if (full === campaignFull[c]) continue;
    campaignFull[c] = full;
    moved = true;
  }
  if (allFull === 1) return moved;
  for (let k = 0; k < connectionState.length; k++) {
    const state = lines.isFull(k) ? FULL : nowMs >= lines.readyMs[k] ? TAKES_CALLS : PACED;
    if (state === connectionState[k]) continue;
    connectionState[k] = state;
    moved = true;
  }
  return moved;
}

/** What holds the contacts of a line now. @returns whether it is a limit */
function judgeLine(world: World, line: number, nowMs: SimMs): boolean {
  const { room, ledger } = world;
  const queue = room.queues[line];
  const reason = reasonOf(world, line);
  const isLimit = reason > WAIT.provider;
  if (reason === WAIT.stalled || reason === WAIT.structural) countStalledLine(world, line, nowMs);
  else if (isLimit && room.lineDrops[line] === 1) {
    while (queue.head < queue.tail) dropUncounted(world, line, nowMs);
    return true;
  }
  if (reason !== WAIT.window && reason !== WAIT.paused) {
    room.openReason[line] = reason;
    room.judgedTo[line] = queue.tail;
  }
  const before = room.reason[line];
  if (reason === before) return isLimit;
  const cell = room.lineCell[line];
  const waiting = queue.tail - queue.head;
  ledger.wait(before, cell, -waiting, nowMs);
  ledger.wait(reason, cell, waiting, nowMs);
  room.reason[line] = reason;
  return isLimit;
}

/** The reason in the order of precedence. */
function reasonOf(world: World, line: number): number {
  const { room } = world;
  const cell = room.lineCell[line];
  if (room.mayDial[room.lineClass[line]] === 0) {
    if (world.campaignPaused[room.lineCampaign[line]] !== 0) return WAIT.paused;
    if (world.classOpen[room.lineClass[line]] === 0) return WAIT.window;
    return world.structural[cell] === 1 ? WAIT.structural : WAIT.stalled;
  }
  // The lines of one (campaign, country) share their limits: worked out once for each change.
  if (room.limitTurn[cell] !== room.turn) {
    room.limitTurn[cell] = room.turn;
    room.limit[cell] = limitOf(world, cell);
  }
  return room.limit[cell];
}

/** Which limit holds the contacts of a (campaign, country) that somebody could dial. */
function limitOf(world: World, cell: number): number {
  const { prepared, lines, selector, room } = world;
  const { campaign, country } = prepared.cells[cell];
  if (world.downCount > 0) {
    for (let k = 0; k < lines.down.length; k++) {
      if (lines.down[k] === 1 && selector.eligibleOn(campaign, country, k) > 0)
        return WAIT.provider;
    }
  }
  if (room.tenantFull === 1) return WAIT.tenant;
  if (room.campaignFull[campaign] === 1) return WAIT.campaign;
  let held: number = WAIT.rate;
  for (let k = 0; k < room.connectionState.length; k++) {
    const state = room.connectionState[k];
    if (state === PACED || selector.eligibleOn(campaign, country, k) === 0) continue;
    // The connection would take a call: its numbers are at limits of their own.
    if (state === TAKES_CALLS) return WAIT.number;
    held = WAIT.connection;
  }
  return held;
}

/** A drop before any pick (tenant or campaign full) still is an attempt that met the pool. */
function dropUncounted(world: World, line: number, nowMs: SimMs): void {
  const { room, contacts, prepared, selector, record } = world;
  const contact = room.queues[line].first();
  const { campaign, country, cell } = prepared.classes[room.lineClass[line]];
  if (contacts.counted[contact] === 0) {
    selector.counts(campaign, country, record);
    countFirstPick(world, contact, campaign, cell, record);
  }
  drop(world, line, nowMs);
}

/** `whenFull: drop`: who finds every line busy is gone. */
function drop(world: World, line: number, nowMs: SimMs): void {
  const { room, ledger } = world;
  const contact = room.leave(line);
  room.blockedAt[line] = -1;
  ledger.wait(room.reason[line], room.lineCell[line], -1, nowMs);
  endContact(world, contact, TASK.failed, 'dropped', nowMs);
}

/**
 * Plans the moment at which a paced connection may dial again, for those whom a limit holds.
 * @param isHeld whether a line judged just now is held, or was before it was dropped
 */
function wakeConnections(world: World, isHeld: boolean, nowMs: SimMs): void {
  const { lines, engine, room } = world;
  for (let k = 0; k < lines.readyMs.length; k++) {
    if (lines.readyMs[k] <= nowMs || lines.wakeSet[k] === 1 || lines.isFull(k)) continue;
    if (!isHeld && !isAnyHeld(room)) return;
    lines.wakeSet[k] = 1;
    engine.schedule(lines.readyMs[k], PHASE.line, EVENT.connectionReady, k, 0);
  }
}

/** Does a limit hold anybody? What policy or an outage holds is no matter of limits. */
function isAnyHeld({ live, reason }: WaitingRoom): boolean {
  for (let i = 0; i < live.length; i++) if (reason[live[i]] > WAIT.provider) return true;
  return false;
}
