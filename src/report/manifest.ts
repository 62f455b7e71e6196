import type { Experiment } from '../experiment/experiment.ts';
import { readableJson } from './json.ts';
import { instant } from './names.ts';
import type { RunContext } from './run-context.ts';

/** A file of the run's folder and what it holds. */
export interface FileNote {
  readonly name: string;
  readonly meaning: string;
}

/** An input file as the manifest tells of it. */
export interface ManifestInput {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly skippedRows: number;
}

/** manifest.json: everything that the results are a function of, and what they are. */
export interface RunManifest {
  readonly schemaVersion: 1;
  /** Versions of poolsim and of Node that made it. */
  readonly poolsim: string;
  readonly node: string;
  /** The command that gives the same results again. */
  readonly reproduce: string;
  readonly scenario: string;
  readonly why: string;
  readonly source: string;
  readonly seed: string;
  /** Simulated time 0, ISO 8601 in UTC. */
  readonly start: string;
  readonly selector: string;
  readonly replications: number;
  readonly requested: number;
  readonly auto: boolean;
  readonly partial: boolean;
  readonly confidence: number;
  readonly resultHash: string;
  readonly inputs: readonly ManifestInput[];
  /** `--map` pairs and `--skip-bad-rows` that they were read with. */
  readonly columnMap: readonly string[];
  readonly skipBadRows: boolean;
  readonly files: readonly FileNote[];
  /** The scenario with every default filled in, as JSON has it. */
  readonly resolved: unknown;
  /** Where each leaf of it came from. */
  readonly origins: Readonly<Record<string, string>>;
}

export function manifestOf(
  experiment: Experiment,
  context: RunContext,
  files: readonly FileNote[],
): RunManifest {
  const { loaded } = experiment;
  const { scenario } = loaded;
  return {
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
    columnMap: loaded.reading.columnMap,
    skipBadRows: loaded.reading.skipBadRows,
    files,
    resolved: loaded.resolved,
    origins: Object.fromEntries(loaded.origins),
  };
}

export function renderManifest(
  experiment: Experiment,
  context: RunContext,
  files: readonly FileNote[],
): string {
  return readableJson(manifestOf(experiment, context, files));
}
