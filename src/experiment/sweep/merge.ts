import { quoted } from '../../base/shell-word.ts';
import { formatProblem, type Problem } from '../../scenario/problem.ts';
import type { JournalHead, JournalLine } from './journal.ts';
import { plannedBlocks, type Shard, type SweepPlan, shardOf } from './plan.ts';
import { type SweepRecord, SweepRecords } from './records.ts';

/** A journal as it was read. */
export interface ReadJournal {
  /** As messages call it. */
  readonly folder: string;
  readonly head: JournalHead;
  readonly lines: readonly JournalLine[];
}

/** Records of all journals together, or everything that keeps them from being one sweep. */
export interface MergedJournals {
  readonly records: SweepRecords;
  readonly problems: readonly Problem[];
}

/**
 * Puts the journals of shards together, in whatever order they are given. Foreign, overlapping and missing
 * shards are problems, each told once.
 *
 * @param journals at least one
 */
export function mergeJournals(journals: readonly ReadJournal[]): MergedJournals {
  const sorted = [...journals].sort(inOrder);
  const { plan } = sorted[0].head;
  const records = new SweepRecords(plan);
  const own = sorted.filter(({ head }) => head.plan.experiment === plan.experiment);
  const problems: Problem[] = sorted
    .filter((journal) => !own.includes(journal))
    .map(({ folder, head }) => foreign(folder, head.plan, plan, sorted[0].folder));
  for (const { folder } of own.filter((each, i) => own.findIndex(sameFolder(each)) < i)) {
    problems.push(problem(folder, 'is given twice', 'give every shard once'));
  }
  const owners: Owners = plan.points.map(() => []);
  for (const journal of own) problems.push(...addJournal(records, journal, owners));
  problems.push(...missing(records, own));
  return { records, problems: distinct(problems) };
}

function sameFolder({ folder }: ReadJournal) {
  return (other: ReadJournal) => other.folder === folder;
}

/** Folder that brought the record of a point and a replication. */
export type Owners = string[][];

/** Adds the lines of one journal; those that another one has brought already are told. */
export function addJournal(records: SweepRecords, journal: ReadJournal, owners: Owners): Problem[] {
  const { folder } = journal;
  const shared = new Map<string, { count: number; first: string; differs: boolean }>();
  for (const { point, from, records: own } of journal.lines) {
    own.forEach((record, i) => {
      const replication = from + i;
      const known = records.get(point, replication);
      if (known === undefined) {
        records.add(point, replication, record);
        owners[point][replication] = folder;
        return;
      }
      const owner = owners[point][replication];
      const differs = !sameRecord(known, record);
      // A journal may repeat itself: two processes have worked on it at once.
      if (owner === folder && !differs) return;
      const found = shared.get(owner);
      const first = found?.first ?? `point ${point}, replication ${replication}`;
      const count = (found?.count ?? 0) + 1;
      shared.set(owner, { count, first, differs: differs || found?.differs === true });
    });
  }
  return [...shared].map(([owner, { count, first, differs }]) => {
    const which = `holds ${count} replications that ${owner} holds too (${first})`;
    return differs
      ? problem(folder, `${which}, and not the same ones`, 'one of the two is damaged')
      : problem(folder, which, 'give every shard once');
  });
}

function foreign(folder: string, plan: SweepPlan, first: SweepPlan, firstFolder: string): Problem {
  const fields = differingFields(plan, first);
  const message = `is of another sweep than ${firstFolder}: ${fields.join(', ')}`;
  return problem(folder, message, 'merge the shards of one sweep');
}

