import { POOL_STATUSES, type PoolStatus, type RowState } from '../../../model/figures.ts';
import { type Html, html, trusted } from '../safe-html.ts';
import { boxesPath } from './path.ts';
import { across, GRID_WIDTH } from './scale.ts';

const HEIGHT = 10;

/** Height of each status in a lane, so that it can be read without its colour: what is worse is taller. */
const TALL: Readonly<Record<PoolStatus, number>> = {
  released: 2,
  inactive: 2,
  healthy: 4,
  resting: 6,
  capped: 6,
  paused: 8,
  degraded: 8,
  flagged: 10,
};

/** A time in one status, or outside the pool, in hours since the start. */
export interface StatusSpan {
  readonly status: RowState;
  readonly from: number;
  readonly to: number;
}

/** Changes of one row, in order of time, as spans up to the end. */
export function statusSpans(
  changes: readonly { readonly atHours: number; readonly status: RowState }[],
  endHours: number,
): StatusSpan[] {
  return changes.map(({ atHours, status }, i) => {
    return { status, from: atHours, to: changes[i + 1]?.atHours ?? endHours };
  });
}

/** The life of a number in one pool: a strip of its statuses over time. */
export function lane(spans: readonly StatusSpan[], endHours: number, label: string): Html {
  const x = across(0, endHours);
  const paths = POOL_STATUSES.map((status) => {
    const boxes = spans
      .filter((span) => span.status === status && span.to > span.from)
      .map(({ from, to }) => {
        // A short time is still seen.
        const width = Math.max(2, x.at(to) - x.at(from));
        return [x.at(from), HEIGHT - TALL[status], width, TALL[status]] as const;
      });
    if (boxes.length === 0) return null;
    return html`<path class="${status}" d="${trusted(boxesPath(boxes))}"/>`;
  });
  return html`<svg class="lane" viewBox="0 0 ${GRID_WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">${paths}</svg>`;
}

/** The lane in words: `healthy 82 %, flagged 18 % of the time`. */
export function laneText(spans: readonly StatusSpan[], endHours: number): string {
  const shares = POOL_STATUSES.toReversed().flatMap((status) => {
    const hours = spans
      .filter((span) => span.status === status)
      .reduce((sum, { from, to }) => sum + to - from, 0);
    return hours > 0 ? [`${status} ${Math.round((hours / endHours) * 100)} %`] : [];
  });
  return `Pool status over time: ${shares.join(', ')}`;
}
