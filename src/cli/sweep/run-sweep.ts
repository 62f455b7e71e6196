import { SweepRecords } from '../../experiment/sweep/records.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { OutputError } from '../output-error.ts';
import { chosenSelector } from '../run/chosen-selector.ts';
import { Interruption } from '../run/interruption.ts';
import { finishShard, finishSweep, finishUnfinished, type SweepOutcome } from './finish-sweep.ts';
import {
  isFinished,
  openFolder,
  replicationsOf,
  type SweepFolder,
  sweepFolderPath,
} from './open-folder.ts';
import { parquetWriter } from './parquet-files.ts';
import { type PreparedSweep, prepareSweep } from './prepare-sweep.ts';
import { reportPoint } from './report-point.ts';
import { PointFailure, simulateSweep } from './simulate-sweep.ts';
import type { SweepArguments } from './sweep-arguments.ts';

/** Simulates the points of a design, or a shard of them, and stores and prints what was found. */
export const runSweep: Command<SweepArguments> = async (host, args) => {
  const writer = await parquetWriter(args.parquet);
  const selector = await chosenSelector(host, args.selector);
  const prepared = await prepareSweep(host, args, selector);
  const { shard, quiet } = args;
  const opened = await openOrWhyNot(host, args, prepared);
  const { records, path } = opened.folder;
  let { failure } = opened;
  if (!quiet) noteBeginning(host, args, prepared, opened.folder);
  const append = async (lines: readonly string[]): Promise<void> => {
    if (failure !== null) return;
    failure = await orOutputError(opened.folder.journal?.append(lines));
    if (failure !== null && shard !== null) throw failure;
    if (failure !== null)
      host.stderr.write(`poolsim: goes on without writing: ${failure.message}\n`);
  };
  const interruption = new Interruption(host);
  const resumed = records.count;
  const started = { startedEpochMs: host.epochMs(), nowMs: host.nowMs() };
  let workers: number;
  try {
    const run = { host, prepared, selector, shard, workers: args.workers, quiet, interruption };
    workers = await simulateSweep(run, records, append);
  } catch (error) {
    if (error instanceof PointFailure) return reportPoint(host, args, prepared, error);
    throw error;
  } finally {
    interruption.unlisten();
  }
  const outcome: SweepOutcome = {
    records,
    folder: path,
    begun: opened.folder.journal !== null,
    failure,
    timing: {
      startedEpochMs: started.startedEpochMs,
      wallMs: host.nowMs() - started.nowMs,
      workers,
      simulated: records.count - resumed,
      resumed,
    },
    writer,
  };
  return conclude(host, args, outcome);
};

function conclude(host: Host, args: SweepArguments, outcome: SweepOutcome): Promise<ExitCode> {
  if (!isFinished(outcome.records, args.shard)) return finishUnfinished(host, args, outcome);
  if (args.shard !== null) return finishShard(host, args, args.shard, outcome);
  return finishSweep(host, args, outcome, EXIT.done);
}

/**
 * The folder of the sweep. Where it cannot be written the sweep is still worth printing, so it is told
 * and done in memory; a shard has nothing to print.
 */
async function openOrWhyNot(
  host: Host,
  args: SweepArguments,
  { plan }: PreparedSweep,
): Promise<{ folder: SweepFolder; failure: OutputError | null }> {
  const { shard, resume } = args;
  const path = sweepFolderPath(host, args.out, plan, shard);
  try {
    return { folder: await openFolder(host, path, plan, shard, resume), failure: null };
  } catch (error) {
    if (!(error instanceof OutputError) || shard !== null) throw error;
    host.stderr.write(`poolsim: goes on without writing: ${error.message}\n`);
    const folder = { path, records: new SweepRecords(plan), journal: null };
    return { folder, failure: error };
  }
}

async function orOutputError(writing: Promise<void> | undefined): Promise<OutputError | null> {
  try {
    await writing;
    return null;
  } catch (error) {
    if (error instanceof OutputError) return error;
    throw error;
  }
}

function noteBeginning(
  host: Host,
  { shard, resume }: SweepArguments,
  { plan }: PreparedSweep,
  { records, path }: SweepFolder,
): void {
  for (const { file, rows, skippedRows } of plan.inputs) {
    if (skippedRows > 0) host.stderr.write(`${file}: ${skippedRows} of ${rows} rows skipped\n`);
  }
  if (!resume) return;
  const done = `${records.count} of ${replicationsOf(plan, shard)} replications are there`;
  host.stderr.write(`${host.files.display(path)}/: ${done}\n`);
}
