import { EventQueue } from '../../kernel/event-queue.ts';
import { exponentialQuantile } from '../../kernel/rng/quantiles.ts';
import { SequentialStream } from '../../kernel/rng/sequential.ts';
import { streamKey } from '../../kernel/rng/streams.ts';
import { erlangC, erlangCWaitTail } from '../../stats/theory/erlang.ts';
import { erlangA } from '../../stats/theory/erlang-a.ts';
import { meanLinesUp } from '../../stats/theory/machine-repair.ts';
import { mm1, mm1WaitTail } from '../../stats/theory/mm1.ts';
import { KernelQueue, type QueueOptions } from './kernel-queue.ts';
import { KernelRepair } from './kernel-repair.ts';
import { exact, type LawExperiment, mean, ratio } from './law.ts';

const GROUP = 'kernel';

/**
 * Warm-ups are 30 relaxation times 1/(√(cμ) − √λ)² or more: what is left of the empty start is e⁻³⁰ of it,
 * far under the error of any number of replications.
 */
const SINGLE: QueueOptions = {
  arrivalRate: 0.8,
  serviceRate: 1,
  servers: 1,
  abandonRate: 0,
  warmUp: 3_000,
  counted: 5_000,
  longWait: 5,
};
const SEVERAL: QueueOptions = {
  ...SINGLE,
  arrivalRate: 2.4,
  servers: 3,
  longWait: 1.5,
};
const IMPATIENT: QueueOptions = { ...SEVERAL, abandonRate: 0.5, warmUp: 1_000, counted: 4_000 };

function queueExperiment(
  id: string,
  about: string,
  options: QueueOptions,
  laws: LawExperiment['laws'],
): LawExperiment {
  return {
    id,
    group: GROUP,
    about,
    laws,
    open: (seed) => (replication) => {
      const queue = new KernelQueue(options, seed, replication);
      queue.run();
      const { counted } = options;
      return laws.map(({ id: law }) => {
        if (law.endsWith('/wait')) return [queue.totalWait, counted];
        if (law.endsWith('/waits')) return [queue.waited, counted];
        if (law.endsWith('/long-wait')) return [queue.waitedLong, counted];
        return [queue.abandoned, counted];
      });
    },
  };
}

function singleServer(): LawExperiment {
  const { arrivalRate, serviceRate, longWait } = SINGLE;
  const { meanWait } = mm1(arrivalRate, serviceRate);
  const tail = mm1WaitTail(arrivalRate, serviceRate, longWait);
  return queueExperiment('mm1', 'one server, Poisson arrivals, exponential service', SINGLE, [
    ratio('mm1/wait', 'M/M/1 mean wait ρ/(μ − λ), ρ = 0.8', 'services', meanWait),
    ratio('mm1/long-wait', 'M/M/1 P(wait > 5) = ρ e^(−(μ − λ)5)', 'ratio', tail),
  ]);
}

function severalServers(): LawExperiment {
  const theory = erlangC(SEVERAL);
  const tail = erlangCWaitTail(SEVERAL, SEVERAL.longWait);
  return queueExperiment('mmc', 'three servers at a load of 2.4', SEVERAL, [
    ratio('mmc/waits', 'M/M/c P(wait): Erlang C, c = 3, a = 2.4', 'ratio', theory.waitProbability),
    ratio('mmc/wait', 'M/M/c mean wait C/(cμ − λ)', 'services', theory.meanWait),
    ratio('mmc/long-wait', 'M/M/c P(wait > 1.5) = C e^(−(cμ − λ)1.5)', 'ratio', tail),
  ]);
}

function impatientCallers(): LawExperiment {
  const theory = erlangA(IMPATIENT);
  return queueExperiment('erlang-a', 'the same with callers who give up', IMPATIENT, [
    ratio(
      'erlang-a/abandon',
      'Erlang A P(abandon) = θLq/λ, θ = 0.5',
      'ratio',
      theory.abandonProbability,
    ),
    ratio('erlang-a/waits', 'Erlang A P(wait)', 'ratio', theory.waitProbability),
  ]);
}

function machineRepair(): LawExperiment {
  const model = { lines: 20, repairers: 3, failureRate: 0.1, repairRate: 0.5 };
  return {
    id: 'machine-repair',
    group: GROUP,
    about: '20 lines, 3 replacements at once, exponential lives and lead times',
    laws: [mean('machine-repair/up', 'machine repair: mean lines up', 'lines', meanLinesUp(model))],
    open: (seed) => (replication) => [[new KernelRepair(model, 200, seed, replication).run(1_000)]],
  };
}

const HELD = 200;
const HOLDS = 2_000;

/** The hold model beside a list that is searched from end to end; every fourth increment makes a tie. */
function holdModel(): LawExperiment {
  return {
    id: 'hold',
    group: GROUP,
    about: `${HOLDS} holds of ${HELD} pending events beside a plain search, ties first in first out`,
    laws: [exact('hold/order', 'hold model: events out of order', 'events')],
    open: (seed) => (replication) => [[outOfOrder(seed, replication)]],
  };
}

function outOfOrder(seed: string, replication: number): number {
  const stream = new SequentialStream(streamKey(seed, replication, 0, 'hold'));
  const queue = new EventQueue(16);
  const times = new Float64Array(HELD);
  const pushed = new Float64Array(HELD);
  let pushes = 0;
  const push = (id: number, now: number) => {
    const gap = exponentialQuantile(stream.next(), 1);
    times[id] = pushes % 4 === 0 ? Math.ceil(now + gap) : now + gap;
    pushed[id] = pushes++;
    queue.push(times[id], 0, 0, id, 0);
  };
  for (let id = 0; id < HELD; id++) push(id, 0);
  let wrong = 0;
  for (let i = 0; i < HOLDS; i++) {
    let first = 0;
    for (let id = 1; id < HELD; id++) {
      const gap = times[id] - times[first];
      if (gap < 0 || (gap === 0 && pushed[id] < pushed[first])) first = id;
    }
    queue.pop();
    if (queue.a !== first) wrong++;
    push(queue.a, queue.timeMs);
  }
  return wrong;
}

/** The kernel alone: queues and repair shops that know nothing of phones. */
export function kernelLaws(): LawExperiment[] {
  return [singleServer(), severalServers(), impatientCallers(), machineRepair(), holdModel()];
}
