import { assert } from '../base/assert.ts';
import type { SimMs } from '../base/units.ts';
import { entityUniform } from '../kernel/rng/entity-draw.ts';
import { AT_CAPACITY, NO_ELIGIBLE, type PickRecord } from '../selector/index.ts';
import { placeCall } from './call.ts';
import { TASK } from './contact.ts';
import { pickOf, whoIs } from './happening.ts';
import { WAIT } from './ledger.ts';
import type { Lines } from './lines.ts';
import type { WaitingRoom } from './waiting-room.ts';
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
  room.join(line, contact);
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
  const { lines, room } = world;
  const repeats = world.custom !== null || world.observer?.onHappening !== undefined;
  // Every turn of this loop dials or blocks a line: it ends.
  while (room.live.length > 0 && lines.tenant < lines.tenantMax && lines.anyRoom()) {
    const line = nextLine(room, lines, repeats);
    if (line < 0) return;
    tryLine(world, line, nowMs);
  }
}

/**
 * The line whose first contact is next by priority and due order, among those that may dial.
 *
 * A contact for whom a pick found no room is not asked for again while none of the connections that can
 * reach its country has room: the answer would be the same, its first pick is in the books.
 * @param repeats ask nonetheless, because somebody hears of every pick
 */
function nextLine(room: WaitingRoom, lines: Lines, repeats: boolean): number {
  const { live, queues, blockedAt, blockedHead, lineCampaign, lineCell, linePriority } = room;
  let best = -1;
  let bestPriority = 0;
  let bestOrder = 0;
  // Lines of one campaign mostly stand side by side: its limit is looked up once for them.
  let campaign = -1;
  let isFull = false;
  for (let i = 0; i < live.length; i++) {
    const line = live[i];
    if (lineCampaign[line] !== campaign) {
      campaign = lineCampaign[line];
      isFull = lines.isCampaignFull(campaign);
    }
    if (isFull || blockedAt[line] === lines.version) continue;
    const queue = queues[line];
    const outOfReach = (room.reachBits[lineCell[line]] & lines.roomBits) === 0;
    if (outOfReach && blockedHead[line] === queue.head && !repeats) continue;
    const priority = linePriority[line];
    const order = queue.firstOrder();
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
  const contact = room.queues[line].first();
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
    room.blockedHead[line] = room.queues[line].head;
    return;
  }
  room.leave(line);
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
export function countFirstPick(
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
