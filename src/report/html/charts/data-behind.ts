import { type Fragment, type Html, html } from '../safe-html.ts';

/** The values of a chart as a table, and the file of the run that holds all of them. */
export interface DataTable {
  readonly head: readonly Fragment[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly Fragment[])[];
  readonly file: string;
}

/** Longest table in the page; what is longer is cut, and says where the rest is. */
const MOST_ROWS = 400;

/**
 * Closed until somebody wants it, so that the page stays calm; it works without a script. Its cells
 * end where the next begins, as HTML allows: there are many of them.
 */
export function dataBehind({ head, rows, file }: DataTable): Html {
  const shown = rows.slice(0, MOST_ROWS);
  const rest = rows.length - shown.length;
  return html`<details class="behind"><summary>Values behind it <span class="file">${file}</span></summary>
<div class="scroll" tabindex="0" role="group" aria-label="Values behind the chart"><table class="values"><thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>
${shown.map(
  ([first, ...others]) => html`<tr><th>${first}${others.map((each) => html`<td>${each}`)}
`,
)}</tbody></table></div>${rest > 0 ? html`<p class="note">… and ${rest} more rows in ${file}.</p>` : null}</details>`;
}
