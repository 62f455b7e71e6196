import { unreachable } from '../base/assert.ts';
import { type EntityKey, entityKey } from '../base/hash.ts';
import type { SimMs } from '../base/units.ts';
import { entityUniform } from '../kernel/rng/entity-draw.ts';
import { EVENT, PHASE } from './events.ts';
import type { FaultKind, FaultSpec } from './fault-spec.ts';
import type { DialRequest } from './provider/provider.ts';
import type { Streams } from './random.ts';
import type { Scenario } from './spec.ts';
import type { World } from './world.ts';

/** Two calls of a throttled connection may be this much closer than its gap, for rounding. */
const ROUNDING_MS = 1e-6;

/** Which faults hold now, by connection; plain columns, so that a snapshot takes them. */
export class Faults {
  readonly specs: readonly FaultSpec[];
  readonly countries: number;
  /** Identity of each fault, for its luck: what it is, never its place in the list. */
  readonly keys: readonly EntityKey[];
  readonly outages: Int32Array;
  /** Refusals of (connection, country) that hold: `connection * countries + country`. */
  readonly refusals: Int32Array;
  /** Faults that hold and that a call meets at dial: refusal, throttle, slow. */
  readonly atDial: Int32Array;
  /** Throttles that hold, as indices of faults, in the order of their start. */
  readonly throttling: number[][];
  /** When the provider last took a call of a throttled connection. */
  readonly takenMs: Float64Array;
  readonly slowFactor: Float64Array;
  readonly slowDelayMs: Float64Array;
  readonly slowing: number[][];
  /** Faults of notices that hold, as indices of faults. */
  readonly noticing: number[][];

  constructor(scenario: Scenario) {
    const connections = scenario.connections.length;
    this.specs = scenario.faults;
    this.countries = scenario.countries.length;
    this.keys = faultKeys(scenario);
    this.outages = new Int32Array(connections);
    this.refusals = new Int32Array(connections * this.countries);
    this.atDial = new Int32Array(connections);
    const lists = () => Array.from({ length: connections }, (): number[] => []);
    this.throttling = lists();
    this.takenMs = new Float64Array(connections).fill(Number.NEGATIVE_INFINITY);
    this.slowFactor = new Float64Array(connections).fill(1);
    this.slowDelayMs = new Float64Array(connections);
    this.slowing = lists();
    this.noticing = lists();
  }

  refuses(connection: number, country: number): boolean {
    return this.refusals[connection * this.countries + country] > 0;
  }

  /** Does the provider answer this dial with 429? What it takes counts against its rate. */
  throttles(streams: Streams, call: DialRequest, nowMs: SimMs): boolean {
    const { connection, contactLo, contactHi, dial } = call;
    if (this.throttling[connection].length === 0) return false;
    for (const index of this.throttling[connection]) {
      const fault = this.specs[index];
      if (fault.kind !== 'throttle') continue;
      const sinceMs = nowMs - this.takenMs[connection] + ROUNDING_MS;
      if (sinceMs * fault.callsPerSecond < 1_000) return true;
      const { lo, hi } = this.keys[index];
      const stream = streams.faultThrottle;
      if (entityUniform(stream, contactLo ^ lo, contactHi ^ hi, dial, 0) < fault.share) return true;
    }
    this.takenMs[connection] = nowMs;
    return false;
  }

  /** A fault begins (+1) or ends (−1) on one connection. */
  change(index: number, connection: number, by: 1 | -1): void {
    const fault = this.specs[index];
    switch (fault.kind) {
      case 'outage':
        this.outages[connection] += by;
        return;
      case 'refusal':
        this.refusals[connection * this.countries + fault.country] += by;
        this.atDial[connection] += by;
        return;
      case 'throttle':
        follow(this.throttling[connection], index, by);
        this.atDial[connection] += by;
        return;
      case 'slow':
        follow(this.slowing[connection], index, by);
        this.atDial[connection] += by;
        return this.sumSlowness(connection);
      case 'late_notices':
      case 'doubled_notices':
      case 'lost_notices':
        return follow(this.noticing[connection], index, by);
      default:
        return unreachable(fault);
    }
  }

  /** Several slow faults: their factors multiply, their delays add up. */
  sumSlowness(connection: number): void {
    let factor = 1;
    let delayMs = 0;
    for (const index of this.slowing[connection]) {
      const fault = this.specs[index];
      if (fault.kind !== 'slow') continue;
      factor *= fault.factor;
      delayMs += fault.delayMs;
    }
    this.slowFactor[connection] = factor;
    this.slowDelayMs[connection] = delayMs;
  }
}

function follow(list: number[], index: number, by: 1 | -1): void {
  if (by === 1) list.push(index);
  else list.splice(list.indexOf(index), 1);
}

/** Faults that are the same in every word are told apart by their ordinal among themselves. */
function faultKeys(scenario: Scenario): readonly EntityKey[] {
  const seen = new Map<string, number>();
  const keys = scenario.faults.map(({ kind, connection, fromMs, toMs }) => {
    const where = connection < 0 ? '*' : scenario.connections[connection].id;
    const name = `${kind}/${where}/${fromMs}/${toMs}`;
    const ordinal = seen.get(name) ?? 0;
    seen.set(name, ordinal + 1);
    return entityKey(`${name}/${ordinal}`);
  });
  return Object.freeze(keys);
}

/** Plans the start and the end of every fault. */
export function scheduleFaults(world: World): void {
  const { scenario, engine, horizonMs } = world;
  scenario.faults.forEach((fault, i) => {
    if (fault.fromMs <= horizonMs) engine.schedule(fault.fromMs, PHASE.outside, EVENT.fault, i, 1);
    if (fault.toMs <= horizonMs) engine.schedule(fault.toMs, PHASE.outside, EVENT.fault, i, 0);
  });
}

/** A fault begins (starts = 1) or ends. */
export function applyFault(world: World, index: number, starts: number, nowMs: SimMs): void {
  const { faults, scenario } = world;
  const { connection } = scenario.faults[index];
  world.observer?.onHappening?.(nowMs, { kind: 'fault', fault: index, starts: starts === 1 });
  const first = Math.max(0, connection);
  const last = connection < 0 ? scenario.connections.length - 1 : connection;
  for (let k = first; k <= last; k++) {
    faults.change(index, k, starts === 1 ? 1 : -1);
    world.setDown(k, faults.outages[k] > 0, nowMs);
  }
}

/** When the last fault of a scenario is over; -Infinity where it has none. */
export function lastFaultEndMs(scenario: Scenario): SimMs {
  return scenario.faults.reduce((last, { toMs }) => Math.max(last, toMs), Number.NEGATIVE_INFINITY);
}

/** Every kind of fault, in the order of a call's life. */
export const FAULT_KINDS = [
  'outage',
  'throttle',
  'refusal',
  'slow',
  'late_notices',
  'doubled_notices',
  'lost_notices',
] as const satisfies readonly FaultKind[];
