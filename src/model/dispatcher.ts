import { assert } from '../base/assert.ts';
import type { SimMs } from '../base/units.ts';
import { entityUniform } from '../kernel/rng/entity-draw.ts';
import { AT_CAPACITY, NO_ELIGIBLE, type PickRecord } from '../selector/index.ts';
import { endContact, placeCall } from './call.ts';
import { TASK } from './contact.ts';
import { EVENT, PHASE } from './events.ts';
import { pickOf, whoIs } from './happening.ts';
import { WAIT } from './ledger.ts';
import type { World } from './world.ts';

/** A contact falls due: it joins its line, at the end of the tenant-wide order. */
export function becomeDue(world: World, contact: number, nowMs: SimMs): void {
  world.contacts.counted[contact] = 0;
  world.contacts.dueMs[contact] = nowMs;
  joinLine(world, contact, nowMs);
}

/** To the end of its line: a new attempt, or one that the provider had no time for. */
export function joinLine(world: World, contact: number, nowMs: SimMs): void {
  const { contacts, room, ledger, prepared } = world;
  const classIndex = contacts.classOf[contact];
  const wantsSticky = world.stickyWaits && contacts.sticky[contact] >= 0;
  const line = room.lineOf(classIndex, wantsSticky ? contacts.sticky[contact] : -1);
  contacts.state[contact] = TASK.queued;
  contacts.dueOrder[contact] = room.dueCount++;
  room.queues[line].push(contact);
  if (room.reason[line] < 0) room.reason[line] = WAIT.window;
  ledger.wait(room.reason[line], prepared.classes[classIndex].cell, 1, nowMs);
  world.observer?.onHappening?.(nowMs, {
    kind: 'due',
    ...whoIs(world, contact),
    attempt: contacts.attempts[contact] + 1,
  });
}

/** Serves waiting contacts in due order, higher priority first, while anybody has room. */
export function serve(world: World, nowMs: SimMs): void {
  const { lines } = world;
  // Every turn of this loop dials, drops or blocks a line: it ends.
  for (;;) {
    if (lines.tenant >= lines.tenantMax || !lines.anyRoom()) return;
    const line = nextLine(world);
    if (line < 0) return;
    tryLine(world, line, nowMs);
  }
}

/** The line whose first contact is next by priority and due order, among those that may dial. */
function nextLine(world: World): number {
  const { room, contacts, lines, classOpen, campaignPaused, eligibleNow } = world;
  const { queues, blockedAt, lineClass, lineCell, lineCampaign, linePriority } = room;
  let best = -1;
  let bestPriority = 0;
  let bestOrder = 0;
  for (let line = 0; line < queues.length; line++) {
    const queue = queues[line];
    if (queue.head === queue.tail || blockedAt[line] === lines.version) continue;
    if (classOpen[lineClass[line]] === 0 || eligibleNow[lineCell[line]] === 0) continue;
    const campaign = lineCampaign[line];
    if (campaignPaused[campaign] !== 0 || lines.isCampaignFull(campaign)) continue;
    const priority = linePriority[line];
    const order = contacts.dueOrder[queue.first()];
    if (best < 0 || priority > bestPriority || (priority === bestPriority && order < bestOrder)) {
      best = line;
      bestPriority = priority;
      bestOrder = order;
    }
  }
  return best;
}

function tryLine(world: World, line: number, nowMs: SimMs): void {
  const { room, contacts, streams, lines, ledger, prepared, record } = world;
  const queue = room.queues[line];
  const contact = queue.first();
  const { campaign, country, cell } = prepared.classes[room.lineClass[line]];
  const sticky = contacts.sticky[contact];
  const u = entityUniform(
    streams.pick,
    contacts.keyLo[contact],
    contacts.keyHi[contact],
    contacts.dials[contact],
    0,
  );
  const answer = pick(world, contact, campaign, country, sticky, u, record);
  world.observer?.onHappening?.(nowMs, pickOf(world, contact, answer));
  world.auditor?.onPick(campaign, country, sticky, answer, record, nowMs);
  if (contacts.counted[contact] === 0) countFirstPick(world, contact, campaign, cell, record);
  if (answer < 0) {
    room.blockedAt[line] = lines.version;
    return;
  }
  queue.shift();
  ledger.wait(room.reason[line], cell, -1, nowMs);
  placeCall(world, contact, answer, record.usedSticky === 1, nowMs);
}

/** The real selector's pick, or that of the user's own, with the real one's skip counts. */
function pick(
  world: World,
  contact: number,
  campaign: number,
  country: number,
  sticky: number,
  u: number,
  record: PickRecord,
): number {
  const { selector, custom, contacts } = world;
  if (custom === null) return selector.pick(campaign, country, sticky, u, record);
  selector.counts(campaign, country, record);
  const attempt = contacts.attempts[contact] + 1;
  const answer = custom.pick({ campaign, country, sticky, u, attempt }, world.view);
  const known = Number.isInteger(answer) && answer >= AT_CAPACITY && answer < world.numbers.count;
  if (!known) world.auditor?.onNonsense(answer, world.engine.nowMs);
  assert(known, `the selector answered ${String(answer)}, which is no number of the inventory`);
  record.usedSticky = answer >= 0 && answer === sticky ? 1 : 0;
  return answer;
}

