import { DAY_MS, type SimMs } from '../../base/units.ts';
import { entityNormal, entityUniform } from '../../kernel/rng/entity-draw.ts';
import { exponentialQuantile, logNormalQuantile } from '../../kernel/rng/quantiles.ts';
import { EVENT, PHASE } from '../events.ts';
import type { UsageDrift } from '../spec.ts';
import type { World } from '../world.ts';
import type { SpamDrift } from './drift.ts';

/**
 * What happens to numbers that are used. Every step Δ, with κ and g per day, φ = (1 − e^(−κΔ))/κ and
 * x = max(0, u/u_safe − 1), u = calls in the trailing 24 h:
 *
 * s ← b + (s − b)·e^(−κΔ) + g·x·φ + σ·√((1 − e^(−2κΔ))/2κ)·Z + J·complaints, clamped to 0 … 100;
 * κ → 0 gives φ → Δ and noise σ·√Δ.
 *
 * κ is 0 while the number was dialled in the last day (no rest, no recovery); then it is the number's
 * own, log-normal over numbers. A step in which rest begins is split there, so that recovery does not
 * depend on Δ. Shocks strike a country at exponential times and hit each of its
 * numbers alike or not at all. Grades of the parameters: see the defaults.
 */
export class UsageDriftModel implements SpamDrift {
  readonly spec: UsageDrift;
  readonly recoveryPerDay: Float64Array;
  /** Calls per step over the last day, `number * steps + step % steps`. */
  readonly recent: Int32Array;
  readonly stepsPerDay: number;
  /** Calls in the last day, without the step under way. */
  readonly trailing: Int32Array;
  readonly thisStep: Int32Array;
  readonly complaints: Int32Array;
  /** Ordinal of the next sweep of each country; an event with another one is out of date. */
  readonly shocks: Int32Array;

  constructor(spec: UsageDrift, world: World) {
    const { count, keyLo, keyHi } = world.numbers;
    this.spec = spec;
    this.stepsPerDay = Math.max(1, Math.round(DAY_MS / spec.stepMs));
    this.recent = new Int32Array(count * this.stepsPerDay);
    this.trailing = new Int32Array(count);
    this.thisStep = new Int32Array(count);
    this.complaints = new Int32Array(count);
    this.shocks = new Int32Array(world.scenario.countries.length);
    this.recoveryPerDay = Float64Array.from({ length: count }, (_, n) =>
      logNormalQuantile(
        entityUniform(world.streams.driftRecovery, keyLo[n], keyHi[n], 0, 0),
        spec.recoveryPerDayMedian,
        spec.recoverySigma,
      ),
    );
  }

  /** A number that nobody has scored starts at its country's resting level. */
  start(world: World): void {
    const { scenario, numbers } = world;
    for (let n = 0; n < numbers.count; n++) {
      if (scenario.numbers[n].spamScore === null) {
        numbers.setTrue(
          n,
          this.spec.baselineByCountry[numbers.country[n]],
          Number.POSITIVE_INFINITY,
          0,
        );
      }
    }
    world.engine.schedule(this.spec.stepMs, PHASE.drift, EVENT.driftStep, 1, 0);
    const homes = new Set(numbers.country);
    for (const country of homes) this.scheduleShock(world, country, 0, 0);
  }

  handle(world: World, type: number, a: number, b: number, nowMs: SimMs): void {
    if (type !== EVENT.driftShock) this.step(world, a, nowMs);
    else if (b === this.shocks[a]) this.strike(world, a, b, nowMs);
  }

  step(world: World, step: number, nowMs: SimMs): void {
    const { spec, stepsPerDay, recent, trailing, thisStep } = this;
    const { numbers, streams } = world;
    const days = spec.stepMs / DAY_MS;
    for (let n = 0; n < numbers.count; n++) {
      const slot = n * stepsPerDay + (step % stepsPerDay);
      trailing[n] += thisStep[n] - recent[slot];
      recent[slot] = thisStep[n];
      thisStep[n] = 0;
      const restedMs = nowMs - numbers.lastDialMs[n] - spec.restAfterMs;
      const restDays = Math.min(days, Math.max(0, restedMs / DAY_MS));
      const resting = spec.baselineByCountry[numbers.country[n]];
      const young = nowMs - numbers.firstUsedMs[n] < spec.youngMs;
      const overload = Math.max(0, trailing[n] / spec.safeCallsPerDay - 1);
      const growth = spec.growthPerDay * (young ? spec.youngGrowthFactor : 1) * overload;
      const z = entityNormal(streams.driftNoise, numbers.keyLo[n], numbers.keyHi[n], step, 0);
      const kappa = this.recoveryPerDay[n];
      // First the part of the step before rest began (κ = 0), then the part at rest.
      const busyDays = days - restDays;
      let next = numbers.trueScore[n] + growth * busyDays;
      let variance = busyDays;
      // A median of 0 is allowed and means that rest heals nothing: the limit, not 0/0.
      if (restDays > 0 && kappa > 0) {
        const healed = -Math.expm1(-kappa * restDays);
        next = resting + (next - resting) * (1 - healed) + (growth * healed) / kappa;
        variance = busyDays * (1 - healed) ** 2 + (healed * (2 - healed)) / (2 * kappa);
      } else {
        next += growth * restDays;
        variance = days;
      }
      next += spec.noisePerSqrtDay * Math.sqrt(variance) * z;
      if (this.complaints[n] > 0) {
        const points = spec.complaintPoints * (young ? spec.youngComplaintFactor : 1);
        next += points * this.complaints[n];
        this.complaints[n] = 0;
      }
      world.setTrueScore(n, next, nowMs);
    }
    const atMs = (step + 1) * spec.stepMs;
    if (atMs <= world.horizonMs) {
      world.engine.schedule(atMs, PHASE.drift, EVENT.driftStep, step + 1, 0);
    }
  }

  /** A vendor's sweep over a country: each of its numbers is hit with the same chance, independently. */
  strike(world: World, country: number, ordinal: number, nowMs: SimMs): void {
    const { numbers, streams } = world;
    for (let n = 0; n < numbers.count; n++) {
      if (numbers.country[n] !== country) continue;
      const u = entityUniform(streams.shockHit, numbers.keyLo[n], numbers.keyHi[n], ordinal, 0);
      if (u < this.spec.shockHitShare) {
        world.setTrueScore(n, numbers.trueScore[n] + this.spec.shockPoints, nowMs);
      }
    }
    this.scheduleShock(world, country, ordinal + 1, nowMs);
  }

  /** Exponential times have no memory: the next sweep of each country is drawn anew. */
  drawAnew(world: World, nowMs: SimMs): void {
    for (const country of new Set(world.numbers.country)) {
      this.scheduleShock(world, country, this.shocks[country] + 1, nowMs);
    }
  }

  scheduleShock(world: World, country: number, ordinal: number, nowMs: SimMs): void {
    this.shocks[country] = ordinal;
    if (this.spec.shockPerDay <= 0) return;
    const key = world.prepared.countryKeys[country];
    const u = entityUniform(world.streams.shockTime, key.lo, key.hi, ordinal, 0);
    const atMs = nowMs + exponentialQuantile(u, DAY_MS / this.spec.shockPerDay);
    if (atMs <= world.horizonMs) {
      world.engine.schedule(atMs, PHASE.drift, EVENT.driftShock, country, ordinal);
    }
  }

  complain(number: number): void {
    this.complaints[number]++;
  }

  dialled(number: number): void {
    this.thisStep[number]++;
  }
}
