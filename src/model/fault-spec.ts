import type { DurationMs, Ratio, SimMs } from '../base/units.ts';
import type { DurationLaw } from './spec.ts';

/** When and where a fault of the provider holds; half open: from ≤ t < to. */
interface FaultSpan {
  /** Index into `connections`; -1 = every connection. */
  readonly connection: number;
  readonly fromMs: SimMs;
  readonly toMs: SimMs;
}

/** A fault of the provider between two instants. Any number may hold at once. */
export type FaultSpec =
  /** The provider takes no calls. */
  | (FaultSpan & { readonly kind: 'outage' })
  /** Calls to a country are refused at dial. */
  | (FaultSpan & { readonly kind: 'refusal'; readonly country: number })
  /** Too many requests (429): a call is refused at dial, and no attempt is used up. */
  | (FaultSpan & {
      readonly kind: 'throttle';
      /** Calls that the provider takes a second; the others are refused. Infinity = no such limit. */
      readonly callsPerSecond: number;
      /** Share of calls that are refused whatever the rate. */
      readonly share: Ratio;
    })
  /** Answers to requests take longer: queue delay × factor + delay. */
  | (FaultSpan & {
      readonly kind: 'slow';
      readonly factor: number;
      readonly delayMs: DurationMs;
    })
  /** Of calls that are over now, a share is told later. */
  | (FaultSpan & NoticeShare & { readonly kind: 'late_notices'; readonly delay: DurationLaw })
  /** Of calls that are over now, a share is told a second time, so much later. */
  | (FaultSpan & NoticeShare & { readonly kind: 'doubled_notices'; readonly delay: DurationLaw })
  /** Of calls that are over now, a share is never told. */
  | (FaultSpan & NoticeShare & { readonly kind: 'lost_notices' });

interface NoticeShare {
  readonly share: Ratio;
}

export type FaultKind = FaultSpec['kind'];
