import type { Experiment } from '../experiment/experiment.ts';
import { summaryOf } from '../experiment/summary.ts';
import type { Column, Table } from './columns.ts';
import { renderCsv } from './csv.ts';
import { EXEMPLAR_TABLES, exemplarMeta } from './exemplar-tables.ts';
import { readableJson } from './json.ts';
import { type FileNote, renderManifest } from './manifest.ts';
import { CAMPAIGN_HEALTH, NUMBER_POOL_HEALTH, NUMBERS } from './pool-tables.ts';
import type { RunContext } from './run-context.ts';
import { ACTIONS, FINGERPRINTS, REPLICATIONS, SKIPS, STALLS, TIMELINE } from './run-tables.ts';

/** A file that a run leaves. Pure: the same experiment and context give the same text. */
export interface RunFile extends FileNote {
  /** Path inside the run's folder, with `/`. */
  readonly name: string;
  readonly render: (experiment: Experiment, context: RunContext) => Iterable<string>;
}

const TABLES: readonly Table<Experiment, never>[] = [
  REPLICATIONS,
  TIMELINE,
  SKIPS,
  STALLS,
  NUMBER_POOL_HEALTH,
  CAMPAIGN_HEALTH,
  NUMBERS,
  ACTIONS,
  FINGERPRINTS,
] as unknown as readonly Table<Experiment, never>[];

/** Every CSV file of a run with its columns: for `poolsim metrics` and the documentation. */
export const FILE_COLUMNS: readonly (FileNote & {
  readonly columns: readonly Pick<Column<never>, 'key' | 'unit' | 'meaning'>[];
})[] = TABLES.map(({ file, meaning, columns }) => ({ name: file, meaning, columns }));

/** The files of a run, in the order of the manifest. Attempts, timing and pages are the caller's. */
export function runFiles(context: RunContext): RunFile[] {
  const results: RunFile[] = [
    {
      name: 'summary.json',
      meaning: 'figures, gates and warnings',
      render: (experiment) => [readableJson(summaryOf(experiment))],
    },
    ...TABLES.map((table) => ({
      name: table.file,
      meaning: table.meaning,
      render: (experiment: Experiment) => renderCsv(table, experiment),
    })),
    ...context.exemplars.flatMap(exemplarFiles),
  ];
  const notes = results.map(noteOf);
  const manifest: RunFile = {
    name: 'manifest.json',
    meaning: 'seed, resolved scenario with where each value came from, versions, hashes',
    render: (experiment) => [renderManifest(experiment, context, notes)],
  };
  return [manifest, ...results];
}

/** Names and meanings of the files of a run, as its manifest lists them: all but itself. */
export function fileNotes(context: RunContext): FileNote[] {
  return runFiles(context).slice(1).map(noteOf);
}

function noteOf({ name, meaning }: RunFile): FileNote {
  return { name, meaning };
}

function exemplarFiles(record: RunContext['exemplars'][number]): RunFile[] {
  const { kind, replication } = record;
  return [
    {
      name: `exemplar/${kind}.json`,
      meaning: `what replication ${replication} is an example of`,
      render: (experiment) => [exemplarMeta({ experiment, record })],
    },
    ...EXEMPLAR_TABLES.map((table) => ({
      name: `exemplar/${kind}-${table.file}`,
      meaning: table.meaning,
      render: (experiment: Experiment) => renderCsv(table, { experiment, record }),
    })),
  ];
}
