import { quantity } from '../../text/format.ts';
import { type Fragment, type Html, html, trusted } from '../safe-html.ts';
import { type Axis, xTick } from './chart.ts';
import { type DataTable, dataBehind } from './data-behind.ts';
import { boxesPath } from './path.ts';
import { across, GRID_WIDTH, roundTicks } from './scale.ts';

const SHADES = 5;

export interface HeatRow {
  readonly label: Fragment;
  readonly cells: readonly {
    readonly from: number;
    readonly to: number;
    readonly value: number | null;
  }[];
}

export interface HeatMapSpec {
  readonly title: Fragment;
  readonly note?: Fragment;
  readonly x: Axis;
  readonly unit: string;
  readonly rows: readonly HeatRow[];
  /** `w` for what waits, `h` for what harms. */
  readonly hue: 'w' | 'h';
  readonly summary: string;
  readonly behind: DataTable;
}

/** Rows over time, in five shades of one hue; darker is more, and nothing is drawn for nothing. */
export function heatMap({ title, note, x, unit, rows, hue, summary, behind }: HeatMapSpec): Html {
  const most = Math.max(0, ...rows.flatMap(({ cells }) => cells.map(({ value }) => value ?? 0)));
  const bounds = shadeBounds(most);
  const scale = across(x.low, x.high);
  return html`<figure class="chart-heat"><figcaption><span class="chart-title">${title}</span>${note === undefined ? null : html`<span class="chart-note">${note}</span>`}</figcaption>
<ul class="legend"><li>${unit}:</li>${bounds.slice(1).map((to, i) => html`<li><i class="swatch-box ${hue}${i + 1}"></i>${i === 0 ? 'up to' : 'to'} ${quantity(to)}</li>`)}</ul>
<div class="heat" role="img" aria-label="${summary}">${rows.map(
    ({ label, cells }) =>
      html`<span class="heat-label">${label}</span><svg viewBox="0 0 ${GRID_WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">${bounds
        .slice(1)
        .map((_, i) => {
          const boxes = cells.flatMap(({ from, to, value }) => {
            if (value === null || value <= bounds[0] || shadeOf(value, bounds) !== i) return [];
            return [[scale.at(from), 0, Math.max(1, scale.at(to) - scale.at(from)), 10] as const];
          });
          return boxes.length === 0
            ? null
            : html`<path class="fill ${hue}${i + 1}" d="${trusted(boxesPath(boxes))}"/>`;
        })}</svg>`,
  )}<span></span><div class="x-ticks">${x.ticks.map((tick) => xTick(tick, scale))}</div></div><div class="x-label" aria-hidden="true">${x.label}</div>
${dataBehind(behind)}</figure>
`;
}

/** Lower end, then the upper end of each shade: round values. */
export function shadeBounds(most: number): number[] {
  const ticks = roundTicks(0, most > 0 ? most : 1, SHADES);
  return ticks.length <= SHADES + 1 ? ticks : [0, ...ticks.slice(ticks.length - SHADES)];
}

/** Which shade a value has, from 0; a value on a bound belongs below it. */
export function shadeOf(value: number, bounds: readonly number[]): number {
  const at = bounds.slice(1).findIndex((bound) => value <= bound);
  return at < 0 ? bounds.length - 2 : at;
}
