import { type Fragment, type Html, html, trusted } from '../safe-html.ts';
import { type DataTable, dataBehind } from './data-behind.ts';
import { across, GRID_HEIGHT, GRID_WIDTH, type Scale, upwards } from './scale.ts';

/** A mark on an axis. Minor ones give way where there is little room. */
export interface Tick {
  readonly at: number;
  readonly text: string;
  readonly minor?: boolean;
}

export interface Axis {
  /** What it measures, with its unit. */
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
  /** Class by which a style sheet writes its marks, where many charts have the same: see {@link tickStyle}. */
  readonly shared?: string;
}

/** Grid units of a chart's plot area. */
export interface Plot {
  readonly x: Scale;
  readonly y: Scale;
}

/** Something drawn on the plot area, and how the legend names it. */
export interface Mark {
  readonly draw: (plot: Plot) => Html;
  readonly legend?: { readonly text: Fragment; readonly swatch: Html };
}

export interface ChartSpec {
  /** What it shows. */
  readonly title: Fragment;
  readonly note?: Fragment;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
  /** The chart in a sentence or two, for those who do not see it. */
  readonly summary: string;
  readonly behind: DataTable;
  /** `small` for those that stand side by side. */
  readonly size?: 'small';
}

/**
 * A chart as a figure. The drawing is stretched to the room there is while its lines keep their width,
 * and the axes are text beside it: it can be read at 380 pixels and on paper, without a script.
 */
export function chart(spec: ChartSpec): Html {
  const { title, note, size, marks, behind } = spec;
  return html`<figure class="chart${size === undefined ? '' : ` chart-${size}`}">
<figcaption><span class="chart-title">${title}</span>${note === undefined ? null : html`<span class="chart-note">${note}</span>`}</figcaption>
${legend(marks)}${plotArea(spec)}${dataBehind(behind)}</figure>
`;
}

/** The plot area with its axes alone. */
export function plotArea({
  x,
  y,
  marks,
  summary,
  size,
}: Omit<ChartSpec, 'title' | 'behind'>): Html {
  const plot: Plot = { x: across(x.low, x.high), y: upwards(y.low, y.high) };
  const grid = y.ticks.map(({ at }) => `M0 ${plot.y.at(at)}h${GRID_WIDTH}`).join('');
  const stops = x.ticks.map(({ at }) => `M${plot.x.at(at)} 0v${GRID_HEIGHT}`).join('');
  return html`<div class="plot"><svg viewBox="0 0 ${GRID_WIDTH} ${GRID_HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${summary}">
<path class="grid" d="${trusted(grid)}"/>${size === undefined ? html`<path class="grid grid-x" d="${trusted(stops)}"/>` : null}
${marks.map((mark) => mark.draw(plot))}</svg>
<div class="axes" aria-hidden="true"><div class="y-label">${y.label}</div>${ticks('y', y, plot.y)}
${ticks('x', x, plot.x)}<div class="x-label">${x.label}</div></div></div>`;
}

function ticks(side: Side, axis: Axis, scale: Scale): Html {
  const { ticks: list, shared } = axis;
  if (shared !== undefined) {
    return html`<div class="${side}-ticks ${shared}">${list.map(() => html`<span></span>`)}</div>`;
  }
  const each = side === 'x' ? xTick : yTick;
  return html`<div class="${side}-ticks">${list.map((tick) => each(tick, scale))}</div>`;
}

type Side = 'x' | 'y';

/**
 * The style sheet of the marks of a shared axis: where hundreds of charts have the same, their texts and places
 * stand in it once. For axes of small charts, whose marks all have room.
 */
export function tickStyle(side: Side, { ticks: list, shared, low, high }: Axis): string {
  const scale = side === 'x' ? across(low, high) : upwards(low, high);
  const rules = list.map(({ at, text }, i) => {
    const mark = `.${side}-ticks.${shared} span:nth-child(${i + 1})`;
    const place =
      side === 'y'
        ? `top:${percentOf(scale.at(at), GRID_HEIGHT)}%`
        : acrossStyle(percentOf(scale.at(at), GRID_WIDTH));
    return `${mark} { ${place} } ${mark}::before { content: "${cssText(text)}"; }`;
  });
  return `${rules.join('\n')}\n`;
}

const SHIFTS = { first: 'none', last: 'translateX(-100%)', late: 'translateX(-85%)' } as const;

function acrossStyle(left: number): string {
  const edge = edgeOf(left);
  return `left:${left}%;${edge === null ? '' : ` transform:${SHIFTS[edge]};`}`;
}

/** Everything but letters, digits and what times are written with, as its number. */
function cssText(text: string): string {
  return text.replace(/[^\p{L}\p{N} :.,–-]/gu, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `);
}

function edgeOf(left: number): keyof typeof SHIFTS | null {
  return left < 4 ? 'first' : left > 96 ? 'last' : left > 86 ? 'late' : null;
}

function yTick({ at, text }: Tick, scale: Scale): Html {
  return html`<span style="top:${percentOf(scale.at(at), GRID_HEIGHT)}%">${text}</span>`;
}

/** A mark below the plot area; near an edge its text keeps inside, further in only where room is scarce. */
export function xTick({ at, text, minor }: Tick, scale: Scale): Html {
  const left = percentOf(scale.at(at), GRID_WIDTH);
  const style = [edgeOf(left), minor === true ? 'minor' : null]
    .filter((each) => each !== null)
    .join(' ');
  return html`<span${style === '' ? null : html` class="${style}"`} style="left:${left}%">${text}</span>`;
}

function percentOf(position: number, whole: number): number {
  return Math.round((position / whole) * 1000) / 10;
}

function legend(marks: readonly Mark[]): Html | null {
  const entries = marks.flatMap((mark) => (mark.legend === undefined ? [] : [mark.legend]));
  if (entries.length === 0) return null;
  return html`<ul class="legend">${entries.map(({ text, swatch }) => html`<li>${swatch}${text}</li>`)}</ul>
`;
}
