import { HOUR_MS } from '../base/units.ts';
import { type AttemptRecord, OUTCOMES } from '../model/observer.ts';
import type { Scenario } from '../model/spec.ts';

/** What is counted of the calls of an hour and a campaign, in this order; outcomes follow. */
export const FLOW_COUNTS = ['first_attempts', 'retries', 'sticky', 'home_country'] as const;
const WIDTH = FLOW_COUNTS.length + OUTCOMES.length;

/**
 * The calls of one replication hour by hour: how they ended, how many were retries, which rule of the
 * selector chose their number, and how long each connection's lines were in use. A call counts in the
 * hour in which it was placed; its time on the line in the hours that it lasts.
 */
export class ExemplarFlow {
  readonly hours: number;
  readonly campaigns: number;
  readonly connections: number;
  /** `[(hour * campaigns + campaign) * WIDTH + count]`, then the outcomes in the order of OUTCOMES. */
  readonly counts: Uint32Array;
  /** Milliseconds that lines were in use, `[hour * connections + connection]`. */
  readonly busyMs: Float64Array;
  readonly connectionOf: Int32Array;
  readonly countryOf: Int32Array;

  constructor({ campaigns, connections, numbers, durationMs }: Scenario) {
    this.hours = Math.max(1, Math.ceil(durationMs / HOUR_MS));
    this.campaigns = campaigns.length;
    this.connections = connections.length;
    this.counts = new Uint32Array(this.hours * campaigns.length * WIDTH);
    this.busyMs = new Float64Array(this.hours * connections.length);
    this.connectionOf = Int32Array.from(numbers, (number) => number.connection);
    this.countryOf = Int32Array.from(numbers, (number) => number.country);
  }

  add(record: AttemptRecord): void {
    const hour = Math.min(this.hours - 1, Math.floor(record.dialMs / HOUR_MS));
    const at = (hour * this.campaigns + record.campaign) * WIDTH;
    this.counts[at + (record.attempt === 1 ? 0 : 1)]++;
    if (record.usedSticky) this.counts[at + 2]++;
    if (this.countryOf[record.number] === record.country) this.counts[at + 3]++;
    this.counts[at + FLOW_COUNTS.length + OUTCOMES.indexOf(record.outcome)]++;
    this.addTime(this.connectionOf[record.number], record.dialMs, record.endMs);
  }

  /** One of FLOW_COUNTS or OUTCOMES by its place in the two lists, one after the other. */
  count(hour: number, campaign: number, which: number): number {
    return this.counts[(hour * this.campaigns + campaign) * WIDTH + which];
  }

  addTime(connection: number, fromMs: number, toMs: number): void {
    const last = Math.min(this.hours - 1, Math.floor(toMs / HOUR_MS));
    for (let hour = Math.floor(fromMs / HOUR_MS); hour <= last; hour++) {
      const spanMs = Math.min(toMs, (hour + 1) * HOUR_MS) - Math.max(fromMs, hour * HOUR_MS);
      this.busyMs[hour * this.connections + connection] += spanMs;
    }
  }
}