/** Skip figures count each attempt once, at its first pick. */
function countFirstPick(
  world: World,
  contact: number,
  campaign: number,
  cell: number,
  record: PickRecord,
): void {
  const { contacts, ledger, numbers } = world;
  const { count } = ledger;
  contacts.counted[contact] = 1;
  world.campaignAttempts[campaign]++;
  count.attempts[cell]++;
  count.considered[cell] += record.considered;
  count.skipSpam[cell] += record.spam;
  count.skipCountry[cell] += record.country;
  count.skipBoth[cell] += record.spamAndCountry;
  if (record.spam + record.country + record.spamAndCountry > 0) count.attemptsWithSkip[cell]++;
  const sticky = contacts.sticky[contact];
  if (sticky < 0) return;
  count.stickyAttempts[cell]++;
  const row = world.prepared.rowOf[campaign][sticky];
  const inPool = row >= 0 && numbers.isConsidered(row);
  const { country } = world.prepared.cells[cell];
  if (inPool && !world.selector.isEligible(campaign, sticky, country)) count.stickyBroken[cell]++;
}

/** Everybody in a stalled line has had their first pick: there was no number for them. */
export function countStalledLine(world: World, line: number, nowMs: SimMs): void {
  const { room, contacts, prepared, selector, record } = world;
  const queue = room.queues[line];
  let position = Math.max(room.countedTo[line], queue.head);
  if (position === queue.tail) return;
  const { campaign, country, cell } = prepared.classes[room.lineClass[line]];
  selector.counts(campaign, country, record);
  for (; position < queue.tail; position++) {
    const contact = queue.at(position);
    if (contacts.counted[contact] === 1) continue;
    world.observer?.onHappening?.(nowMs, pickOf(world, contact, NO_ELIGIBLE));
    countFirstPick(world, contact, campaign, cell, record);
  }
  room.countedTo[line] = queue.tail;
}

/** `whenFull: drop`: who finds every line busy is gone. */
function drop(world: World, line: number, nowMs: SimMs): void {
  const { room, ledger, prepared } = world;
  const contact = room.queues[line].shift();
  room.blockedAt[line] = -1;
  ledger.wait(room.reason[line], prepared.classes[room.lineClass[line]].cell, -1, nowMs);
  endContact(world, contact, TASK.failed, 'dropped', nowMs);
}

/** What holds the contacts of each line now, in the order of precedence. */
export function judgeLines(world: World, nowMs: SimMs): void {
  const { room, ledger } = world;
  let rateWaits = false;
  room.turn++;
  for (let line = 0; line < room.queues.length; line++) {
    const queue = room.queues[line];
    const waiting = queue.tail - queue.head;
    if (waiting === 0) continue;
    const cell = room.lineCell[line];
    const reason = reasonOf(world, line, nowMs);
    if (reason === WAIT.stalled || reason === WAIT.structural) countStalledLine(world, line, nowMs);
    else if (reason > WAIT.provider) {
      rateWaits = true;
      if (dropsWhenFull(world, line)) {
        while (queue.head < queue.tail) dropUncounted(world, line, nowMs);
        continue;
      }
    }
    if (reason !== WAIT.window && reason !== WAIT.paused) {
      room.openReason[line] = reason;
      room.judgedTo[line] = queue.tail;
    }
    const before = room.reason[line];
    if (reason === before) continue;
    ledger.wait(before, cell, -waiting, nowMs);
    ledger.wait(reason, cell, waiting, nowMs);
    room.reason[line] = reason;
  }
  if (rateWaits) wakeConnections(world, nowMs);
}

function dropsWhenFull(world: World, line: number): boolean {
  const { campaign } = world.prepared.classes[world.room.lineClass[line]];
  return world.scenario.campaigns[campaign].whenFull === 'drop';
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

function reasonOf(world: World, line: number, nowMs: SimMs): number {
  const { room } = world;
  const cell = room.lineCell[line];
  if (world.campaignPaused[room.lineCampaign[line]] !== 0) return WAIT.paused;
  if (world.classOpen[room.lineClass[line]] === 0) return WAIT.window;
  if (world.eligibleNow[cell] === 0) {
    return world.structural[cell] === 1 ? WAIT.structural : WAIT.stalled;
  }
  // The lines of one (campaign, country) share their limits: worked out once an instant.
  if (room.limitTurn[cell] !== room.turn) {
    room.limitTurn[cell] = room.turn;
    room.limit[cell] = limitOf(world, cell, nowMs);
  }
  return room.limit[cell];
}

/** Which limit holds the contacts of a (campaign, country) that somebody could dial. */
function limitOf(world: World, cell: number, nowMs: SimMs): number {
  const { prepared, lines, selector } = world;
  const { campaign, country } = prepared.cells[cell];
  if (world.downCount > 0) {
    for (let k = 0; k < lines.down.length; k++) {
      if (lines.down[k] === 1 && selector.eligibleOn(campaign, country, k) > 0)
        return WAIT.provider;
    }
  }
  if (lines.tenant >= lines.tenantMax) return WAIT.tenant;
  if (lines.isCampaignFull(campaign)) return WAIT.campaign;
  let held: number = WAIT.rate;
  for (let k = 0; k < lines.down.length; k++) {
    if (selector.eligibleOn(campaign, country, k) === 0) continue;
    if (lines.isFull(k)) held = WAIT.connection;
    // The connection would take a call: its numbers are at limits of their own.
    else if (nowMs >= lines.readyMs[k]) return WAIT.number;
  }
  return held;
}

/** Plans the moment at which a paced connection may dial again, for those who wait. */
function wakeConnections(world: World, nowMs: SimMs): void {
  const { lines, engine } = world;
  for (let k = 0; k < lines.readyMs.length; k++) {
    if (lines.readyMs[k] <= nowMs || lines.wakeSet[k] === 1 || lines.isFull(k)) continue;
    lines.wakeSet[k] = 1;
    engine.schedule(lines.readyMs[k], PHASE.line, EVENT.connectionReady, k, 0);
  }
}
