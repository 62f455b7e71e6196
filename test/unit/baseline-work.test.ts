import { describe, expect, it } from 'vitest';
import { AnswerHash } from '../../src/bench/answer-hash.ts';
import { isAnswered } from '../../src/bench/answers.ts';
import { countArrayWrites } from '../../src/bench/baseline/array-writes.ts';
import { compareWork } from '../../src/bench/baseline/compare-work.ts';
import { countWork, type WorkDone } from '../../src/bench/baseline/work-count.ts';
import { poolWorld } from '../../src/bench/pool-world.ts';
import { REFERENCE } from '../../src/bench/reference-workload.ts';
import * as selection from '../../src/selector/index.ts';
import { type CustomSelector, Selector } from '../../src/selector/index.ts';

describe('array writes', () => {
  it('are counted in arrays of numbers, however deep, and the values stay right', () => {
    const typed = new Float64Array([1, 2, 3, 4]);
    const world = { a: typed, deep: { list: [5, 6], trees: [new Int32Array(4)] }, n: 7 };
    const count = countArrayWrites(world);
    world.a[1] += 10;
    world.deep.list[0] = 50;
    world.deep.trees[0]![3] = 9;
    world.n = 8;
    expect(count.writes).toBe(3);
    expect([typed[1], world.a[1], world.deep.list[0], world.deep.trees[0]![3]]).toEqual([
      12, 12, 50, 9,
    ]);
    expect(world.a.length + world.deep.list.length).toBe(6);
    expect(count.writes).toBe(3);
  });

  it('of a whole stretch count every place of it', () => {
    const world = { a: new Float64Array(8) };
    const count = countArrayWrites(world);
    world.a.fill(1, 2, 5);
    expect(count.writes).toBe(3);
    world.a.copyWithin(4, 0, 3);
    expect(count.writes).toBe(6);
    world.a.copyWithin(6, 0, 5);
    expect(count.writes).toBe(8);
    world.a.set([1, 2]);
    expect(count.writes).toBe(10);
    expect(Array.from(world.a)).toEqual([1, 2, 1, 1, 0, 0, 0, 0]);
    expect(world.a.subarray(1, 3).length).toBe(2);
    expect(count.writes).toBe(10);
  });

  it('find their way through circles and see one array behind two names', () => {
    const shared = new Int32Array(2);
    const world: Record<string, unknown> = { x: shared, inner: { y: shared } };
    world.self = world;
    const count = countArrayWrites(world);
    (world.x as Int32Array)[0] = 1;
    (world.inner as { y: Int32Array }).y[1] = 1;
    expect(count.writes).toBe(2);
    expect(Array.from(shared)).toEqual([1, 1]);
  });

  it('leave no trace in what a selector answers', () => {
    const { requests, answerHash } = countWork(selection, null, [40]);
    const { selector, campaign, ...world } = poolWorld(selection, REFERENCE, 40);
    const hash = new AnswerHash();
    const record = selection.emptyPickRecord();
    for (let i = 0; i < requests; i++) {
      const [country, sticky] = [world.countryOf[i]!, world.stickyOf[i]!];
      const picked = selector.pick(campaign, country, sticky, world.draw(), record);
      hash.add(picked);
      const answers = world.answersOf[picked]!;
      if (picked >= 0) selector.recordOutcome(campaign, picked, isAnswered(answers, i));
    }
    expect(answerHash).toBe(hash.hex);
  });
});

/** Takes the first number that may be picked. */
function realPicker(): CustomSelector {
  return {
    pick(request, pool) {
      for (let i = 0; i < pool.poolSize(request.campaign); i++) {
        const number = pool.poolNumber(request.campaign, i);
        const fits =
          pool.status(number) === 'active' &&
          !pool.isPaused(request.campaign, number) &&
          pool.score(number) <= pool.spamThreshold &&
          pool.isAllowed(number, request.country) &&
          pool.hasRoom(number);
        if (fits) return number;
      }
      return -1;
    },
  };
}

