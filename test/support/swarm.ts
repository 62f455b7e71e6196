import { capture } from '../../src/base/snapshot.ts';
import { collectResult } from '../../src/model/collect.ts';
import { FIGURES } from '../../src/model/figures.ts';
import { PENDING_REASONS } from '../../src/model/pending.ts';
import type { ReplicationResult } from '../../src/model/result.ts';
import {
  advance,
  closeWorld,
  openWorld,
  resultLayout,
  runReplication,
} from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import type { World } from '../../src/model/world.ts';
import { figureOf } from './model-replications.ts';
import { digest } from './model-rich.ts';
import { settledPlan } from './settled-plan.ts';

/**
 * What a random world must do, one check a function; each throws where it does not. The auditor is on in
 * all of them, and scans the pool far more often than in a run.
 */

/** Small worlds pick seldom: the index is held against filter-and-scan on every 5th pick. */
const SCAN_EVERY = 5;
const REPLICATION = 0;

function open(plan: Scenario): World {
  const world = openWorld(plan, { replication: REPLICATION });
  if (world.auditor !== null) world.auditor.scanEvery = SCAN_EVERY;
  return world;
}

function finish(world: World): ReplicationResult {
  advance(world, world.horizonMs);
  closeWorld(world);
  return collectResult(world, REPLICATION);
}

function must(holds: boolean, text: () => string): void {
  if (!holds) throw new Error(text());
}

export interface Checked {
  readonly result: ReplicationResult;
  /** Calls by outcome, in the order of OUTCOMES. */
  readonly outcomes: Float64Array;
}

/** Laws of the auditor, every call in one outcome, a reason for whoever is left, no figure below zero. */
export function checkLaws(plan: Scenario): Checked {
  const world = open(plan);
  const result = finish(world);
  let ended = 0;
  for (const count of world.outcomes) ended += count;
  must(ended === result.dials, () => `${result.dials} dials, ${ended} outcomes`);
  must(world.notices.awaited.size === 0, () => 'a notice is awaited after the last sweep');
  must(world.lines.tenant === 0, () => `${world.lines.tenant} lines not given back`);
  const scopes = resultLayout(plan).scopes;
  for (const { campaign, country } of scopes) {
    const of = (key: string) => figureOf(plan, result, key, campaign, country).num;
    const held = PENDING_REASONS.reduce((sum, reason) => sum + of(`expired.${reason}`), 0);
    const left = of('finish.expired');
    must(held === left, () => `${left} contacts unfinished, ${held} with a reason`);
  }
  result.cells.forEach((value, i) => {
    const { key } = FIGURES[Math.floor(i / 2 / scopes.length)];
    must(value >= 0, () => `${key} is ${value}`);
  });
  return { result, outcomes: world.outcomes };
}

/** The same again, watched by an observer that asks for everything there is to see. */
export function checkDeterminism(plan: Scenario, result: ReplicationResult): void {
  const observer = {
    onAttempt: () => {},
    onHour: () => {},
    onStatus: () => {},
    onHappening: (_: number, what: { readonly kind: string }) => {
      if ('rows' in what) (what.rows as () => unknown)();
    },
  };
  const again = runReplication(plan, { replication: REPLICATION, observer });
  same(result, again, 'a second run, watched,');
}

/** A world that is put back at an instant, and goes on, ends as if nothing had happened. */
export function checkSnapshot(plan: Scenario, result: ReplicationResult, share: number): void {
  const world = open(plan);
  advance(world, share * world.horizonMs);
  const snapshot = capture(world);
  same(result, structuredClone(finish(world)), 'the run that was remembered');
  snapshot.restore();
  same(result, finish(world), 'the run that was put back');
}

function same(one: ReplicationResult, other: ReplicationResult, what: string): void {
  must(one.fingerprint === other.fingerprint, () => `${what} went another way`);
  const [a, b] = [JSON.stringify(digest(one)), JSON.stringify(digest(other))];
  must(a === b, () => `${what} has other results`);
}

/** Faults off, and it must drain: within the bound everybody is done. Who is not says what holds them. */
export function checkDrain(plan: Scenario): void {
  const settled = settledPlan(plan);
  const result = finish(open(settled));
  const left = figureOf(settled, result, 'finish.expired').num;
  must(left === 0, () => {
    const reasons = PENDING_REASONS.filter(
      (reason) => figureOf(settled, result, `expired.${reason}`).num > 0,
    );
    return `${left} contacts left long after the last fault: ${reasons.join(', ')}`;
  });
}
