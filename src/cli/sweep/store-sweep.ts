import type { Shard } from '../../experiment/sweep/plan.ts';
import type { SweepRecords } from '../../experiment/sweep/records.ts';
import type { SweepSummary } from '../../experiment/sweep/summarize.ts';
import { readableJson } from '../../report/json.ts';
import { JOURNAL_FILE, sweepFiles, sweepManifest } from '../../report/sweep/sweep-files.ts';
import { sha256OfContent, sha256OfPieces } from '../file-hash.ts';
import type { FileContent, Host } from '../host-seam.ts';
import {
  DifferentBytes,
  type ResultFiles,
  type Stored,
  storeRun,
  TIMING_FILE,
} from '../run/result-folder.ts';
import { journalBytes } from './open-folder.ts';
import { parquetFiles, type parquetWriter } from './parquet-files.ts';

/** How long a sweep took, and on what: `timing.json`. */
export interface SweepTiming {
  readonly startedEpochMs: number;
  readonly wallMs: number;
  readonly workers: number;
  /** Replications simulated now, and those that were there before. */
  readonly simulated: number;
  readonly resumed: number;
}

/** Everything that a finished sweep leaves, the manifest last. */
export function renderSweep(
  host: Host,
  records: SweepRecords,
  summary: SweepSummary,
  timing: SweepTiming,
  writer: Awaited<ReturnType<typeof parquetWriter>>,
): ResultFiles {
  const files = new Map<string, FileContent>();
  files.set(JOURNAL_FILE, journalBytes(records, null));
  for (const file of sweepFiles(summary)) files.set(file.name, () => file.render(summary));
  if (writer !== null) {
    for (const [name, bytes] of parquetFiles(writer, summary)) files.set(name, bytes);
  }
  files.set(TIMING_FILE, timingText(host, timing));
  files.set('manifest.json', sweepManifest(summary));
  return files;
}

/**
 * Puts the files of a sweep into its folder: beside its journal, or compared with what is there.
 *
 * @param begun true: the folder holds this sweep's journal and no results yet
 * @throws {OutputError}
 * @throws {DifferentBytes} when the folder holds other results of the same sweep
 */
export async function storeSweep(
  host: Host,
  folder: string,
  files: ResultFiles,
  begun: boolean,
): Promise<Stored> {
  if (!begun) return storeRun(host, folder, files, 'without checksums');
  for (const [name, content] of files) {
    await host.files.writeFile(host.files.resolve(name, `${folder}/.`), content);
  }
  return 'written';
}

/** A finished shard is its journal, in order. @throws {DifferentBytes} */
export async function storeShard(
  host: Host,
  folder: string,
  records: SweepRecords,
  shard: Shard,
  timing: SweepTiming,
  begun: boolean,
): Promise<Stored> {
  const { files } = host;
  const path = files.resolve(JOURNAL_FILE, `${folder}/.`);
  const bytes = journalBytes(records, shard);
  if (begun) {
    await files.writeFile(path, bytes);
    await files.writeFile(files.resolve(TIMING_FILE, path), timingText(host, timing));
    return 'written';
  }
  const found = await sha256OfPieces(files.readBack(path));
  if (found !== sha256OfContent(bytes))
    throw new DifferentBytes(files.display(folder), [JOURNAL_FILE]);
  return 'identical';
}

/** The only file that may differ between two equal sweeps. */
function timingText(host: Host, timing: SweepTiming): string {
  const { simulated, resumed, wallMs } = timing;
  return readableJson({
    schemaVersion: 1,
    startedAt: new Date(timing.startedEpochMs).toISOString(),
    wallMs: Math.round(wallMs),
    workers: timing.workers,
    machine: host.machine,
    node: host.nodeVersion,
    simulated,
    resumed,
    replicationsPerSecond: Math.round((simulated / Math.max(wallMs, 1)) * 1e6) / 1e3,
  });
}
