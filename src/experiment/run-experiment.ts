import { assert } from '../base/assert.ts';
import type { ResultLayout } from '../model/result.ts';
import type { LoadedScenario } from '../scenario/loaded.ts';
import { DEFAULT_LEVEL } from '../stats/interval.ts';
import { type Look, stoppingLooks } from '../stats/stopping.ts';
import { Aggregate } from './aggregate.ts';
import { type Limits, type Replicate, runBlocks } from './blocks.ts';
import { conclude } from './conclude.ts';
import type { Experiment } from './experiment.ts';
import { summarizeFigures } from './figures-summary.ts';
import { allDecided, judgeGates } from './gates.ts';

/** How far a run is. */
export interface Progress {
  /** Replications finished, in whatever order. */
  readonly done: number;
  /** Replications that the run will use if it goes on; of `auto`, up to the look it is heading for. */
  readonly total: number;
  /** Most that it may use: the budget of `auto`, else the same as `total`. */
  readonly most: number;
  /** Events simulated so far. */
  readonly events: number;
}

export interface RunExperimentOptions {
  readonly loaded: LoadedScenario;
  readonly layout: ResultLayout;
  readonly replicate: Replicate;
  readonly limits: Limits;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Replicates a scenario and judges it.
 *
 * A fixed number of replications is one look at the end. `auto` looks only at the planned sizes, in the
 * order of the indices, each at a confidence that shares the error probability out over all looks (see
 * stats/stopping), and stops at the first that leaves no gate `unsure`, or at the last. Only whole looks
 * count: nothing beyond the look it stops at was ever started, so the number of workers shows nowhere.
 *
 * After an abort the longest finished prefix of the indices is concluded, marked partial.
 *
 * @throws {LawBreach} or what else `replicate` rejects with, of the lowest block that failed
 */
export async function runExperiment(options: RunExperimentOptions): Promise<Experiment> {
  const { loaded, layout, limits, replicate, signal } = options;
  const auto = loaded.replications === 'auto';
  const looks = plannedLooks(loaded);
  const last = looks.at(-1)!;
  const requested = loaded.replications === 'auto' ? loaded.replicationBudget : loaded.replications;
  const aggregate = new Aggregate(layout);
  let done = 0;
  let events = 0;
  let complete = false;

  for (const look of looks) {
    await runBlocks(aggregate.replications, look.n, limits, replicate, signal, (results) => {
      for (const result of results) {
        aggregate.add(result);
        events += result.events;
      }
      done += results.length;
      options.onProgress?.({ done, total: look.n, most: last.n, events });
    });
    if (aggregate.replications < look.n) {
      assert(
        signal?.aborted === true,
        'a worker answered with fewer replications than it was sent',
      );
      break;
    }
    complete = look === last || decided(loaded, aggregate, look);
    if (complete) break;
  }

  aggregate.dropEarly();
  const confidence = last.level;
  return conclude(loaded, aggregate, { requested, auto, partial: !complete, confidence });
}

function plannedLooks(loaded: LoadedScenario): readonly Look[] {
  if (loaded.replications !== 'auto') return [{ n: loaded.replications, level: DEFAULT_LEVEL }];
  return stoppingLooks(loaded.replicationBudget, DEFAULT_LEVEL);
}

function decided(loaded: LoadedScenario, aggregate: Aggregate, look: Look): boolean {
  const campaigns = loaded.scenario.campaigns.map((campaign) => campaign.name);
  const asked = new Set(loaded.gates.map((gate) => gate.key));
  const figures = summarizeFigures(aggregate, campaigns, look.level, asked);
  return allDecided(judgeGates(loaded.gates, figures, look.level));
}
