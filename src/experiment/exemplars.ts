import { assert } from '../base/assert.ts';
import { figureIndex } from '../model/figures.ts';
import type { Observer } from '../model/observer.ts';
import type { ReplicationResult } from '../model/result.ts';
import type { Scenario } from '../model/spec.ts';
import type { Aggregate } from './aggregate.ts';
import { ExemplarRecorder } from './exemplar-recorder.ts';

export type ExemplarKind = 'median' | 'first-stall';

/** A replication worth looking at closely, and why. */
export interface ExemplarChoice {
  readonly kind: ExemplarKind;
  readonly replication: number;
}

/** An exemplar, recorded: enough to show it again without simulating. */
export interface ExemplarRecord extends ExemplarChoice {
  readonly fingerprint: string;
  readonly recorder: ExemplarRecorder;
}

/** Runs one replication under an observer: here, with the same selector as the run. */
export type Simulate = (replication: number, observer: Observer) => ReplicationResult;

/**
 * The replication nearest the median of `stall.contact_hours` over everything (ties: lowest index), and
 * the first, by index, that stalled. None when no replication was finished.
 */
export function chooseExemplars(aggregate: Aggregate): ExemplarChoice[] {
  if (aggregate.replications === 0) return [];
  const overall = overallScope(aggregate);
  const hours = aggregate.pairs(figureIndex('stall.contact_hours'), overall).numerators;
  const median = hours.toSorted()[Math.ceil(hours.length / 2) - 1];
  const choices: ExemplarChoice[] = [{ kind: 'median', replication: hours.indexOf(median) }];
  const stalled = aggregate.pairs(figureIndex('stall.risk'), overall).numerators;
  const first = stalled.findIndex((value) => value > 0);
  if (first >= 0) choices.push({ kind: 'first-stall', replication: first });
  return choices;
}

/**
 * Simulates the chosen replications once more, watched. One that was chosen twice is simulated once.
 * @throws {InvariantError} when a replication does not come out as it did in the run
 */
export function recordExemplars(
  choices: readonly ExemplarChoice[],
  scenario: Scenario,
  aggregate: Aggregate,
  simulate: Simulate,
): ExemplarRecord[] {
  const recorders = new Map<number, ExemplarRecorder>();
  return choices.map((choice) => {
    const { replication } = choice;
    const fingerprint = aggregate.fingerprints[replication];
    let recorder = recorders.get(replication);
    if (recorder === undefined) {
      recorder = new ExemplarRecorder(scenario);
      const again = simulate(replication, recorder);
      assert(
        again.fingerprint === fingerprint,
        `replication ${replication} came out differently when simulated again under observation`,
      );
      recorders.set(replication, recorder);
    }
    return { ...choice, fingerprint, recorder };
  });
}

/** Index of the scope over everything: `*, *`, or the only campaign's own. */
function overallScope(aggregate: Aggregate): number {
  const { scopes } = aggregate.layout;
  const both = scopes.findIndex((s) => s.campaign === '*' && s.country === '*');
  return both >= 0 ? both : scopes.findIndex((s) => s.country === '*');
}
