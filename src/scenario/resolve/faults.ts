import { unreachable } from '../../base/assert.ts';
import type { FaultSpec } from '../../model/fault-spec.ts';
import type { ScenarioInput } from '../schema/scenario.ts';
import type { Path } from '../yaml/source-tree.ts';
import { findConnection, late, type Targets } from './targets.ts';
import { durationLaw } from './world.ts';

type Input = ScenarioInput['faults'][number];

/** Faults in order of their start, then of the document. */
export function resolveFaults(inputs: readonly Input[], targets: Targets): FaultSpec[] {
  const specs = inputs.map((input, i): FaultSpec => {
    const path: Path = ['faults', i];
    late(input.from, [...path, 'from'], targets.context);
    if (input.to <= input.from) {
      targets.context.problem([...path, 'to'], 'it ends before it begins', 'from < to');
    }
    return faultOf(input, path, targets);
  });
  return specs.sort((a, b) => a.fromMs - b.fromMs);
}

function faultOf(input: Input, path: Path, targets: Targets): FaultSpec {
  const { context } = targets;
  const { connection: id } = input;
  const connection = id === undefined ? -1 : findConnection(id, [...path, 'connection'], targets);
  const span = { connection, fromMs: input.from, toMs: input.to };
  switch (input.kind) {
    case 'outage':
      return { kind: input.kind, ...span };
    case 'refusal':
      return {
        kind: input.kind,
        ...span,
        country: context.country(input.country, [...path, 'country']),
      };
    case 'throttle': {
      const { callsPerSecond = Number.POSITIVE_INFINITY, share = 0 } = input;
      if (input.callsPerSecond === undefined && input.share === undefined) {
        const message = 'the throttle says neither callsPerSecond nor share';
        context.problem(path, message, 'what the provider still takes, or what share it refuses');
      }
      return { kind: input.kind, ...span, callsPerSecond, share };
    }
    case 'slow': {
      const { factor = 1, delay = 0 } = input;
      if (input.factor === undefined && input.delay === undefined) {
        const message = 'the slowness says neither factor nor delay';
        context.problem(path, message, 'such as factor: 8, or delay: 10s');
      }
      return { kind: input.kind, ...span, factor, delayMs: delay };
    }
    case 'late_notices':
    case 'doubled_notices':
      return {
        kind: input.kind,
        ...span,
        share: input.share,
        delay: durationLaw(input.delay),
      };
    case 'lost_notices':
      return { kind: input.kind, ...span, share: input.share };
    default:
      return unreachable(input);
  }
}
