import { assert } from '../base/assert.ts';
import { FIGURES, NUMBER_METRICS, ROW_METRICS, TIMELINE_COLUMNS } from '../model/figures.ts';
import { actedOnWords } from '../model/operator/acted-on.ts';
import type { ActionRow, ReplicationResult, ResultLayout, StallEpisode } from '../model/result.ts';
import { ResultHash } from './result-hash.ts';
import { TimelineMoments } from './timeline-moments.ts';

/** A stall episode or an action with the replication it happened in. */
export interface Of<T> {
  readonly replication: number;
  readonly value: T;
}

/** One figure in one scope over replications 0 … n − 1. */
export interface Pairs {
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
}

/**
 * The results of replications 0 … n − 1, folded in the order of their index and never of their arrival:
 * one that comes early waits for those before it. Whatever the number of workers, and whatever the size
 * of their blocks, the fold is the same to the last bit.
 *
 * Memory per replication is 16 bytes a figure and scope, 128 a pool row, 88 a number; timelines are
 * folded to moments and dropped.
 */
export class Aggregate {
  readonly layout: ResultLayout;
  readonly cells: Float64Array[] = [];
  readonly rows: Float64Array[] = [];
  readonly numbers: Float64Array[] = [];
  readonly episodes: Of<StallEpisode>[] = [];
  readonly actions: Of<ActionRow>[] = [];
  readonly fingerprints: string[] = [];
  readonly timeline: TimelineMoments;
  readonly hash = new ResultHash();
  readonly early = new Map<number, ReplicationResult>();
  events = 0;
  dials = 0;

  constructor(layout: ResultLayout) {
    this.layout = layout;
    const { hours, scopes } = layout;
    this.timeline = new TimelineMoments(hours * scopes.length * TIMELINE_COLUMNS.length);
  }

  /** Replications folded so far: 0 … n − 1, without a gap. */
  get replications(): number {
    return this.cells.length;
  }

  /** @throws {InvariantError} when the replication was given before */
  add(result: ReplicationResult): void {
    const { replication } = result;
    assert(
      replication >= this.replications && !this.early.has(replication),
      `replication ${replication} was given twice`,
    );
    this.early.set(replication, result);
    for (;;) {
      const next = this.early.get(this.replications);
      if (next === undefined) return;
      this.early.delete(next.replication);
      this.fold(next);
    }
  }

  /** Gives up on what arrived early and still waits for those before it: the end of a broken-off run. */
  dropEarly(): void {
    this.early.clear();
  }

  /** Numerator and denominator of a figure in a scope, one entry per replication. */
  pairs(figure: number, scope: number): Pairs {
    const at = (figure * this.layout.scopes.length + scope) * 2;
    return { numerators: series(this.cells, at), denominators: series(this.cells, at + 1) };
  }

  /** A metric of a pool row (index into ROW_METRICS), one entry per replication. */
  rowMetric(row: number, metric: number): Float64Array {
    return series(this.rows, row * ROW_METRICS.length + metric);
  }

  /** A metric of a number (index into NUMBER_METRICS), one entry per replication. */
  numberMetric(number: number, metric: number): Float64Array {
    return series(this.numbers, number * NUMBER_METRICS.length + metric);
  }

  /** 32 hex digits over everything folded so far. */
  resultHash(): string {
    return this.hash.digest();
  }

  fold(result: ReplicationResult): void {
    this.checkShape(result);
    const { replication } = result;
    this.cells.push(owned(result.cells));
    this.rows.push(owned(result.rows));
    this.numbers.push(owned(result.numbers));
    this.timeline.add(result.timeline);
    for (const value of result.episodes) this.episodes.push({ replication, value });
    for (const value of result.actions) this.actions.push({ replication, value });
    this.fingerprints.push(result.fingerprint);
    this.events += result.events;
    this.dials += result.dials;
    hashResult(this.hash, result);
  }

  checkShape(result: ReplicationResult): void {
    const { scopes, rows } = this.layout;
    const where = `replication ${result.replication} has a wrong number of`;
    assert(result.cells.length === FIGURES.length * scopes.length * 2, `${where} figures`);
    assert(result.rows.length === ROW_METRICS.length * rows.length, `${where} row metrics`);
    assert(result.timeline.length === this.timeline.mean.length, `${where} timeline cells`);
  }
}

/** One place of each array. By hand: `Float64Array.from` walks an iterator, ten times as long. */
function series(arrays: readonly Float64Array[], at: number): Float64Array {
  const values = new Float64Array(arrays.length);
  for (let i = 0; i < values.length; i++) values[i] = arrays[i][at];
  return values;
}

/** A view into a larger buffer would keep all of it alive. */
function owned(values: Float64Array): Float64Array {
  return values.byteLength === values.buffer.byteLength ? values : values.slice();
}

function hashResult(hash: ResultHash, result: ReplicationResult): void {
  hash.addWord(result.replication);
  hash.addText(result.fingerprint);
  hash.addNumbers(result.cells);
  hash.addNumbers(result.rows);
  hash.addNumbers(result.numbers);
  hash.addNumbers(result.timeline);
  hash.addWord(result.episodes.length);
  for (const e of result.episodes) {
    hash.addNumbers([e.campaign, e.country, e.startMs, e.endMs, e.activeMs, e.contactsMax]);
    hash.addText(e.cause);
    hash.addWord(e.open ? 1 : 0);
  }
  hash.addWord(result.actions.length);
  for (const action of result.actions) {
    hash.addNumbers([action.atMs, action.cost]);
    const { by, verb, reason, outcome, effect } = action;
    for (const text of [by, verb, actedOnWords(action), reason, outcome, effect])
      hash.addText(text);
  }
}
