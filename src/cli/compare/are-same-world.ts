import { isSame, isSameWorld } from '../../experiment/compare/same-world.ts';
import type { OpenedSide } from './opened-side.ts';

/**
 * True when both sides are a function of the same inputs, so that what is equal in some replications is equal
 * in all: the same world and selector, or, where a side is a finished run, the same scenario, files, selector
 * and version as its manifest tells. False where that cannot be known.
 */
export function areSameWorld([a, b]: readonly [OpenedSide, OpenedSide], version: string): boolean {
  if (a.kind === 'live' && b.kind === 'live') {
    const sameSelector = a.selector.sha256 === b.selector.sha256;
    return sameSelector && isSameWorld(a.loaded.scenario, b.loaded.scenario);
  }
  return isSame(told(a, version), told(b, version));
}

/** What is asked of a scenario, and what it is called, changes nothing in a replication. */
const ASKED = ['name', 'why', 'replications', 'replicationBudget', 'gates'];

/** What a manifest tells, of a side that has none yet too; as JSON would have it. */
function told(side: OpenedSide, version: string): unknown {
  if (side.kind === 'done') {
    const { resolved, inputHashes, selector, seed } = side.run;
    return { resolved: world(resolved), inputHashes, selector, seed, version: side.run.version };
  }
  const { resolved, inputs, scenario } = side.loaded;
  return {
    resolved: world(JSON.parse(JSON.stringify(resolved))),
    inputHashes: inputs.map(({ sha256 }) => sha256),
    selector: side.selector.label,
    seed: scenario.seed,
    version,
  };
}

function world(resolved: unknown): unknown {
  const entries = Object.entries(resolved ?? {}).filter(([key]) => !ASKED.includes(key));
  return Object.fromEntries(entries);
}
