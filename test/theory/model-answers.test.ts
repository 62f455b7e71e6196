import { describe, expect, test } from 'vitest';
import type { AttemptRecord, Outcome } from '../../src/model/observer.ts';
import type { AnswerSpec, CampaignSpec, Scenario } from '../../src/model/spec.ts';
import { integrate } from '../../src/stats/integrate.ts';
import { logGamma } from '../../src/stats/log-gamma.ts';
import {
  answerAfterMisses,
  betaDialsPerContact,
  missedShare,
} from '../../src/stats/theory/beta-answers.ts';
import { dialsPerContact, reachedShare } from '../../src/stats/theory/retries.ts';
import {
  answers,
  expectMean,
  expectRatio,
  expectShare,
  figureOf,
  perReplication,
  watch,
} from '../support/model-replications.ts';
import {
  campaign,
  DAY_MS,
  GB,
  HOUR_MS,
  number,
  scenario,
  US,
  utc,
} from '../support/scenario-builder.ts';

/** Retries an hour apart, room for everybody. */
function tries(
  contacts: number,
  attempts: number,
  answer: AnswerSpec,
  over: Partial<CampaignSpec> = {},
): Scenario {
  return scenario({
    durationMs: 2 * DAY_MS,
    answer,
    campaigns: [
      campaign(2, contacts, {
        retries: { max: attempts - 1, delaysMs: [HOUR_MS], onVoicemail: true },
        ...over,
      }),
    ],
  });
}

function share(attempts: readonly AttemptRecord[], outcome: Outcome): [number, number] {
  return [attempts.filter((a) => a.outcome === outcome).length, attempts.length];
}

function expectAnswered(attempts: readonly AttemptRecord[], theory: number, what: string): void {
  expectShare(...share(attempts, 'answered'), theory, what);
}

describe('contacts all alike', () => {
  test.each([
    [0.15, 1],
    [0.15, 3],
    [0.4, 6],
  ])('q = %d in %i attempts: dials per contact and reached share', (q, m) => {
    const plan = tries(500, m, answers(q));
    const runs = perReplication(plan, 20, (result) => ({
      dials: figureOf(plan, result, 'dials').num / 500,
      reached: figureOf(plan, result, 'reach.contact_rate'),
      answered: figureOf(plan, result, 'reach.answer_rate'),
    }));
    if (m > 1)
      expectMean(
        runs.map((r) => r.dials),
        dialsPerContact(q, m),
        'dials per contact',
      );
    else expect(runs.every((r) => r.dials === 1)).toBe(true);
    expectRatio(
      runs.map((r) => r.reached),
      reachedShare(q, m),
      'reached',
    );
    expectRatio(
      runs.map((r) => r.answered),
      q,
      'answer rate',
    );
  });

  test('voicemail ends a task unless it is to be retried', () => {
    const q = 0.2;
    const voicemail = 0.25;
    const answer = answers(q, {
      unanswered: { voicemail, noAnswer: 0.65, busy: 0.1, blocked: 0 },
    });
    const completion = q + (1 - q) * voicemail;
    for (const onVoicemail of [false, true]) {
      const plan = tries(800, 4, answer, {
        retries: { max: 3, delaysMs: [HOUR_MS], onVoicemail },
      });
      const ends = onVoicemail ? q : completion;
      const runs = perReplication(plan, 15, (result) => ({
        dials: figureOf(plan, result, 'dials').num / 800,
        reached: figureOf(plan, result, 'reach.contact_rate'),
        voicemail: figureOf(plan, result, 'reach.voicemail_rate'),
      }));
      expectMean(
        runs.map((r) => r.dials),
        dialsPerContact(ends, 4),
        'dials per contact',
      );
      expectRatio(
        runs.map((r) => r.reached),
        (q / ends) * reachedShare(ends, 4),
        'reached',
      );
      expectRatio(
        runs.map((r) => r.voicemail),
        (1 - q) * voicemail,
        'voicemail',
      );
    }
  });

  test('an invalid line fails at once and is never retried', () => {
    const plan = tries(4_000, 3, answers(0.5, { invalidShare: 0.1 }));
    const { attempts } = watch(plan);
    const failed = attempts.filter((a) => a.outcome === 'failed');
    expectShare(failed.length, 4_000, 0.1, 'invalid contacts');
    expect(failed.every((a) => a.attempt === 1)).toBe(true);
    expectAnswered(
      attempts.filter((a) => a.outcome !== 'failed'),
      0.5,
      'others',
    );
  });
});

