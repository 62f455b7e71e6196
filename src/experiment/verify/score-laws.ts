import { DAY_MS, HOUR_MS } from '../../base/units.ts';
import { entityUniform } from '../../kernel/rng/entity-draw.ts';
import { streamKey } from '../../kernel/rng/streams.ts';
import { EVENT } from '../../model/events.ts';
import { advance, closeWorld, openWorld, runReplication } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import { ouAutocorrelation, ouExceedance } from '../../stats/theory/ornstein-uhlenbeck.ts';
import { reachedShare } from '../../stats/theory/retries.ts';
import { allHitProbability, emptyAfterShock } from '../../stats/theory/shared-shock.ts';
import { cleanProbability, flaggedShare } from '../../stats/theory/two-state.ts';
import { type LawExperiment, mean, ratio, share } from './law.ts';
import { plainCampaign, plainNumbers, plainScenario, stillDrift } from './plain-scenario.ts';
import { figurePair, numberMetric, plainRun } from './readings.ts';

const GROUP = 'scores';
const RATES = { flagRate: 0.4, clearRate: 0.6 };

function twoState(): LawExperiment {
  const count = 40;
  const p = flaggedShare(RATES);
  return {
    id: 'two-state',
    group: GROUP,
    about: `${count} numbers flagged at rate λ and cleared at rate μ, over four days`,
    laws: [
      mean('two-state/share', 'flagged share of time p = λ/(λ + μ)', 'ratio', p),
      share('two-state/start', 'flagged at the start with p: stationary', p),
      share(
        'two-state/day',
        'clean t after clean: A + (1 − A)e^(−(λ + μ)t)',
        cleanProbability(RATES, 1),
      ),
    ],
    open(seed) {
      const scenario = plainScenario(seed, {
        durationMs: 4 * DAY_MS,
        numbers: plainNumbers(count),
        campaigns: [plainCampaign(count, 1)],
        drift: { model: 'two-state', flagPerDay: RATES.flagRate, clearPerDay: RATES.clearRate },
      });
      return (replication) => {
        const world = openWorld(scenario, { replication, audit: false });
        const { trueScore, observedFlaggedMs } = world.numbers;
        const atStart = trueScore.slice();
        advance(world, DAY_MS);
        let flagged = 0;
        let stayed = 0;
        for (let n = 0; n < count; n++) {
          if (atStart[n] > 0) flagged++;
          else if (trueScore[n] === 0) stayed++;
        }
        advance(world, scenario.durationMs);
        closeWorld(world);
        const flaggedMs = observedFlaggedMs.reduce((sum, ms) => sum + ms, 0);
        return [
          [flaggedMs / (count * scenario.durationMs)],
          [flagged, count],
          [stayed, count - flagged],
        ];
      };
    },
  };
}

/** Poisson arrivals see what time sees. */
function skips(): LawExperiment {
  const count = 3;
  const p = flaggedShare(RATES);
  return {
    id: 'skips',
    group: GROUP,
    about: 'contacts that arrive as a Poisson process at three two-state numbers',
    laws: [
      ratio('skips/rate', 'PASTA: skip rate = p', 'ratio', p),
      ratio('skips/attempts', 'attempts with a skip 1 − (1 − p)ⁿ', 'ratio', reachedShare(p, count)),
    ],
    open(seed) {
      const arrivals = { kind: 'poisson', perMs: 60 / DAY_MS } as const;
      const scenario = plainScenario(seed, {
        durationMs: 3 * DAY_MS,
        numbers: plainNumbers(count),
        campaigns: [plainCampaign(count, 300, { arrivals })],
        drift: { model: 'two-state', flagPerDay: 4, clearPerDay: 6 },
      });
      return (replication) => {
        const result = plainRun(scenario, replication);
        return [
          figurePair(scenario, result, 'skip.rate.spam'),
          figurePair(scenario, result, 'skip.attempt_share'),
        ];
      };
    },
  };
}

