import { assert } from '../../base/assert.ts';
import { DEFAULT_LEVEL } from '../../stats/interval.ts';
import type { Look } from '../../stats/stopping.ts';
import { compareFigures } from './compare-figures.ts';
import { type Comparison, verdictOfAll } from './comparison.ts';
import type { FigureChoice } from './figure-choice.ts';
import type { Horizon } from './horizon.ts';
import type { SideResults } from './side-results.ts';

export interface CompareOptions {
  readonly sides: readonly [SideResults, SideResults];
  readonly choices: readonly FigureChoice[];
  /** When to look, in order; a single one for a fixed number. Its level is for all figures together. */
  readonly looks: readonly Look[];
  readonly horizon: Horizon;
  /** Both sides are the same world with the same selector: what is equal now stays equal. */
  readonly sameWorld: boolean;
  /** Brings both sides to `n` replications; after an abort to as many as are finished. */
  readonly extend: (n: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Compares B with A, pair by pair, and replicates on until every figure is decided or the looks end.
 *
 * The error probability, 5 % in all, is split evenly over the looks (see stats/stopping) and at each look over
 * the figures: whatever the data, no interval that decides anything misses its truth with 95 %.
 */
export async function runCompare(options: CompareOptions): Promise<Comparison> {
  const { sides, looks, extend, signal } = options;
  const last = looks.at(-1)!;
  for (const [i, look] of looks.entries()) {
    await extend(look.n);
    const finished = Math.min(...sides.map((side) => side.replications));
    if (finished < look.n) {
      assert(signal.aborted, 'a side gave fewer replications than it was asked for');
      return conclude(options, { ...look, n: finished }, i + 1, true);
    }
    const comparison = conclude(options, look, i + 1, false);
    if (look === last || isDecided(comparison)) return comparison;
  }
  throw new RangeError('a comparison needs at least one look');
}

function conclude(options: CompareOptions, look: Look, used: number, partial: boolean): Comparison {
  const { sides, choices, looks, horizon } = options;
  const level = 1 - (1 - look.level) / Math.max(1, choices.length);
  const { n } = look;
  const identical = haveSameEvents(sides, n);
  const { sameWorld } = options;
  const mayGoOn = used < looks.length;
  const differences =
    n === 0 ? [] : compareFigures(choices, sides, { n, level, horizon, sameWorld, mayGoOn });
  return {
    differences,
    replications: n,
    budget: looks.at(-1)!.n,
    looks: { planned: looks.length, used },
    confidence: DEFAULT_LEVEL,
    level,
    identical,
    partial,
    verdict: verdictOfAll(differences),
  };
}

function isDecided({ differences }: Comparison): boolean {
  return differences.every(({ verdict }) => verdict !== 'unsure');
}

function haveSameEvents([a, b]: readonly [SideResults, SideResults], n: number): boolean {
  for (let replication = 0; replication < n; replication++) {
    const print = a.fingerprint(replication);
    if (print === null || print !== b.fingerprint(replication)) return false;
  }
  return n > 0;
}
