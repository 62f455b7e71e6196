import type { SimMs } from '../../base/units.ts';
import { EVENT, PHASE } from '../events.ts';
import type { TraceDrift } from '../spec.ts';
import type { World } from '../world.ts';
import type { SpamDrift } from './drift.ts';

/** Scores read from a history (number, time, score), replayed at their times. */
export class TraceDriftModel implements SpamDrift {
  readonly spec: TraceDrift;

  constructor(spec: TraceDrift) {
    this.spec = spec;
  }

  /** Lines at or before the start are in force from the start, the last one of a number winning. */
  start(world: World): void {
    const { atMs, number, score } = this.spec;
    let i = 0;
    for (; i < atMs.length && atMs[i] <= 0; i++) world.setTrueScore(number[i], score[i], 0);
    this.next(world, i);
  }

  handle(world: World, _type: number, a: number, _b: number, nowMs: SimMs): void {
    world.setTrueScore(this.spec.number[a], this.spec.score[a], nowMs);
    this.next(world, a + 1);
  }

  next(world: World, i: number): void {
    if (i < this.spec.atMs.length) {
      world.engine.schedule(this.spec.atMs[i], PHASE.drift, EVENT.driftTrace, i, 0);
    }
  }

  drawAnew(): void {}
  complain(): void {}
  dialled(): void {}
}
