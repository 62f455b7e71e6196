import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { binomialPmf } from '../../src/stats/binomial.ts';
import { integrate } from '../../src/stats/integrate.ts';
import { normalCdf } from '../../src/stats/normal.ts';
import { tallyOf } from '../../src/stats/tally.ts';
import { erlangB, erlangC, erlangCWaitTail } from '../../src/stats/theory/erlang.ts';
import { erlangA } from '../../src/stats/theory/erlang-a.ts';
import { allBlockedProbability, hypergeometricPmf } from '../../src/stats/theory/hypergeometric.ts';
import { littleNumber } from '../../src/stats/theory/little.ts';
import { downDistribution, meanLinesUp } from '../../src/stats/theory/machine-repair.ts';
import { mm1, mm1WaitTail } from '../../src/stats/theory/mm1.ts';
import {
  ouAutocorrelation,
  ouExceedance,
  ouMeanFirstPassage,
  ouStandardDeviation,
  ouStep,
} from '../../src/stats/theory/ornstein-uhlenbeck.ts';
import { emptyShare, poolEmptyProbability } from '../../src/stats/theory/pool-empty.ts';
import { dialsPerContact, reachedShare } from '../../src/stats/theory/retries.ts';
import { emptyAfterShock } from '../../src/stats/theory/shared-shock.ts';
import {
  shotNoiseExceedance,
  shotNoiseMean,
  shotNoiseVariance,
} from '../../src/stats/theory/shot-noise.ts';
import { meanBackorders, shortProbability } from '../../src/stats/theory/spares.ts';
import {
  stallEpisodeRate,
  stalledShare,
  stallMeanFirstPassage,
  stallMeanLength,
  stallRisk,
} from '../../src/stats/theory/stall-process.ts';
import {
  availability,
  cleanProbability,
  flaggedShare,
  twoStateOf,
} from '../../src/stats/theory/two-state.ts';
import { d3, jStat, shareDeviation } from '../support/stats-libs.ts';

describe('Erlang', () => {
  const rates = { arrivalRate: 2.4, serviceRate: 1, servers: 3 };

  test('B is its sum formula', () => {
    expect(erlangB(3, 2.4)).toBeCloseTo(0.26841, 5);
    for (const [servers, load] of [
      [1, 0.5],
      [4, 3],
      [12, 20],
    ]) {
      const terms = [1];
      for (let k = 1; k <= servers; k++) terms.push((terms[k - 1] * load) / k);
      const sum = terms.reduce((a, b) => a + b);
      expect(erlangB(servers, load)).toBeCloseTo(terms[servers] / sum, 14);
    }
    expect(erlangB(0, 5)).toBe(1);
    expect(erlangB(7, 0)).toBe(0);
    expect(erlangB(1_000, 900)).toBeGreaterThan(0);
  });

  test('C has its check values', () => {
    const queue = erlangC(rates);
    expect(queue.waitProbability).toBeCloseTo(0.64719, 5);
    expect(queue.meanWait).toBeCloseTo(1.07865, 5);
    expect(queue.meanQueue).toBeCloseTo(2.4 * queue.meanWait, 12);
  });

  test('C integrates its tail to its mean, and equals M/M/1 at one server', () => {
    const mean = integrate((t) => erlangCWaitTail(rates, t), 0, 80);
    expect(mean).toBeCloseTo(erlangC(rates).meanWait, 9);
    expect(erlangCWaitTail(rates, 0)).toBe(erlangC(rates).waitProbability);
    const single = { arrivalRate: 0.9, serviceRate: 1, servers: 1 };
    expect(erlangC(single).meanWait).toBeCloseTo(9, 11);
    expect(erlangCWaitTail(single, 3)).toBeCloseTo(mm1WaitTail(0.9, 1, 3), 13);
  });

  test('C without spare capacity waits for ever', () => {
    const full = { arrivalRate: 3, serviceRate: 1, servers: 3 };
    expect(erlangC(full)).toEqual({
      waitProbability: 1,
      meanWait: Infinity,
      meanQueue: Infinity,
    });
    expect(erlangCWaitTail(full, 100)).toBe(1);
  });

  test('A has its check value, and flow in equals flow out', () => {
    const queue = erlangA({ ...rates, abandonRate: 0.5 });
    expect(queue.abandonProbability).toBeCloseTo(0.11986, 5);
    expect(2.4 * (1 - queue.abandonProbability)).toBeCloseTo(queue.meanBusy, 12);
    const overloaded = erlangA({
      arrivalRate: 3_000,
      serviceRate: 1,
      servers: 1_000,
      abandonRate: 0.5,
    });
    expect(3_000 * (1 - overloaded.abandonProbability)).toBeCloseTo(overloaded.meanBusy, 6);
  });

  test('A tends to C for patient callers and to B for impatient ones', () => {
    const patient = erlangA({ ...rates, abandonRate: 1e-7 });
    expect(patient.waitProbability).toBeCloseTo(erlangC(rates).waitProbability, 5);
    const impatient = erlangA({ ...rates, abandonRate: 1e7 });
    expect(impatient.abandonProbability).toBeCloseTo(erlangB(3, 2.4), 6);
  });
});

