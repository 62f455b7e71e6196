import type { SpeedVerdict } from '../src/bench/baseline/speed-verdict.ts';
import type { Variant } from '../src/bench/sample.ts';
import type { LiveBase } from '../src/cli/bench/against-base.ts';
import { compareSpeeds } from '../src/cli/bench/against-speed.ts';
import type { Host } from '../src/cli/host-seam.ts';

/** The same selector on both sides, or one that picks every fifth number twice against it. */
export const KINDS = ['equal', 'slowed'] as const;
export type Kind = (typeof KINDS)[number];

export interface ProofTerms {
  /** Comparisons of each kind. */
  readonly runs: number;
  readonly case: string;
  readonly timeMs: number;
  /** Wall time of one comparison. */
  readonly budgetMs: number;
  readonly horizon: number;
}

/** One finished comparison, as a line of the file that keeps them. */
export interface ProofRun {
  readonly kind: Kind;
  readonly run: number;
  readonly verdict: SpeedVerdict;
  readonly ratio: number;
  readonly pairs: number;
}

/**
 * A stand-in for `dist/selector/index.js` of another checkout: the real selector, except that after every
 * fifth pick the one before it is made once more, on a record of its own. A fifth more picks, as cold as
 * the others, and the same answers.
 *
 * @param real URL of the real module
 */
export function slowedSelector(real: string): string {
  return `import { emptyPickRecord, Selector as Real } from ${JSON.stringify(real)};
export * from ${JSON.stringify(real)};
export class Selector extends Real {
  turn = 0;
  heldCampaign = 0;
  heldCountry = 0;
  heldSticky = -1;
  heldU = 0.5;
  spare = emptyPickRecord();
  pick(campaign, country, sticky, u, out) {
    if (++this.turn === 5) {
      this.turn = 0;
      super.pick(this.heldCampaign, this.heldCountry, this.heldSticky, this.heldU, this.spare);
    }
    this.heldCampaign = campaign;
    this.heldCountry = country;
    this.heldSticky = sticky;
    this.heldU = u;
    return super.pick(campaign, country, sticky, u, out);
  }
}
`;
}

/**
 * Makes the comparisons that \`known\` does not hold yet, both kinds in turns, and hands each over as it
 * ends: whoever keeps them can go on later where this ended.
 */
export async function proveVerdicts(
  host: Host,
  slowed: Variant,
  terms: ProofTerms,
  known: readonly ProofRun[],
  onRun: (run: ProofRun) => void,
  signal: AbortSignal,
): Promise<readonly ProofRun[]> {
  const all = known.filter(({ run }) => run < terms.runs);
  for (let run = 0; run < terms.runs; run++) {
    for (const kind of KINDS) {
      if (signal.aborted) return all;
      if (all.some((each) => each.kind === kind && each.run === run)) continue;
      const done = await compareOnce(host, kind === 'equal' ? 'here' : slowed, terms, signal);
      all.push({ kind, run, ...done });
      onRun(all.at(-1)!);
    }
  }
  return all;
}

async function compareOnce(
  host: Host,
  head: Variant,
  { case: filter, timeMs, budgetMs, horizon }: ProofTerms,
  signal: AbortSignal,
): Promise<Omit<ProofRun, 'kind' | 'run'>> {
  const base: LiveBase = { kind: 'live', label: 'here', variant: 'here', close: async () => {} };
  const gates = { gates: ['speed'], scenarios: [], margin: 1, workers: 1, quiet: true } as const;
  const terms = { ...gates, filter, timeMs, budgetMs, horizon };
  const { comparisons, notCompared } = await compareSpeeds(host, base, head, terms, signal);
  const [compared] = comparisons;
  if (compared === undefined) throw new Error(notCompared[0]?.why ?? 'nothing was compared');
  const { verdict, ratio, head: times } = compared;
  return { verdict, ratio: ratio?.estimate ?? Number.NaN, pairs: times.length };
}

/** What was promised of the verdicts, and what came of it. */
export interface ProofAnswer {
  readonly what: string;
  readonly found: number;
  readonly of: number;
  readonly promised: string;
  readonly holds: boolean;
}

/** The promises for 40 runs, in proportion for other numbers of them. */
export function judgeProof(runs: readonly ProofRun[]): readonly ProofAnswer[] {
  const of = (kind: Kind) => runs.filter((each) => each.kind === kind);
  const count = (kind: Kind, verdict: SpeedVerdict) =>
    of(kind).filter((each) => each.verdict === verdict).length;
  const equal = of('equal').length;
  const slowed = of('slowed').length;
  const atLeast = (kind: Kind, verdict: SpeedVerdict, share: number, total: number) => {
    const least = Math.ceil(share * total);
    const found = count(kind, verdict);
    return { found, of: total, promised: `at least ${least}`, holds: found >= least };
  };
  const falseAlarms = count('equal', 'slower');
  return [
    {
      what: 'equal, called slower',
      found: falseAlarms,
      of: equal,
      promised: 'none',
      holds: falseAlarms === 0,
    },
    { what: 'equal, called the same', ...atLeast('equal', 'same', 35 / 40, equal) },
    { what: 'a fifth slower, called slower', ...atLeast('slowed', 'slower', 38 / 40, slowed) },
  ];
}

/** The proof as a document. */
export function proofText(
  runs: readonly ProofRun[],
  terms: ProofTerms,
  facts: {
    readonly date: string;
    readonly machine: string;
    readonly node: string;
    readonly commit: string;
  },
): string {
  const row = ({ what, found, of, promised, holds }: ProofAnswer) =>
    `| ${what} | ${found} of ${of} | ${promised} | ${holds ? 'holds' : '**fails**'} |`;
  const kindRow = (kind: Kind) => {
    const own = runs.filter((each) => each.kind === kind);
    const ratios = own.map(({ ratio }) => ratio).sort((a, b) => a - b);
    const pairs = own.map((each) => each.pairs).sort((a, b) => a - b);
    const told = ['faster', 'slower', 'same', 'unsure'].map(
      (verdict) => own.filter((each) => each.verdict === verdict).length,
    );
    const range = `${ratios[0]?.toFixed(3)} … ${ratios.at(-1)?.toFixed(3)}`;
    return `| ${kind} | ${told.join(' | ')} | ${ratios[ratios.length >> 1]?.toFixed(3)} (${range}) | ${pairs[pairs.length >> 1]} (${pairs[0]} … ${pairs.at(-1)}) |`;
  };
  return `# Proof: verdicts of the speed gate

Written by \`npm run proof:verdict\` on ${facts.date}, ${facts.node}, ${facts.machine}, commit ${facts.commit}.

${terms.runs} comparisons of \`${terms.case}\` with itself and ${terms.runs} with a selector that makes every fifth pick
once more, in turns. Each is what \`poolsim bench --against\` does: processes of ${terms.timeMs} ms in pairs until decided,
${Math.round(terms.budgetMs / 1000)} s at most, a horizon of ${Math.round(terms.horizon * 100)} %.

| Promise | Found | Promised | |
| --- | --- | --- | --- |
${judgeProof(runs).map(row).join('\n')}

| Head | faster | slower | same | unsure | ratio of times: median (range) | pairs: median (range) |
| --- | ---: | ---: | ---: | ---: | --- | --- |
${KINDS.map(kindRow).join('\n')}

The time of a case holds the draw and the reading of the skip counts beside the pick, so a fifth more picks is a little
less than a fifth more time; the stand-in's own bookkeeping is a little more.
`;
}
