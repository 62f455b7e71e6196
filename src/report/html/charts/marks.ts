import { type Fragment, type Html, html, trusted } from '../safe-html.ts';
import type { Mark, Plot } from './chart.ts';
import { type BandPoint, bandPath, boxesPath, linePath, type Point, stepPath } from './path.ts';
import { GRID_HEIGHT, GRID_WIDTH } from './scale.ts';

/** Style of a series: its colour, and the dashes that tell it apart without one. */
export type Series = 's1' | 's2' | 's3' | 's4' | 's5' | 's6';
const SERIES: readonly Series[] = ['s1', 's2', 's3', 's4', 's5', 's6'];

/** The style of the i-th series; there are six, and then they come again. */
export function seriesAt(index: number): Series {
  return SERIES[index % SERIES.length];
}

function lineSwatch(style: string): Html {
  return html`<i class="key ${style}"></i>`;
}

export function boxSwatch(style: string): Html {
  return html`<i class="swatch-box ${style}"></i>`;
}

function labelled(legend: Fragment | undefined, swatch: Html): Pick<Mark, 'legend'> {
  return legend === undefined ? {} : { legend: { text: legend, swatch } };
}

/** A line through the points; broken where there is no value. */
export function line(points: readonly Point[], style: Series | string, legend?: Fragment): Mark {
  return {
    draw: ({ x, y }) => stroke(linePath(points, x, y), style),
    ...labelled(legend, lineSwatch(style)),
  };
}

/** A dot at each point that has a value: a line without length, which no stretching turns into an oval. */
export function dots(points: readonly Point[], style: Series | string): Mark {
  return {
    draw: ({ x, y }) => {
      const path = points.map((point) =>
        point.y === null ? '' : `M${x.at(point.x)} ${y.at(point.y)}h0`,
      );
      return html`<path class="line dots ${style}" d="${trusted(path.join(''))}"/>`;
    },
  };
}

/** A line of stairs: each value holds until the next. */
export function steps(points: readonly Point[], style: Series | string, legend?: Fragment): Mark {
  return {
    draw: ({ x, y }) => stroke(stepPath(points, x, y), style),
    ...labelled(legend, lineSwatch(style)),
  };
}

/** The interval around a line, as an area. */
export function band(points: readonly BandPoint[], style: Series | string): Mark {
  return {
    draw: ({ x, y }) => html`<path class="band ${style}" d="${trusted(bandPath(points, x, y))}"/>`,
  };
}

/** The interval around a line of stairs. */
export function stepBand(points: readonly BandPoint[], style: Series | string): Mark {
  const stairs = points.flatMap((point, i) =>
    i === 0 ? [point] : [{ ...points[i - 1], x: point.x }, point],
  );
  return band(stairs, style);
}

/** A level across the whole chart: a threshold, a limit. */
export function level(value: number, style: string, legend?: Fragment): Mark {
  return {
    draw: ({ y }) => stroke(`M0 ${y.at(value)}h${GRID_WIDTH}`, style),
    ...labelled(legend, lineSwatch(style)),
  };
}

/** Columns over equal spans of x, stacked in the order given. */
export function stackedColumns(
  columns: readonly {
    readonly from: number;
    readonly to: number;
    readonly values: readonly number[];
  }[],
  styles: readonly { readonly style: string; readonly legend: Fragment }[],
): Mark[] {
  return styles.map(({ style, legend }, series) => ({
    draw: ({ x, y }: Plot) => {
      const boxes = columns.flatMap(({ from, to, values }) => {
        const below = values.slice(0, series).reduce((sum, value) => sum + value, 0);
        const top = y.at(below + values[series]);
        const height = y.at(below) - top;
        if (height <= 0) return [];
        return [[x.at(from), top, x.at(to) - x.at(from), height] as const];
      });
      return html`<path class="fill ${style}" d="${trusted(boxesPath(boxes))}"/>`;
    },
    legend: { text: legend, swatch: boxSwatch(style) },
  }));
}

/** Times that are shaded over the chart's whole height. */
export function shaded(
  spans: readonly { readonly from: number; readonly to: number }[],
  style: string,
  legend?: Fragment,
): Mark {
  return {
    draw: ({ x }) => {
      const boxes = spans.map(
        ({ from, to }) => [x.at(from), 0, Math.max(1, x.at(to) - x.at(from)), GRID_HEIGHT] as const,
      );
      return html`<path class="fill ${style}" d="${trusted(boxesPath(boxes))}"/>`;
    },
    ...labelled(spans.length === 0 ? undefined : legend, boxSwatch(style)),
  };
}

function stroke(path: string, style: string): Html {
  return html`<path class="line ${style}" d="${trusted(path)}"/>`;
}