describe('the work of the selector', () => {
  it('is the same each time, and hardly grows with the pool', () => {
    const first = countWork(selection, null, [20, 320]);
    expect(countWork(selection, null, [20, 320])).toEqual(first);
    const [small, large] = first.sizes;
    expect(small).toMatchObject({ numbers: 20, queries: null });
    expect(small!.rejections!).toBeGreaterThan(0);
    expect(large!.lookedAt!).toBeLessThan(2 * small!.lookedAt!);
    expect(large!.outcomeWrites!).toBeLessThan(2 * small!.outcomeWrites!);
  });

  it('sees one more look and one more write in every pick', () => {
    class Busier extends Selector {
      override pick(...args: Parameters<Selector['pick']>): number {
        const picked = super.pick(...args);
        const record = args[4];
        record.work += 1;
        record.rejections += 2;
        this.index.scratch[0] = this.index.scratch[0]!;
        return picked;
      }
    }
    const base = countWork(selection, null, [20]);
    const head = countWork({ ...selection, Selector: Busier }, null, [20]);
    const [before, after] = [base.sizes[0]!, head.sizes[0]!];
    expect(head.answerHash).toBe(base.answerHash);
    expect(after.lookedAt! - before.lookedAt!).toBe(base.requests);
    expect(after.pickWrites! - before.pickWrites!).toBe(base.requests);
    expect(after.rejections! - before.rejections!).toBe(2 * base.requests);
    expect(after.outcomeWrites).toBe(before.outcomeWrites);
  });

  it('of a selector of one’s own is the questions that it asks', () => {
    const [size] = countWork(selection, realPicker, [20]).sizes;
    expect(size).toMatchObject({ lookedAt: null, pickWrites: null, outcomeWrites: null });
    const lazier = (): CustomSelector => {
      const inner = realPicker();
      return {
        pick(request, pool) {
          pool.hasRoom(0);
          return inner.pick(request, pool);
        },
      };
    };
    const more = countWork(selection, lazier, [20]);
    expect(more.sizes[0]!.queries! - size!.queries!).toBe(more.requests);
  });
});

describe('the work gate', () => {
  const done = (over: Partial<WorkDone> = {}, lookedAt = 100): WorkDone => ({
    workload: 'w',
    requests: 10,
    answerHash: 'h',
    sizes: [
      { numbers: 10, lookedAt, rejections: 0, pickWrites: 5, outcomeWrites: 9, queries: null },
    ],
    ...over,
  });

  it('is exact: one more is more, one less is less', () => {
    expect(compareWork(done(), done()).verdict).toBe('same');
    expect(compareWork(done(), done({}, 101)).verdict).toBe('more');
    expect(compareWork(done(), done({}, 99)).verdict).toBe('less');
    const counters = compareWork(done(), done({}, 101)).counters;
    expect(counters.map(({ counter, verdict }) => [counter, verdict])).toEqual([
      ['lookedAt', 'more'],
      ['rejections', 'same'],
      ['pickWrites', 'same'],
      ['outcomeWrites', 'same'],
    ]);
  });

  it('compares no counts of different workloads', () => {
    const other = compareWork(done(), done({ workload: 'v' }, 300));
    expect(other).toMatchObject({ verdict: 'unsure', sameAnswers: false });
    expect(compareWork(done(), done({ requests: 11 })).verdict).toBe('unsure');
  });

  it('is unsure about a size or a counter that only one side has', () => {
    expect(compareWork(done(), done({ sizes: [] })).verdict).toBe('unsure');
    const queries = done({
      sizes: [
        {
          numbers: 10,
          lookedAt: null,
          rejections: null,
          pickWrites: null,
          outcomeWrites: null,
          queries: 4,
        },
      ],
    });
    expect(compareWork(done(), queries).verdict).toBe('unsure');
    expect(compareWork(queries, queries)).toMatchObject({ verdict: 'same' });
  });

  it('says when the same work gave other answers', () => {
    const other = compareWork(done(), done({ answerHash: 'i' }));
    expect(other).toMatchObject({ verdict: 'same', sameAnswers: false });
    expect(compareWork(done(), done()).sameAnswers).toBe(true);
  });
});
