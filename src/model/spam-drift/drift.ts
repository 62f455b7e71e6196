import { unreachable } from '../../base/assert.ts';
import type { SimMs } from '../../base/units.ts';
import type { DriftSpec } from '../spec.ts';
import type { World } from '../world.ts';
import { NoDriftModel } from './none.ts';
import { OuDriftModel } from './ornstein-uhlenbeck.ts';
import { TraceDriftModel } from './trace.ts';
import { TwoStateDriftModel } from './two-state.ts';
import { UsageDriftModel } from './usage.ts';

/** How true scores move. A model schedules its own events and writes through `world.setTrueScore`. */
export interface SpamDrift {
  /** Sets the scores at the start and schedules the first events. */
  start(world: World): void;
  /** One of the drift events is due. */
  handle(world: World, type: number, a: number, b: number, nowMs: SimMs): void;
  /** The world enters another branch: what was planned by chance, and has no memory, is drawn anew. */
  drawAnew(world: World, nowMs: SimMs): void;
  /** A call from the number ended in a complaint. */
  complain(number: number): void;
  /** A call was placed from the number. */
  dialled(number: number): void;
}

export function makeDrift(spec: DriftSpec, world: World): SpamDrift {
  switch (spec.model) {
    case 'usage':
      return new UsageDriftModel(spec, world);
    case 'ou':
      return new OuDriftModel(spec);
    case 'two-state':
      return new TwoStateDriftModel(spec, world);
    case 'trace':
      return new TraceDriftModel(spec);
    case 'none':
      return new NoDriftModel();
    default:
      return unreachable(spec);
  }
}