const OU = { mean: 40, reversion: 0.3, noise: 20 };
const THRESHOLD = 70;

function wandering(): LawExperiment {
  const count = 40;
  // Ten standard deviations of room on each side, so that the clamp to 0 … 100 is never met.
  const calm = { mean: 50, reversion: 0.3, noise: 4 };
  const deviation = calm.noise / Math.sqrt(2 * calm.reversion);
  const drift = (ou: typeof OU, stepMs: number): Scenario['drift'] => ({
    model: 'ou',
    stepMs,
    meanScore: ou.mean,
    reversionPerDay: ou.reversion,
    noisePerSqrtDay: ou.noise,
  });
  return {
    id: 'ornstein-uhlenbeck',
    group: GROUP,
    about: `${count} scores that are drawn back to their mean, in steps of half a day`,
    laws: [
      mean(
        'ornstein-uhlenbeck/above',
        'OU: share above θ = Q((θ − b)/√(σ²/2κ))',
        'ratio',
        ouExceedance(OU, THRESHOLD),
      ),
      mean('ornstein-uhlenbeck/start', 'OU: variance at the start, in σ²/2κ', 'ratio', 1),
      mean(
        'ornstein-uhlenbeck/memory',
        'OU: correlation over two days e^(−κt)',
        'ratio',
        ouAutocorrelation(calm, 2),
      ),
    ],
    open(seed) {
      const base = plainScenario(seed, {
        durationMs: 10 * DAY_MS,
        numbers: plainNumbers(count),
        campaigns: [plainCampaign(count, 1)],
        drift: drift(OU, DAY_MS / 2),
      });
      const quiet = { ...base, durationMs: 3 * DAY_MS, drift: drift(calm, DAY_MS / 2) };
      return (replication) => {
        const result = plainRun(base, replication);
        let aboveMs = 0;
        for (let n = 0; n < count; n++) aboveMs += numberMetric(result, n, 'true_flagged_ms');
        const scores: Float64Array[] = [];
        runReplication(quiet, {
          replication,
          audit: false,
          observer: { onHour: (_, seen) => void scores.push(seen.slice()) },
        });
        const z = (hour: number, n: number) => (scores[hour - 1][n] - calm.mean) / deviation;
        let square = 0;
        let product = 0;
        for (let n = 0; n < count; n++) {
          square += z(1, n) ** 2;
          product += z(18, n) * z(66, n);
        }
        return [[aboveMs / (count * base.durationMs)], [square / count], [product / count]];
      };
    },
  };
}

/** Noise of the default drift: numbers nobody dials rest from the start. */
function usageNoise(): LawExperiment {
  const count = 40;
  const kappa = 0.2;
  const sigma = 2;
  const days = 5;
  const variance = (sigma ** 2 * (1 - Math.exp(-2 * kappa * days))) / (2 * kappa);
  const expected = 10 + 50 * Math.exp(-kappa * days);
  return {
    id: 'usage-noise',
    group: GROUP,
    about: `${count} rested numbers of the usage drift, ${days} days from a score of 60`,
    laws: [
      mean('usage-noise/mean', 'usage drift, rest: b + (s − b)e^(−κt)', 'points', expected),
      mean(
        'usage-noise/variance',
        'usage drift, rest: variance σ²(1 − e^(−2κt))/2κ',
        'points²',
        variance,
      ),
    ],
    open(seed) {
      const scenario = plainScenario(seed, {
        durationMs: days * DAY_MS,
        platform: { ...plainScenario(seed).platform, spamThreshold: 100 },
        numbers: plainNumbers(count, { spamScore: 60 }),
        campaigns: [plainCampaign(count, 0)],
        drift: stillDrift({
          stepMs: 6 * HOUR_MS,
          recoveryPerDayMedian: kappa,
          noisePerSqrtDay: sigma,
        }),
      });
      return (replication) => {
        const result = plainRun(scenario, replication);
        let sum = 0;
        let square = 0;
        for (let n = 0; n < count; n++) {
          const score = numberMetric(result, n, 'true_score_end');
          sum += score;
          square += (score - expected) ** 2;
        }
        return [[sum / count], [square / count]];
      };
    },
  };
}

