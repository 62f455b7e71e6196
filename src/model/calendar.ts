import { DAY_MS, HOUR_MS, type SimMs } from '../base/units.ts';
import { EVENT, PHASE } from './events.ts';
import { judgeAll } from './pool-status.ts';
import type { World } from './world.ts';

/** Plans the first turn of every clock: windows, days, hours of the books. */
export function startCalendar(world: World): void {
  const { engine, horizonMs, prepared } = world;
  prepared.windows.forEach((table, w) => {
    if (table.togglesMs.length > 0) {
      engine.schedule(table.togglesMs[0], PHASE.window, EVENT.window, w, 0);
    }
  });
  if (DAY_MS <= horizonMs) engine.schedule(DAY_MS, PHASE.outside, EVENT.newDay, 1, 0);
  engine.schedule(Math.min(HOUR_MS, horizonMs), PHASE.books, EVENT.hour, 1, 0);
}

/** A calling window opens or closes for all classes that keep its hours. */
export function toggleWindow(world: World, table: number, position: number, nowMs: SimMs): void {
  const { prepared, ledger, engine, room, classOpen, classUnfinished, observer } = world;
  const { togglesMs } = prepared.windows[table];
  room.policyChanged = true;
  prepared.classes.forEach((waitClass, k) => {
    if (waitClass.window !== table) return;
    classOpen[k] ^= 1;
    if (classUnfinished[k] > 0) {
      ledger.openChanges(waitClass.cell, classOpen[k] === 1 ? 1 : -1, nowMs);
      const { campaign, country, zone } = waitClass;
      const open = classOpen[k] === 1;
      observer?.onHappening?.(nowMs, { kind: 'window', campaign, country, zone, open });
    }
  });
  if (position + 1 < togglesMs.length) {
    engine.schedule(togglesMs[position + 1], PHASE.window, EVENT.window, table, position + 1);
  }
}

/** Daily caps start anew. */
export function newDay(world: World, day: number, nowMs: SimMs): void {
  world.lines.newDay(world.numbers.firstUsedMs, nowMs);
  world.auditor?.onNewDay(nowMs);
  judgeAll(world, nowMs);
  const atMs = (day + 1) * DAY_MS;
  if (atMs <= world.horizonMs) {
    world.engine.schedule(atMs, PHASE.outside, EVENT.newDay, day + 1, 0);
  }
}

/** An hour of the timeline is full: the books of it close, rows are judged. */
export function closeHour(world: World, hour: number, nowMs: SimMs): void {
  world.timeline.close(world, hour - 1, nowMs);
  world.scores.onHour(world, hour, nowMs);
  judgeAll(world, nowMs);
  world.observer?.onHour?.(nowMs, world.numbers.trueScore, world.numbers.observedScore);
  const atMs = Math.min((hour + 1) * HOUR_MS, world.horizonMs);
  if (atMs > nowMs) world.engine.schedule(atMs, PHASE.books, EVENT.hour, hour + 1, 0);
}
