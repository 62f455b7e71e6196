import type { SampleTaken, Variant } from '../../bench/sample.ts';
import { sampleOnce } from '../bench/sample-once.ts';
import type { Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';
import type { HeldCase } from './document.ts';

/** A case whose answer is wrong has no time. */
export class WrongAnswer extends Error {
  override name = 'WrongAnswer';
  readonly variant: Variant;

  constructor(name: string, variant: Variant, why: string) {
    super(`${name}: ${why}`);
    this.variant = variant;
  }
}

/** Takes samples of one side, each in a process of its own, and keeps them; an answer is proved once. */
export class Sampler {
  readonly host: Host;
  readonly variant: Variant;
  readonly timeMs: number;
  readonly signal: AbortSignal;
  readonly taken = new Map<string, SampleTaken[]>();

  constructor(host: Host, variant: Variant, timeMs: number, signal: AbortSignal) {
    this.host = host;
    this.variant = variant;
    this.timeMs = timeMs;
    this.signal = signal;
  }

  /** @throws {WrongAnswer} @throws {Interrupted} */
  async take(name: string): Promise<SampleTaken> {
    const { variant } = this;
    const before = this.of(name);
    const provenHash = before[0]?.answerHash ?? null;
    const request = { case: name, variant, timeMs: this.timeMs };
    const sample = await sampleOnce(
      this.host,
      provenHash === null ? request : { ...request, provenHash },
      this.signal,
    );
    if (sample.kind === 'skipped') throw new UsageError(`${name} is not measured: ${sample.why}`);
    if (sample.kind === 'wrong') throw new WrongAnswer(name, variant, sample.why);
    if (before.length > 0 && sample.answerHash !== before[0]!.answerHash) {
      throw new WrongAnswer(name, variant, 'two processes gave different answers');
    }
    before.push(sample);
    return sample;
  }

  /** Samples so far, in the order of taking. */
  of(name: string): SampleTaken[] {
    const found = this.taken.get(name);
    if (found !== undefined) return found;
    const fresh: SampleTaken[] = [];
    this.taken.set(name, fresh);
    return fresh;
  }

  /** All samples of a case as a baseline holds them; null when there are none. */
  held(name: string): HeldCase | null {
    const samples = this.of(name);
    if (samples.length === 0) return null;
    return {
      name,
      answerHash: samples[0]!.answerHash,
      ns: samples.map((sample) => sample.nsPerOperation),
      draws: samples.map((sample) => sample.nsPerOperation / sample.aleaNs),
    };
  }
}
