import { SequentialStream } from '../../kernel/rng/sequential.ts';
import { streamKey } from '../../kernel/rng/streams.ts';
import type { Interval } from '../../stats/interval.ts';
import { type PairLook, pairLooks } from './looks.ts';
import { pairedMedianRatio, unpairedMedianRatio } from './median-ratio.ts';
import { DEFAULT_HORIZON, judgeRatio, type SpeedVerdict } from './speed-verdict.ts';

export type Side = 'base' | 'head';

/** One case as it stands after the sampling. */
export interface SpeedComparison {
  readonly name: string;
  /** Ratio of times head / base at the level of the last look; null when nothing was sampled. */
  readonly ratio: Interval | null;
  readonly level: number;
  readonly verdict: SpeedVerdict;
  /** Times of each side, in the order of sampling, in the unit of the samples. */
  readonly base: readonly number[];
  readonly head: readonly number[];
}

export interface CompareSpeedOptions {
  readonly cases: readonly string[];
  /** Takes one sample, in a process of its own: a positive time per operation. */
  readonly sample: (name: string, side: Side) => Promise<number>;
  /** False once the budget is spent or the user has had enough; asked before every pair. */
  readonly mayGoOn: () => boolean;
  /** Samples of the base that were taken before; the base is then not sampled, and nothing is paired. */
  readonly stored?: ReadonlyMap<string, readonly number[]>;
  readonly horizon?: number;
  readonly level?: number;
  /** Tells of every pair, for progress. */
  readonly onPair?: (name: string, pairs: number) => void;
}

/**
 * Compares cases until each is decided or the budget ends.
 *
 * Every sample is a process of its own. The two sides of a pair take turns at being first (base head,
 * head base, …), so that neither gains from a machine that grows slower or faster. All cases are brought
 * to a look before any goes on to the next, so that a short budget is shared; a case stops at the first
 * look that decides it. What the budget leaves undecided is `unsure`.
 */
export async function compareSpeed(options: CompareSpeedOptions): Promise<SpeedComparison[]> {
  const looks = pairLooks(Math.max(1, options.cases.length), options.level);
  let open = options.cases.map((name) => new CaseSamples(name, options));
  const all = open;
  for (const look of looks) {
    for (const samples of open) {
      const reached = await samples.takeUpTo(look);
      samples.judge(look, reached);
    }
    open = open.filter((samples) => samples.verdict === 'unsure');
    if (open.length === 0 || !options.mayGoOn()) break;
  }
  return all.map(({ name, ratio, level, verdict, base, head }) => {
    return { name, ratio, level, verdict, base, head };
  });
}

class CaseSamples {
  readonly name: string;
  readonly options: CompareSpeedOptions;
  readonly base: number[];
  readonly head: number[] = [];
  readonly isPaired: boolean;
  ratio: Interval | null = null;
  level = 0;
  verdict: SpeedVerdict = 'unsure';

  constructor(name: string, options: CompareSpeedOptions) {
    this.name = name;
    this.options = options;
    const stored = options.stored?.get(name);
    this.isPaired = options.stored === undefined;
    this.base = [...(stored ?? [])];
  }

  /** True when the look's number of pairs is there. */
  async takeUpTo(look: PairLook): Promise<boolean> {
    const { mayGoOn, onPair } = this.options;
    while (this.head.length < look.pairs) {
      if (!mayGoOn()) return false;
      await this.takePair();
      onPair?.(this.name, this.head.length);
    }
    return true;
  }

  async takePair(): Promise<void> {
    const take = (side: Side) => this.options.sample(this.name, side);
    if (!this.isPaired) {
      this.head.push(await take('head'));
      return;
    }
    // Kept only when both are there: a sample that fails must not leave half a pair.
    const first: Side = this.head.length % 2 === 0 ? 'base' : 'head';
    const firstTime = await take(first);
    const secondTime = await take(first === 'base' ? 'head' : 'base');
    this.base.push(first === 'base' ? firstTime : secondTime);
    this.head.push(first === 'base' ? secondTime : firstTime);
  }

  /** Between looks there is an interval to show, and no verdict. */
  judge(look: PairLook, reached: boolean): void {
    const { name, base, head, options } = this;
    const stream = new SequentialStream(streamKey('bench', 0, 0, `ratio ${name} ${head.length}`));
    const interval = this.isPaired ? pairedMedianRatio : unpairedMedianRatio;
    this.level = look.level;
    this.ratio = interval(base, head, { uniform: () => stream.next(), level: look.level });
    if (reached) this.verdict = judgeRatio(this.ratio, options.horizon ?? DEFAULT_HORIZON);
  }
}
