import { describe, expect, it } from 'vitest';
import type { Replicate } from '../../src/experiment/blocks.ts';
import { FLOW_COUNTS } from '../../src/experiment/exemplar-flow.ts';
import { chooseExemplars, recordExemplars } from '../../src/experiment/exemplars.ts';
import { exitVerdict } from '../../src/experiment/exit-verdict.ts';
import { ResultHash } from '../../src/experiment/result-hash.ts';
import { type Progress, runExperiment } from '../../src/experiment/run-experiment.ts';
import { summaryOf } from '../../src/experiment/summary.ts';
import { type Observer, OUTCOMES } from '../../src/model/observer.ts';
import type { LoadedScenario } from '../../src/scenario/loaded.ts';
import { fakeAggregate, fakeExperiment } from '../support/fake-experiment.ts';
import {
  FAKE_LAYOUT,
  fakeGate,
  fakeLoaded,
  fakeResult,
  fakeScenario,
} from '../support/fake-run.ts';

const inProcess: Replicate = async (replications) => replications.map((r) => fakeResult(r));

function run(over: Partial<LoadedScenario>, replicate = inProcess, signal?: AbortSignal) {
  const seen: Progress[] = [];
  const experiment = runExperiment({
    loaded: fakeLoaded(over),
    layout: FAKE_LAYOUT,
    limits: { workers: 2, blockSize: 4 },
    replicate,
    signal,
    onProgress: (progress) => seen.push(progress),
  });
  return experiment.then((done) => ({ experiment: done, seen }));
}

describe('runExperiment', () => {
  it('runs every replication once and reports progress to the end', async () => {
    const asked: number[] = [];
    const { experiment, seen } = await run({ replications: 30 }, async (replications) => {
      asked.push(...replications);
      return inProcess(replications, undefined);
    });
    expect(asked.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
    expect(experiment).toMatchObject({ replications: 30, partial: false, confidence: 0.95 });
    expect(seen.at(-1)).toMatchObject({ done: 30, total: 30, most: 30 });
  });

  it('auto stops at the first look that decides every gate, at the confidence of its plan', async () => {
    const gates = [fakeGate({ key: 'stall.risk', op: '<=', bound: 0.5 })];
    const { experiment } = await run({ replications: 'auto', replicationBudget: 400, gates });
    expect(experiment.replications).toBe(100);
    // Looks at 100, 200 and 400 share 5 %.
    expect(experiment.confidence).toBeCloseTo(1 - 0.05 / 3, 12);
    expect(experiment.verdict.code).toBe(0);
  });

  it('auto goes on to the budget while a gate is unsure, and says so', async () => {
    const gates = [fakeGate({ key: 'stall.risk', op: '<=', bound: 0.1 })];
    const { experiment } = await run({ replications: 'auto', replicationBudget: 400, gates });
    expect(experiment.replications).toBe(400);
    expect(experiment).toMatchObject({ partial: false, auto: true, requested: 400 });
    expect(experiment.verdict.code).toBe(5);
  });

  it('keeps the longest finished prefix when it is interrupted', async () => {
    const controller = new AbortController();
    const { experiment } = await run(
      { replications: 40, gates: [fakeGate({ bound: 0 }), fakeGate({ bound: 1 })] },
      async (replications, signal) => {
        if (replications.includes(12)) {
          controller.abort();
          throw new Error('stopped');
        }
        expect(signal).toBe(controller.signal);
        return inProcess(replications, signal);
      },
      controller.signal,
    );
    expect(experiment.replications).toBe(12);
    expect(experiment.partial).toBe(true);
    expect(experiment.verdict.code).toBe(130);
    expect(experiment.gates.map(({ verdict }) => verdict)).toEqual([null, null]);
    expect(experiment.gates[0].interval).not.toBeNull();
    expect(experiment.resultHash).toBe(fakeAggregate(12).resultHash());
    expect(experiment.warnings.map((w) => w.code)).toContain('partial-run');
  });

  it('has an answer even when it is interrupted before anything was finished', async () => {
    const { experiment } = await run({ gates: [fakeGate()] }, inProcess, AbortSignal.abort());
    expect(experiment.replications).toBe(0);
    expect(experiment.gates[0].verdict).toBeNull();
    expect(summaryOf(experiment).figures.every((figure) => figure.mean === null)).toBe(true);
  });

  it('throws the failure of the lowest block, whichever comes first', async () => {
    const failing: Replicate = async (replications) => {
      if (replications[0] === 4) for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      if (replications[0] === 4 || replications[0] === 8) throw new Error(`at ${replications[0]}`);
      return inProcess(replications, undefined);
    };
    await expect(run({ replications: 40 }, failing)).rejects.toThrow('at 4');
  });

  it('does not let a worker lose replications', async () => {
    const losing: Replicate = async (replications) => inProcess(replications.slice(1), undefined);
    await expect(run({ replications: 8 }, losing)).rejects.toThrow('fewer replications');
  });

  it('never starts more than two blocks a worker at once', async () => {
    let underWay = 0;
    let most = 0;
    await run({ replications: 40 }, async (replications) => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
      return inProcess(replications, undefined);
    });
    expect(most).toBe(4);
  });
});

