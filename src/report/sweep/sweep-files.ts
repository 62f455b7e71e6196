import type { SweepSummary } from '../../experiment/sweep/summarize.ts';
import type { Table } from '../columns.ts';
import { renderCsv } from '../csv.ts';
import { readableJson } from '../json.ts';
import type { FileNote } from '../manifest.ts';
import { sweepDocument } from './sweep-document.ts';
import { effectsTable, figuresTable, pointsTable } from './sweep-tables.ts';

/** The journal of finished blocks, and in the end of all replications. */
export const JOURNAL_FILE = 'journal.ndjson';

/** A file of a finished sweep. Pure: the same summary gives the same text. */
export interface SweepFile extends FileNote {
  readonly render: (summary: SweepSummary) => Iterable<string>;
}

/** The tables of a sweep, each also a file. */
export function sweepTables(summary: SweepSummary): Table<SweepSummary, never>[] {
  const tables = [pointsTable(summary), figuresTable(summary)];
  const all: unknown[] = summary.effects.length > 0 ? [...tables, effectsTable(summary)] : tables;
  return all as Table<SweepSummary, never>[];
}

/** The files of a finished sweep but its journal, its timing and columns for other programs. */
export function sweepFiles(summary: SweepSummary): SweepFile[] {
  return [
    {
      name: 'sweep.json',
      meaning: 'points, figures, gates and effects',
      render: (own) => [readableJson(sweepDocument(own))],
    },
    ...sweepTables(summary).map((table) => ({
      name: table.file,
      meaning: table.meaning,
      render: (own: SweepSummary) => renderCsv(table, own),
    })),
  ];
}

/** manifest.json: everything that the results are a function of, and what they are. */
export function sweepManifest(summary: SweepSummary): string {
  const { plan } = summary;
  const journal = {
    name: JOURNAL_FILE,
    meaning: 'the figures of every replication, block by block',
  };
  const files = [...sweepFiles(summary).map(({ name, meaning }) => ({ name, meaning })), journal];
  return readableJson({
    schemaVersion: 1,
    poolsim: plan.poolsim,
    node: plan.node,
    reproduce: plan.reproduce,
    scenario: plan.scenario,
    why: plan.why,
    source: plan.source,
    seed: plan.seed,
    selector: plan.selector,
    design: plan.design,
    replications: plan.replications,
    blockSize: plan.blockSize,
    confidence: plan.confidence,
    experiment: plan.experiment,
    resultHash: summary.resultHash,
    axes: plan.axes,
    points: plan.points.map(({ values, scenarioHash }) => ({ values, scenarioHash })),
    figures: plan.figures.map(({ text }) => text),
    gates: plan.gates.map(({ text }) => text),
    inputs: plan.inputs,
    files,
    resolved: plan.resolved,
    origins: plan.origins,
  });
}
