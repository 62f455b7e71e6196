import { DAY_MS, type SimMs } from '../../base/units.ts';
import { entityUniform } from '../../kernel/rng/entity-draw.ts';
import { exponentialQuantile } from '../../kernel/rng/quantiles.ts';
import { EVENT, PHASE } from '../events.ts';
import type { TwoStateDrift } from '../spec.ts';
import type { World } from '../world.ts';
import type { SpamDrift } from './drift.ts';

const CLEAN = 0;
const FLAGGED = 100;

/**
 * Each number alone alternates between clean (score 0) and flagged (100), with exponential times:
 * flagged at rate λ, cleared at rate μ, started stationary, so that P(flagged) = λ/(λ+μ) at any time.
 */
export class TwoStateDriftModel implements SpamDrift {
  readonly spec: TwoStateDrift;
  /** Changes so far per number: the index of its draws. */
  readonly changes: Int32Array;

  constructor(spec: TwoStateDrift, world: World) {
    this.spec = spec;
    this.changes = new Int32Array(world.numbers.count);
  }

  start(world: World): void {
    const { flagPerDay, clearPerDay } = this.spec;
    const total = flagPerDay + clearPerDay;
    const share = total > 0 ? flagPerDay / total : 0;
    const { keyLo, keyHi, count } = world.numbers;
    for (let n = 0; n < count; n++) {
      const u = entityUniform(world.streams.driftStart, keyLo[n], keyHi[n], 0, 0);
      world.setTrueScore(n, u < share ? FLAGGED : CLEAN, 0);
      this.scheduleChange(world, n, 0);
    }
  }

  handle(world: World, _type: number, a: number, b: number, nowMs: SimMs): void {
    if (b !== this.changes[a]) return; // drawn anew since it was planned
    this.changes[a]++;
    world.setTrueScore(a, world.numbers.trueScore[a] === CLEAN ? FLAGGED : CLEAN, nowMs);
    this.scheduleChange(world, a, nowMs);
  }

  scheduleChange(world: World, number: number, nowMs: SimMs): void {
    const { numbers, streams } = world;
    const clean = numbers.trueScore[number] === CLEAN;
    const ratePerDay = clean ? this.spec.flagPerDay : this.spec.clearPerDay;
    if (ratePerDay <= 0) return;
    const u = entityUniform(
      streams.driftFlip,
      numbers.keyLo[number],
      numbers.keyHi[number],
      this.changes[number],
      0,
    );
    const atMs = nowMs + exponentialQuantile(u, DAY_MS / ratePerDay);
    if (atMs <= world.horizonMs) {
      world.engine.schedule(atMs, PHASE.drift, EVENT.driftFlip, number, this.changes[number]);
    }
  }

  /** Exponential times have no memory: what is left of each is drawn anew, and the old event ignored. */
  drawAnew(world: World, nowMs: SimMs): void {
    for (let n = 0; n < this.changes.length; n++) {
      this.changes[n]++;
      this.scheduleChange(world, n, nowMs);
    }
  }

  complain(): void {}
  dialled(): void {}
}
