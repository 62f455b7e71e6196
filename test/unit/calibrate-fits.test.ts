import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/base/units.ts';
import { type AnswerData, answerData } from '../../src/experiment/calibrate/answer-data.ts';
import {
  type AnswerParameters,
  logLikelihood,
  multipliers,
  predictions,
  scaledHours,
} from '../../src/experiment/calibrate/answer-model.ts';
import { calibrate } from '../../src/experiment/calibrate/calibration.ts';
import { fitAnswer } from '../../src/experiment/calibrate/fit-answer.ts';
import { prepareLog } from '../../src/experiment/calibrate/prepare.ts';
import {
  chooseReading,
  PREFERENCE,
  type Reading,
} from '../../src/experiment/calibrate/readings.ts';
import { timeLaw } from '../../src/experiment/calibrate/times.ts';
import type { Outcome } from '../../src/model/observer.ts';
import { CallLog, type LoggedCall } from '../../src/scenario/csv/call-log.ts';
import { HOUR_CURVE } from '../../src/scenario/defaults.ts';
import { missedShare } from '../../src/stats/theory/beta-answers.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';

const START = Date.UTC(2026, 1, 2, 14);

function logOf(calls: readonly Partial<LoggedCall>[]): CallLog {
  const log = new CallLog();
  for (const call of calls) {
    log.append(
      {
        startedEpochMs: START,
        from: 'n/1',
        to: 'c/1',
        outcome: 'no_answer',
        ringS: null,
        talkS: null,
        attempt: null,
        country: 'US',
        zone: 'Etc/UTC',
        fromCountry: 'GB',
        ...call,
      },
      1,
    );
  }
  return log;
}

/** `contacts` people called at most `attempts` times an hour apart; each k-th call of so many is answered. */
function repeated(contacts: number, attempts: number, answers: readonly number[]): CallLog {
  const calls: Partial<LoggedCall>[] = [];
  let left = contacts;
  for (let k = 0; k < attempts; k++) {
    for (let i = 0; i < left; i++) {
      const outcome: Outcome = i >= left - answers[k] ? 'answered' : 'no_answer';
      calls.push({ to: `c/${i}`, outcome, startedEpochMs: START + k * 24 * HOUR_MS });
    }
    left -= answers[k];
  }
  return logOf(calls);
}

describe('a prepared log', () => {
  it('is in order of time, on the callee’s clock, summer time included', () => {
    const before = Date.UTC(2026, 2, 29, 0, 30);
    const prepared = prepareLog(
      logOf([
        { startedEpochMs: before + HOUR_MS, zone: 'Europe/Berlin' },
        { startedEpochMs: before, zone: 'Europe/Berlin' },
        { startedEpochMs: before, to: 'c/2', zone: 'America/New_York' },
      ]),
    );
    expect([...prepared.startedEpochMs]).toEqual([before, before, before + HOUR_MS]);
    expect([...prepared.hour]).toEqual([1, 20, 3]);
  });

  it('counts attempts since the last answer; failures are none; a column wins', () => {
    const outcomes: Outcome[] = ['no_answer', 'failed', 'busy', 'answered', 'voicemail', 'busy'];
    const calls = outcomes.map((outcome, i) => ({ outcome, startedEpochMs: START + i * 1000 }));
    expect([...prepareLog(logOf(calls)).attempt]).toEqual([1, 2, 2, 3, 1, 2]);
    const told = prepareLog(logOf(calls.map((call, i) => ({ ...call, attempt: i + 5 }))));
    expect([...told.attempt]).toEqual([5, 6, 7, 8, 9, 10]);
    expect(told.beganEarlier).toBe(1);
  });

  it('counts a number’s calls of the 24 hours before, to the millisecond', () => {
    const at = [0, 1, 24 * HOUR_MS - 1, 24 * HOUR_MS, 24 * HOUR_MS + 1];
    const calls = at.map((ms) => ({ startedEpochMs: START + ms }));
    calls.push({ startedEpochMs: START + 5, from: 'n/2' } as (typeof calls)[number]);
    const { load, number } = prepareLog(logOf(calls));
    expect([...load].filter((_, i) => number[i] === 0)).toEqual([0, 1, 2, 2, 2]);
  });

  it('takes a call for local only where both countries are known and the same', () => {
    const prepared = prepareLog(
      logOf([
        { fromCountry: 'US' },
        { from: 'n/2', fromCountry: 'GB' },
        { from: 'x', fromCountry: null, to: 'y', country: null },
      ]),
    );
    expect([...prepared.local]).toEqual([1, 0, 0]);
  });
});