describe('factors of an answer', () => {
  test('the k-th attempt has attemptFactor^(k−1)', () => {
    const { attempts } = watch(tries(6_000, 4, answers(0.3, { attemptFactor: 0.7 })));
    for (const k of [1, 2, 3, 4]) {
      const kth = attempts.filter((a) => a.attempt === k);
      expectAnswered(kth, 0.3 * 0.7 ** (k - 1), `attempt ${k}`);
    }
  });

  test('a follow-up is a task of its own: it begins at attempt 1, after its share and delay', () => {
    const plan = tries(6_000, 2, answers(0.5, { attemptFactor: 0.6 }), {
      followUp: { share: 0.4, delayMs: 5 * HOUR_MS, max: 1 },
    });
    const { attempts } = watch(plan);
    const byContact = groupByContact(attempts);
    const seconds: AttemptRecord[] = [];
    let answeredFirst = 0;
    for (const calls of byContact.values()) {
      const first = calls.findIndex((a) => a.outcome === 'answered');
      if (first < 0) continue;
      answeredFirst++;
      const next = calls[first + 1];
      if (next === undefined) continue;
      seconds.push(next);
      expect(next.attempt).toBe(1);
      expect(next.dueMs).toBeCloseTo(calls[first].endMs + 5 * HOUR_MS, 6);
      expect(next.number).toBe(calls[first].number);
    }
    expectShare(seconds.length, answeredFirst, 0.4, 'followed up');
    expectAnswered(seconds, 0.5, 'answered the follow-up');
  });

  test('the hour is the contact’s own', () => {
    const hourFactor = Array.from({ length: 24 }, (_, h) => 0.2 + (h % 12) / 10);
    const offsetHours = [-5, 0, 9];
    const zones = offsetHours.map((hours) => ({
      ...utc(),
      name: `UTC${hours}`,
      offsetMs: Float64Array.of(hours * HOUR_MS),
    }));
    const base = scenario();
    const plan = scenario({
      durationMs: 10 * DAY_MS,
      zones,
      answer: answers(0.6, { hourFactor }),
      campaigns: zones.map((zone, z) =>
        campaign(2, 8_000, {
          name: zone.name,
          arrivals: { kind: 'poisson', perMs: 700 / DAY_MS },
          contacts: {
            kind: 'generated',
            group: zone.name,
            count: 8_000,
            mix: [{ share: 1, country: US, zone: z }],
          },
        }),
      ),
    });
    const { attempts } = watch(plan);
    const startHour = new Date(base.startEpochMs).getUTCHours();
    offsetHours.forEach((offset, z) => {
      for (let hour = 0; hour < 24; hour++) {
        const calls = attempts.filter((a) => {
          const utcHour = startHour + Math.floor(a.dialMs / HOUR_MS);
          return a.campaign === z && (utcHour + offset + 24) % 24 === hour;
        });
        expect(calls.length).toBeGreaterThan(150);
        expectAnswered(calls, 0.6 * hourFactor[hour], `hour ${hour} at ${offset}`);
      }
    });
  });

  test('a caller from the contact’s own country is answered localFactor times as often', () => {
    const plan = {
      ...tries(12_000, 1, answers(0.2, { localFactor: 1.6 })),
      numbers: [number('us', { country: US }), number('gb', { country: GB })],
    };
    const { attempts } = watch(plan);
    expectAnswered(
      attempts.filter((a) => a.number === 0),
      0.32,
      'local',
    );
    expectAnswered(
      attempts.filter((a) => a.number === 1),
      0.2,
      'foreign',
    );
  });

  test('a label takes its share: L(s) of the callees answer labelMultiplier times as often', () => {
    const scores = [0, 54, 60, 66, 100];
    const plan = scenario({
      platform: { ...scenario().platform, spamThreshold: 100 },
      answer: answers(0.9, { labelMidpoint: 60, labelWidth: 6, labelMultiplier: 0.1 }),
      selector: {
        ...scenario().selector,
        weight: { priorMean: 0.5, priorStrength: 1e9, floor: 0.02 },
      },
      numbers: scores.map((spamScore) => number(`s/${spamScore}`, { spamScore })),
      campaigns: [campaign(scores.length, 40_000)],
    });
    const { attempts } = watch(plan);
    scores.forEach((s, n) => {
      const label = 1 / (1 + Math.exp(-(s - 60) / 6));
      const theory = 0.9 * (1 - 0.9 * label);
      expectAnswered(
        attempts.filter((a) => a.number === n),
        theory,
        `score ${s}`,
      );
    });
  });

  test('unanswered calls end by their shares; where a label shows, more are blocked', () => {
    const unanswered = { voicemail: 0.4, noAnswer: 0.4, busy: 0.1, blocked: 0.1 };
    const answer = answers(0.2, { unanswered, blockedAtLabel: 0.5, labelMidpoint: 60 });
    const plan = {
      ...tries(40_000, 1, answer),
      numbers: [number('clean', { spamScore: 0 }), number('label', { spamScore: 60 })],
    };
    const { attempts } = watch(plan);
    [0, 1].forEach((n) => {
      const calls = attempts.filter((a) => a.number === n);
      const blocked = 0.1 + (n === 0 ? 0.5 / (1 + Math.exp(12)) : 0.25);
      const rest = 0.8 * (1 - blocked);
      expectShare(...share(calls, 'answered'), 0.2, 'answered');
      expectShare(...share(calls, 'blocked'), 0.8 * blocked, 'blocked');
      expectShare(...share(calls, 'voicemail'), (rest * 0.4) / 0.9, 'voicemail');
      expectShare(...share(calls, 'no_answer'), (rest * 0.4) / 0.9, 'no answer');
      expectShare(...share(calls, 'busy'), (rest * 0.1) / 0.9, 'busy');
    });
  });

  test('never leave 0 … 1', () => {
    const sure = tries(500, 1, answers(0.9, { localFactor: 5 }));
    expect(share(watch(sure).attempts, 'answered')).toEqual([500, 500]);
    const never = tries(500, 1, answers(0.9, { hourFactor: new Array(24).fill(0) }));
    expect(share(watch(never).attempts, 'no_answer')).toEqual([500, 500]);
  });
});

