import { assert } from '../../base/assert.ts';
import { figureIndex } from '../../model/figures.ts';
import type { ReplicationResult } from '../../model/result.ts';
import type { Pairs } from '../aggregate.ts';
import { ResultHash } from '../result-hash.ts';
import type { Block, SweepPlan } from './plan.ts';

/** What is kept of one replication of one point. */
export interface SweepRecord {
  /** `[(key * scopes + scope) * 2 + (0 numerator | 1 denominator)]` over the plan's keys. */
  readonly cells: Float64Array;
  /** Of the whole replication: equal iff every event was. */
  readonly fingerprint: string;
}

/** Keeps of a replication's figures those that the plan asks for. */
export function recordOf(plan: SweepPlan, result: ReplicationResult, scopes: number): SweepRecord {
  const cells = new Float64Array(plan.keys.length * scopes * 2);
  plan.keys.forEach(({ key }, k) => {
    const from = figureIndex(key) * scopes * 2;
    cells.set(result.cells.subarray(from, from + scopes * 2), k * scopes * 2);
  });
  assert(!cells.some(Number.isNaN), 'a figure has a part that is not a number');
  return { cells, fingerprint: result.fingerprint };
}

/**
 * The records of a sweep by point and replication: where they come from, and in what order, leaves no
 * trace. Memory: 16 bytes a key, scope, replication and point.
 */
export class SweepRecords {
  readonly plan: SweepPlan;
  readonly points: (SweepRecord | undefined)[][];
  count = 0;

  constructor(plan: SweepPlan) {
    this.plan = plan;
    this.points = plan.points.map(() => []);
  }

  /** @throws {InvariantError} when the replication is there already, or is none of the plan's */
  add(point: number, replication: number, record: SweepRecord): void {
    const records = this.points[point];
    assert(records !== undefined && replication < this.plan.replications, 'a record of no point');
    assert(records[replication] === undefined, `point ${point}: ${replication} was given twice`);
    assert(
      record.cells.length === this.cellsOf(point),
      `point ${point}: a record of other figures`,
    );
    records[replication] = record;
    this.count++;
  }

  get(point: number, replication: number): SweepRecord | undefined {
    return this.points[point][replication];
  }

  /** Replications of a block that are not there yet, in order. */
  missing({ point, from, to }: Block): number[] {
    const missing: number[] = [];
    for (let replication = from; replication < to; replication++) {
      if (this.get(point, replication) === undefined) missing.push(replication);
    }
    return missing;
  }

  /** Replications 0 … n − 1 of a point that are there without a gap: figures rest on these. */
  finished(point: number): number {
    const records = this.points[point];
    let n = 0;
    while (n < this.plan.replications && records[n] !== undefined) n++;
    return n;
  }

  /** Numerator and denominator of a key (index into the plan's keys) in a scope, over the first n. */
  pairs(point: number, key: number, scope: number, n: number): Pairs {
    const at = (key * this.scopesOf(point) + scope) * 2;
    const records = this.points[point].slice(0, n);
    return {
      numerators: Float64Array.from(records, (record) => record!.cells[at]),
      denominators: Float64Array.from(records, (record) => record!.cells[at + 1]),
    };
  }

  /** 32 hex digits over the first n replications of a point. */
  pointHash(point: number, n: number): string {
    const hash = new ResultHash();
    for (let replication = 0; replication < n; replication++) {
      const { cells, fingerprint } = this.get(point, replication)!;
      hash.addWord(replication);
      hash.addText(fingerprint);
      hash.addNumbers(cells);
    }
    return hash.digest();
  }

  scopesOf(point: number): number {
    return this.plan.layouts[this.plan.points[point].layout].scopes.length;
  }

  /** Length of a record's cells. */
  cellsOf(point: number): number {
    return this.plan.keys.length * this.scopesOf(point) * 2;
  }
}
