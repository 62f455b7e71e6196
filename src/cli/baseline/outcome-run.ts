import type { Variant } from '../../bench/sample.ts';
import type { Replicate } from '../../experiment/blocks.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { outcomeBaselineOf } from '../../experiment/outcome-baseline.ts';
import { runExperiment } from '../../experiment/run-experiment.ts';
import { resultLayout } from '../../model/run-replication.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { loadSubject } from '../bench/load-subject.ts';
import type { Host } from '../host-seam.ts';
import { load } from '../load.ts';
import { chosenSelector } from '../run/chosen-selector.ts';
import type { Interruption } from '../run/interruption.ts';
import { replicateScenario, withCrew, workersFor } from '../run/run-scenario.ts';
import { UsageError } from '../usage-error.ts';
import type { HeldScenario } from './document.ts';
import { turn } from './turn.ts';

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

/** Simulates a scenario with whatever stands in the place of the selector, or of the whole model. */
export async function runOutcome(
  host: Host,
  loaded: LoadedScenario,
  variant: Variant,
  terms: OutcomeTerms,
): Promise<Experiment> {
  if (typeof variant === 'object' && 'checkout' in variant) {
    return runCheckout(host, loaded, variant, terms.interruption);
  }
  const selector = await chosenSelector(host, variant === 'here' ? null : variant.module);
  const workers = workersFor(host, terms.workers, loaded);
  const { interruption, quiet } = terms;
  return withCrew(host, loaded, selector, workers, interruption, async (crew) => {
    const run = await replicateScenario(host, loaded, crew, workers, interruption, quiet);
    return run.experiment;
  });
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

/**
 * The model of another checkout, with the scenario as it is read here. In this process, one replication
 * after another: its threads would be another program's.
 */
async function runCheckout(
  host: Host,
  loaded: LoadedScenario,
  variant: Variant,
  interruption: Interruption,
): Promise<Experiment> {
  const subject = await loadSubject(variant, (path) => host.importModule(path));
  const { runReplication } = await subject.replication();
  const replicate: Replicate = async ([replication]) => {
    await turn();
    try {
      return [runReplication(loaded.scenario, { replication: replication! })];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new UsageError(`the other version cannot run ${loaded.source}: ${why}`);
    }
  };
  return runExperiment({
    loaded,
    layout: resultLayout(loaded.scenario),
    replicate,
    limits: { workers: 1, blockSize: 1 },
    signal: interruption.signal,
  });
}
