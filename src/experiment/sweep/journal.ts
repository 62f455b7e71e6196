import { ResultHash } from '../result-hash.ts';
import type { Block, Shard, SweepPlan } from './plan.ts';
import type { SweepRecord, SweepRecords } from './records.ts';

// A journal is a text of lines, each a JSON object. The first holds the plan; every other one holds the
// records of some replications of one point, and a hash over the plan's name and the line itself. Lines are
// only ever appended: a line that a crash tore has a wrong hash, and is left out.

/** First line: which sweep, and which part of it, the lines below belong to. */
export interface JournalHead {
  readonly journal: 'poolsim sweep';
  /** The part of the sweep that is done here; null: all of it. */
  readonly shard: Shard | null;
  readonly plan: SweepPlan;
}

/** Records of replications from … on of one point, as a line of the journal has them. */
export interface JournalLine {
  readonly point: number;
  readonly from: number;
  readonly records: readonly SweepRecord[];
}

/** A line as JSON: Infinity, which JSON has not, is null. */
interface RawLine {
  readonly point: number;
  readonly from: number;
  readonly fingerprints: readonly string[];
  readonly cells: readonly (readonly (number | null)[])[];
}

const HASHED = /^(\{.*),"hash":"([0-9a-f]{32})"\}$/s;

export function headLine(plan: SweepPlan, shard: Shard | null): string {
  const head: JournalHead = { journal: 'poolsim sweep', shard, plan };
  return hashed(JSON.stringify(head), '');
}

/** The head of a journal from its first line; null where it is none, or torn. */
export function readHead(line: string): JournalHead | null {
  const body = unhashed(line, '');
  const value = body === null ? null : (JSON.parse(body) as Partial<JournalHead>);
  if (value?.journal !== 'poolsim sweep' || value.plan?.schemaVersion !== 1) return null;
  return value as JournalHead;
}

/** @param experiment the plan's hash: a line of another sweep's journal is as good as torn */
export function journalLine(experiment: string, line: JournalLine): string {
  const raw: RawLine = {
    point: line.point,
    from: line.from,
    fingerprints: line.records.map(({ fingerprint }) => fingerprint),
    cells: line.records.map(({ cells }) => Array.from(cells)),
  };
  return hashed(JSON.stringify(raw), experiment);
}

/** The records of a line; null where it is torn, damaged, or of another sweep. */
export function readLine(experiment: string, line: string): JournalLine | null {
  const body = unhashed(line, experiment);
  if (body === null) return null;
  const { point, from, fingerprints, cells } = JSON.parse(body) as RawLine;
  const records = fingerprints.map((fingerprint, i) => ({
    fingerprint,
    cells: Float64Array.from(cells[i], (value) => value ?? Infinity),
  }));
  return { point, from, records };
}

/** The lines for some replications of a point: one for each run of them without a gap. */
export function linesOf(
  records: SweepRecords,
  point: number,
  replications: readonly number[],
): string[] {
  const lines: { point: number; from: number; records: SweepRecord[] }[] = [];
  for (const replication of replications) {
    const record = records.get(point, replication)!;
    const last = lines.at(-1);
    if (last !== undefined && last.from + last.records.length === replication) {
      last.records.push(record);
    } else lines.push({ point, from: replication, records: [record] });
  }
  return lines.map((line) => journalLine(records.plan.experiment, line));
}

/** All that is there, one line a block, in order: the same whatever the order of the work was. */
export function* orderedJournal(
  records: SweepRecords,
  shard: Shard | null,
  blocks: Iterable<Block>,
): Generator<string> {
  yield headLine(records.plan, shard);
  for (const { point, from, to } of blocks) {
    const planned = Array.from({ length: to - from }, (_, i) => from + i);
    const replications = planned.filter((each) => records.get(point, each) !== undefined);
    yield* linesOf(records, point, replications);
  }
}

function hashed(body: string, salt: string): string {
  return `${body.slice(0, -1)},"hash":"${hashOf(body, salt)}"}\n`;
}

/** The line without its hash; null where the hash is not the line's. */
function unhashed(line: string, salt: string): string | null {
  const match = HASHED.exec(line);
  if (match === null) return null;
  const body = `${match[1]}}`;
  return hashOf(body, salt) === match[2] ? body : null;
}

function hashOf(text: string, salt: string): string {
  const hash = new ResultHash();
  hash.addText(salt);
  hash.addText(text);
  return hash.digest();
}
