import type { Engine, EventHandler } from '../kernel/engine.ts';
import { exponentialQuantile } from '../kernel/rng/quantiles.ts';
import { SequentialStream } from '../kernel/rng/sequential.ts';
import { streamKey } from '../kernel/rng/streams.ts';
import { mm1 } from '../stats/theory/mm1.ts';
import type { BenchCase, PreparedCase } from './bench-case.ts';
import type { Subject } from './subject.ts';

const ARRIVAL_RATE = 0.9;
const SERVICE_RATE = 1;
const STANDARD_ERRORS = 4;

const ARRIVAL = 0;
const DEPARTURE = 1;
/** A departure makes room before an arrival of the same instant looks for it. */
const DEPARTURE_PHASE = 0;
const ARRIVAL_PHASE = 1;

/**
 * The M/M/1 queue at λ = 0.9, μ = 1 through the engine's public interface: two events and two
 * exponential draws a customer, each customer's wait recorded. One run serves all customers.
 */
export function mm1Model(customers: number): BenchCase {
  return {
    name: `mm1-${customers}`,
    group: 'kernel',
    unit: 'customer',
    size: customers,
    family: 'mm1',
    prepare: async (subject) => prepareMm1(await subject.engine(), customers),
  };
}

type EngineModule = Awaited<ReturnType<Subject['engine']>>;

function prepareMm1(module: EngineModule, customers: number): PreparedCase {
  let runs = 0;
  let waitOfRuns = 0;
  let wrong: string | null = null;
  let firstWait = 0;
  return {
    run() {
      const world = new SingleServer(new module.Engine(16), customers, runs);
      const stop = world.engine.run(world, Number.POSITIVE_INFINITY, 3 * customers);
      if (stop !== 'drained' || world.engine.events !== 2 * customers) {
        wrong = `run ${runs} stopped by ${stop} after ${world.engine.events} events`;
      }
      if (runs === 0) firstWait = world.totalWait;
      runs++;
      waitOfRuns += world.totalWait / customers;
      return customers;
    },
    check() {
      if (wrong !== null) return wrong;
      if (runs === 0) return 'nothing was run';
      const mean = waitOfRuns / runs;
      const { meanWait } = mm1(ARRIVAL_RATE, SERVICE_RATE);
      const z = (mean - meanWait) / standardErrorOfMeanWait(customers * runs);
      if (Math.abs(z) <= STANDARD_ERRORS) return null;
      return `mean wait ${mean} lies ${z} standard errors from ${meanWait}`;
    },
    // The hexadecimal digits of the double itself: any other order of events moves some of them.
    answer: () => ({ hash: firstWait.toString(16), work: null }),
  };
}

/**
 * Waits of neighbours are correlated: n times the variance of their mean tends to
 * ρ(2 + 5ρ − 4ρ² + ρ³) / (μ²(1 − ρ)⁴). D. J. Daley, "The serial correlation coefficients of
 * waiting times in a stationary single server queue", J. Austral. Math. Soc. 8, 1968.
 */
function standardErrorOfMeanWait(customers: number): number {
  const rho = ARRIVAL_RATE / SERVICE_RATE;
  const numerator = rho * (2 + 5 * rho - 4 * rho ** 2 + rho ** 3);
  return Math.sqrt(numerator / (SERVICE_RATE ** 2 * (1 - rho) ** 4) / customers);
}

class SingleServer implements EventHandler {
  readonly engine: Engine;
  readonly arrivals: SequentialStream;
  readonly services: SequentialStream;
  readonly customers: number;
  /** Arrival times of those who wait: a ring that doubles when it is full. */
  waiting = new Float64Array(1_024);
  head = 0;
  queued = 0;
  isBusy = false;
  arrived = 0;
  totalWait = 0;

  constructor(engine: Engine, customers: number, replication: number) {
    this.engine = engine;
    this.customers = customers;
    this.arrivals = new SequentialStream(streamKey('bench', replication, 0, 'mm1.arrivals'));
    this.services = new SequentialStream(streamKey('bench', replication, 0, 'mm1.services'));
    this.planArrival(0);
  }

  handle(type: number, _a: number, _b: number, nowMs: number): void {
    if (type === ARRIVAL) {
      this.arrived++;
      if (this.arrived < this.customers) this.planArrival(nowMs);
      if (this.isBusy) this.enqueue(nowMs);
      else this.planDeparture(nowMs);
    } else if (this.queued > 0) {
      this.totalWait += nowMs - this.dequeue();
      this.planDeparture(nowMs);
    } else {
      this.isBusy = false;
    }
  }

  private planArrival(nowMs: number): void {
    const gap = exponentialQuantile(this.arrivals.next(), 1 / ARRIVAL_RATE);
    this.engine.schedule(nowMs + gap, ARRIVAL_PHASE, ARRIVAL, 0, 0);
  }

  private planDeparture(nowMs: number): void {
    this.isBusy = true;
    const service = exponentialQuantile(this.services.next(), 1 / SERVICE_RATE);
    this.engine.schedule(nowMs + service, DEPARTURE_PHASE, DEPARTURE, 0, 0);
  }

  private enqueue(nowMs: number): void {
    const capacity = this.waiting.length;
    if (this.queued === capacity) {
      const grown = new Float64Array(2 * capacity);
      grown.set(this.waiting.subarray(this.head));
      grown.set(this.waiting.subarray(0, this.head), capacity - this.head);
      this.waiting = grown;
      this.head = 0;
    }
    this.waiting[(this.head + this.queued) % this.waiting.length] = nowMs;
    this.queued++;
  }

  private dequeue(): number {
    const arrivedMs = this.waiting[this.head];
    this.head = (this.head + 1) % this.waiting.length;
    this.queued--;
    return arrivedMs;
  }
}
