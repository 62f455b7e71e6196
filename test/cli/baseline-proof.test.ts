import { expect, it } from 'vitest';
import {
  judgeProof,
  type ProofRun,
  proofText,
  proveVerdicts,
  slowedSelector,
} from '../../scripts/proof-verdict-runs.ts';
import { fakeSamples, sideOf } from '../support/fake-samples.ts';
import { MemoryHost } from '../support/memory-host.ts';

const TERMS = {
  runs: 3,
  case: 'reference pick 1,000',
  timeMs: 10,
  budgetMs: 60_000,
  horizon: 0.1,
} as const;
const SLOWED = { checkout: '/slowed' };

function host(slower: number) {
  const { runEntry } = fakeSamples((request, before) => ({
    nsPerOperation: (50 + (before % 3)) * (sideOf(request) === 'checkout' ? slower : 1),
  }));
  return new MemoryHost([], { runEntry });
}

const prove = (known: readonly ProofRun[], onRun: (run: ProofRun) => void, slower = 1.2) =>
  proveVerdicts(host(slower), SLOWED, TERMS, known, onRun, new AbortController().signal);

it('compares both kinds in turns and hands over each as it ends', async () => {
  const seen: ProofRun[] = [];
  const runs = await prove([], (run) => seen.push(run));
  expect(seen).toEqual(runs);
  expect(runs.map(({ kind, run, verdict }) => `${kind} ${run} ${verdict}`)).toEqual([
    'equal 0 same',
    'slowed 0 slower',
    'equal 1 same',
    'slowed 1 slower',
    'equal 2 same',
    'slowed 2 slower',
  ]);
  expect(judgeProof(runs).map(({ holds }) => holds)).toEqual([true, true, true]);
});

it('goes on after what is known, and ends when told to', async () => {
  const all = await prove([], () => {});
  const seen: ProofRun[] = [];
  const resumed = await prove(all.slice(0, 3), (run) => seen.push(run));
  expect(seen.map(({ kind, run }) => `${kind} ${run}`)).toEqual([
    'slowed 1',
    'equal 2',
    'slowed 2',
  ]);
  expect(resumed.length).toBe(6);
  const abort = new AbortController();
  const broken = await proveVerdicts(
    host(1.2),
    SLOWED,
    TERMS,
    [],
    () => abort.abort(),
    abort.signal,
  );
  expect(broken.length).toBe(1);
});

it('fails when a promise is broken, and says which', async () => {
  const blind = await prove([], () => {}, 1);
  expect(judgeProof(blind).map(({ holds }) => holds)).toEqual([true, true, false]);
  const alarm = blind.map((run) => ({ ...run, verdict: 'slower' as const }));
  expect(judgeProof(alarm).map(({ holds }) => holds)).toEqual([false, false, true]);
  const facts = { date: '2026-01-02', machine: 'm', node: 'v20', commit: 'abc' };
  const text = proofText(blind, TERMS, facts);
  expect(text).toContain('| a fifth slower, called slower | 0 of 3 | at least 3 | **fails** |');
  expect(text).toContain('| equal, called the same | 3 of 3 | at least 3 | holds |');
});

it('stands for 40 runs as promised', () => {
  const runs = (slower: number, same: number, found: number): ProofRun[] =>
    [
      ...Array.from({ length: 40 }, (_, run) => ({
        kind: 'equal' as const,
        run,
        verdict: run < slower ? ('slower' as const) : run < slower + same ? 'same' : 'unsure',
        ratio: 1,
        pairs: 12,
      })),
      ...Array.from({ length: 40 }, (_, run) => ({
        kind: 'slowed' as const,
        run,
        verdict: run < found ? ('slower' as const) : ('unsure' as const),
        ratio: 1.2,
        pairs: 12,
      })),
    ] as ProofRun[];
  const holds = (...numbers: [number, number, number]) =>
    judgeProof(runs(...numbers)).map((answer) => answer.holds);
  expect(holds(0, 35, 38)).toEqual([true, true, true]);
  expect(holds(1, 34, 37)).toEqual([false, false, false]);
});

it('slows by a fifth more picks: each fifth time the one before, on a record of its own', async () => {
  const real = `data:text/javascript,${encodeURIComponent(`
    export const emptyPickRecord = () => ({ spare: true });
    export class Selector {
      static calls = [];
      country() { return 7; }
      pick(...args) { Selector.calls.push(args); return args[3]; }
    }`)}`;
  const source = Buffer.from(slowedSelector(real)).toString('base64');
  const { Selector } = await import(`data:text/javascript;base64,${source}`);
  const selector = new Selector();
  const record = { spare: false };
  const answers = Array.from({ length: 10 }, (_, i) =>
    selector.pick(i, i + 1, i + 2, i + 3, record),
  );
  expect(answers).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const calls = Selector.calls as [number, number, number, number, object][];
  expect(calls.map(([campaign]) => campaign)).toEqual([0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 8, 9]);
  expect(calls.filter((call) => call[4] !== record).map((call) => call.slice(0, 4))).toEqual([
    [3, 4, 5, 6],
    [8, 9, 10, 11],
  ]);
  expect(selector.country()).toBe(7);
});