const HIT = 0.5;
const BEFORE = 0.2;
const SHOCKED = 3;

/** Runs each world up to its first shock; who was flagged before is drawn here, with the same seed. */
function firstShock(): LawExperiment {
  const worlds = 10;
  return {
    id: 'first-shock',
    group: GROUP,
    about: `${SHOCKED} numbers, each flagged with p before a shock that hits each with h`,
    laws: [
      share(
        'first-shock/empty',
        'none eligible after a shock: (p + (1 − p)h)ⁿ',
        emptyAfterShock(BEFORE, HIT, SHOCKED),
      ),
    ],
    open: (seed) => (replication) => {
      let empty = 0;
      for (let i = 0; i < worlds; i++) {
        if (emptyAfterFirst(seed, replication * worlds + i)) empty++;
      }
      return [[empty, worlds]];
    },
  };
}

function emptyAfterFirst(seed: string, replication: number): boolean {
  const key = streamKey(seed, replication, 0, 'verify.flagged_before');
  const numbers = plainNumbers(SHOCKED).map((each) => {
    const u = entityUniform(key, each.key.lo, each.key.hi, 0, 0);
    return { ...each, spamScore: u < BEFORE ? 100 : 0 };
  });
  const scenario = plainScenario(seed, {
    durationMs: HOUR_MS,
    numbers,
    campaigns: [plainCampaign(SHOCKED, 0)],
    drift: stillDrift({
      // Fifty expected in the hour: a world without one is not to be met.
      shockPerDay: 50 * 24,
      shockHitShare: HIT,
      shockPoints: 100,
    }),
  });
  const world = openWorld(scenario, { replication, audit: false });
  const { engine } = world;
  do engine.run(world, world.horizonMs, 1);
  while (engine.queue.type !== EVENT.driftShock);
  return world.numbers.observedScore.every((score) => score > THRESHOLD);
}

function shocks(): LawExperiment {
  const perDay = 0.5;
  const days = 4;
  return {
    id: 'shocks',
    group: GROUP,
    about: `${SHOCKED} numbers of one country under shocks at ${perDay} a day, nobody recovers`,
    laws: [
      share(
        'shocks/all',
        'all n hit by shocks by t: inclusion–exclusion',
        allHitProbability(perDay * days, HIT, SHOCKED),
      ),
      mean('shocks/count', 'shocks in t: mean νt', 'shocks', perDay * days),
      mean('shocks/variance', 'shocks in t: variance νt, as Poisson', 'shocks²', perDay * days),
    ],
    open(seed) {
      const scenario = (over: Partial<ReturnType<typeof stillDrift>>) =>
        plainScenario(seed, {
          durationMs: days * DAY_MS,
          numbers: plainNumbers(SHOCKED),
          campaigns: [plainCampaign(SHOCKED, 0)],
          drift: stillDrift({ shockPerDay: perDay, ...over }),
        });
      const striking = scenario({ shockHitShare: HIT, shockPoints: 100 });
      // A point each time and nothing takes it away: the score counts shocks.
      const counting = scenario({ shockHitShare: 1, shockPoints: 1 });
      return (replication) => {
        const struck = plainRun(striking, replication);
        let hit = 0;
        for (let n = 0; n < SHOCKED; n++) {
          if (numberMetric(struck, n, 'observed_score_end') > THRESHOLD) hit++;
        }
        const count = numberMetric(plainRun(counting, replication), 0, 'true_score_end');
        return [[hit === SHOCKED ? 1 : 0, 1], [count], [(count - perDay * days) ** 2]];
      };
    },
  };
}

/** What spam scores do by themselves. */
export function scoreLaws(): LawExperiment[] {
  return [twoState(), skips(), wandering(), usageNoise(), firstShock(), shocks()];
}
