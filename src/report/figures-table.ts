import type { Figure } from '../experiment/figures-summary.ts';
import { column, intervalColumns, type Table } from './columns.ts';
import type { StoredRun } from './stored/stored-run.ts';

/** The summary's figures as CSV: what `--format csv` prints. */
export const FIGURES_TABLE: Table<Pick<StoredRun, 'figures'>, Figure> = {
  file: 'figures.csv',
  meaning: 'every figure with its interval',
  columns: [
    column('key', 'text', 'the figure', (row) => row.key),
    column('campaign', 'text', 'campaign, * over all', (row) => row.campaign),
    column('country', 'text', 'contact country, * over all', (row) => row.country),
    ...intervalColumns<Figure>('value', 'by row', 'estimate', (row) => row.interval).map(
      (each) => ({
        ...each,
        key: each.key.replace('value_', ''),
      }),
    ),
    column('n', 'count', 'replications it rests on', (row) => row.n),
    column('unit', 'text', 'unit of mean, low and high', (row) => row.unit),
  ],
  rows: ({ figures }) => figures,
};