const TRUTH: AnswerParameters = {
  mean: Float64Array.of(0.2),
  hour: Float64Array.of(1),
  attemptFactor: 1,
  localFactor: 1,
  concentration: 3,
};

describe('the likelihood', () => {
  const log = repeated(300, 3, [60, 40, 25]);
  const data = answerData(prepareLog(log));
  const hour = scaledHours(data, new Float64Array(1));
  const at = (over: Partial<AnswerParameters>) => logLikelihood(data, { ...TRUTH, hour, ...over });

  it('of contacts that differ is the closed form of Beta answers', () => {
    // One hour: its factor is the built-in one, so the law is of q times that, here taken out again.
    const flat = { ...TRUTH, hour: Float64Array.of(1) };
    const law = { mean: 0.2, concentration: 3 };
    const missed = [0, 1, 2, 3].map((k) => missedShare(law, k));
    const closed =
      60 * Math.log(missed[0] - missed[1]) +
      40 * Math.log(missed[1] - missed[2]) +
      25 * Math.log(missed[2] - missed[3]) +
      175 * Math.log(missed[3]);
    expect(logLikelihood(data, flat)).toBeCloseTo(closed, 8);
  });

  it('of contacts that are alike is that of independent calls', () => {
    const p = 0.2 * hour[0];
    const closed =
      60 * Math.log(p) +
      240 * Math.log(1 - p) +
      40 * Math.log(p * 0.8) +
      200 * Math.log(1 - p * 0.8) +
      25 * Math.log(p * 0.64) +
      175 * Math.log(1 - p * 0.64);
    expect(at({ concentration: Infinity, attemptFactor: 0.8 })).toBeCloseTo(closed, 8);
  });

  it('has the scores of its own slope', () => {
    const mixed = mixedData();
    const parameters: AnswerParameters = {
      mean: Float64Array.of(0.2, 0.35),
      hour: Float64Array.of(0.9, 1.3),
      attemptFactor: 0.85,
      localFactor: 1.2,
      concentration: 2.5,
    };
    const sums = { mean: [0, 0], hour: [0, 0], attemptFactor: 0, localFactor: 0, concentration: 0 };
    logLikelihood(
      mixed,
      parameters,
      (contact, score) => {
        sums.mean[mixed.country[contact]] += score.mean;
        sums.hour[0] += score.hour[0];
        sums.hour[1] += score.hour[1];
        sums.attemptFactor += score.attemptFactor;
        sums.localFactor += score.localFactor;
        sums.concentration += score.concentration;
      },
      true,
    );
    const slope = (change: (by: number) => Partial<AnswerParameters>) =>
      (logLikelihood(mixed, { ...parameters, ...change(Math.exp(1e-5)) }) -
        logLikelihood(mixed, { ...parameters, ...change(Math.exp(-1e-5)) })) /
      2e-5;
    expect(slope((by) => ({ mean: Float64Array.of(0.2 * by, 0.35) }))).toBeCloseTo(sums.mean[0], 3);
    expect(slope((by) => ({ mean: Float64Array.of(0.2, 0.35 * by) }))).toBeCloseTo(sums.mean[1], 3);
    expect(slope((by) => ({ hour: Float64Array.of(0.9 * by, 1.3) }))).toBeCloseTo(sums.hour[0], 3);
    expect(slope((by) => ({ hour: Float64Array.of(0.9, 1.3 * by) }))).toBeCloseTo(sums.hour[1], 3);
    expect(slope((by) => ({ attemptFactor: 0.85 * by }))).toBeCloseTo(sums.attemptFactor, 3);
    expect(slope((by) => ({ localFactor: 1.2 * by }))).toBeCloseTo(sums.localFactor, 3);
    expect(slope((by) => ({ concentration: 2.5 * by }))).toBeCloseTo(sums.concentration, 3);
  });

  it('predicts each call from those before it', () => {
    const law = { mean: 0.2, concentration: 3 };
    const chance = predictions(data, { ...TRUTH, hour: Float64Array.of(1) });
    for (let i = data.contactFrom[0]; i < data.contactFrom[1]; i++) {
      const k = data.earlier[i];
      const hazard = 1 - missedShare(law, k + 1) / missedShare(law, k);
      expect(chance[i]).toBeCloseTo(hazard, 10);
    }
  });

  it('knows the factor of an hour that is not estimated', () => {
    const rare = answerData(
      prepareLog(
        logOf([
          ...Array.from({ length: 60 }, (_, i) => ({
            to: `c/${i}`,
            outcome: (i % 3 === 0 ? 'answered' : 'busy') as Outcome,
          })),
          { to: 'late', startedEpochMs: START + 6 * HOUR_MS },
        ]),
      ),
    );
    expect(rare.hours).toEqual([14]);
    const factor = multipliers(rare, { ...TRUTH, hour: Float64Array.of(7) });
    expect([factor[0], factor[60]]).toEqual([7, HOUR_CURVE[20]]);
  });
});