describe('M/M/1 and Little', () => {
  test('waits nine service times at 90 %', () => {
    const queue = mm1(0.9, 1);
    expect(queue.meanWait).toBeCloseTo(9, 12);
    expect(queue.meanTimeInSystem).toBeCloseTo(10, 12);
    expect(littleNumber(0.9, queue.meanTimeInSystem)).toBeCloseTo(queue.meanInSystem, 12);
    expect(integrate((t) => mm1WaitTail(0.9, 1, t), 0, 400)).toBeCloseTo(9, 8);
    expect(() => mm1(1, 1)).toThrow('steady state');
  });
});

describe('two-state number', () => {
  const rates = { flagRate: 0.05, clearRate: 0.2 };

  test('has its check values', () => {
    expect(availability(rates)).toBeCloseTo(0.8, 14);
    expect(flaggedShare(rates)).toBeCloseTo(0.2, 14);
    expect(cleanProbability(rates, 3)).toBeCloseTo(0.8945, 4);
    expect(cleanProbability(rates, 0)).toBe(1);
    expect(flaggedShare(twoStateOf(0.1, 0.3))).toBeCloseTo(0.1, 14);
  });

  test('obeys its differential equation', () => {
    const slope = (cleanProbability(rates, 3.001) - cleanProbability(rates, 2.999)) / 0.002;
    const clean = cleanProbability(rates, 3);
    expect(slope).toBeCloseTo(-0.05 * clean + 0.2 * (1 - clean), 8);
  });

  test('refuses rates that never move', () => {
    expect(() => flaggedShare({ flagRate: 0, clearRate: 0 })).toThrow('positive');
    expect(() => twoStateOf(1, 0.1)).toThrow('inside');
  });
});

