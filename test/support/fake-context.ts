import { chooseExemplars, recordExemplars } from '../../src/experiment/exemplars.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { AttemptRecord } from '../../src/model/observer.ts';
import type { RunContext } from '../../src/report/run-context.ts';
import { fakeResult } from './fake-run.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** Four calls to US contacts; the last one goes on into the next hour, and is a retry. */
const CALLS: readonly AttemptRecord[] = [
  fakeCall({ number: 0, dialMs: 1 * MINUTE, outcome: 'answered' }),
  fakeCall({ number: 0, dialMs: 14 * MINUTE, outcome: 'voicemail' }),
  fakeCall({ number: 0, dialMs: 15 * MINUTE, usedSticky: true }),
  fakeCall({ number: 2, dialMs: 31 * MINUTE, endMs: 90 * MINUTE, attempt: 2 }),
];

function fakeCall(over: Partial<AttemptRecord> & { dialMs: number }): AttemptRecord {
  return {
    campaign: 0,
    contact: 0,
    zone: 0,
    country: 1,
    number: 0,
    attempt: 1,
    dueMs: 0,
    endMs: over.dialMs + MINUTE,
    ringMs: 0,
    talkMs: 0,
    outcome: 'no_answer',
    throttled: false,
    usedSticky: false,
    trueScore: 10,
    observedScore: 10,
    ...over,
  };
}

/** A context whose exemplars were "simulated" by a few made-up observations. */
export function fakeContext(experiment: Experiment): RunContext {
  const { aggregate, loaded } = experiment;
  const exemplars = recordExemplars(
    chooseExemplars(aggregate),
    loaded.scenario,
    aggregate,
    (replication, observer) => {
      for (let hour = 0; hour < 3; hour++) {
        const scores = Float64Array.from([10 + hour, 20, 30.5, 88]);
        observer.onHour?.(hour * HOUR, scores, scores.map(Math.floor));
      }
      observer.onStatus?.(1.5 * HOUR, 1, 4);
      observer.onStatus?.(2 * HOUR, 1, 7);
      for (const call of CALLS) observer.onAttempt?.(call);
      return fakeResult(replication);
    },
  );
  return {
    version: '0.0.0',
    node: 'v20.0.0',
    selector: 'built-in',
    reproduce: 'poolsim run fake.yaml --seed 7',
    exemplars,
  };
}