/** In which ways two plans differ, in words. */
export function differingFields(plan: SweepPlan, other: SweepPlan): string[] {
  const fields: string[] = [];
  const told = (name: string, a: unknown, b: unknown) => {
    if (JSON.stringify(a) !== JSON.stringify(b)) fields.push(name);
  };
  told(`poolsim ${plan.poolsim} against ${other.poolsim}`, plan.poolsim, other.poolsim);
  told(`Node ${plan.node} against ${other.node}`, plan.node, other.node);
  told(`scenario ${plan.scenario} against ${other.scenario}`, plan.scenario, other.scenario);
  told(`seed ${plan.seed} against ${other.seed}`, plan.seed, other.seed);
  const { replications } = plan;
  told(
    `${replications} replications against ${other.replications}`,
    replications,
    other.replications,
  );
  told('another selector', plan.selector, other.selector);
  told('another design', plan.design, other.design);
  const axes = (each: SweepPlan) => each.axes.map(({ path, values }) => [path, values]);
  told('other values are varied', axes(plan), axes(other));
  told('other figures', plan.figures, other.figures);
  const inputs = (each: SweepPlan) => each.inputs.map(({ sha256 }) => sha256);
  const theirs = new Set(inputs(other));
  const changed = plan.inputs.filter(({ sha256 }) => !theirs.has(sha256)).map(({ file }) => file);
  const named = changed.length === 0 ? '' : ` (${changed.join(', ')})`;
  told(`other input files${named}`, inputs(plan), inputs(other));
  if (fields.length > 0) return fields;
  told('another scenario', plan.resolved, other.resolved);
  return fields.length > 0 ? fields : ['another scenario at some points'];
}

/** Shards that nobody brought, and those that are not finished. */
function missing(records: SweepRecords, journals: readonly ReadJournal[]): Problem[] {
  const { plan } = records;
  const shards = journals.flatMap(({ head }) => (head.shard === null ? [] : [head.shard]));
  const count = shards[0]?.count ?? 1;
  const lacking = new Map<number, number>();
  for (const block of plannedBlocks(plan, null)) {
    const shard = shardOf(plan, block, count);
    const lack = records.missing(block).length;
    if (lack > 0) lacking.set(shard, (lacking.get(shard) ?? 0) + lack);
  }
  if (lacking.size === 0) return [];
  const odd = journals.filter(({ head }) => head.shard !== null && head.shard.count !== count);
  return [
    ...odd.map(({ folder, head }) => {
      const message = `is shard ${shardText(head.shard!)}, others are of ${count}`;
      return problem(folder, message, 'give all shards of one division');
    }),
    ...[...lacking]
      .sort(([a], [b]) => a - b)
      .map(([index, lack]) => lackProblem(journals, plan, { index, count }, lack)),
  ];
}

function lackProblem(
  journals: readonly ReadJournal[],
  plan: SweepPlan,
  shard: Shard,
  lack: number,
): Problem {
  const part = shard.count === 1 ? '' : ` --shard ${shardText(shard)}`;
  const remedy = `${plan.reproduce}${part} --resume`;
  const holder = journals.find(({ head }) => {
    const own = head.shard ?? { index: 1, count: 1 };
    return own.index === shard.index && own.count === shard.count;
  });
  if (holder !== undefined) {
    const message = `is not finished: ${lack} replications are missing`;
    // Without its folder the command would begin the shard anew in another one.
    return problem(holder.folder, message, `${remedy} --out ${quoted(holder.folder)}`);
  }
  const message = `shard ${shardText(shard)} is missing: ${lack} replications`;
  return problem('merge', message, remedy);
}

function shardText({ index, count }: Shard): string {
  return `${index}/${count}`;
}

function sameRecord(a: SweepRecord, b: SweepRecord): boolean {
  return (
    a.fingerprint === b.fingerprint &&
    a.cells.length === b.cells.length &&
    a.cells.every((cell, i) => cell === b.cells[i])
  );
}

/** By shard, then by folder: whatever the order in which they were given. */
function inOrder(a: ReadJournal, b: ReadJournal): number {
  const by = (a.head.shard?.index ?? 0) - (b.head.shard?.index ?? 0);
  return by !== 0 ? by : a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0;
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((each) => [formatProblem(each), each])).values()];
}

function problem(file: string, message: string, remedy: string): Problem {
  return { file, line: 0, column: 0, path: '', message, remedy };
}
