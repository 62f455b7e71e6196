import { Engine, type EventHandler } from '../../kernel/engine.ts';
import { exponentialQuantile } from '../../kernel/rng/quantiles.ts';
import { SequentialStream } from '../../kernel/rng/sequential.ts';
import { streamKey } from '../../kernel/rng/streams.ts';

export interface QueueOptions {
  readonly arrivalRate: number;
  /** Of one busy server. */
  readonly serviceRate: number;
  readonly servers: number;
  /** Rate at which one who waits gives up; 0 = never. */
  readonly abandonRate: number;
  /** Customers that only warm the queue up. */
  readonly warmUp: number;
  /** Customers that are counted, after those. */
  readonly counted: number;
  /** A wait longer than this counts as long. */
  readonly longWait: number;
}

const ARRIVAL = 0;
const DEPARTURE = 1;
const ABANDONMENT = 2;
/** Servers are freed and callers leave before an arrival of the same instant looks for them. */
const LEAVING = 0;
const COMING = 1;

/** What became of a customer who waits; the arrival's number is the index. */
const WAITING = 1;
const GONE = 0;

/**
 * A waiting line on the bare kernel: Poisson arrivals, exponential service, first come first served, and
 * impatience where asked for. Nothing of the dialler is in it.
 */
export class KernelQueue implements EventHandler {
  readonly options: QueueOptions;
  readonly engine = new Engine(64);
  readonly arrivals: SequentialStream;
  readonly services: SequentialStream;
  readonly patience: SequentialStream;
  readonly arrivedAt: Float64Array;
  readonly state: Uint8Array;
  /** Next customer to be served; those before it are served or gone. */
  head = 0;
  arrived = 0;
  busy = 0;

  // Of the counted customers.
  totalWait = 0;
  waited = 0;
  waitedLong = 0;
  abandoned = 0;

  constructor(options: QueueOptions, seed: string, replication: number) {
    this.options = options;
    const stream = (name: string) =>
      new SequentialStream(streamKey(seed, replication, 0, `queue.${name}`));
    this.arrivals = stream('arrivals');
    this.services = stream('services');
    this.patience = stream('patience');
    const customers = options.warmUp + options.counted;
    this.arrivedAt = new Float64Array(customers);
    this.state = new Uint8Array(customers);
  }

  run(): void {
    this.planArrival(0);
    this.engine.run(this, Number.POSITIVE_INFINITY, 4 * this.arrivedAt.length);
  }

  handle(type: number, customer: number, _b: number, now: number): void {
    if (type === ARRIVAL) this.arrive(now);
    else if (type === DEPARTURE) this.serveNext(now);
    else if (this.state[customer] === WAITING) {
      this.state[customer] = GONE;
      if (this.counts(customer)) this.abandoned++;
      this.book(customer, now);
    }
  }

  arrive(now: number): void {
    const customer = this.arrived++;
    this.arrivedAt[customer] = now;
    if (this.arrived < this.arrivedAt.length) this.planArrival(now);
    if (this.busy < this.options.servers) {
      this.busy++;
      this.planDeparture(now);
      return;
    }
    this.state[customer] = WAITING;
    const { abandonRate } = this.options;
    if (abandonRate > 0) {
      const gap = exponentialQuantile(this.patience.next(), 1 / abandonRate);
      this.engine.schedule(now + gap, LEAVING, ABANDONMENT, customer, 0);
    }
  }

  serveNext(now: number): void {
    while (this.head < this.arrived && this.state[this.head] !== WAITING) this.head++;
    if (this.head === this.arrived) {
      this.busy--;
      return;
    }
    const customer = this.head++;
    this.state[customer] = GONE;
    this.book(customer, now);
    this.planDeparture(now);
  }

  /** The wait of a customer who had to wait ends: served, or gone. */
  book(customer: number, now: number): void {
    if (!this.counts(customer)) return;
    const wait = now - this.arrivedAt[customer];
    this.totalWait += wait;
    this.waited++;
    if (wait > this.options.longWait) this.waitedLong++;
  }

  counts(customer: number): boolean {
    return customer >= this.options.warmUp;
  }

  planArrival(now: number): void {
    const gap = exponentialQuantile(this.arrivals.next(), 1 / this.options.arrivalRate);
    this.engine.schedule(now + gap, COMING, ARRIVAL, 0, 0);
  }

  planDeparture(now: number): void {
    const service = exponentialQuantile(this.services.next(), 1 / this.options.serviceRate);
    this.engine.schedule(now + service, LEAVING, DEPARTURE, 0, 0);
  }
}