describe('stall process', () => {
  const pair = { numbers: 2, ...twoStateOf(0.1, 0.1) };

  test('has its check values', () => {
    expect(stalledShare(pair)).toBeCloseTo(0.01, 14);
    expect(stallEpisodeRate(pair)).toBeCloseTo(0.002, 14);
    expect(stallMeanLength(pair)).toBeCloseTo(5, 14);
    expect(stallRisk(pair, 5)).toBeCloseTo(0.0198, 4);
    expect(stallRisk(pair, 30)).toBeCloseTo(0.065, 3);
  });

  test('stalled share is episode rate times mean length', () => {
    const process = { numbers: 5, flagRate: 0.3, clearRate: 0.7 };
    expect(stallEpisodeRate(process) * stallMeanLength(process)).toBeCloseTo(
      stalledShare(process),
      14,
    );
  });

  test('one number is flagged at the start, or after an exponential time', () => {
    const one = { numbers: 1, flagRate: 0.04, clearRate: 0.36 };
    expect(stallRisk(one, 7)).toBeCloseTo(0.1 + 0.9 * -Math.expm1(-0.28), 13);
    expect(stallRisk(one, 7, 'all_clean')).toBeCloseTo(-Math.expm1(-0.28), 13);
  });

  test('without recovery each number is flagged on its own', () => {
    const process = { numbers: 6, flagRate: 0.2, clearRate: 0 };
    const flagged = -Math.expm1(-0.2 * 4);
    expect(stallRisk(process, 4, 'all_clean')).toBeCloseTo(flagged ** 6, 13);
  });

  test('at horizon zero the risk is being stalled already', () => {
    expect(stallRisk(pair, 0)).toBeCloseTo(0.01, 14);
    expect(stallRisk(pair, 0, 'all_clean')).toBe(0);
  });

  test('a tiny risk keeps its digits, and a long horizon its sum', () => {
    const safe = { numbers: 30, flagRate: 0.001, clearRate: 1 };
    // Nearly a rare event at rate nμpⁿ(1 + …): started clean, it takes a while to build up.
    const bound = stallEpisodeRate(safe) * 50 + stalledShare(safe);
    const risk = stallRisk(safe, 50);
    expect(risk).toBeGreaterThan(0.9 * bound);
    expect(risk).toBeLessThanOrEqual(bound * (1 + 1e-9));
    expect(stallRisk(pair, 1e5)).toBeCloseTo(1, 9);
  });

  test('the mean first passage is its published sum, and the area over the risk', () => {
    const process = { numbers: 3, flagRate: 0.4, clearRate: 0.9 };
    let expected = 0;
    for (let k = 0; k < 3; k++) {
      const weight = (j: number) => [1, 3, 3, 1][j] * (0.4 / 0.9) ** j;
      let below = 0;
      for (let j = 0; j <= k; j++) below += weight(j);
      expected += below / ((3 - k) * 0.4 * weight(k));
    }
    const mean = stallMeanFirstPassage(process);
    expect(mean).toBeCloseTo(expected, 11);
    const area = integrate((t) => 1 - stallRisk(process, t, 'all_clean'), 0, 400, 1e-8);
    expect(area).toBeCloseTo(mean, 5);
  });

  test('agrees with simulated numbers', () => {
    const uniform = seedrandom.alea('stats:stall');
    const process = { numbers: 3, flagRate: 0.25, clearRate: 0.5 };
    const draw = d3.randomExponential.source(uniform);
    const runs = 8_000;
    let reached = 0;
    for (let run = 0; run < runs; run++) {
      let flagged = 0;
      for (let i = 0; i < 3; i++) if (uniform() < 1 / 3) flagged++;
      let now = 0;
      while (flagged < 3) {
        const up = (3 - flagged) * 0.25;
        const down = flagged * 0.5;
        now += draw(up + down)();
        if (now > 6) break;
        flagged += uniform() * (up + down) < up ? 1 : -1;
      }
      if (flagged === 3) reached++;
    }
    expect(shareDeviation(reached / runs, stallRisk(process, 6), runs)).toBeLessThan(4);
  });

  test('refuses a process without numbers', () => {
    expect(() => stallRisk({ ...pair, numbers: 0 }, 1)).toThrow('numbers');
    expect(() => stallRisk(pair, -1)).toThrow('horizon');
    expect(() => stallMeanFirstPassage({ ...pair, numbers: 1.5 })).toThrow('numbers');
  });
});

