import fc from 'fast-check';
import type { FaultKind, FaultSpec } from '../../src/model/fault-spec.ts';
import type { DurationLaw } from '../../src/model/spec.ts';
import { HOUR_MS, MINUTE_MS } from './scenario-builder.ts';

/** Any faults of the provider, several at once and one over another. Connections: two; countries: 1 to 3. */

const SHARE = fc.constantFrom(0, 0.3, 1);

const DELAY = fc.constantFrom<DurationLaw>(
  { law: 'constant', ms: 0 },
  { law: 'constant', ms: 5 * MINUTE_MS },
  { law: 'exponential', meanMs: 20 * MINUTE_MS },
  { law: 'constant', ms: 11 * HOUR_MS },
);

/** What is a kind's own. A kind that is missing here does not compile. */
const OWN: { readonly [K in FaultKind]: fc.Arbitrary<Partial<FaultSpec>> } = {
  outage: fc.constant({}),
  refusal: fc.record({ country: fc.integer({ min: 1, max: 3 }) }),
  throttle: fc.record({
    callsPerSecond: fc.constantFrom(0.001, 0.02, 1, Number.POSITIVE_INFINITY),
    share: SHARE,
  }),
  slow: fc.record({
    factor: fc.constantFrom(1, 8),
    delayMs: fc.constantFrom(0, 10_000, 2 * HOUR_MS),
  }),
  late_notices: fc.record({ share: SHARE, delay: DELAY }),
  doubled_notices: fc.record({ share: SHARE, delay: DELAY }),
  lost_notices: fc.record({ share: SHARE }),
};

export const FAULT_KINDS_DRAWN = Object.keys(OWN) as FaultKind[];

/** @param withinHours faults start by then */
export function anyFaults(withinHours: number): fc.Arbitrary<FaultSpec[]> {
  const fromMs = fc.oneof(
    fc.integer({ min: 0, max: withinHours }).map((hour) => hour * HOUR_MS),
    fc.integer({ min: 0, max: withinHours * HOUR_MS }),
  );
  const one = fc.constantFrom(...FAULT_KINDS_DRAWN).chain((kind) =>
    fc
      .record({
        connection: fc.integer({ min: -1, max: 1 }),
        fromMs,
        lengthMs: fc.constantFrom(1, HOUR_MS, 9 * HOUR_MS, 30 * HOUR_MS),
        own: OWN[kind],
      })
      .map(
        ({ connection, fromMs: from, lengthMs, own }) =>
          ({ kind, connection, fromMs: from, toMs: from + lengthMs, ...own }) as FaultSpec,
      ),
  );
  return fc.array(one, { maxLength: 4 });
}
