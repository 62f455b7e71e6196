import type { Shard } from '../../experiment/sweep/plan.ts';
import type { SweepRecords } from '../../experiment/sweep/records.ts';
import { summarizeSweep } from '../../experiment/sweep/summarize.ts';
import { readableJson } from '../../report/json.ts';
import { reproduceText, typedCommand } from '../command-line-text.ts';
import { EXIT, type ExitCode, worstExit } from '../exit-codes.ts';
import type { Host } from '../host-seam.ts';
import { OutputError } from '../output-error.ts';
import type { Stored } from '../run/result-folder.ts';
import { replicationsOf } from './open-folder.ts';
import type { parquetWriter } from './parquet-files.ts';
import { printSweep } from './print-sweep.ts';
import { renderSweep, type SweepTiming, storeShard, storeSweep } from './store-sweep.ts';
import type { OutputArguments } from './sweep-arguments.ts';

/** What a sweep has come to. */
export interface SweepOutcome {
  readonly records: SweepRecords;
  readonly folder: string;
  /** True: the folder holds this sweep's journal and no results yet. */
  readonly begun: boolean;
  /** Why nothing could be written. */
  readonly failure: OutputError | null;
  readonly timing: SweepTiming;
  readonly writer: Awaited<ReturnType<typeof parquetWriter>>;
}

/** Stores and prints a whole sweep. What was simulated is printed even where it cannot be stored. */
export async function finishSweep(
  host: Host,
  args: OutputArguments,
  outcome: SweepOutcome,
  code: ExitCode,
): Promise<ExitCode> {
  const { records, folder, timing, writer } = outcome;
  const summary = summarizeSweep(records);
  const files = renderSweep(host, records, summary, timing, writer);
  const stored =
    outcome.failure ?? (await storedOrWhyNot(storeSweep(host, folder, files, outcome.begun)));
  const place = `${host.files.display(folder)}/`;
  const written = !(stored instanceof OutputError);
  printSweep(host, summary, args, written ? place : '');
  return worstExit([code, noteStorage(host, args, stored, place, outcome.begun)]);
}

/** Puts a finished shard in order, and says what to do with it. */
export async function finishShard(
  host: Host,
  args: OutputArguments,
  shard: Shard,
  { records, folder, begun, timing }: SweepOutcome,
): Promise<ExitCode> {
  const { plan } = records;
  const stored = await storeShard(host, folder, records, shard, timing, begun);
  const place = host.files.display(folder);
  if (args.format === 'json') {
    const { scenario, experiment } = plan;
    const document = { schemaVersion: 1, scenario, experiment, shard, partial: true };
    const replications = records.count;
    host.stdout.write(readableJson({ ...document, replications, folder: place }));
  } else {
    const done = `${records.count} of ${plan.points.length * plan.replications} replications`;
    host.stdout.write(`${plan.scenario}: shard ${shard.index}/${shard.count} is done: ${done}\n`);
    host.stdout.write(`merge: poolsim merge ${place} …the folders of the other shards\n`);
  }
  return noteStorage(host, args, stored, `${place}/`, begun);
}

/** Prints the part of a sweep that was finished, and how to go on. */
export async function finishUnfinished(
  host: Host,
  args: OutputArguments & { readonly shard: Shard | null },
  { records, folder, begun, failure }: SweepOutcome,
): Promise<ExitCode> {
  const { plan } = records;
  if (args.shard === null && records.count > 0) printSweep(host, summarizeSweep(records), args, '');
  const done = `${records.count} of ${replicationsOf(plan, args.shard)} replications`;
  if (failure !== null) {
    const code = noteStorage(host, args, failure, '', begun);
    return worstExit([EXIT.interrupted, code]);
  }
  host.stderr.write(`poolsim: interrupted: ${done} are kept in ${host.files.display(folder)}/\n`);
  host.stderr.write(goOn(host));
  return EXIT.interrupted;
}

/** The command that goes on with the journal. */
function goOn(host: Host): string {
  const { argv } = host;
  const line = argv.includes('--resume') ? argv : [...argv, '--resume'];
  return reproduceText(typedCommand(host, line), 'go on');
}

async function storedOrWhyNot(storing: Promise<Stored>): Promise<Stored | OutputError> {
  try {
    return await storing;
  } catch (error) {
    if (error instanceof OutputError) return error;
    throw error;
  }
}

function noteStorage(
  host: Host,
  { quiet }: OutputArguments,
  stored: Stored | OutputError,
  place: string,
  hasJournal: boolean,
): ExitCode {
  if (stored instanceof OutputError) {
    host.stderr.write(`poolsim: results not written: ${stored.message}\n`);
    host.stderr.write(hasJournal ? goOn(host) : reproduceText(typedCommand(host)));
    return EXIT.notWritten;
  }
  const how = stored === 'identical' ? 'already there, identical' : 'written';
  if (!quiet) host.stderr.write(`results: ${place} (${how})\n`);
  return EXIT.done;
}