describe('empty pool', () => {
  test('is the product over independent numbers, mixed over countries', () => {
    expect(poolEmptyProbability([0.9, 0.8])).toBeCloseTo(0.02, 14);
    expect(poolEmptyProbability([])).toBe(1);
    const countries = [
      { share: 0.75, availabilities: [0.9, 0.8] },
      { share: 0.25, availabilities: [] },
    ];
    expect(emptyShare(countries)).toBeCloseTo(0.265, 14);
    expect(() => emptyShare(countries.slice(1))).toThrow('sum to');
  });

  test('after a shock is the chance that each was flagged or hit', () => {
    expect(emptyAfterShock(0.1, 0.5, 3)).toBeCloseTo(0.55 ** 3, 14);
    expect(emptyAfterShock(0, 1, 4)).toBe(1);
    expect(emptyAfterShock(0.2, 0, 2)).toBeCloseTo(0.04, 14);
    let sum = 0;
    for (let k = 0; k <= 3; k++) sum += binomialPmf(k, 3, 0.1) * 0.5 ** (3 - k);
    expect(emptyAfterShock(0.1, 0.5, 3)).toBeCloseTo(sum, 14);
  });

  test('with some blocked at random is hypergeometric', () => {
    let sum = 0;
    for (let k = 0; k <= 6; k++) {
      sum += hypergeometricPmf(k, 20, 8, 6);
      expect(hypergeometricPmf(k, 20, 8, 6)).toBeCloseTo(jStat.hypgeom.pdf(k, 20, 8, 6), 9);
    }
    expect(sum).toBeCloseTo(1, 12);
    // C(7, 2)/C(10, 5): three serve, five of ten are blocked.
    expect(allBlockedProbability(10, 5, 3)).toBeCloseTo(21 / 252, 13);
    expect(allBlockedProbability(10, 2, 3)).toBe(0);
    expect(() => hypergeometricPmf(1, 5, 6, 2)).toThrow('exceed');
  });
});

describe('Ornstein-Uhlenbeck', () => {
  const ou = { mean: 0.4, reversion: 0.3, noise: 0.2 };

  test('has its check value, and the moments of its law', () => {
    expect(ouExceedance(ou, 0.7)).toBeCloseTo(0.1226, 4);
    expect(ouStandardDeviation(ou)).toBeCloseTo(0.2 / Math.sqrt(0.6), 14);
    expect(ouAutocorrelation(ou, 2)).toBeCloseTo(Math.exp(-0.6), 14);
    expect(ouAutocorrelation(ou, -2)).toBe(ouAutocorrelation(ou, 2));
  });

  test('two steps make one, and many steps reach the steady state', () => {
    const whole = ouStep(ou, 0.9, 5);
    const first = ouStep(ou, 0.9, 2);
    const second = ouStep(ou, first.mean, 3);
    expect(second.mean).toBeCloseTo(whole.mean, 14);
    const carried = first.variance * Math.exp(-2 * 0.3 * 3) + second.variance;
    expect(carried).toBeCloseTo(whole.variance, 14);
    const late = ouStep(ou, 0.9, 1e3);
    expect(late.mean).toBeCloseTo(0.4, 12);
    expect(Math.sqrt(late.variance)).toBeCloseTo(ouStandardDeviation(ou), 12);
    expect(ouStep(ou, 0.9, 0)).toMatchObject({ mean: 0.9 });
    expect(ouStep(ou, 0.9, 1e-12).variance).toBeCloseTo(0.04e-12, 20);
  });

  test('mean first passage obeys the backward equation', () => {
    const f = (x: number) => ouMeanFirstPassage(ou, x, 0.7);
    const h = 1e-3;
    for (const x of [-1.5, 0, 0.4, 0.6]) {
      const slope = (f(x + h) - f(x - h)) / (2 * h);
      const bend = (f(x + h) - 2 * f(x) + f(x - h)) / (h * h);
      expect(0.3 * (0.4 - x) * slope + 0.5 * 0.04 * bend).toBeCloseTo(-1, 3);
    }
    expect(f(0.7)).toBe(0);
    expect(f(0.8)).toBe(0);
    expect(f(-40)).toBeGreaterThan(f(-10));
  });

  test('mean first passage is the integral written out', () => {
    const s = ouStandardDeviation(ou);
    const plain = integrate((z) => normalCdf(z) * Math.exp((z * z) / 2), -0.4 / s, 0.3 / s);
    expect(ouMeanFirstPassage(ou, 0, 0.7)).toBeCloseTo((Math.sqrt(2 * Math.PI) / 0.3) * plain, 9);
  });
});

