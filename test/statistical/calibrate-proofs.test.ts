import { describe, expect, it } from 'vitest';
import { type Calibration, calibrate } from '../../src/experiment/calibrate/calibration.ts';
import type { Reading } from '../../src/experiment/calibrate/readings.ts';
import type { AttemptRecord } from '../../src/model/observer.ts';
import { runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { renderCallLog } from '../../src/report/call-log.ts';
import { readCalls } from '../../src/scenario/csv/calls.ts';
import { HOUR_CURVE } from '../../src/scenario/defaults.ts';
import { zoneSpec } from '../../src/scenario/zones.ts';
import { binomialQuantile } from '../../src/stats/binomial.ts';
import type { Interval } from '../../src/stats/interval.ts';
import { type CallTruth, exportedLog } from '../support/call-generator.ts';
import { oneFile } from '../support/csv-files.ts';
import {
  campaign,
  DAY_MS,
  GB,
  HOUR_MS,
  number,
  scenario,
  US,
} from '../support/scenario-builder.ts';

// A log gives back the parameters that it was made with. Each is held twice: inside its own interval at a
// level at which all of a log together fail by chance less than once in a hundred seeds; and, at 95 %, no
// more of them miss than a binomial allows, so that intervals cannot be right by being wide.

const FAMILY = 0.01;
const LEVEL = 0.95;

async function calibrated(text: string, level: number): Promise<Calibration> {
  const { log, problems } = await readCalls('calls.csv', oneFile('calls.csv', text), {
    columnMap: [],
    skipBadRows: false,
  });
  expect(problems).toEqual([]);
  return calibrate(log, level);
}

/** Every interval of a calibration beside the truth it should hold. */
type Checks = (calibration: Calibration) => [string, Interval | null, number][];

async function holdsTruth(text: string, checks: Checks): Promise<Calibration> {
  const plain = await calibrated(text, LEVEL);
  const count = checks(plain).length;
  const strict = await calibrated(text, 1 - FAMILY / count);
  const missed = (calibration: Calibration) =>
    checks(calibration).filter(
      ([, interval, truth]) =>
        interval === null || !(truth >= interval.low && truth <= interval.high),
    );
  expect(missed(strict)).toEqual([]);
  expect(missed(plain).length).toBeLessThanOrEqual(binomialQuantile(0.99, count, 1 - LEVEL));
  return plain;
}

const reading = (calibration: Calibration, kind: Reading['kind'], concentration?: number) =>
  calibration.readings!.all.find(
    (each) =>
      each.kind === kind &&
      (concentration === undefined || each.fit.parameters.concentration === concentration),
  )!;

/** Truths that hold under a reading: means, hours (over the calls of the log), local factor. */
function answerChecks(
  { data }: Calibration,
  { fit }: Reading,
  meanOf: (country: string) => number,
  hourOf: (hour: number) => number,
  localFactor: number,
): [string, Interval | null, number][] {
  const weighted = (factor: (hour: number) => number) =>
    data.hours.reduce((sum, hour, h) => sum + factor(hour) * data.callsByHour[h], 0);
  const scale = weighted((hour) => HOUR_CURVE[hour]) / weighted(hourOf);
  return [
    ...data.countries.map(
      (code, c) =>
        [`mean ${code}`, fit.mean[c], meanOf(code) / scale] as [string, Interval, number],
    ),
    ...data.hours.map(
      (hour, h) =>
        [`hour ${hour}`, fit.hour[h], hourOf(hour) * scale] as [string, Interval, number],
    ),
    ['local', fit.localFactor, localFactor],
  ];
}

describe('a log that a run has left', () => {
  const MEANS = { US: 0.16, GB: 0.22 } as const;
  const LOCAL = 1.25;

  function world(answer: Partial<Scenario['answer']>): Scenario {
    const startEpochMs = Date.UTC(2026, 1, 2);
    const durationMs = 7 * DAY_MS;
    return scenario({
      seed: 'calibrate',
      startEpochMs,
      durationMs,
      zones: [
        zoneSpec('America/Chicago', startEpochMs, durationMs),
        zoneSpec('Europe/London', startEpochMs, durationMs),
      ],
      numbers: [US, US, GB, GB].map((country, i) => number(`n/${i}`, { country })),
      campaigns: [
        campaign(4, 14_000, {
          windows: {
            always: false,
            days: [true, true, true, true, true, true, true],
            fromMinute: 9 * 60,
            toMinute: 17 * 60,
          },
          retries: { max: 2, delaysMs: [3 * HOUR_MS, 22 * HOUR_MS], onVoicemail: true },
          arrivals: { kind: 'poisson', perMs: 140 / HOUR_MS },
          contacts: {
            kind: 'generated',
            group: 'c',
            count: 14_000,
            mix: [
              { share: 0.6, country: US, zone: 0 },
              { share: 0.4, country: GB, zone: 1 },
            ],
          },
        }),
      ],
      answer: {
        ...scenario().answer,
        meanByCountry: Float64Array.of(0.1, MEANS.US, MEANS.GB, 0.1),
        hourFactor: HOUR_CURVE,
        localFactor: LOCAL,
        invalidShare: 0.06,
        unanswered: { voicemail: 0.35, noAnswer: 0.55, busy: 0.06, blocked: 0.04 },
        ...answer,
      },
      provider: {
        ...scenario().provider,
        ringAnswered: { law: 'lognormal', medianMs: 8_000, sigma: 0.5 },
        talkAnswered: { law: 'lognormal', medianMs: 31_000, sigma: 1.65 },
      },
    });
  }

  function logOf(plan: Scenario): string {
    const attempts: AttemptRecord[] = [];
    runReplication(plan, {
      replication: 0,
      observer: { onAttempt: (attempt) => attempts.push({ ...attempt }) },
    });
    return [...renderCallLog(plan, attempts)].join('');
  }

  const common = (calibration: Calibration, read: Reading): [string, Interval | null, number][] => [
    ...answerChecks(
      calibration,
      read,
      (code) => MEANS[code as 'US' | 'GB'],
      (hour) => HOUR_CURVE[hour],
      LOCAL,
    ),
    ['invalid', calibration.mix.invalid, 0.06],
    ['voicemail', calibration.mix.unanswered.voicemail, 0.35],
    ['no answer', calibration.mix.unanswered.no_answer, 0.55],
    ['busy', calibration.mix.unanswered.busy, 0.06],
    ['blocked', calibration.mix.unanswered.blocked, 0.04],
    ['ring median', calibration.times.ringAnswered!.fit!.median, 8],
    ['ring sigma', calibration.times.ringAnswered!.fit!.sigma, 0.5],
    ['talk median', calibration.times.talkAnswered!.fit!.median, 31],
    ['talk sigma', calibration.times.talkAnswered!.fit!.sigma, 1.65],
  ];

  it('gives its parameters back where contacts differ', { timeout: 60_000 }, async () => {
    const text = logOf(world({ concentration: 4, attemptFactor: 1 }));
    const calibration = await holdsTruth(text, (each) => {
      const differ = reading(each, 'differ');
      return [...common(each, differ), ['concentration', differ.concentration, 4]];
    });
    expect(calibration.readings!.chosen.kind).toBe('differ');
    const { ringAnswered, ringVoicemail, ringTimeout, talkAnswered } = calibration.times;
    expect([ringAnswered!.law, talkAnswered!.law]).toEqual(['lognormal', 'lognormal']);
    expect([ringVoicemail!.law, ringVoicemail!.medianS]).toEqual(['constant', 20]);
    expect([ringTimeout!.law, ringTimeout!.medianS]).toEqual(['constant', 30]);
  });

  it('gives them back where attempts decay', { timeout: 60_000 }, async () => {
    const text = logOf(world({ concentration: Number.POSITIVE_INFINITY, attemptFactor: 0.75 }));
    await holdsTruth(text, (each) => {
      const decay = reading(each, 'decay');
      return [...common(each, decay), ['attempt factor', decay.attemptFactor, 0.75]];
    });
  });

  it('gives the attempt factor back, given how contacts differ', { timeout: 60_000 }, async () => {
    const text = logOf(world({ concentration: 4, attemptFactor: 0.9 }));
    await holdsTruth(text, (each) => {
      const both = reading(each, 'both', 4);
      return [...common(each, both), ['attempt factor', both.attemptFactor, 0.9]];
    });
  });
});

describe('an export of an independent generator', () => {
  const TRUTH: CallTruth = {
    meanByCountry: { US: 0.12, GB: 0.2 },
    hour: [0.7, 0.9, 1.3, 1.25, 1.1, 1, 0.95, 0.9, 0.85],
    concentration: 6,
    attemptFactor: 1,
    localFactor: 1.5,
    invalidShare: 0.1,
    voicemail: 0.5,
    busy: 0.1,
    talkMedianS: 40,
    talkSigma: 1.2,
    voicemailMedianS: 12,
    voicemailSigma: 0.4,
  };

  const common = (calibration: Calibration, read: Reading): [string, Interval | null, number][] => [
    ...answerChecks(
      calibration,
      read,
      (code) => TRUTH.meanByCountry[code as 'US' | 'GB'],
      (hour) => TRUTH.hour[hour - 9],
      TRUTH.localFactor,
    ),
    ['invalid', calibration.mix.invalid, TRUTH.invalidShare],
    ['voicemail', calibration.mix.unanswered.voicemail, TRUTH.voicemail],
    ['busy', calibration.mix.unanswered.busy, TRUTH.busy],
    ['no answer', calibration.mix.unanswered.no_answer, 1 - TRUTH.voicemail - TRUTH.busy],
    ['talk median', calibration.times.talkAnswered!.fit!.median, TRUTH.talkMedianS],
    ['talk sigma', calibration.times.talkAnswered!.fit!.sigma, TRUTH.talkSigma],
    ['voicemail median', calibration.times.talkVoicemail!.fit!.median, TRUTH.voicemailMedianS],
    ['voicemail sigma', calibration.times.talkVoicemail!.fit!.sigma, TRUTH.voicemailSigma],
    // The load of a number does nothing here.
    ...calibration.loads.map(
      ({ from, relative }) => [`load ${from}`, relative, 1] as [string, Interval | null, number],
    ),
  ];

  it('gives its parameters back where contacts differ', { timeout: 60_000 }, async () => {
    const calibration = await holdsTruth(exportedLog(TRUTH, 11_000, 1), (each) => {
      const differ = reading(each, 'differ');
      return [...common(each, differ), ['concentration', differ.concentration, 6]];
    });
    const { log } = calibration.prepared;
    expect(log.leftOut.inbound).toBeGreaterThan(400);
    expect([log.hasAttempts, calibration.times.ringAnswered]).toEqual([false, null]);
  });

  it('gives them back where attempts decay', { timeout: 60_000 }, async () => {
    const truth = { ...TRUTH, concentration: Number.POSITIVE_INFINITY, attemptFactor: 0.8 };
    await holdsTruth(exportedLog(truth, 11_000, 2), (each) => {
      const decay = reading(each, 'decay');
      return [...common(each, decay), ['attempt factor', decay.attemptFactor, 0.8]];
    });
  });

  it('shows the fall in answers after a heavy day that was put into it', async () => {
    const rows = ['started_at,from,to,outcome,country,timezone,from_country'];
    let state = 7;
    for (let i = 0; i < 8_000; i++) {
      state = (state * 48_271) % 2_147_483_647;
      const [number, before, day] = [i % 20, Math.floor(i / 20) % 200, Math.floor(i / 4_000) * 2];
      // Numbers begin at different hours, or the load would be the hour.
      const at = Date.UTC(2026, 1, 2 + day, 10, before + ((number * 37) % 480));
      const answered = state / 2_147_483_647 < (before < 100 ? 0.3 : 0.15);
      const end = answered ? 'answered' : 'no-answer';
      rows.push(`${new Date(at).toISOString()},n${number},c${i},${end},US,America/New_York,US`);
    }
    const { loads } = await calibrated(`${rows.join('\n')}\n`, LEVEL);
    for (const { from, relative } of loads) {
      if (from < 100) expect(relative!.low, `from ${from}`).toBeGreaterThan(1);
      else expect(relative!.high, `from ${from}`).toBeLessThan(0.9);
    }
    expect(loads.map(({ from }) => from)).toEqual([0, 25, 50, 75, 100, 150]);
  });
});
