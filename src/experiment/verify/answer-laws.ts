import { DAY_MS, HOUR_MS } from '../../base/units.ts';
import type { AnswerSpec, Scenario } from '../../model/spec.ts';
import { normalCdf } from '../../stats/normal.ts';
import { answerAfterMisses, betaDialsPerContact } from '../../stats/theory/beta-answers.ts';
import { dialsPerContact, reachedShare } from '../../stats/theory/retries.ts';
import { type LawExperiment, mean, ratio, share } from './law.ts';
import {
  answeredBy,
  holding,
  plainCampaign,
  plainNumbers,
  plainScenario,
} from './plain-scenario.ts';
import { counted, figurePair, plainRun, summed, watched } from './readings.ts';

const GROUP = 'answers';

/** Retries an hour apart until somebody answers, room for everybody. */
function tries(
  seed: string,
  contacts: number,
  attempts: number,
  answer: AnswerSpec,
  over: Partial<Scenario> = {},
): Scenario {
  return plainScenario(seed, {
    durationMs: DAY_MS,
    answer,
    campaigns: [
      plainCampaign(2, contacts, {
        retries: { max: attempts - 1, delaysMs: [HOUR_MS], onVoicemail: true },
      }),
    ],
    ...over,
  });
}

function allAlike(): LawExperiment {
  const q = 0.15;
  const m = 3;
  const contacts = 300;
  return {
    id: 'retries',
    group: GROUP,
    about: `contacts all alike, at most ${m} dials each`,
    laws: [
      mean('retries/dials', 'dials per contact (1 − (1 − q)^m)/q', 'dials', dialsPerContact(q, m)),
      share('retries/reached', 'reached share 1 − (1 − q)^m', reachedShare(q, m)),
      ratio('retries/answer-rate', 'answered of dials = q', 'ratio', q),
    ],
    open(seed) {
      const scenario = tries(seed, contacts, m, answeredBy(q));
      return (replication) => {
        const result = plainRun(scenario, replication);
        const read = (key: string) => figurePair(scenario, result, key);
        return [
          [read('dials')[0] / contacts],
          read('reach.contact_rate'),
          read('reach.answer_rate'),
        ];
      };
    },
  };
}

/** Contacts that differ, and tire: each attempt is answered with 0.9 of the one before. */
function differing(): LawExperiment {
  const law = { mean: 0.3, concentration: 2 };
  const contacts = 300;
  return {
    id: 'beta',
    group: GROUP,
    about: 'each contact with a propensity of its own, Beta over contacts',
    laws: [
      mean(
        'beta/dials',
        'dials per contact Σ E[(1 − q)^k], q ~ Beta',
        'dials',
        betaDialsPerContact(law, 4),
      ),
      share(
        'beta/third',
        'after two misses a/(a + b + 2), q ~ Beta(a, b)',
        answerAfterMisses(law, 2),
      ),
    ],
    open(seed) {
      const answer = answeredBy(law.mean, { concentration: law.concentration });
      const scenario = tries(seed, contacts, 4, answer);
      return (replication) => {
        const { calls } = watched(scenario, replication);
        const thirds = calls.filter((call) => call.attempt === 3);
        return [[calls.length / contacts], counted(thirds, (c) => c.outcome === 'answered')];
      };
    },
  };
}

function factors(): LawExperiment {
  const q = 0.6;
  const attemptFactor = 0.7;
  const midpoint = 60;
  const labelled = q * (1 - 0.5 * (1 - 0.2));
  return {
    id: 'factors',
    group: GROUP,
    about: 'tiring contacts, and a number whose label half of the callees see',
    laws: [
      share('factors/second', 'second attempt answered with q·f', q * attemptFactor),
      share('factors/label', 'under a label q(1 − L(s)(1 − m)), L = ½', labelled),
    ],
    open(seed) {
      const answer = answeredBy(q, {
        attemptFactor,
        labelMidpoint: midpoint,
        labelWidth: 1,
        labelMultiplier: 0.2,
      });
      const numbers = plainNumbers(2).map((each, i) => ({ ...each, spamScore: i * midpoint }));
      const scenario = tries(seed, 300, 2, answer, { numbers });
      return (replication) => {
        const { calls } = watched(scenario, replication);
        const answered = (number: number, attempt: number) =>
          counted(
            calls.filter((call) => call.number === number && call.attempt === attempt),
            (call) => call.outcome === 'answered',
          );
        return [answered(0, 2), answered(1, 1)];
      };
    },
  };
}

const TALK_MS = 90_000;
const RING_MS = 8_000;
const RING_SIGMA = 0.6;

function durations(): LawExperiment {
  const ringMeanMs = RING_MS * Math.exp(RING_SIGMA ** 2 / 2);
  return {
    id: 'durations',
    group: GROUP,
    about: 'ring lognormal, talk exponential, everybody answers',
    laws: [
      ratio('durations/talk', 'exponential talk: mean', 'seconds', TALK_MS / 1_000),
      share('durations/long-talk', 'exponential talk: P(longer than its mean) = e⁻¹', Math.exp(-1)),
      ratio(
        'durations/ring',
        'lognormal ring: mean = median·e^(σ²/2)',
        'seconds',
        ringMeanMs / 1e3,
      ),
      share(
        'durations/short-ring',
        'lognormal ring: P(< median/2) = Φ(−ln 2/σ)',
        normalCdf(-Math.LN2 / RING_SIGMA),
      ),
      ratio('durations/product', 'ring and talk are independent: E[ring·talk]', 'ratio', 1),
    ],
    open(seed) {
      const provider = holding(
        { law: 'exponential', meanMs: TALK_MS },
        { ringAnswered: { law: 'lognormal', medianMs: RING_MS, sigma: RING_SIGMA } },
      );
      const scenario = tries(seed, 400, 1, answeredBy(1), { provider });
      return (replication) => {
        const { calls } = watched(scenario, replication);
        return [
          summed(calls, (call) => call.talkMs / 1_000),
          counted(calls, (call) => call.talkMs > TALK_MS),
          summed(calls, (call) => call.ringMs / 1_000),
          counted(calls, (call) => call.ringMs < RING_MS / 2),
          summed(calls, (call) => (call.ringMs / ringMeanMs) * (call.talkMs / TALK_MS)),
        ];
      };
    },
  };
}

/** Who answers, how often, and how long it takes. */
export function answerLaws(): LawExperiment[] {
  return [allAlike(), differing(), factors(), durations()];
}