function mixedData(): AnswerData {
  const calls: Partial<LoggedCall>[] = [];
  for (let i = 0; i < 400; i++) {
    const country = i % 2 === 0 ? 'US' : 'GB';
    for (let k = 0; k < 1 + (i % 3); k++) {
      const startedEpochMs = START + ((i + k) % 2) * HOUR_MS + k * 24 * HOUR_MS;
      const fromCountry = (i + k) % 3 === 0 ? 'US' : 'GB';
      const outcome: Outcome = (i * 7 + k * 3) % 5 === 0 ? 'answered' : 'busy';
      calls.push({
        to: `c/${i}`,
        country,
        startedEpochMs,
        from: fromCountry,
        fromCountry,
        outcome,
      });
    }
  }
  return answerData(prepareLog(logOf(calls)));
}

describe('a fit', () => {
  it('of one country, hour and attempt is the plain share, with the width of its information', () => {
    const data = answerData(prepareLog(repeated(400, 1, [100])));
    const question = { concentration: Infinity, attemptFactor: 1, localFactor: 1 };
    const [mean] = fitAnswer(data, question, 0.95)!.mean;
    const factor = HOUR_CURVE[14];
    expect(mean.estimate * factor).toBeCloseTo(0.25, 3);
    const wilson = wilsonInterval(100, 400)!;
    expect(mean.low * factor).toBeCloseTo(wilson.low, 2);
    expect(mean.high * factor).toBeCloseTo(wilson.high, 2);
  });

  it('puts the same parameters whatever it starts from', () => {
    const data = answerData(prepareLog(repeated(900, 3, [180, 120, 75])));
    const question = { concentration: 'free', attemptFactor: 1, localFactor: 1 } as const;
    const once = fitAnswer(data, question, 0.95)!;
    const again = fitAnswer(data, question, 0.95, {
      mean: Float64Array.of(0.5),
      hour: Float64Array.of(1),
      attemptFactor: 1,
      localFactor: 1,
      concentration: 200,
    })!;
    expect(again.logLikelihood).toBeCloseTo(once.logLikelihood, 2);
    again.mean.forEach((mean, c) => {
      expect(mean.estimate).toBeCloseTo(once.mean[c].estimate, 3);
    });
    expect(again.concentration!.estimate).toBeCloseTo(once.concentration!.estimate, 1);
  });

  it('climbs to contacts that are alike where nothing speaks against it', () => {
    const data = mixedData();
    const solve = (concentration: number | 'free') =>
      fitAnswer(data, { concentration, attemptFactor: 1, localFactor: 1 }, 0.95);
    const free = solve('free');
    const alike = solve(Infinity)!;
    expect(free === null || free.logLikelihood > alike.logLikelihood - 0.5).toBe(true);
  });
});

