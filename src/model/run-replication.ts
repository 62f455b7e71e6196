import { assert } from '../base/assert.ts';
import { HOUR_MS, type SimMs } from '../base/units.ts';
import type { CustomSelector } from '../selector/index.ts';
import { collectResult } from './collect.ts';
import type { Observer } from './observer.ts';
import { prepare } from './prepare.ts';
import type { ReplicationResult, ResultLayout } from './result.ts';
import type { Scenario } from './spec.ts';
import { World } from './world.ts';

export interface ReplicationOptions {
  /** 0, 1, 2 …; decides all luck together with the scenario's seed. */
  readonly replication: number;
  /** 0 in plain runs; a copied world goes on with fresh luck under another branch. */
  readonly branch?: number;
  /** A selector of the user's own; null = the real one. */
  readonly selector?: CustomSelector | null;
  readonly observer?: Observer | null;
  /** Hold the laws on every event; on by default. */
  readonly audit?: boolean;
  /** Bound on events; the default is far above what the scenario can need. */
  readonly maxEvents?: number;
}

/** Makes the world of one replication, standing at time 0. */
export function openWorld(scenario: Scenario, options: ReplicationOptions): World {
  return new World(prepare(scenario), {
    replication: options.replication,
    branch: options.branch ?? 0,
    custom: options.selector ?? null,
    observer: options.observer ?? null,
    audit: options.audit ?? true,
  });
}

/** Runs a world up to an instant, the horizon at most. */
export function advance(world: World, untilMs: SimMs, maxEvents = eventBound(world)): void {
  const stop = world.engine.run(world, Math.min(untilMs, world.horizonMs), maxEvents);
  assert(stop !== 'bound', `more than ${maxEvents} events: the world does not come to rest`);
}

/**
 * Runs one replication from start to horizon, lets calls in the air drain, and reads the books.
 * A pure function of (scenario, replication, branch).
 * @throws {LawBreach} when a law is broken
 */
export function runReplication(scenario: Scenario, options: ReplicationOptions): ReplicationResult {
  const world = openWorld(scenario, options);
  advance(world, world.horizonMs, options.maxEvents);
  closeWorld(world);
  return collectResult(world, options.replication);
}

/** The horizon: the books close, no new dials start, calls in the air drain. */
export function closeWorld(world: World): void {
  const { horizonMs, ledger, engine } = world;
  world.stalls.close(world, horizonMs);
  ledger.flush(horizonMs);
  world.poolStatus.close(horizonMs);
  world.numbers.close(horizonMs);
  world.closed = true;
  engine.run(world, Number.MAX_VALUE, eventBound(world));
  assert(world.calls.inAir === 0, `${world.calls.inAir} calls never ended`);
  world.auditor?.onClose(world.outcomes, engine.nowMs);
}

export function resultLayout(scenario: Scenario): ResultLayout {
  return prepare(scenario).layout;
}

/** Far above any honest run: every contact dialled as often as it may, every clock at its finest. */
function eventBound(world: World): number {
  const { scenario, contacts, numbers, horizonMs } = world;
  let rounds = 1;
  for (const { retries, followUp } of scenario.campaigns) {
    rounds = Math.max(rounds, (retries.max + 1) * (followUp.max + 1));
  }
  const hours = horizonMs / HOUR_MS + 1;
  // A connection is dialled once a back-off while it is throttled, however long that takes.
  const { throttleBackoffMs } = scenario.platform;
  let storms = 0;
  for (const fault of scenario.faults) {
    if (fault.kind !== 'throttle') continue;
    const spanMs = Math.min(fault.toMs, horizonMs) - fault.fromMs;
    storms += (scenario.connections.length * Math.max(0, spanMs)) / throttleBackoffMs;
  }
  const calls = contacts.count * rounds + storms;
  return 1e6 + calls * 12 + numbers.count * hours * 1_000;
}
