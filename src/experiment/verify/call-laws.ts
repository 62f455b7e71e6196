import { HOUR_MS, MINUTE_MS } from '../../base/units.ts';
import type { AttemptRecord } from '../../model/observer.ts';
import { advance, openWorld } from '../../model/run-replication.ts';
import type { CampaignSpec, DurationLaw, Scenario } from '../../model/spec.ts';
import type { World } from '../../model/world.ts';
import { erlangB, erlangC, erlangCWaitTail } from '../../stats/theory/erlang.ts';
import { littleNumber } from '../../stats/theory/little.ts';
import { md1 } from '../../stats/theory/mg1.ts';
import { type Law, type LawExperiment, mean, ratio } from './law.ts';
import { holding, plainCampaign, plainScenario } from './plain-scenario.ts';
import { counted, summed, watched } from './readings.ts';

const GROUP = 'calls';
const HOLD_MS = MINUTE_MS;
const LOGNORMAL: DurationLaw = {
  law: 'lognormal',
  medianMs: HOLD_MS * Math.exp(-0.5),
  sigma: 1,
};

interface Lines {
  /** Infinity = as many as it takes. */
  readonly servers: number;
  /** Calls that arrive in a mean hold. */
  readonly load: number;
  readonly hours: number;
  readonly whenFull: CampaignSpec['whenFull'];
  readonly hold: DurationLaw;
}

/** Poisson arrivals at one connection, everybody answers; six standard deviations of spare contacts. */
function lines(seed: string, { servers, load, hours, whenFull, hold }: Lines): Scenario {
  const perMs = load / HOLD_MS;
  const arrivals = perMs * hours * HOUR_MS;
  const contacts = Math.ceil(arrivals + 6 * Math.sqrt(arrivals));
  const line = plainScenario(seed).connections[0];
  return plainScenario(seed, {
    durationMs: hours * HOUR_MS,
    connections: [{ ...line, concurrency: servers }],
    campaigns: [plainCampaign(2, contacts, { whenFull, arrivals: { kind: 'poisson', perMs } })],
    provider: holding(hold),
  });
}

/** Books of one world over all cells, at a time that it has reached. */
function books(world: World): { attempts: number; dials: number; inFlightMs: number } {
  const { ledger, engine } = world;
  ledger.flush(engine.nowMs);
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  return {
    attempts: total(ledger.count.attempts),
    dials: total(ledger.count.dials),
    inFlightMs: total(ledger.inFlight.integral),
  };
}

/** An hour of 60 holds lets the lines forget that they began empty. */
const LOSS_WARM_UP_MS = HOUR_MS;
const LOSS = { servers: 3, load: 2.4, hours: 5, whenFull: 'drop' } as const;

function lossLines(name: string, hold: DurationLaw): LawExperiment {
  const blocked = erlangB(LOSS.servers, LOSS.load);
  const carried = LOSS.load * (1 - blocked);
  const spanMs = (LOSS.hours - 1) * HOUR_MS;
  return {
    id: `erlang-b/${name}`,
    group: GROUP,
    about: `three lines without a waiting room, ${name} holds`,
    laws: [
      ratio(`erlang-b/${name}/loss`, `Erlang B loss, c = 3, a = 2.4, ${name}`, 'ratio', blocked),
      mean(
        `erlang-b/${name}/carried`,
        `carried load a(1 − B), ${name}`,
        'calls',
        littleNumber(carried, 1),
      ),
      ratio(
        `erlang-b/${name}/little`,
        `Little: in flight / rate = hold, ${name}`,
        'seconds',
        HOLD_MS / 1_000,
      ),
    ],
    open(seed) {
      const scenario = lines(seed, { ...LOSS, hold });
      return (replication) => {
        const world = openWorld(scenario, { replication, audit: false });
        advance(world, LOSS_WARM_UP_MS);
        const before = books(world);
        advance(world, scenario.durationMs);
        const after = books(world);
        const attempts = after.attempts - before.attempts;
        const dials = after.dials - before.dials;
        const inFlightMs = after.inFlightMs - before.inFlightMs;
        return [[attempts - dials, attempts], [inFlightMs / spanMs], [inFlightMs / 1_000, dials]];
      };
    },
  };
}

/** Relaxation time 12.5 holds: five hours are 24 of them. Who is due an hour before the end is dialled. */
const WAIT = { servers: 3, load: 2.1, hours: 14, whenFull: 'wait' } as const;
const WAIT_FROM_MS = 5 * HOUR_MS;
const WAIT_TO_MS = (WAIT.hours - 1) * HOUR_MS;
const LONG_WAIT = 1.5;

