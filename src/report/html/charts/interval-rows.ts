import { type Fragment, type Html, html, trusted } from '../safe-html.ts';
import { across, GRID_WIDTH } from './scale.ts';

/** One estimate with its interval, drawn on a common scale. */
export interface IntervalRow {
  readonly label: Fragment;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** The same in words, and further cells. */
  readonly text: Fragment;
  readonly cells: readonly Fragment[];
  readonly style: string;
}

/**
 * Estimates with their intervals under each other: a dot, and a line over the interval. It is a table, so
 * that the values stand beside the drawing.
 *
 * @param heads of label, drawing, text and the further cells
 */
export function intervalRows(
  title: Fragment,
  note: Fragment,
  heads: readonly Fragment[],
  rows: readonly IntervalRow[],
  range: { readonly low: number; readonly high: number; readonly ticks: readonly string[] },
): Html {
  const x = across(range.low, range.high);
  const [label, drawing, ...others] = heads;
  const ends = html`<span class="ends">${range.ticks.map((tick) => html`<span>${tick}</span>`)}</span>`;
  return html`<figure><figcaption><span class="chart-title">${title}</span><span class="chart-note">${note}</span></figcaption>
<div class="scroll" tabindex="0" role="group" aria-label="${heads.length > 0 ? title : ''}"><table><thead><tr><th scope="col" class="l">${label}</th><th scope="col" class="l track">${drawing}${ends}</th>${others.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr><th scope="row" class="l">${row.label}</th><td class="track">${track(row, x.at)}</td><td>${row.text}</td>${row.cells.map((each) => html`<td>${each}</td>`)}</tr>`,
  )}</tbody></table></div></figure>
`;
}

function track(row: IntervalRow, at: (value: number) => number): Html {
  const low = at(row.low);
  const width = Math.max(1, at(row.high) - low);
  const dot = at(row.estimate);
  return html`<svg class="interval ${row.style}" viewBox="0 0 ${GRID_WIDTH} 20" preserveAspectRatio="none" aria-hidden="true"><path class="base" d="M0 10h${GRID_WIDTH}"/><path class="whisker" d="${trusted(`M${low} 10h${width}`)}"/><path class="dot" d="${trusted(`M${dot} 10h0`)}"/></svg>`;
}
