import type { FigureSpec } from '../../model/figures.ts';
import { DEFAULT_MARGIN, marginOf } from '../outcome-baseline-compare.ts';

/** How far two figures may lie apart and still count as the same: the horizon of a comparison. */
export interface Horizon {
  /** Share of A's value, applied as in the outcome baselines. */
  readonly relative: number;
  /** By figure, in its unit (shares as 0 … 1): goes before `relative`. */
  readonly absolute: ReadonlyMap<string, number>;
}

export const DEFAULT_HORIZON: Horizon = { relative: DEFAULT_MARGIN, absolute: new Map() };

/**
 * The least difference of a figure that counts, in its unit: as told for it, else `relative` times A's
 * value, or times a tenth for a share and 1 for anything else where that value is smaller.
 * @param base A's estimate; 0 where there is none
 */
export function horizonOf(horizon: Horizon, spec: FigureSpec, base: number): number {
  return horizon.absolute.get(spec.key) ?? marginOf(spec.unit, base, horizon.relative);
}
