import type { DurationMs, Score, SimMs } from '../base/units.ts';

/** What an action is aimed at: a number everywhere, in one campaign, or all of a campaign or connection. */
export type ActionTarget =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'row'; readonly campaign: number; readonly number: number }
  | { readonly kind: 'campaign'; readonly campaign: number }
  | { readonly kind: 'connection'; readonly connection: number };

/**
 * What an operator can do to the pool, by hand or by the playbook. Numbers and campaigns are indices
 * into the scenario's lists; a number that is still to be bought stands there with `owned: false`.
 */
export type OperatorAction =
  | { readonly verb: 'pause' | 'resume' | 'widen'; readonly target: ActionTarget }
  | { readonly verb: 'narrow'; readonly target: ActionTarget; readonly callsPerDay: number }
  | {
      readonly verb: 'allow';
      readonly number: number;
      /** The new allow-list; empty = no restriction. */
      readonly countries: readonly number[];
    }
  | {
      /** A number is bought or brought along; it is there, and attached, `leadMs` later. */
      readonly verb: 'add';
      readonly number: number;
      readonly campaigns: readonly number[];
      readonly leadMs: DurationMs;
      /** Set-up cost, paid with the order; null = that of the price table. */
      readonly price: number | null;
    }
  | { readonly verb: 'attach' | 'detach'; readonly campaign: number; readonly number: number }
  | {
      /** Another number takes the place of `number` in every pool that has it. */
      readonly verb: 'replace';
      readonly number: number;
      /** A spare that is owned, or a number that is bought for it. */
      readonly by: number;
      readonly leadMs: DurationMs;
      readonly price: number | null;
    }
  | { readonly verb: 'deactivate' | 'activate' | 'release'; readonly number: number }
  | { readonly verb: 'set_score'; readonly number: number; readonly score: Score };

export type OperatorVerb = OperatorAction['verb'];

/** Something done by hand at a time. */
export type InterventionSpec = OperatorAction & { readonly atMs: SimMs };
