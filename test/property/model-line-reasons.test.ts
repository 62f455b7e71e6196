import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/base/units.ts';
import { WAIT, WAIT_REASONS } from '../../src/model/ledger.ts';
import { advance, openWorld } from '../../src/model/run-replication.ts';
import type { World } from '../../src/model/world.ts';
import { anyScenario } from '../support/model-arbitrary.ts';
import { richScenario } from '../support/model-rich.ts';
import { sticky } from '../support/model-run.ts';

/*
 * Lines are judged only where something has changed. Here every line is judged anew after every instant,
 * plainly, from the world as it stands; both must always agree.
 */

/** Judges all lines from scratch after each instant; tells how many lines it looked at. */
function watchJudgements(world: World): { lines: number; reasons: Set<number> } {
  const seen = { lines: 0, reasons: new Set<number>() };
  const settle = world.settle.bind(world);
  world.settle = (nowMs) => {
    settle(nowMs);
    const waiting = new Float64Array(WAIT_REASONS * world.ledger.cells);
    const live: number[] = [];
    world.room.queues.forEach((queue, line) => {
      if (queue.length === 0) return;
      seen.lines++;
      const reason = plainReason(world, line, nowMs);
      seen.reasons.add(reason);
      expectLine(world, line, reason);
      if (mayDial(world, line)) live.push(line);
      waiting[reason * world.ledger.cells + world.room.lineCell[line]] += queue.length;
    });
    must(
      String(world.room.live) === String(live),
      () => `live are ${world.room.live}, not ${live}`,
    );
    for (let i = 0; i < waiting.length; i++) {
      if (Math.floor(i / world.ledger.cells) === WAIT.retry) continue;
      const booked = world.ledger.waiting.value[i];
      must(booked === waiting[i], () => `the books hold ${booked} waiting, lines ${waiting[i]}`);
    }
    expectStalls(world);
    expectWakeUps(world, nowMs);
  };
  return seen;
}

function expectLine(world: World, line: number, reason: number): void {
  const { room } = world;
  const queue = room.queues[line];
  const text = () => `line ${line}: reason ${room.reason[line]}, judged from scratch ${reason}`;
  must(room.reason[line] === reason, text);
  const { orders } = queue;
  for (let p = queue.head + 1; p < queue.tail; p++) {
    const inOrder = orders[p % orders.length] > orders[(p - 1) % orders.length];
    must(inOrder, () => `line ${line} is out of order`);
  }
  if (reason === WAIT.window || reason === WAIT.paused) return;
  must(room.openReason[line] === reason, () => `line ${line} keeps another open reason`);
  must(room.judgedTo[line] === queue.tail, () => `line ${line} is judged in part`);
  const counted = reason !== WAIT.stalled || room.countedTo[line] === queue.tail;
  must(counted, () => `line ${line} has stalled contacts without a first pick`);
}

function must(holds: boolean, text: () => string): void {
  if (!holds) throw new Error(text());
}

function mayDial({ room, campaignPaused, classOpen, eligibleNow }: World, line: number): boolean {
  return (
    campaignPaused[room.lineCampaign[line]] === 0 &&
    classOpen[room.lineClass[line]] === 1 &&
    eligibleNow[room.lineCell[line]] > 0
  );
}

/** What holds a line, in the order of precedence, from the rules alone. */
function plainReason(world: World, line: number, nowMs: number): number {
  const { room, lines, selector, prepared } = world;
  const { campaign, country } = prepared.cells[room.lineCell[line]];
  if (world.campaignPaused[campaign] !== 0) return WAIT.paused;
  if (world.classOpen[room.lineClass[line]] === 0) return WAIT.window;
  const connections = prepared.scenario.connections
    .map((_, k) => k)
    .filter((k) => selector.eligibleOn(campaign, country, k) > 0);
  if (connections.length === 0) {
    return world.structural[room.lineCell[line]] === 1 ? WAIT.structural : WAIT.stalled;
  }
  if (connections.some((k) => lines.down[k] === 1)) return WAIT.provider;
  if (lines.tenant >= lines.tenantMax) return WAIT.tenant;
  if (lines.isCampaignFull(campaign)) return WAIT.campaign;
  if (connections.some((k) => !lines.isFull(k) && nowMs >= lines.readyMs[k])) return WAIT.number;
  return connections.some((k) => lines.isFull(k)) ? WAIT.connection : WAIT.rate;
}

/** An episode runs exactly where contacts are stalled. */
function expectStalls({ stalls, ledger }: World): void {
  for (let cell = 0; cell < ledger.cells; cell++) {
    const stalled =
      ledger.waitingNow(WAIT.stalled, cell) + ledger.waitingNow(WAIT.structural, cell);
    must((stalls.state[cell] === 1) === stalled > 0, () => `stall of cell ${cell} is not followed`);
  }
}

/** Whom a limit holds finds each paced connection with room due to wake up. */
function expectWakeUps({ room, lines }: World, nowMs: number): void {
  if (!room.queues.some((queue, l) => queue.length > 0 && room.reason[l] > WAIT.provider)) return;
  lines.readyMs.forEach((readyMs, k) => {
    const wakes = readyMs <= nowMs || lines.isFull(k) || lines.wakeSet[k] === 1;
    must(wakes, () => `nothing wakes connection ${k}`);
  });
}

describe('what holds each line', () => {
  it('is what a judgement of all lines from scratch says, after every instant', () => {
    let lines = 0;
    const reasons = new Set<number>();
    fc.assert(
      fc.property(anyScenario, (plan) => {
        const world = openWorld(plan, { replication: 0 });
        const seen = watchJudgements(world);
        advance(world, world.horizonMs);
        lines += seen.lines;
        for (const reason of seen.reasons) reasons.add(reason);
      }),
      { numRuns: 60, seed: 20_261_125 },
    );
    expect(lines).toBeGreaterThan(10_000);
    // Every reason but `retry`, which holds nobody in a line.
    expect(reasons.size).toBe(WAIT_REASONS - 1);
  });

  it('is that in a world of many lines, of which most wait for one number each', () => {
    const plan = richScenario({ selector: sticky({ whenBusy: 'wait' }) });
    const world = openWorld(plan, { replication: 1 });
    const seen = watchJudgements(world);
    advance(world, 30 * HOUR_MS);
    expect(world.room.queues.length).toBeGreaterThan(2 * plan.countries.length);
    expect(seen.lines).toBeGreaterThan(5_000);
  });

  it('follows a pause of a campaign and an outage at instants at which nothing else happens', () => {
    const target = { kind: 'campaign', campaign: 0 } as const;
    const world = openWorld(
      richScenario({
        interventions: [
          { atMs: 2.531 * HOUR_MS, verb: 'pause', target },
          { atMs: 2.617 * HOUR_MS, verb: 'resume', target },
        ],
        faults: [{ kind: 'outage', connection: 1, fromMs: 2.131 * HOUR_MS, toMs: 2.413 * HOUR_MS }],
      }),
      { replication: 1 },
    );
    const { reasons } = watchJudgements(world);
    advance(world, 3 * HOUR_MS);
    expect(reasons).toContain(WAIT.paused);
    expect(reasons).toContain(WAIT.provider);
  });
});