function groupByContact(attempts: readonly AttemptRecord[]): Map<number, AttemptRecord[]> {
  const groups = new Map<number, AttemptRecord[]>();
  for (const a of attempts) {
    const group = groups.get(a.contact);
    if (group === undefined) groups.set(a.contact, [a]);
    else group.push(a);
  }
  return groups;
}

describe('contacts that differ', () => {
  test.each([
    [0.15, 4],
    [0.3, 1],
    [0.5, 0.5],
    [0.2, 40],
  ])('mean %d, concentration %d: who did not answer is less likely to answer next', (mean, c) => {
    const law = { mean, concentration: c };
    const contacts = 12_000;
    const { attempts } = watch(tries(contacts, 4, answers(mean, { concentration: c })));
    for (const k of [1, 2, 3, 4]) {
      const kth = attempts.filter((a) => a.attempt === k);
      expectShare(kth.length, contacts, Math.min(missedShare(law, k - 1), 1 - 1e-12), `dial ${k}`);
      expectAnswered(kth, answerAfterMisses(law, k - 1), `attempt ${k}`);
    }
    expect(answerAfterMisses(law, 2)).toBeLessThan(mean);
    // The model works with 2,048 quantiles: the mean of one run stands to the law as a sample.
    const plan = tries(600, 4, answers(mean, { concentration: c }));
    const dials = perReplication(plan, 30, (r) => figureOf(plan, r, 'dials').num / 600);
    expectMean(dials, betaDialsPerContact(law, 4), 'dials per contact');
  });

  test('the closed forms are integrals over the Beta law', () => {
    const law = { mean: 0.4, concentration: 5 };
    const [a, b] = [2, 3];
    const density = (q: number) =>
      Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b)) * q ** (a - 1) * (1 - q) ** (b - 1);
    for (const m of [0, 1, 2, 5]) {
      const missed = integrate((q) => density(q) * (1 - q) ** m, 0, 1);
      const next = integrate((q) => density(q) * q * (1 - q) ** m, 0, 1);
      expect(missedShare(law, m)).toBeCloseTo(missed, 9);
      expect(answerAfterMisses(law, m)).toBeCloseTo(next / missed, 9);
    }
    // All alike in the limit.
    const alike = { mean: 0.4, concentration: 1e9 };
    expect(betaDialsPerContact(alike, 5)).toBeCloseTo(dialsPerContact(0.4, 5), 7);
  });
});
