import { chooseExemplars, recordExemplars } from '../../src/experiment/exemplars.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { RunContext } from '../../src/report/run-context.ts';
import { fakeResult } from './fake-run.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

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
      for (const [number, minute] of [
        [0, 1],
        [0, 14],
        [0, 15],
        [2, 31],
      ]) {
        observer.onAttempt?.({ number, dialMs: minute * MINUTE } as never);
      }
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
