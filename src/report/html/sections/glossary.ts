import { FIGURES, type FigureSpec } from '../../../model/figures.ts';
import { FILE_COLUMNS } from '../../files.ts';
import { type Html, html } from '../safe-html.ts';

const GOOD = { low: 'less is better', high: 'more is better', neither: '' } as const;

/** Every figure and every column, as the registry that also heads the files has them. */
export function glossary(): Html {
  const figures: readonly FigureSpec[] = FIGURES;
  return html`<h3>Glossary</h3>
<details class="behind"><summary>Figures: what each one means</summary><dl class="glossary">${figures.map(
    ({ key, meaning, unit, good }) =>
      html`<dt><code>${key}</code></dt><dd>${meaning} <small>(${[unit.replaceAll('_', ' '), GOOD[good]].filter((each) => each !== '').join('; ')})</small></dd>`,
  )}</dl></details>
${FILE_COLUMNS.map(
  ({
    name,
    meaning,
    columns,
  }) => html`<details class="behind"><summary>Columns of <code>${name}</code>: ${meaning}</summary><dl class="glossary">${withoutEnds(columns).map(({ key, meaning: what, unit }) => html`<dt><code>${key}</code></dt><dd>${what} <small>(${unit})</small></dd>`)}</dl></details>
`,
)}`;
}

interface ColumnNote {
  readonly key: string;
  readonly unit: string;
  readonly meaning: string;
}

/** The ends of an interval say nothing that their estimate does not. */
function withoutEnds(columns: readonly ColumnNote[]): ColumnNote[] {
  const keys = new Set(columns.map(({ key }) => key));
  return columns.filter(({ key }) => {
    const [, stem] = /^(.*)_(?:low|high)$/.exec(key) ?? [];
    return stem === undefined || !(keys.has(`${stem}_mean`) || keys.has(`${stem}_median`));
  });
}
