import { Engine, type EventHandler } from '../../kernel/engine.ts';
import { exponentialQuantile } from '../../kernel/rng/quantiles.ts';
import { SequentialStream } from '../../kernel/rng/sequential.ts';
import { streamKey } from '../../kernel/rng/streams.ts';
import type { MachineRepair } from '../../stats/theory/machine-repair.ts';

const FAILURE = 0;
const REPAIR = 1;

/** Lines that fail one by one and wait for one of few repairers, on the bare kernel. */
export class KernelRepair implements EventHandler {
  readonly model: MachineRepair;
  readonly warmUp: number;
  readonly engine = new Engine(64);
  readonly lives: SequentialStream;
  readonly repairs: SequentialStream;
  down = 0;
  /** ∫ working lines dt since the end of the warm-up. */
  upTime = 0;
  since = 0;

  constructor(model: MachineRepair, warmUp: number, seed: string, replication: number) {
    this.model = model;
    this.warmUp = warmUp;
    this.lives = new SequentialStream(streamKey(seed, replication, 0, 'repair.lives'));
    this.repairs = new SequentialStream(streamKey(seed, replication, 0, 'repair.repairs'));
  }

  /** @returns mean number of working lines over `length` units of time after the warm-up */
  run(length: number): number {
    const until = this.warmUp + length;
    for (let line = 0; line < this.model.lines; line++) this.planFailure(0);
    this.engine.run(this, until, 100 * this.model.lines * until);
    this.integrate(until);
    return this.upTime / length;
  }

  handle(type: number, _a: number, _b: number, now: number): void {
    this.integrate(now);
    const { repairers } = this.model;
    if (type === FAILURE) {
      this.down++;
      if (this.down <= repairers) this.planRepair(now);
    } else {
      this.down--;
      this.planFailure(now);
      if (this.down >= repairers) this.planRepair(now);
    }
  }

  integrate(now: number): void {
    const from = Math.max(this.since, this.warmUp);
    if (now > from) this.upTime += (this.model.lines - this.down) * (now - from);
    this.since = now;
  }

  planFailure(now: number): void {
    const life = exponentialQuantile(this.lives.next(), 1 / this.model.failureRate);
    this.engine.schedule(now + life, 0, FAILURE, 0, 0);
  }

  planRepair(now: number): void {
    const lead = exponentialQuantile(this.repairs.next(), 1 / this.model.repairRate);
    this.engine.schedule(now + lead, 0, REPAIR, 0, 0);
  }
}
