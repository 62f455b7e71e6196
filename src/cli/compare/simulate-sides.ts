import { runBlocks } from '../../experiment/blocks.ts';
import { LawBreach } from '../../model/breach.ts';
import type { Host } from '../host-seam.ts';
import { type Crew, startCrew } from '../run/crew.ts';
import type { Interruption } from '../run/interruption.ts';
import { Progress } from '../run/progress.ts';
import type { LiveSide, OpenedSide } from './opened-side.ts';

/** Replications of a turn: the sides keep step, so that a broken-off comparison has pairs. */
const LEAST_STEP = 16;
const STEP_PER_WORKER = 8;

/** A law broken on one side, with the side. */
export class SideBreach extends Error {
  override name = 'SideBreach';
  readonly side: LiveSide;
  readonly breach: LawBreach;

  constructor(side: LiveSide, breach: LawBreach) {
    super(breach.message);
    this.side = side;
    this.breach = breach;
  }
}

/** Brings the sides to `n` replications, in turns, each on all threads. */
export type Extend = (n: number) => Promise<void>;

export interface SimulateOptions {
  readonly workers: number;
  readonly interruption: Interruption;
  readonly quiet: boolean;
}

/** Starts threads for the sides that are simulated, lends them, and ends them whatever happens. */
export async function withCrews<T>(
  host: Host,
  sides: readonly OpenedSide[],
  { workers, interruption, quiet }: SimulateOptions,
  use: (extend: Extend) => Promise<T>,
): Promise<T> {
  const live = sides.filter((side) => side.kind === 'live');
  const crews: Crew[] = [];
  const progress = new Progress(host, 'compare', quiet);
  try {
    for (const { loaded, selector } of live) {
      crews.push(await startCrew(host, workers, loaded.scenario, selector.path));
    }
    const first = crews[0];
    const stop = () => {
      for (const crew of crews) crew.stop();
    };
    if (first !== undefined) interruption.watch({ ...first, stop });
    return await use(async (n) => {
      const total = n * live.length;
      const onProgress = () => {
        const done = live.reduce((sum, each) => sum + each.results.replications, 0);
        progress.update(done, total);
      };
      const from = Math.min(...live.map((side) => side.results.replications));
      const step = Math.max(LEAST_STEP, workers * STEP_PER_WORKER);
      for (let to = from + step; ; to += step) {
        for (const [i, side] of live.entries()) {
          const until = Math.min(n, to);
          await extendOne(side, until, crews[i]!, workers, interruption.signal, onProgress);
        }
        if (to >= n || interruption.signal.aborted) return;
      }
    });
  } finally {
    progress.clear();
    for (const crew of crews) await crew.close();
  }
}

async function extendOne(
  side: LiveSide,
  n: number,
  crew: Crew,
  workers: number,
  signal: AbortSignal,
  onProgress: () => void,
): Promise<void> {
  const { results } = side;
  if (results.replications >= n) return;
  try {
    await runBlocks(results.replications, n, { workers }, crew.replicate, signal, (finished) => {
      for (const result of finished) results.add(result);
      onProgress();
    });
  } catch (error) {
    throw error instanceof LawBreach ? new SideBreach(side, error) : error;
  }
}
