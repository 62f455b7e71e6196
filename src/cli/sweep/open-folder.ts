import { type JournalHead, orderedJournal } from '../../experiment/sweep/journal.ts';
import { addJournal, differingFields } from '../../experiment/sweep/merge.ts';
import { plannedBlocks, type Shard, type SweepPlan } from '../../experiment/sweep/plan.ts';
import { SweepRecords } from '../../experiment/sweep/records.ts';
import { JOURNAL_FILE } from '../../report/sweep/sweep-files.ts';
import { InputProblems } from '../../scenario/problem.ts';
import type { Host } from '../host-seam.ts';
import { OtherRun } from '../run/result-folder.ts';
import { UsageError } from '../usage-error.ts';
import { JournalFile, readJournal } from './journal-file.ts';

/** A sweep's folder, ready to be worked on. */
export interface SweepFolder {
  readonly path: string;
  /** What is there already. */
  readonly records: SweepRecords;
  /** Where new blocks go; null where the folder is finished and only compared with. */
  readonly journal: JournalFile | null;
}

/** Written last: a folder that has it is finished. */
const MANIFEST_FILE = 'manifest.json';
/** What a crash may leave of a file that was being written. */
const LEFT_OVER = /^\..*-[0-9a-f]{8}$/;

/** `1-of-4`, as folders are named; empty for the whole. */
export function shardSuffix(shard: Shard | null): string {
  return shard === null ? '' : `-shard-${shard.index}-of-${shard.count}`;
}

/** `--out`, or a folder named after scenario and experiment. */
export function sweepFolderPath(
  host: Host,
  out: string | null,
  plan: SweepPlan,
  shard: Shard | null,
): string {
  if (out !== null) return host.files.resolve(out, null);
  const name = plan.scenario.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-');
  const own = `${name}-sweep-${plan.experiment.slice(0, 12)}${shardSuffix(shard)}`;
  return host.files.resolve(`reports/${own}`, null);
}

/**
 * Opens the folder of a sweep: a new one, one to go on with, or a finished one.
 *
 * @throws {UsageError} when it belongs to another sweep, or is unfinished and nobody said to go on
 * @throws {OtherRun} when it holds something else
 * @throws {OutputError} when it cannot be written to
 */
export async function openFolder(
  host: Host,
  path: string,
  plan: SweepPlan,
  shard: Shard | null,
  resume: boolean,
): Promise<SweepFolder> {
  const { files } = host;
  const file = files.resolve(JOURNAL_FILE, `${path}/.`);
  const present = (await files.kind(path)) === 'folder' ? await files.list(path) : [];
  const shown = files.display(path);
  const journal = new JournalFile(host, file);
  if (present.length === 0) {
    await journal.begin(plan, shard);
    return { path, records: new SweepRecords(plan), journal };
  }
  if (!present.includes(JOURNAL_FILE)) throw new OtherRun(shown);
  const stored = await readJournal(host, file);
  if (stored === null) return beginAgain(host, path, present, plan, shard);
  const { head, damaged, ended } = stored;
  refuseOther(head, plan, shard, shown);
  const records = new SweepRecords(plan);
  const problems = addJournal(
    records,
    { folder: shown, ...stored },
    plan.points.map(() => []),
  );
  if (problems.length > 0) throw new InputProblems(problems);
  const finished =
    isFinished(records, shard) && (shard !== null || present.includes(MANIFEST_FILE));
  if (!resume) {
    if (finished) return { path, records: new SweepRecords(plan), journal: null };
    const done = `${records.count} of ${replicationsOf(plan, shard)} replications`;
    const how = '--resume goes on with it, another --out begins anew';
    throw new UsageError(`${shown} holds a part of this sweep, ${done}: ${how}`);
  }
  if (damaged > 0) {
    const lines = damaged === 1 ? 'a line' : `${damaged} lines`;
    host.stderr.write(
      `${shown}: ${lines} of the journal torn; what is missing is simulated again\n`,
    );
  }
  if (damaged > 0 || !ended) await rewrite(host, file, records, shard);
  for (const name of present.filter((each) => LEFT_OVER.test(each))) {
    await files.removeFolder(files.resolve(name, `${path}/.`));
  }
  return { path, records, journal: finished && shard === null ? null : journal };
}

/** @throws {UsageError} when the journal belongs to another sweep, or to another part of this one */
function refuseOther(head: JournalHead, plan: SweepPlan, shard: Shard | null, shown: string): void {
  if (head.plan.experiment !== plan.experiment) {
    const why = differingFields(plan, head.plan).join(', ');
    throw new UsageError(`${shown} holds another sweep: ${why}; choose another --out`);
  }
  if (JSON.stringify(head.shard) !== JSON.stringify(shard)) {
    const [own, asked] = [shardWords(head.shard), shardWords(shard)];
    throw new UsageError(`${shown} holds ${own}, not ${asked}; choose another --out`);
  }
}

/** A crash tore the very first line: nothing was done yet. */
async function beginAgain(
  host: Host,
  path: string,
  present: readonly string[],
  plan: SweepPlan,
  shard: Shard | null,
): Promise<SweepFolder> {
  const file = host.files.resolve(JOURNAL_FILE, `${path}/.`);
  const text = await host.files.readText(file);
  const torn = present.length === 1 && !text.trimEnd().includes('\n');
  if (!torn || !'{"journal":"poolsim sweep"'.startsWith(text.slice(0, 26))) {
    throw new OtherRun(host.files.display(path));
  }
  const records = new SweepRecords(plan);
  await rewrite(host, file, records, shard);
  return { path, records, journal: new JournalFile(host, file) };
}

/** Leaves only whole lines, in order. */
async function rewrite(
  host: Host,
  file: string,
  records: SweepRecords,
  shard: Shard | null,
): Promise<void> {
  await host.files.writeFile(file, journalBytes(records, shard));
}

/** The journal of all that is there, in order: the same whatever the order of the work was. */
export function journalBytes(records: SweepRecords, shard: Shard | null): Uint8Array {
  const blocks = plannedBlocks(records.plan, shard);
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const line of orderedJournal(records, shard, blocks)) {
    const chunk = encoder.encode(line);
    chunks.push(chunk);
    length += chunk.length;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Replications of a sweep, or of its shard. */
export function replicationsOf(plan: SweepPlan, shard: Shard | null): number {
  let total = 0;
  for (const { from, to } of plannedBlocks(plan, shard)) total += to - from;
  return total;
}

export function isFinished(records: SweepRecords, shard: Shard | null): boolean {
  return records.count === replicationsOf(records.plan, shard);
}

function shardWords(shard: Shard | null): string {
  return shard === null ? 'the whole sweep' : `shard ${shard.index}/${shard.count}`;
}
