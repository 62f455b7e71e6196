import { Aggregate } from '../../src/experiment/aggregate.ts';
import { conclude } from '../../src/experiment/conclude.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { LoadedScenario } from '../../src/scenario/loaded.ts';
import { FAKE_LAYOUT, fakeGate, fakeLoaded, fakeResult } from './fake-run.ts';

export function fakeAggregate(replications: number): Aggregate {
  const aggregate = new Aggregate(FAKE_LAYOUT);
  for (let r = 0; r < replications; r++) aggregate.add(fakeResult(r));
  return aggregate;
}

/** A concluded run of made-up results; one gate is held, one breached, one unsure, one has no data. */
export function fakeExperiment(
  replications = 40,
  over: Partial<LoadedScenario> = {},
  extent: { partial?: boolean } = {},
): Experiment {
  const loaded = fakeLoaded({
    replications,
    gates: [
      fakeGate({ key: 'reach.answer_rate', op: '<=', bound: 0.5 }),
      fakeGate({ key: 'stall.risk', country: 'GB', op: '<=', bound: 0.001 }),
      fakeGate({ key: 'stall.risk', op: '<=', bound: 0.1 }),
      fakeGate({ key: 'skip.sticky_broken', country: 'US', op: '<', bound: 0.1 }),
    ],
    ...over,
  });
  return conclude(loaded, fakeAggregate(replications), {
    requested: replications,
    auto: false,
    partial: extent.partial ?? false,
    confidence: 0.95,
  });
}