describe('exit verdict', () => {
  const gates = fakeExperiment().gates;
  it('puts a breach before doubt, doubt before success, and an interruption before all', () => {
    expect(gates.map((g) => g.verdict)).toEqual(['held', 'breached', 'unsure', 'no_data']);
    expect(exitVerdict(gates, false).code).toBe(3);
    expect(exitVerdict([gates[0], gates[2]], false)).toEqual({ code: 5, reason: '1 gate unsure' });
    expect(exitVerdict([gates[3]], false).code).toBe(5);
    expect(exitVerdict([gates[0]], false).code).toBe(0);
    expect(exitVerdict([], false).code).toBe(0);
    expect(exitVerdict(gates, true).code).toBe(130);
  });
});

describe('result hash', () => {
  it('sees one changed bit, the length of a list and the order of lists', () => {
    const hash = (...lists: number[][]) => {
      const result = new ResultHash();
      for (const list of lists) result.addNumbers(list);
      return result.digest();
    };
    const digests = [
      hash([1, 2, 3]),
      hash([1, 2, 3 + 2 ** -51]),
      hash([1, 2], [3]),
      hash([1], [2, 3]),
      hash([3, 2, 1]),
      hash([]),
      hash([0]),
    ];
    expect(new Set(digests).size).toBe(digests.length);
    expect(hash([0, Number.NaN])).toBe(hash([-0, 0 / 0]));
    expect(hash([1])).toMatch(/^[0-9a-f]{32}$/);
  });

  it('takes a list as it takes its numbers one by one, wherever a block begins', () => {
    const values = [1.5, -0, Number.NaN, 2 ** -1074, -3, Number.POSITIVE_INFINITY, 7];
    const inMemory = new Float64Array([9, ...values, 9]).subarray(1, -1);
    // A NaN with other bits than the usual one.
    const strange = inMemory.slice();
    new Int32Array(strange.buffer).set([5, -1], 4);
    for (const lists of [values, inMemory, strange, inMemory.slice(3)]) {
      for (let words = 0; words < 4; words++) {
        const [list, single] = [new ResultHash(), new ResultHash()];
        for (let i = 0; i < words; i++) for (const hash of [list, single]) hash.addWord(i);
        list.addNumbers(lists);
        single.addWord(lists.length);
        for (const value of lists) single.addNumber(value);
        expect(list.digest()).toBe(single.digest());
        list.addText('x');
        single.addText('x');
        expect(list.digest()).toBe(single.digest());
      }
    }
    expect(Number.isNaN(strange[2])).toBe(true);
    expect(inMemory).toEqual(new Float64Array(values));
  });

  it('changes when any part of a result changes', () => {
    const base = fakeResult(0);
    const digest = (over: object) => {
      const aggregate = fakeAggregate(0);
      aggregate.add({ ...base, ...over });
      return aggregate.resultHash();
    };
    const bump = (values: Float64Array) =>
      values.map((v, i) => (i === values.length - 1 ? v + 1 : v));
    const episode = fakeResult(3).episodes[0];
    const digests = [
      digest({}),
      digest({ fingerprint: 'x' }),
      digest({ cells: bump(base.cells) }),
      digest({ rows: bump(base.rows) }),
      digest({ numbers: bump(base.numbers) }),
      digest({ timeline: bump(base.timeline) }),
      digest({ episodes: [episode] }),
      digest({ episodes: [{ ...episode, open: true }] }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('exemplars', () => {
  it('are the lowest replication at the median and the first that stalled', () => {
    expect(chooseExemplars(fakeAggregate(40))).toEqual([
      { kind: 'median', replication: 0 },
      { kind: 'first-stall', replication: 3 },
    ]);
    expect(chooseExemplars(fakeAggregate(0))).toEqual([]);
  });

  it('are recorded by hour and quarter of an hour, and must come out as before', () => {
    const aggregate = fakeAggregate(5);
    const simulate = (replication: number, observer: Observer) => {
      observer.onHour?.(3_600_000, new Float64Array([1, 2, 3, 4]), new Float64Array([5, 6, 7, 8]));
      observer.onStatus?.(5, 2, 4);
      const call = { campaign: 0, country: 1, number: 1, attempt: 1, outcome: 'answered' };
      observer.onAttempt?.({ ...call, dialMs: 16 * 60_000, endMs: 75 * 60_000 } as never);
      return fakeResult(replication);
    };
    const [record] = recordExemplars(
      chooseExemplars(aggregate),
      fakeScenario(),
      aggregate,
      simulate,
    );
    expect(Array.from(record.recorder.trueScores.subarray(4, 8))).toEqual([1, 2, 3, 4]);
    expect(record.recorder.calls[1 * 4 + 1]).toBe(1);
    expect(record.recorder.answered[1 * 4 + 1]).toBe(1);
    const { flow } = record.recorder;
    const width = FLOW_COUNTS.length + OUTCOMES.length;
    const counted = Array.from({ length: width }, (_, which) => flow.count(0, 0, which));
    const home = fakeScenario().numbers[1].country === 1 ? 1 : 0;
    expect(counted).toEqual([1, 0, 0, home, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    // 44 minutes in the first hour, 15 in the second.
    expect(Array.from(flow.busyMs.subarray(0, 3))).toEqual([44 * 60_000, 15 * 60_000, 0]);
    expect(record.recorder.statusChanges).toEqual([{ atMs: 5, row: 2, status: 4 }]);
    const other = () => fakeResult(1);
    expect(() =>
      recordExemplars(chooseExemplars(aggregate), fakeScenario(), aggregate, other),
    ).toThrow('came out differently');
  });
});
