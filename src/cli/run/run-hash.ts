import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';
import type { ChosenSelector } from './chosen-selector.ts';

/**
 * Names a run by everything that its files depend on: resolved scenario and where its values came from,
 * input files, seed, replications, selector, versions. 64 hex digits; a folder's name takes the first 12.
 *
 * @param reproduce the command that gives the same results again
 */
export function runHash(
  host: Host,
  loaded: LoadedScenario,
  selector: ChosenSelector,
  reproduce: string,
): string {
  const parts = {
    version: host.version,
    node: host.nodeVersion,
    reproduce,
    resolved: loaded.resolved,
    origins: [...loaded.origins],
    inputs: loaded.inputs,
    seed: loaded.scenario.seed,
    replications: loaded.replications,
    budget: loaded.replicationBudget,
    selector: selector.sha256,
  };
  return host.sha256(JSON.stringify(sorted(parts)));
}

/** The same value with the keys of every object in order, so that their order in a file does not count. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, sorted(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
