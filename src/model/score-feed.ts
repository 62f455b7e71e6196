import type { SimMs } from '../base/units.ts';
import { HOUR_MS } from '../base/units.ts';
import { entityUniform } from '../kernel/rng/entity-draw.ts';
import { EVENT, PHASE } from './events.ts';
import { STATUS } from './phone-number.ts';
import type { World } from './world.ts';

/**
 * The platform's view of spam scores: every `scoreRefresh` it fetches each number's score, which is
 * `scoreLag` old, staggered evenly at random over the numbers. With no refresh time the observed score
 * follows the true one at once, or along the hour grid where there is a lag.
 */
export class ScoreFeed {
  /** True scores on the hour grid, the last `depth` hours: `(hour % depth) * numbers + number`. */
  readonly history: Float64Array;
  readonly depth: number;
  readonly lagMs: number;
  readonly refreshMs: number;
  fetches = 0;
  readonly fetchesOf: Int32Array;

  constructor(world: World) {
    const { scoreLagMs, scoreRefreshMs } = world.scenario.platform;
    this.lagMs = scoreLagMs;
    this.refreshMs = scoreRefreshMs;
    this.depth = scoreLagMs > 0 ? Math.ceil(scoreLagMs / HOUR_MS) + 2 : 0;
    this.history = new Float64Array(this.depth * world.numbers.count);
    this.fetchesOf = new Int32Array(world.numbers.count);
  }

  start(world: World): void {
    const { numbers, streams, engine, horizonMs } = world;
    for (let n = 0; n < numbers.count; n++) {
      for (let d = 0; d < this.depth; d++) {
        this.history[d * numbers.count + n] = numbers.trueScore[n];
      }
      if (this.refreshMs <= 0 || numbers.owned[n] === 0) continue;
      const u = entityUniform(streams.scoreStagger, numbers.keyLo[n], numbers.keyHi[n], 0, 0);
      const atMs = u * this.refreshMs;
      if (atMs <= horizonMs) engine.schedule(atMs, PHASE.observe, EVENT.scoreFetch, n, 0);
    }
  }

  /** A number has just been bought: its score is fetched at once, and then every refresh time. */
  begin(world: World, number: number, nowMs: SimMs): void {
    world.numbers.startBooks(number, nowMs);
    if (this.refreshMs > 0) return this.fetch(world, number, nowMs);
    world.setObservedScore(number, this.scoreAt(world, number, nowMs - this.lagMs), nowMs);
  }

  /** A score that was set by hand has no past: what a lagged fetch sees is the new one. */
  forget(world: World, number: number): void {
    for (let d = 0; d < this.depth; d++) {
      this.history[d * world.numbers.count + number] = world.numbers.trueScore[number];
    }
  }

  /** True scores changed and nothing has to be fetched: the platform sees it. */
  get followsTrue(): boolean {
    return this.refreshMs <= 0 && this.lagMs <= 0;
  }

  fetch(world: World, number: number, nowMs: SimMs): void {
    // Nobody pays for the score of a number that was given up.
    if (world.numbers.status[number] === STATUS.released) return;
    this.fetches++;
    this.fetchesOf[number]++;
    world.setObservedScore(number, this.scoreAt(world, number, nowMs - this.lagMs), nowMs);
    const nextMs = nowMs + this.refreshMs;
    if (nextMs <= world.horizonMs) {
      world.engine.schedule(nextMs, PHASE.observe, EVENT.scoreFetch, number, 0);
    }
  }

  /** Keeps the hour's scores for fetches that see the past. */
  onHour(world: World, hour: number, nowMs: SimMs): void {
    if (this.depth === 0) return;
    this.history.set(world.numbers.trueScore, (hour % this.depth) * world.numbers.count);
    if (this.refreshMs > 0) return;
    for (let n = 0; n < world.numbers.count; n++) {
      world.setObservedScore(n, this.scoreAt(world, n, nowMs - this.lagMs), nowMs);
    }
  }

  scoreAt(world: World, number: number, atMs: SimMs): number {
    if (this.depth === 0) return world.numbers.trueScore[number];
    const hour = Math.max(0, Math.floor(atMs / HOUR_MS));
    return this.history[(hour % this.depth) * world.numbers.count + number];
  }
}
