import type { SimMs } from '../base/units.ts';
import { entityUniform } from '../kernel/rng/entity-draw.ts';
import { endCall } from './call.ts';
import { durationAt } from './duration.ts';
import { EVENT, PHASE } from './events.ts';
import { LOST, REFUSED } from './provider/mock-provider.ts';
import type { World } from './world.ts';

/**
 * Calls that are over and whose notice the platform has not got: serial → call slot. A notice is taken by
 * the serial of its call, so that a second one, or one that comes after the sweep, finds nothing and
 * changes nothing, whoever uses the slot by then.
 */
export class Notices {
  readonly awaited = new Map<number, number>();
}

/** What the faults of a connection do to the notice of a call that is over. */
interface Fate {
  lost: boolean;
  lateMs: number;
  /** Time between the first notice and the second; -1 = there is no second. */
  againMs: number;
}

/** A call is over. Its notice arrives at once, unless faults of notices hold on its connection. */
export function callOver(world: World, slot: number, nowMs: SimMs): void {
  const { calls, lines, faults } = world;
  calls.overMs[slot] = nowMs;
  const undisturbed = faults.noticing[lines.connectionOf[calls.number[slot]]].length === 0;
  // A refusal is the answer to the request itself: there is no notice of it to lose.
  if (undisturbed || calls.outcome[slot] === REFUSED) {
    return endCall(world, slot, nowMs);
  }
  const fate = fateOf(world, slot);
  const contact = calls.contact[slot];
  const serial = calls.serial[slot];
  const { engine, notices, scenario } = world;
  if (fate.againMs >= 0 && !fate.lost) {
    const atMs = nowMs + fate.lateMs + fate.againMs;
    engine.schedule(atMs, PHASE.callEnd, EVENT.noticeAgain, contact, serial);
  }
  if (!fate.lost && fate.lateMs === 0) return endCall(world, slot, nowMs);
  notices.awaited.set(serial, slot);
  if (!fate.lost) {
    engine.schedule(nowMs + fate.lateMs, PHASE.callEnd, EVENT.notice, contact, serial);
  }
  const sweepMs = nowMs + scenario.platform.sweepAfterMs;
  engine.schedule(sweepMs, PHASE.callEnd, EVENT.sweep, contact, serial);
}

/** Each fault draws for itself: several at once add up. */
function fateOf(world: World, slot: number): Fate {
  const { calls, contacts, lines, faults, streams } = world;
  const contact = calls.contact[slot];
  const lo = contacts.keyLo[contact];
  const hi = contacts.keyHi[contact];
  const dial = contacts.dials[contact];
  const fate: Fate = { lost: false, lateMs: 0, againMs: -1 };
  for (const index of faults.noticing[lines.connectionOf[calls.number[slot]]]) {
    const fault = faults.specs[index];
    const key = faults.keys[index];
    if (!('share' in fault) || fault.kind === 'throttle') continue;
    const u = entityUniform(streams.faultNotice, lo ^ key.lo, hi ^ key.hi, dial, 0);
    if (u >= fault.share) continue;
    if (fault.kind === 'lost_notices') {
      fate.lost = true;
      continue;
    }
    const v = entityUniform(streams.faultDelay, lo ^ key.lo, hi ^ key.hi, dial, 0);
    const delayMs = durationAt(fault.delay, v);
    if (fault.kind === 'late_notices') fate.lateMs += delayMs;
    else fate.againMs = Math.max(fate.againMs, delayMs);
  }
  return fate;
}

/** A notice arrives, or the time to wait for it is over. What is not awaited any more changes nothing. */
export function hearOf(
  world: World,
  type: number,
  contact: number,
  serial: number,
  nowMs: SimMs,
): void {
  const { notices, calls, ledger, prepared, contacts } = world;
  const { cell } = prepared.classes[contacts.classOf[contact]];
  const slot = notices.awaited.get(serial);
  if (slot === undefined) {
    if (type === EVENT.noticeAgain) ledger.count.noticesDoubled[cell]++;
    else if (type === EVENT.notice) ledger.count.noticesLate[cell]++;
    if (type !== EVENT.sweep) world.auditor?.onIgnored(serial, nowMs);
    return;
  }
  notices.awaited.delete(serial);
  if (type === EVENT.sweep) calls.outcome[slot] = LOST;
  ledger.count.heldMs[cell] += nowMs - calls.overMs[slot];
  endCall(world, slot, nowMs);
}
