import { DAY_MS, type SimMs } from '../../base/units.ts';
import { entityNormal } from '../../kernel/rng/entity-draw.ts';
import { EVENT, PHASE } from '../events.ts';
import type { OuDrift } from '../spec.ts';
import type { World } from '../world.ts';
import type { SpamDrift } from './drift.ts';

/**
 * Exact steps of an Ornstein-Uhlenbeck process, started stationary, never clamped within itself:
 * s ← b + (s − b)·e^(−κΔ) + σ·√((1 − e^(−2κΔ))/2κ)·Z (Uhlenbeck & Ornstein 1930; exact discretisation).
 * P(s > θ) = Q((θ − b)/√(σ²/2κ)) at every step, whatever Δ. No usage, complaints or shocks.
 */
export class OuDriftModel implements SpamDrift {
  readonly spec: OuDrift;
  /** Scores before they are clamped for display. */
  raw = new Float64Array(0);

  constructor(spec: OuDrift) {
    this.spec = spec;
  }

  start(world: World): void {
    const { meanScore, reversionPerDay, noisePerSqrtDay } = this.spec;
    const { keyLo, keyHi, count } = world.numbers;
    const deviation = noisePerSqrtDay / Math.sqrt(2 * reversionPerDay);
    this.raw = new Float64Array(count);
    for (let n = 0; n < count; n++) {
      const z = entityNormal(world.streams.driftStart, keyLo[n], keyHi[n], 0, 0);
      this.raw[n] = meanScore + deviation * z;
      world.setTrueScore(n, this.raw[n], 0);
    }
    this.scheduleStep(world, 1);
  }

  handle(world: World, _type: number, step: number, _b: number, nowMs: SimMs): void {
    const { meanScore, reversionPerDay, noisePerSqrtDay, stepMs } = this.spec;
    const keep = Math.exp((-reversionPerDay * stepMs) / DAY_MS);
    const noise = noisePerSqrtDay * Math.sqrt((1 - keep * keep) / (2 * reversionPerDay));
    const { keyLo, keyHi, count } = world.numbers;
    for (let n = 0; n < count; n++) {
      const z = entityNormal(world.streams.driftNoise, keyLo[n], keyHi[n], step, 0);
      this.raw[n] = meanScore + (this.raw[n] - meanScore) * keep + noise * z;
      world.setTrueScore(n, this.raw[n], nowMs);
    }
    this.scheduleStep(world, step + 1);
  }

  scheduleStep(world: World, step: number): void {
    const atMs = step * this.spec.stepMs;
    if (atMs <= world.horizonMs) {
      world.engine.schedule(atMs, PHASE.drift, EVENT.driftStep, step, 0);
    }
  }

  drawAnew(): void {}
  complain(): void {}
  dialled(): void {}
}