describe('retries', () => {
  test('mean dials and share reached are their sums', () => {
    let dials = 0;
    for (let k = 0; k < 5; k++) dials += 0.7 ** k;
    expect(dialsPerContact(0.3, 5)).toBeCloseTo(dials, 13);
    expect(reachedShare(0.3, 5)).toBeCloseTo(1 - 0.7 ** 5, 14);
  });

  test('edges: never, always, no attempt, and a tiny chance', () => {
    expect(dialsPerContact(0, 4)).toBe(4);
    expect(dialsPerContact(1, 4)).toBe(1);
    expect([dialsPerContact(0.5, 0), reachedShare(1, 0)]).toEqual([0, 0]);
    expect(dialsPerContact(1e-14, 4)).toBeCloseTo(4, 12);
  });
});

describe('desk and stock', () => {
  const desk = { lines: 20, repairers: 3, failureRate: 0.1, repairRate: 0.5 };

  test('machine repair has its check values', () => {
    expect(meanLinesUp(desk)).toBeCloseTo(14.002, 3);
    expect(meanLinesUp({ ...desk, repairers: 20 })).toBeCloseTo(20 * (0.5 / 0.6), 11);
  });

  test('machine repair balances failures and repairs', () => {
    const shares = downDistribution(desk);
    let failures = 0;
    let repairs = 0;
    for (let k = 0; k <= 20; k++) {
      failures += shares[k] * (20 - k) * 0.1;
      repairs += shares[k] * Math.min(k, 3) * 0.5;
    }
    expect(failures).toBeCloseTo(repairs, 12);
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 13);
    const many = downDistribution({ ...desk, lines: 3_000 });
    expect(many.reduce((a, b) => a + b)).toBeCloseTo(1, 11);
  });

  test('spares are short with the Poisson tail of the orders outstanding', () => {
    const spares = { stock: 2, demandRate: 0.5, meanLeadTime: 3 };
    const tail = 1 - Math.exp(-1.5) * (1 + 1.5);
    expect(shortProbability(spares)).toBeCloseTo(tail, 13);
    let waiting = 0;
    for (let k = 3; k < 60; k++) waiting += (k - 2) * jStat.poisson.pdf(k, 1.5);
    expect(meanBackorders(spares)).toBeCloseTo(waiting, 11);
    expect(shortProbability({ ...spares, stock: 0 })).toBe(1);
  });
});

describe('shot noise', () => {
  const noise = { jumpRate: 1.5, decayRate: 0.5, meanJump: 4 };

  test('is a gamma law for exponential jumps', () => {
    expect(shotNoiseMean(noise)).toBe(12);
    expect(shotNoiseVariance(noise, 2 * 16)).toBe(48);
    expect(shotNoiseExceedance(noise, 20)).toBeCloseTo(1 - jStat.gamma.cdf(20, 3, 4), 9);
    const area = integrate((x) => shotNoiseExceedance(noise, x), 0, 400);
    expect(area).toBeCloseTo(shotNoiseMean(noise), 8);
    expect(shotNoiseExceedance(noise, -1)).toBe(1);
    expect(() => shotNoiseVariance(noise, 1)).toThrow('second moment');
  });

  test('agrees with simulated jumps and decay', () => {
    const uniform = seedrandom.alea('stats:shot');
    const gap = d3.randomExponential.source(uniform)(1.5);
    const jump = d3.randomExponential.source(uniform)(1 / 4);
    const runs = 6_000;
    const ends = Float64Array.from({ length: runs }, () => {
      let score = 0;
      let now = gap();
      // From zero, 30 time units leave e^(−15) of the start.
      for (; now < 30; now += gap()) score += jump() * Math.exp(-0.5 * (30 - now));
      return score;
    });
    const tally = tallyOf(ends);
    expect(Math.abs(tally.mean - 12) / Math.sqrt(48 / runs)).toBeLessThan(4);
    const above = ends.filter((score) => score > 20).length / runs;
    expect(shareDeviation(above, shotNoiseExceedance(noise, 20), runs)).toBeLessThan(4);
  });
});
