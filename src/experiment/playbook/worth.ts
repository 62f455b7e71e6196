import type { PlaybookStep } from '../../model/operator/steps.ts';
import { DEFAULT_LEVEL } from '../../stats/interval.ts';
import { compareFigures, type FigureDifference } from '../compare/compare-figures.ts';
import type { FigureChoice } from '../compare/figure-choice.ts';
import type { Horizon } from '../compare/horizon.ts';
import type { SideResults } from '../compare/side-results.ts';

/** What the playbook is held to unless other figures are named: risk, its length, reach, and money. */
export const WORTH_FIGURES = [
  'stall.risk',
  'stall.contact_hours',
  'reach.contacts',
  'cost.total',
  'cost.per_reached',
] as const;

/** What a step, or the playbook as a whole, buys: with it minus without it. */
export interface StepWorth {
  /** Null: the playbook as a whole. */
  readonly step: PlaybookStep | null;
  /** A is the world without it, B the one with it. */
  readonly differences: readonly FigureDifference[];
  /** Not one event of any replication differs: the step was never taken, or never mattered. */
  readonly idle: boolean;
}

/** A playbook taken apart. */
export interface PlaybookWorth {
  readonly steps: readonly StepWorth[];
  /** Pairs that were read. */
  readonly replications: number;
  /** Confidence that no interval of any figure of any step misses its truth. */
  readonly confidence: number;
  /** Confidence of each interval alone (Bonferroni). */
  readonly level: number;
  /** Broken off before all pairs were there. */
  readonly partial: boolean;
}

/** A lesser world's results, with what it leaves out. */
export interface LesserResults {
  readonly without: PlaybookStep | null;
  readonly results: SideResults;
}

export interface WorthSettings {
  readonly choices: readonly FigureChoice[];
  readonly replications: number;
  readonly horizon: Horizon;
  readonly partial: boolean;
}

/** Takes the playbook apart, pair by pair. O(worlds · figures · replications). */
export function playbookWorth(
  full: SideResults,
  lesser: readonly LesserResults[],
  { choices, replications, horizon, partial }: WorthSettings,
): PlaybookWorth {
  const comparisons = Math.max(1, choices.length * lesser.length);
  const level = 1 - (1 - DEFAULT_LEVEL) / comparisons;
  const settings = { n: replications, level, horizon, sameWorld: false, mayGoOn: false };
  return {
    steps: lesser.map(({ without, results }) => ({
      step: without,
      differences: compareFigures(choices, [results, full], settings),
      idle: haveSameEvents(results, full, replications),
    })),
    replications,
    confidence: DEFAULT_LEVEL,
    level,
    partial,
  };
}

/** A world without a playbook has no reviews: its events never are the same, and need not be. */
function haveSameEvents(a: SideResults, b: SideResults, n: number): boolean {
  for (let replication = 0; replication < n; replication++) {
    if (a.fingerprint(replication) !== b.fingerprint(replication)) return false;
  }
  return n > 0;
}
