import type { Experiment } from '../../src/experiment/experiment.ts';
import { storedRunOf } from '../../src/report/stored/of-experiment.ts';
import type { StoredRun } from '../../src/report/stored/stored-run.ts';
import { fakeExperiment } from './fake-experiment.ts';

/** A run of made-up results as it would lie in its folder, without exemplars. */
export function fakeStored(experiment: Experiment = fakeExperiment(40)): StoredRun {
  return storedRunOf(experiment, {
    version: '0.0.0',
    node: 'v20.0.0',
    selector: 'built-in',
    reproduce: 'poolsim run fake.yaml --seed 7',
    exemplars: [],
  });
}
