import type { Summary } from '../../experiment/summary.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { Column } from '../columns.ts';
import { EXEMPLAR_TABLES } from '../exemplar-tables.ts';
import type { RunManifest } from '../manifest.ts';
import { CAMPAIGN_HEALTH, NUMBER_POOL_HEALTH, NUMBERS } from '../pool-tables.ts';
import { ACTIONS, SKIPS, STALLS, TIMELINE } from '../run-tables.ts';
import { checkTogether } from './check-together.ts';
import { exemplarDocumentOf, manifestDocument, summaryDocument } from './documents.ts';
import type { StoredExemplar } from './exemplar.ts';
import { ExemplarBuilder } from './exemplar-builder.ts';
import { type DocumentRead, readDocument } from './json-document.ts';
import { campaignRow, numberRow, poolRow } from './pool-rows.ts';
import type { RowCells } from './row-cells.ts';
import { actionRow, hourRow, skipRow, stallRow } from './run-rows.ts';
import type { StoredRun } from './stored-run.ts';
import { currencyOf, summaryFigures, summaryGates } from './summary-values.ts';
import { readTableFile } from './table-file.ts';

export const MANIFEST_FILE = 'manifest.json';

export type ManifestRead =
  | { readonly ok: true; readonly manifest: RunManifest }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type RunRead =
  | { readonly ok: true; readonly run: StoredRun }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads manifest.json. @param shown the file as a message should name it */
export function readManifest(text: string, shown: string): ManifestRead {
  const problems: Problem[] = [];
  const manifest = readDocument(text, shown, problems, manifestDocument);
  return manifest === null ? { ok: false, problems } : { ok: true, manifest };
}

const TABLES: readonly string[] = [
  TIMELINE,
  SKIPS,
  STALLS,
  NUMBER_POOL_HEALTH,
  CAMPAIGN_HEALTH,
  NUMBERS,
  ACTIONS,
].map(({ file }) => file);

/** The files that {@link readStoredRun} wants beside the manifest. */
export function storedFiles({ files }: RunManifest): string[] {
  const exemplars = files.map(({ name }) => name).filter((name) => name.startsWith('exemplar/'));
  return ['summary.json', ...TABLES, ...exemplars];
}

/**
 * The run of a folder, from the texts of its files. All that is wrong is told at once: a file that is missing
 * or cut, a cell that holds what its column cannot, files that do not belong together.
 *
 * @param texts by name, those of {@link storedFiles}; one that could not be found is absent
 * @param folder as messages should name it, with `/` at the end
 */
export function readStoredRun(
  manifest: RunManifest,
  texts: ReadonlyMap<string, string>,
  folder: string,
): RunRead {
  const reader = new FolderReader(manifest, texts, folder);
  const run = reader.run();
  const problems = reader.problems;
  if (run !== null && problems.length === 0) problems.push(...checkTogether(run, folder));
  return run === null || problems.length > 0 ? { ok: false, problems } : { ok: true, run };
}

class FolderReader {
  readonly manifest: RunManifest;
  readonly texts: ReadonlyMap<string, string>;
  readonly folder: string;
  readonly problems: Problem[] = [];

  constructor(manifest: RunManifest, texts: ReadonlyMap<string, string>, folder: string) {
    this.manifest = manifest;
    this.texts = texts;
    this.folder = folder;
  }

  run(): StoredRun | null {
    const { manifest } = this;
    const summary = this.document('summary.json', summaryDocument);
    const numbers = this.rows(NUMBERS.file, NUMBERS.columns, numberRow);
    const run = {
      timeline: this.rows(TIMELINE.file, TIMELINE.columns, hourRow),
      skips: this.rows(SKIPS.file, SKIPS.columns, skipRow),
      stalls: this.rows(STALLS.file, STALLS.columns, stallRow),
      pool: this.rows(NUMBER_POOL_HEALTH.file, NUMBER_POOL_HEALTH.columns, poolRow),
      campaignHealth: this.rows(CAMPAIGN_HEALTH.file, CAMPAIGN_HEALTH.columns, campaignRow),
      numbers,
      actions: this.rows(ACTIONS.file, ACTIONS.columns, actionRow),
      exemplars: this.exemplars(numbers.map(({ number }) => number)),
    };
    if (summary === null) return null;
    return { manifest, summary, currency: currencyOf(manifest), ...valuesOf(summary), ...run };
  }

  exemplars(numbers: readonly string[]): StoredExemplar[] {
    const metas = this.manifest.files
      .map(({ name }) => name)
      .filter((name) => /^exemplar\/[^/]*\.json$/.test(name));
    return metas.flatMap((name) => {
      const meta = this.document(name, exemplarDocumentOf);
      if (meta === null) return [];
      const builder = new ExemplarBuilder(meta, numbers);
      const stem = name.replace(/\.json$/, '');
      for (const { file, columns } of EXEMPLAR_TABLES) {
        const take = builder.takers.get(file);
        if (take !== undefined) this.table(`${stem}-${file}`, columns, take);
      }
      return [builder.finish()];
    });
  }

  rows<T>(
    name: string,
    columns: readonly Pick<Column<never>, 'key' | 'unit'>[],
    read: (row: RowCells) => T,
  ): T[] {
    const rows: T[] = [];
    this.table(name, columns, (row) => rows.push(read(row)));
    return rows;
  }

  table(
    name: string,
    columns: readonly Pick<Column<never>, 'key' | 'unit'>[],
    take: (row: RowCells) => void,
  ): void {
    const text = this.text(name);
    if (text === null) return;
    const madeBy = `poolsim ${this.manifest.poolsim}`;
    readTableFile(text, columns, take, `${this.folder}${name}`, madeBy, this.problems);
  }

  document<T>(name: string, read: DocumentRead<T>): T | null {
    const text = this.text(name);
    if (text === null) return null;
    return readDocument(text, `${this.folder}${name}`, this.problems, read);
  }

  text(name: string): string | null {
    const text = this.texts.get(name);
    if (text !== undefined) return text;
    this.problems.push({
      file: `${this.folder}${name}`,
      line: 0,
      column: 0,
      path: '',
      message: 'the file is missing',
      remedy: 'a run leaves it beside its manifest.json; run it again',
    });
    return null;
  }
}

function valuesOf(summary: Summary): Pick<StoredRun, 'figures' | 'gates'> {
  return { figures: summaryFigures(summary), gates: summaryGates(summary) };
}
