import type { SweepSummary } from '../../experiment/sweep/summarize.ts';
import { parquetColumns } from '../../report/sweep/parquet-columns.ts';
import { sweepTables } from '../../report/sweep/sweep-files.ts';
import { UsageError } from '../usage-error.ts';

type Writer = typeof import('hyparquet-writer');

/** The Parquet writer, which is installed where npm can and is not needed otherwise. */
export async function parquetWriter(wanted: boolean): Promise<Writer | null> {
  if (!wanted) return null;
  try {
    return await import('hyparquet-writer');
  } catch {
    throw new UsageError('--parquet needs hyparquet-writer: npm install hyparquet-writer@0.17.0');
  }
}

/** The tables of a sweep again, by columns, for programs that read Parquet. */
export function parquetFiles(writer: Writer, summary: SweepSummary): Map<string, Uint8Array> {
  return new Map(
    sweepTables(summary).map((table) => {
      const columnData = parquetColumns(table, summary).map(({ name, type, data }) => {
        return { name, type, data: [...data], nullable: true };
      });
      const bytes = new Uint8Array(writer.parquetWriteBuffer({ columnData }));
      return [table.file.replace(/\.csv$/, '.parquet'), bytes];
    }),
  );
}
