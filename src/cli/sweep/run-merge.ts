import { mergeJournals, type ReadJournal } from '../../experiment/sweep/merge.ts';
import { JOURNAL_FILE } from '../../report/sweep/sweep-files.ts';
import { InputProblems, type Problem } from '../../scenario/problem.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { finishSweep } from './finish-sweep.ts';
import { readJournal } from './journal-file.ts';
import { sweepFolderPath } from './open-folder.ts';
import { parquetWriter } from './parquet-files.ts';
import type { OutputArguments } from './sweep-arguments.ts';

/** The options of `poolsim merge`, read. */
export interface MergeArguments extends OutputArguments {
  readonly folders: readonly string[];
}

/** Puts the shards of a sweep together: the same files as if one machine had done it all. */
export const runMerge: Command<MergeArguments> = async (host, args) => {
  const writer = await parquetWriter(args.parquet);
  const startedEpochMs = host.epochMs();
  const startMs = host.nowMs();
  const journals: ReadJournal[] = [];
  const problems: Problem[] = [];
  for (const folder of args.folders) {
    const read = await readFolder(host, folder);
    if ('head' in read) journals.push(read);
    else problems.push(read);
  }
  if (problems.length > 0 || journals.length === 0) throw new InputProblems(problems);
  const merged = mergeJournals(journals);
  if (merged.problems.length > 0) throw new InputProblems(merged.problems);
  const { records } = merged;
  const folder = sweepFolderPath(host, args.out, records.plan, null);
  const wallMs = host.nowMs() - startMs;
  const timing = { startedEpochMs, wallMs, workers: 0, simulated: 0, resumed: records.count };
  const outcome = { records, folder, begun: false, failure: null, timing, writer };
  return finishSweep(host, args, outcome, EXIT.done);
};

/** The journal of a folder, or what is wrong with it. */
async function readFolder(host: Host, folder: string): Promise<ReadJournal | Problem> {
  const { files } = host;
  const place = files.resolve(folder, null);
  const problem = (message: string, remedy: string): Problem => {
    return { file: folder, line: 0, column: 0, path: '', message, remedy };
  };
  const path = files.resolve(JOURNAL_FILE, `${place}/.`);
  if ((await files.kind(path)) !== 'file') {
    const there = (await files.kind(place)) === null ? 'there is no such folder' : 'holds no sweep';
    return problem(there, `a folder of sweep --shard i/n, with its ${JOURNAL_FILE}`);
  }
  const stored = await readJournal(host, path);
  if (stored === null) return problem(`its ${JOURNAL_FILE} is of no sweep`, 'run the shard again');
  return { folder, head: stored.head, lines: stored.lines };
}
