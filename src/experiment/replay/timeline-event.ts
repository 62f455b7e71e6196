import type { SimMs } from '../../base/units.ts';
import type { Happening, Pick, Who } from '../../model/happening.ts';
import type { TraceRow } from '../../selector/index.ts';

/** Every kind of event of a timeline, in the order of a contact's life and then of what lies around it. */
export const TIMELINE_KINDS = [
  'due',
  'pick',
  'dial',
  'ring',
  'answer',
  'outcome',
  'complaint',
  'retry',
  'sticky',
  'finished',
  'score',
  'fetch',
  'flag',
  'unflag',
  'status',
  'window',
  'stall',
  'action',
  'fault',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Left out unless asked for: every number has them every hour or every day, flagged or not. */
export const QUIET_KINDS: readonly TimelineKind[] = ['score', 'fetch'];

/** Kinds that are asked for together. */
export const KIND_GROUPS = {
  /** How the pool fares. */
  pool: ['flag', 'unflag', 'status', 'window', 'stall', 'action', 'fault'],
  /** What contacts go through. */
  calls: ['due', 'pick', 'dial', 'ring', 'answer', 'outcome', 'retry', 'sticky', 'finished'],
  /** What moves a score, and who sees it. */
  scores: ['complaint', 'score', 'fetch', 'flag', 'unflag'],
  all: TIMELINE_KINDS,
} as const satisfies Readonly<Record<string, readonly TimelineKind[]>>;

/** A pick with its decision trace written out. */
export type PickSeen = Omit<Pick, 'rows'> & { readonly rows: readonly TraceRow[] };

/** What a timeline adds to what the model tells. */
export type Derived =
  | ({ readonly kind: 'ring'; readonly number: number } & Who)
  | ({ readonly kind: 'answer'; readonly number: number; readonly by: 'person' | 'machine' } & Who)
  /** A score crosses the threshold: the observed one (`known`), or only the true one. */
  | {
      readonly kind: 'flag' | 'unflag';
      readonly number: number;
      readonly score: number;
      readonly known: boolean;
    }
  /** A pool row changed its status; index into POOL_STATUSES. */
  | {
      readonly kind: 'status';
      readonly campaign: number;
      readonly number: number;
      readonly status: number;
    };

export type TimelineWhat = Exclude<Happening, Pick> | PickSeen | Derived;

export interface TimelineEvent {
  readonly atMs: SimMs;
  /** Count of the kernel's events when it happened: what a broken law names its place by. */
  readonly event: number;
  readonly what: TimelineWhat;
}