function waitingLines(): LawExperiment {
  const rates = { arrivalRate: WAIT.load, serviceRate: 1, servers: WAIT.servers };
  const theory = erlangC(rates);
  const tail = erlangCWaitTail(rates, LONG_WAIT);
  return {
    id: 'erlang-c',
    group: GROUP,
    about: 'three lines with a waiting room at a load of 2.1, exponential holds',
    laws: [
      ratio('erlang-c/waits', 'Erlang C P(wait), c = 3, a = 2.1', 'ratio', theory.waitProbability),
      ratio('erlang-c/wait', 'Erlang C mean wait C/(cμ − λ)', 'holds', theory.meanWait),
      ratio('erlang-c/long-wait', 'Erlang C P(wait > 1.5 holds)', 'ratio', tail),
    ],
    open(seed) {
      const scenario = lines(seed, { ...WAIT, hold: { law: 'exponential', meanMs: HOLD_MS } });
      return (replication) => {
        const calls = watched(scenario, replication).calls.filter(
          (call) => call.dueMs >= WAIT_FROM_MS && call.dueMs < WAIT_TO_MS,
        );
        const waitMs = (call: AttemptRecord) => call.dialMs - call.dueMs;
        return [
          counted(calls, (call) => waitMs(call) > 0),
          summed(calls, (call) => waitMs(call) / HOLD_MS),
          counted(calls, (call) => waitMs(call) > LONG_WAIT * HOLD_MS),
        ];
      };
    },
  };
}

const OPEN_HOURS = 10;

/** Looked at on the hour: 60 holds apart, and the first after as many. */
function openLines(): LawExperiment {
  const load = 2;
  return {
    id: 'mg-infinity',
    group: GROUP,
    about: 'lines without end, lognormal holds, counted once an hour',
    laws: [
      mean('mg-infinity/mean', 'M/G/∞: calls in the air, mean a = 2', 'calls', load),
      mean('mg-infinity/none', 'M/G/∞: P(none in the air) = e^(−a)', 'ratio', Math.exp(-load)),
    ],
    open(seed) {
      const servers = Number.POSITIVE_INFINITY;
      const hours = OPEN_HOURS + 1;
      const plan: Lines = { servers, load, hours, whenFull: 'wait', hold: LOGNORMAL };
      const scenario = lines(seed, plan);
      return (replication) => {
        const world = openWorld(scenario, { replication, audit: false });
        let inAir = 0;
        let none = 0;
        for (let hour = 1; hour <= OPEN_HOURS; hour++) {
          advance(world, hour * HOUR_MS);
          inAir += world.calls.inAir;
          if (world.calls.inAir === 0) none++;
        }
        return [[inAir / OPEN_HOURS], [none / OPEN_HOURS]];
      };
    },
  };
}

/** One call in two seconds: a server with a fixed time of service. Ten minutes are 300 of them. */
function pacedCalls(): LawExperiment {
  const gapMs = 2_000;
  const perMs = 0.7 / gapMs;
  const warmUpMs = 10 * MINUTE_MS;
  const laws: Law[] = [
    ratio(
      'md1/wait',
      'calls per second: M/D/1 wait ρs/(2(1 − ρ))',
      'seconds',
      md1(perMs, gapMs).meanWait / 1_000,
    ),
  ];
  return {
    id: 'md1',
    group: GROUP,
    about: 'a connection that starts one call in two seconds',
    laws,
    open(seed) {
      const base = plainScenario(seed);
      const scenario = plainScenario(seed, {
        durationMs: HOUR_MS,
        connections: [{ ...base.connections[0], callsPerSecond: 1_000 / gapMs }],
        campaigns: [plainCampaign(2, 1_600, { arrivals: { kind: 'poisson', perMs } })],
      });
      return (replication) => {
        const { calls } = watched(scenario, replication);
        const steady = calls.filter(
          (call) => call.dueMs >= warmUpMs && call.dueMs < HOUR_MS - MINUTE_MS,
        );
        return [summed(steady, (call) => (call.dialMs - call.dueMs) / 1_000)];
      };
    },
  };
}

/** Calls as customers: lines, queues and their laws through the whole dispatcher. */
export function callLaws(): LawExperiment[] {
  return [
    lossLines('exponential', { law: 'exponential', meanMs: HOLD_MS }),
    lossLines('constant', { law: 'constant', ms: HOLD_MS }),
    lossLines('lognormal', LOGNORMAL),
    waitingLines(),
    openLines(),
    pacedCalls(),
  ];
}
