import type { DurationMs, SimMs } from '../../base/units.ts';
import type { ActionTarget } from '../action-spec.ts';
import type { Prepared } from '../prepare.ts';
import type { Decision } from './decision.ts';

/** A rest or cap that the playbook put on something, and for whose sake. */
export interface Held {
  readonly target: ActionTarget;
  readonly sinceMs: SimMs;
  readonly numbers: readonly number[];
}

/** A decision that waits for its moment. */
export interface Planned {
  readonly decision: Decision;
  readonly atMs: SimMs;
}

/**
 * What the operator keeps in mind between reviews: what was seen at the last one, what rests and is capped
 * by its own doing, what is decided and not done yet. All of it plain, so that a snapshot takes it whole.
 */
export class OperatorDesk {
  /** Per row at the last review: calls, attempts that count, answers. */
  readonly dials: Float64Array;
  readonly attempts: Float64Array;
  readonly answered: Float64Array;
  /** Reviews in a row in which the row was silent. */
  readonly silent: Int32Array;
  /** Flag episodes of each number that a review has noticed, and when it did. */
  readonly flagsSeen: Int32Array;
  readonly flaggedAtMs: SimMs[][];
  /** 1 once the number's retirement was decided. */
  readonly retired: Uint8Array;
  /** 1 once a spare or a purchase was used. */
  readonly used: Uint8Array;
  readonly rests: Held[] = [];
  readonly caps: Held[] = [];
  readonly planned: Planned[] = [];
  readonly signOffMs: DurationMs;

  constructor(prepared: Prepared) {
    const { scenario, layout } = prepared;
    this.dials = new Float64Array(layout.rows.length);
    this.attempts = new Float64Array(layout.rows.length);
    this.answered = new Float64Array(layout.rows.length);
    this.silent = new Int32Array(layout.rows.length);
    this.flagsSeen = new Int32Array(scenario.numbers.length);
    this.flaggedAtMs = scenario.numbers.map(() => []);
    this.retired = new Uint8Array(scenario.numbers.length);
    this.used = new Uint8Array(scenario.numbers.length);
    this.signOffMs = scenario.playbook?.signOffMs ?? 0;
  }
}
