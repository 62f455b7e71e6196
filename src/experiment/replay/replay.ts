import { HOUR_MS } from '../../base/units.ts';
import { collectResult } from '../../model/collect.ts';
import { prepare } from '../../model/prepare.ts';
import type { ReplicationResult } from '../../model/result.ts';
import { advance, closeWorld, openWorld } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import type { CustomSelector } from '../../selector/index.ts';
import type { TimelineEvent } from './timeline-event.ts';
import { type TimelineFilter, TimelineSieve } from './timeline-filter.ts';
import { TimelineRecorder } from './timeline-recorder.ts';

export interface ReplayOptions {
  readonly replication: number;
  /** A selector of the user's own; null = the real one. */
  readonly selector: CustomSelector | null;
  readonly filter: TimelineFilter;
}

/**
 * Runs one replication to its end and yields its timeline, an hour at a time. The replication is the
 * one of any run: its result, which is returned, carries the same fingerprint. Where a law breaks, what
 * happened up to there has been yielded first.
 *
 * @throws {LawBreach} when a law is broken
 */
export function* replay(
  scenario: Scenario,
  options: ReplayOptions,
): Generator<readonly TimelineEvent[], ReplicationResult> {
  const { replication, selector } = options;
  const prepared = prepare(scenario);
  const sieve = new TimelineSieve(scenario, prepared.layout, options.filter);
  const recorder = new TimelineRecorder(scenario, prepared.layout, sieve);
  try {
    const world = openWorld(scenario, { replication, selector, observer: recorder });
    recorder.clock = world.engine;
    for (let untilMs = 0; untilMs < world.horizonMs; untilMs += HOUR_MS) {
      advance(world, untilMs);
      yield recorder.take();
    }
    advance(world, world.horizonMs);
    closeWorld(world);
    recorder.catchUp(Number.POSITIVE_INFINITY);
    const result = collectResult(world, replication);
    yield recorder.take();
    return result;
  } catch (error) {
    yield recorder.take();
    throw error;
  }
}
