import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';
import type { ChosenSelector } from './chosen-selector.ts';

/**
 * Names a run by everything that its results depend on: resolved scenario, input files, seed,
 * replications, selector and version. 64 hex digits; the folder's name takes the first 12.
 */
export function runHash(
  host: Host,
  loaded: LoadedScenario,
  columnMap: readonly string[],
  selector: ChosenSelector,
): string {
  const parts = {
    version: host.version,
    resolved: loaded.resolved,
    // The scenario's own text is in `resolved`: a comment in it changes nothing.
    inputs: loaded.inputs
      .filter((input) => input.rows > 0)
      .map(({ sha256, skippedRows }) => ({ sha256, skippedRows })),
    columnMap,
    seed: loaded.scenario.seed,
    replications: loaded.replications,
    budget: loaded.replications === 'auto' ? loaded.replicationBudget : null,
    selector: selector.sha256,
  };
  return host.sha256(JSON.stringify(sorted(parts)));
}

/** The same value with the keys of every object in order, so that their order in a file does not count. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, sorted(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