describe('what a small log tells', () => {
  it('no later attempts: the built-in concentration and attempt factor stand, and it says so', () => {
    const { readings, hazards } = calibrate(repeated(200, 1, [40]), 0.95);
    expect([readings!.repeats, readings!.chosen.kind]).toEqual([false, 'built-in']);
    expect(readings!.chosen.fit.parameters).toMatchObject({ concentration: 4, attemptFactor: 0.9 });
    expect(hazards).toHaveLength(1);
    expect(hazards[0].share!.estimate).toBe(0.2);
  });

  it('later attempts that are answered more: contacts are alike, from a lower end on', () => {
    const { readings } = calibrate(repeated(600, 3, [60, 70, 80]), 0.95);
    const [differ] = readings!.all;
    expect(differ.concentration).toMatchObject({ estimate: Infinity, high: Infinity });
    expect(differ.concentration!.low).toBeGreaterThan(5);
    const decay = readings!.all.at(-1)!;
    expect(decay.attemptFactor!.low).toBeGreaterThan(1);
    // That later attempts gain is more than contacts can differ to explain.
    expect(readings!.chosen.kind).toBe('decay');
  });

  it('nothing answered, or nothing that rang: no reading, and no fault', () => {
    const none = calibrate(repeated(200, 2, [0, 0]), 0.95);
    expect([none.readings, none.loads, none.hazards]).toEqual([null, [], []]);
    expect(none.byCountry.get('US')).toMatchObject({ calls: 400, answered: 0 });
    expect(none.byCountry.get('US')!.share!.high).toBeLessThan(0.03);
    const failed = calibrate(logOf([{ outcome: 'failed' }]), 0.95);
    expect([failed.readings, failed.byCountry.size]).toEqual([null, 0]);
    expect(failed.mix.invalid!.estimate).toBe(1);
  });

  it('everything answered: a mean below one all the same', () => {
    const { readings } = calibrate(repeated(200, 1, [200]), 0.95);
    const mean = readings?.chosen.fit.mean[0];
    expect(mean === undefined || mean.high <= 1).toBe(true);
  });

  it('a country of which it knows nothing is told and not estimated', () => {
    const log = logOf([
      ...Array.from({ length: 100 }, (_, i) => ({
        to: `c/${i}`,
        outcome: (i % 4 === 0 ? 'answered' : 'busy') as Outcome,
      })),
      { to: 'x', country: 'DE' },
      { to: 'y', country: null },
    ]);
    const { byCountry, data } = calibrate(log, 0.95);
    expect([...byCountry.keys()]).toEqual(['US', '??', 'DE']);
    expect(data.countries).toEqual(['US']);
  });

  it('the local factor of a country is told only where both kinds of calls went there', () => {
    const calls = (us: string, gb: string) =>
      Array.from({ length: 400 }, (_, i) => {
        const country = i % 2 === 0 ? 'US' : 'GB';
        const kind = i % 2 === 0 ? us : gb;
        const fromCountry = kind === 'both' ? (i % 4 < 2 ? 'US' : 'GB') : kind;
        const outcome: Outcome = i % 5 === 0 ? 'answered' : 'busy';
        return { to: `c/${i}`, country, from: fromCountry, fromCountry, outcome };
      });
    const told = (us: string, gb: string) => {
      const { localTold, chosen } = calibrate(logOf(calls(us, gb)), 0.95).readings!;
      return [localTold, chosen.fit.localFactor === null];
    };
    expect(told('both', 'GB')).toEqual([true, false]);
    // All calls to the US are local and none to GB is: the two would differ in country alone.
    expect(told('US', 'US')).toEqual([false, true]);
  });
});

describe('the rule for a reading', () => {
  const reading = (kind: Reading['kind'], log: number) =>
    ({ kind, fit: { logLikelihood: log } }) as Reading;

  it('is contacts that differ, else decay, else the likeliest, by the odds', () => {
    const pick = (decay: number, both: number) =>
      chooseReading([reading('differ', -100), reading('both', both), reading('decay', decay)]).kind;
    expect(pick(-100 + PREFERENCE, -100)).toBe('differ');
    expect(pick(-100 + PREFERENCE + 0.1, -100)).toBe('decay');
    expect(pick(-96, -95)).toBe('decay');
    expect(pick(-99, -95)).toBe('both');
    expect(pick(-120, -110)).toBe('differ');
  });
});

describe('a law of times', () => {
  it('is constant, log-normal, or what was seen', () => {
    expect(timeLaw(new Float64Array(50).fill(30), 0.95)).toMatchObject({
      law: 'constant',
      medianS: 30,
      fit: null,
    });
    const two = Float64Array.from({ length: 400 }, (_, i) => (i < 200 ? 5 : 60));
    const seen = timeLaw(two, 0.95)!;
    expect([seen.law, seen.quantilesS.length]).toEqual(['empirical', 20]);
    expect(new Set(seen.quantilesS)).toEqual(new Set([5, 60]));
    expect(timeLaw(new Float64Array(19), 0.95)).toBeNull();
  });
});
