import type { EventQueue } from '../kernel/event-queue.ts';
import { exponentialQuantile } from '../kernel/rng/quantiles.ts';
import { SequentialStream } from '../kernel/rng/sequential.ts';
import { streamKey } from '../kernel/rng/streams.ts';
import { AnswerHash } from './answer-hash.ts';
import type { BenchCase, PreparedCase } from './bench-case.ts';
import type { Subject } from './subject.ts';

const HOLDS_A_RUN = 10_000;
const REFERENCE_PENDING = 200;
const REFERENCE_HOLDS = 5_000;

/** Increments drawn beforehand, used in turn; a power of two. */
const INCREMENTS = 16_384;

/**
 * The hold model of an event queue: pop the earliest of `pending` events, push it back at an
 * exponential increment of mean 1. Increments are drawn beforehand: a draw and its logarithm take as long
 * as half a hold, and what is asked is what the queue costs.
 * D. W. Jones, "An empirical comparison of priority-queue and event-set implementations",
 * Communications of the ACM 29(4), 1986.
 */
export function holdModel(pending: number): BenchCase {
  return {
    name: `hold-${pending}`,
    group: 'kernel',
    unit: 'hold',
    size: pending,
    family: 'hold',
    prepare: async (subject) => prepareHold(await subject.queue(), pending),
  };
}

type QueueModule = Awaited<ReturnType<Subject['queue']>>;

function prepareHold(module: QueueModule, pending: number): PreparedCase {
  const queue = new module.EventQueue(pending);
  const stream = new SequentialStream(streamKey('bench', 0, 0, `hold ${pending}`));
  const increments = Float64Array.from({ length: INCREMENTS }, () => incrementOf(stream));
  const world = { queue, increments, held: 0, lastMs: 0, outOfOrder: 0 };
  for (let id = 0; id < pending; id++) queue.push(incrementOf(stream), 0, 0, id, 0);
  // Past the start, where no event is yet older than one mean.
  hold(world, 3 * pending);
  const hash = hashOfOrder(world);
  return {
    run() {
      hold(world, HOLDS_A_RUN);
      return HOLDS_A_RUN;
    },
    check() {
      if (world.outOfOrder > 0) return `${world.outOfOrder} events left before an earlier one`;
      if (queue.size !== pending) return `${queue.size} events pending instead of ${pending}`;
      return compareWithReference(module);
    },
    answer: () => ({ hash, work: null }),
  };
}

interface HoldWorld {
  readonly queue: EventQueue;
  readonly increments: Float64Array;
  held: number;
  lastMs: number;
  outOfOrder: number;
}

function hold(world: HoldWorld, holds: number): void {
  const { queue, increments } = world;
  for (let i = 0; i < holds; i++) {
    queue.pop();
    if (queue.timeMs < world.lastMs) world.outOfOrder++;
    world.lastMs = queue.timeMs;
    world.held = (world.held + 1) & (INCREMENTS - 1);
    queue.push(queue.timeMs + increments[world.held], 0, 0, queue.a, 0);
  }
}

/** Hash of the order in which the next events leave. */
function hashOfOrder(world: HoldWorld): string {
  const hash = new AnswerHash();
  for (let i = 0; i < HOLDS_A_RUN; i++) {
    hold(world, 1);
    hash.add(world.queue.a);
  }
  return hash.hex;
}

function incrementOf(stream: SequentialStream): number {
  return exponentialQuantile(stream.next(), 1);
}

/** Runs a short hold model beside a list searched from end to end; null when both agree. */
function compareWithReference(module: QueueModule): string | null {
  const stream = new SequentialStream(streamKey('bench', 0, 0, 'hold reference'));
  const queue = new module.EventQueue(16);
  const times: number[] = [];
  for (let id = 0; id < REFERENCE_PENDING; id++) {
    times[id] = incrementOf(stream);
    queue.push(times[id], 0, 0, id, 0);
  }
  let checksum = 0;
  let expected = 0;
  for (let i = 0; i < REFERENCE_HOLDS; i++) {
    const id = times.indexOf(Math.min(...times));
    times[id] += incrementOf(stream);
    queue.pop();
    checksum = (Math.imul(checksum, 31) + queue.a) | 0;
    expected = (Math.imul(expected, 31) + id) | 0;
    queue.push(times[id], 0, 0, queue.a, 0);
  }
  if (checksum === expected) return null;
  return `order of ${REFERENCE_HOLDS} events has checksum ${checksum}, a plain search ${expected}`;
}
