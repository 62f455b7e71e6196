import type { Scale } from './scale.ts';

/** A point of a line; null where there is no value, which breaks the line. */
export interface Point {
  readonly x: number;
  readonly y: number | null;
}

/** A place of a band; null on either side is no place, which breaks the band. */
export interface BandPoint {
  readonly x: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Half the length of the dash that stands for a value between gaps, in grid units. */
const ALONE = 4;

type GridPoint = readonly [x: number, y: number];

/** Path data of a line through the points, in whole grid units, each point relative to the last. */
export function linePath(points: readonly Point[], x: Scale, y: Scale): string {
  return runsOf(points, x, y)
    .map((run) => written(withoutNeedless(run)))
    .join('');
}

/** The same as stairs: each value holds until the next point. */
export function stepPath(points: readonly Point[], x: Scale, y: Scale): string {
  const stairs = (run: readonly GridPoint[]) =>
    run.flatMap((point, i): GridPoint[] =>
      i === 0 ? [point] : [[point[0], run[i - 1][1]], point],
    );
  return runsOf(points, x, y)
    .map((run) => written(withoutNeedless(stairs(run))))
    .join('');
}

/** Path data of the area between two lines over the same x. */
export function bandPath(points: readonly BandPoint[], x: Scale, y: Scale): string {
  const upper = runsOf(
    points.map((p) => ({ x: p.x, y: whole(p) ? p.high : null })),
    x,
    y,
  );
  const lower = runsOf(
    points.map((p) => ({ x: p.x, y: whole(p) ? p.low : null })),
    x,
    y,
  );
  return upper
    .map((run, i) => {
      const back = withoutNeedless(lower[i]).reverse();
      return `${written([...withoutNeedless(run), ...back])}z`;
    })
    .join('');
}

function whole({ low, high }: { low: number | null; high: number | null }): boolean {
  return low !== null && high !== null;
}

/** Path data of boxes `x, y, width, height` in grid units. */
export function boxesPath(boxes: readonly (readonly [number, number, number, number])[]): string {
  return boxes.map(([x, y, width, height]) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
}

/** Unbroken runs of points on the grid. */
function runsOf(points: readonly Point[], x: Scale, y: Scale): GridPoint[][] {
  const runs: GridPoint[][] = [];
  let open = false;
  for (const point of points) {
    if (point.y === null || Number.isNaN(point.y)) {
      open = false;
      continue;
    }
    if (!open) runs.push([]);
    open = true;
    runs[runs.length - 1].push([x.at(point.x), y.at(point.y)]);
  }
  return runs;
}

/** Drops points that lie on the straight line between their neighbours: the drawing stays the same. */
function withoutNeedless(run: readonly GridPoint[]): GridPoint[] {
  const kept: GridPoint[] = [];
  for (const point of run) {
    while (kept.length >= 2 && straight(kept[kept.length - 2], kept[kept.length - 1], point)) {
      kept.pop();
    }
    const last = kept.at(-1);
    if (last !== undefined && last[0] === point[0] && last[1] === point[1]) continue;
    kept.push(point);
  }
  // A value that stands alone is drawn as a short dash, or nobody would see it.
  if (kept.length > 1) return kept;
  const [[x, y]] = kept;
  return [
    [x - ALONE, y],
    [x + ALONE, y],
  ];
}

function straight(a: GridPoint, b: GridPoint, c: GridPoint): boolean {
  const between = (a[0] - b[0]) * (c[0] - b[0]) <= 0 && (a[1] - b[1]) * (c[1] - b[1]) <= 0;
  return between && (b[0] - a[0]) * (c[1] - a[1]) === (b[1] - a[1]) * (c[0] - a[0]);
}

function written(run: readonly GridPoint[]): string {
  let text = `M${run[0][0]} ${run[0][1]}`;
  for (let i = 1; i < run.length; i++) {
    const dx = run[i][0] - run[i - 1][0];
    const dy = run[i][1] - run[i - 1][1];
    if (dy === 0) text += `h${dx}`;
    else if (dx === 0) text += `v${dy}`;
    else text += `l${dx}${dy < 0 ? '' : ' '}${dy}`;
  }
  return text;
}

/**
 * Fewer points of a long series: one that moved by less than `step` since the last one kept is left out,
 * so that the drawing is true to `step`. The point before a larger move stays: a jump remains a jump.
 */
export function thinned(points: readonly Point[], step: number): Point[] {
  const kept: Point[] = [];
  points.forEach((point, i) => {
    const last = kept.at(-1);
    const isEnd = i === points.length - 1 || points[i + 1].y === null;
    const open = last === undefined || last.y === null || point.y === null;
    if (!open && !isEnd && Math.abs(point.y! - last.y!) < step) return;
    const before = points[i - 1];
    if (!open && before !== last && Math.abs(point.y! - before.y!) >= step) kept.push(before);
    kept.push(point);
  });
  return kept;
}
