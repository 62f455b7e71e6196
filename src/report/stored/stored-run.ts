import type { Figure } from '../../experiment/figures-summary.ts';
import type { Verdict } from '../../experiment/gates.ts';
import type { Summary } from '../../experiment/summary.ts';
import type { Interval } from '../../stats/interval.ts';
import type { RunManifest } from '../manifest.ts';
import type { StoredExemplar } from './exemplar.ts';
import type { StoredCampaignRow, StoredNumber, StoredPoolRow } from './pool-rows.ts';
import type { StoredAction, StoredHour, StoredSkip, StoredStall } from './run-rows.ts';

/** A gate with the interval that it was judged on. */
export interface StoredGate {
  /** As the scenario has it. */
  readonly text: string;
  /** Key of its figure. */
  readonly key: string;
  readonly interval: Interval | null;
  readonly n: number;
  /** Null in a part of a run. */
  readonly verdict: Verdict | null;
}

/**
 * A run as it leaves its folder, as values: what reports and pages are made of. The same whether it was read
 * from the folder (`readStoredRun`) or taken from an experiment at hand (`storedRunOf`).
 *
 * Intervals have ±Infinity for open ends, an estimate of Infinity for never, and are null on no data.
 */
export interface StoredRun {
  readonly manifest: RunManifest;
  /** summary.json as it is. */
  readonly summary: Summary;
  /** Of every amount of money. */
  readonly currency: string;
  /** The summary's figures; `findFigure` finds one. */
  readonly figures: readonly Figure[];
  readonly gates: readonly StoredGate[];
  /** Hours in order, and in each hour the scopes in order. */
  readonly timeline: readonly StoredHour[];
  readonly skips: readonly StoredSkip[];
  readonly stalls: readonly StoredStall[];
  /** Campaigns in the order of the scenario, and in each its pool in order. */
  readonly pool: readonly StoredPoolRow[];
  readonly campaignHealth: readonly StoredCampaignRow[];
  readonly numbers: readonly StoredNumber[];
  readonly actions: readonly StoredAction[];
  /** The replication nearest the median, then the first that stalled, where one did. */
  readonly exemplars: readonly StoredExemplar[];
}
