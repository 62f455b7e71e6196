import type { ExemplarRecord } from '../../experiment/exemplars.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { summaryOf } from '../../experiment/summary.ts';
import type { Table } from '../columns.ts';
import type { ExemplarSource } from '../exemplar-source.ts';
import { EXEMPLAR_TABLES, exemplarDocument } from '../exemplar-tables.ts';
import { fileNotes } from '../files.ts';
import { manifestOf } from '../manifest.ts';
import { CAMPAIGN_HEALTH, NUMBER_POOL_HEALTH, NUMBERS } from '../pool-tables.ts';
import type { RunContext } from '../run-context.ts';
import { ACTIONS, SKIPS, STALLS, TIMELINE } from '../run-tables.ts';
import { asStored, cellKind } from './cell-text.ts';
import type { StoredExemplar } from './exemplar.ts';
import { ExemplarBuilder } from './exemplar-builder.ts';
import { campaignRow, numberRow, poolRow } from './pool-rows.ts';
import { RowCells } from './row-cells.ts';
import { actionRow, hourRow, skipRow, stallRow } from './run-rows.ts';
import type { StoredRun } from './stored-run.ts';
import { currencyOf, summaryFigures, summaryGates } from './summary-values.ts';

/** What `readStoredRun` would read from the folder that the run leaves, without the way over a disk. */
export function storedRunOf(experiment: Experiment, context: RunContext): StoredRun {
  const manifest = asJson(manifestOf(experiment, context, fileNotes(context)));
  const summary = summaryOf(experiment);
  const numbers = rows(NUMBERS, experiment, numberRow);
  const ids = numbers.map(({ number }) => number);
  return {
    manifest,
    summary,
    currency: currencyOf(manifest),
    figures: summaryFigures(summary),
    gates: summaryGates(summary),
    timeline: rows(TIMELINE, experiment, hourRow),
    skips: rows(SKIPS, experiment, skipRow),
    stalls: rows(STALLS, experiment, stallRow),
    pool: rows(NUMBER_POOL_HEALTH, experiment, poolRow),
    campaignHealth: rows(CAMPAIGN_HEALTH, experiment, campaignRow),
    numbers,
    actions: rows(ACTIONS, experiment, actionRow),
    exemplars: context.exemplars.map((record) => exemplar(experiment, record, ids)),
  };
}

function exemplar(
  experiment: Experiment,
  record: ExemplarRecord,
  numbers: readonly string[],
): StoredExemplar {
  const source: ExemplarSource = { experiment, record };
  const builder = new ExemplarBuilder(asJson(exemplarDocument(source)), numbers);
  for (const table of EXEMPLAR_TABLES) {
    const take = builder.takers.get(table.file);
    if (take !== undefined) for (const row of cells(table, source)) take(row);
  }
  return builder.finish();
}

function rows<Source, Row, Out>(
  table: Table<Source, Row>,
  source: Source,
  read: (row: RowCells) => Out,
): Out[] {
  return Array.from(cells(table, source), read);
}

/** The rows of a table by the keys of its columns; each is only good until the next. */
function* cells<Source, Row>(table: Table<Source, Row>, source: Source): Generator<RowCells> {
  const { columns } = table;
  const kinds = columns.map(cellKind);
  const cells = new RowCells(new Map(columns.map(({ key }, place) => [key, place])));
  for (const row of table.rows(source)) {
    cells.values = columns.map((column, i) => asStored(kinds[i], column.read(row)));
    yield cells;
  }
}

/** As it comes back from a file: what JSON does not have is gone. */
function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
