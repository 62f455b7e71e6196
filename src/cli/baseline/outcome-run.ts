import type { Variant } from '../../bench/sample.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { outcomeBaselineOf } from '../../experiment/outcome-baseline.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';
import { load } from '../load.ts';
import { ReplicationFault } from '../run/crew.ts';
import type { Interruption } from '../run/interruption.ts';
import { type Replaced, replicateScenario, withCrew, workersFor } from '../run/run-scenario.ts';
import { UsageError } from '../usage-error.ts';
import type { HeldScenario } from './document.ts';

/** What decides the results of a scenario besides the selector. */
export type ScenarioTerms = Pick<HeldScenario, 'file' | 'set' | 'columnMap' | 'skipBadRows'> & {
  /** null: the scenario's own. */
  readonly seed: string | null;
  readonly replications: number | null;
};

/** How outcomes are simulated. */
export interface OutcomeTerms {
  readonly workers: number | 'auto';
  readonly quiet: boolean;
  readonly interruption: Interruption;
}

/** @throws {UsageError} for a scenario that runs until it is decided: pairs need a fixed number */
export async function loadTerms(host: Host, terms: ScenarioTerms): Promise<LoadedScenario> {
  const { file, set, columnMap, skipBadRows, seed } = terms;
  const replications = terms.replications === null ? null : String(terms.replications);
  const loaded = await load(host, file, { set, columnMap, skipBadRows, seed, replications });
  if (loaded.replications === 'auto') {
    throw new UsageError(
      `${file} runs as many replications as it needs: give a number with --reps`,
    );
  }
  return loaded;
}

/**
 * Simulates a scenario with whatever stands in the place of the selector, or of the whole model.
 * @throws {UsageError} where another checkout cannot run it
 */
export async function runOutcome(
  host: Host,
  loaded: LoadedScenario,
  variant: Variant,
  { workers: asked, quiet, interruption }: OutcomeTerms,
): Promise<Experiment> {
  const workers = workersFor(host, asked, loaded);
  try {
    return await withCrew(
      host,
      loaded,
      replacedBy(variant),
      workers,
      interruption,
      async (crew) => {
        const run = await replicateScenario(host, loaded, crew, workers, interruption, quiet);
        return run.experiment;
      },
    );
  } catch (error) {
    // A broken law or an exception of the other version's is no fault of this one.
    const isOther = error instanceof ReplicationFault && replacedBy(variant).checkout !== undefined;
    if (!isOther) throw error;
    throw new UsageError(`the other version cannot run ${loaded.source}: ${error.message}`);
  }
}

function replacedBy(variant: Variant): Replaced {
  if (variant === 'here') return { path: null };
  return 'module' in variant ? { path: variant.module } : { path: null, ...variant };
}

/** The run as a baseline holds it. */
export function heldScenario(terms: ScenarioTerms, experiment: Experiment): HeldScenario {
  const { file, set, columnMap, skipBadRows } = terms;
  const inputs = experiment.loaded.inputs.map((input) => {
    return { file: input.file, sha256: input.sha256 };
  });
  const { figures, ...facts } = outcomeBaselineOf(experiment);
  return { file, set, columnMap, skipBadRows, inputs, ...facts, figures };
}
