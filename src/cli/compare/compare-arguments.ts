import type { FigureRequest } from '../../experiment/compare/figure-choice.ts';
import type { Horizon } from '../../experiment/compare/horizon.ts';

export type CompareFormat = 'text' | 'json' | 'csv' | 'md';

/** What is said of one side of a comparison, as typed. */
export interface SideArguments {
  /** `A` or `B`: how messages call it. */
  readonly name: 'A' | 'B';
  /** A scenario file, or the folder of a finished run. */
  readonly source: string;
  /** `path=value` of `--set`, for both sides. */
  readonly set: readonly string[];
  /** `path=value` of `--set-b`, laid over those. */
  readonly setB: readonly string[];
  /** Options of its own, as typed, for labels and messages. */
  readonly own: readonly string[];
  /** A selector module; null for the real one. */
  readonly selector: string | null;
}

/** The options of `poolsim compare`, read. */
export interface CompareArguments {
  readonly a: SideArguments;
  readonly b: SideArguments;
  readonly seed: string | null;
  readonly columnMap: readonly string[];
  readonly skipBadRows: boolean;
  /** A fixed number, or until every figure is decided. */
  readonly replications: number | 'auto';
  /** Most pairs that `auto` may use; null = A's scenario says. */
  readonly budget: number | null;
  /** As typed; null = the primary ones. */
  readonly figures: readonly FigureRequest[] | null;
  readonly horizon: Horizon;
  readonly workers: number | 'auto';
  readonly format: CompareFormat;
  readonly quiet: boolean;
  readonly color: boolean;
}
