import type { ExemplarRecord } from '../experiment/exemplars.ts';
import type { Experiment } from '../experiment/experiment.ts';

/** An exemplar with the run that it comes from. */
export interface ExemplarSource {
  readonly experiment: Experiment;
  readonly record: ExemplarRecord;
}
