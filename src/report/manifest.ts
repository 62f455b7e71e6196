import type { Experiment } from '../experiment/experiment.ts';
import { readableJson } from './json.ts';
import { instant } from './names.ts';
import type { RunContext } from './run-context.ts';

/** A file of the run's folder and what it holds. */
export interface FileNote {
  readonly name: string;
  readonly meaning: string;
}

/** manifest.json: everything that the results are a function of, and what they are. */
export function renderManifest(
  experiment: Experiment,
  context: RunContext,
  files: readonly FileNote[],
): string {
  const { loaded } = experiment;
  const { scenario } = loaded;
  return readableJson({
    schemaVersion: 1,
    poolsim: context.version,
    node: context.node,
    reproduce: context.reproduce,
    scenario: scenario.name,
    why: scenario.why,
    source: loaded.source,
    seed: scenario.seed,
    start: instant(scenario, 0),
    selector: context.selector,
    replications: experiment.replications,
    requested: experiment.requested,
    auto: experiment.auto,
    partial: experiment.partial,
    confidence: experiment.confidence,
    resultHash: experiment.resultHash,
    inputs: loaded.inputs.map(({ file, sha256, bytes, rows, skippedRows }) => {
      return { file, sha256, bytes, rows, skippedRows };
    }),
    files,
    resolved: loaded.resolved,
    origins: Object.fromEntries(loaded.origins),
  });
}
