import { unreachable } from '../base/assert.ts';
import type { SimMs } from '../base/units.ts';
import type { ActionTarget, OperatorAction } from './action-spec.ts';
import type { Accuser } from './breach.ts';
import type { ActionRow } from './result.ts';
import type { NumberSpec, Scenario } from './spec.ts';

/** Where something can be paused or capped; `row` is (campaign, number). */
const KINDS = ['number', 'row', 'campaign', 'connection'] as const;
type Kind = (typeof KINDS)[number];

/** Position of `refused` among the outcomes: such a call never went out. */
const REFUSED = 6;

/** Who paused it, as bits. */
const BY = { intervention: 1, playbook: 2 } as const;

/** Pauses, caps and calls of the day of everything of one kind. */
class Levels {
  readonly kind: Kind;
  readonly paused: Uint8Array;
  readonly cap: Float64Array;
  readonly today: Int32Array;

  constructor(kind: Kind, count: number) {
    this.kind = kind;
    this.paused = new Uint8Array(count);
    this.cap = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    this.today = new Int32Array(count);
  }
}

/**
 * The auditor's books of what was done to the pool, kept from the actions alone:
 * 11 nothing is dialled from a number after it, its row, campaign or connection was paused, it was taken
 * out of the pool, deactivated or released, or before it is there · 9 no cap of an action is exceeded.
 * A call in the air goes on; only the next one is forbidden.
 */
export class OperatorLaws {
  readonly scenario: Scenario;
  readonly accuser: Accuser;
  readonly owned: Uint8Array;
  readonly attached: Uint8Array;
  readonly status: NumberSpec['status'][];
  /** 1 for an active number: read at every dial, where a text would have to be compared. */
  readonly isActive: Uint8Array;
  readonly connectionOf: Int32Array;
  readonly levels: Readonly<Record<Kind, Levels>>;
  dayStartMs = 0;

  constructor(scenario: Scenario, accuser: Accuser) {
    const { numbers, campaigns, connections } = scenario;
    this.scenario = scenario;
    this.accuser = accuser;
    this.owned = Uint8Array.from(numbers, (number) => (number.owned ? 1 : 0));
    this.status = numbers.map((number) => number.status);
    this.isActive = Uint8Array.from(numbers, (number) => (number.status === 'active' ? 1 : 0));
    this.connectionOf = Int32Array.from(numbers, (number) => number.connection);
    this.attached = new Uint8Array(campaigns.length * numbers.length);
    campaigns.forEach(({ pool }, c) => {
      for (const n of pool) this.attached[c * numbers.length + n] = 1;
    });
    this.levels = {
      number: new Levels('number', numbers.length),
      row: new Levels('row', campaigns.length * numbers.length),
      campaign: new Levels('campaign', campaigns.length),
      connection: new Levels('connection', connections.length),
    };
  }

  onOwned(number: number): void {
    this.owned[number] = 1;
  }

  onNewDay(nowMs: SimMs): void {
    this.dayStartMs = nowMs;
    for (const kind of KINDS) this.levels[kind].today.fill(0);
  }

  /** An action that was not refused. */
  onAction(action: OperatorAction, by: ActionRow['by']): void {
    switch (action.verb) {
      case 'pause':
        this.levels[action.target.kind].paused[this.placeOf(action.target)] |= BY[by];
        return;
      case 'resume':
        this.levels[action.target.kind].paused[this.placeOf(action.target)] &= ~BY[by];
        return;
      case 'narrow':
        this.levels[action.target.kind].cap[this.placeOf(action.target)] = action.callsPerDay;
        return;
      case 'widen':
        this.levels[action.target.kind].cap[this.placeOf(action.target)] = Number.POSITIVE_INFINITY;
        return;
      case 'attach':
      case 'detach':
        this.attached[this.rowAt(action.campaign, action.number)] =
          action.verb === 'attach' ? 1 : 0;
        return;
      case 'deactivate':
        return this.setStatus(action.number, 'inactive');
      case 'activate':
        return this.setStatus(action.number, 'active');
      case 'release':
        return this.setStatus(action.number, 'released');
      case 'add':
      case 'replace':
      case 'allow':
      case 'set_score':
        return;
      default:
        unreachable(action);
    }
  }

  setStatus(number: number, status: NumberSpec['status']): void {
    this.status[number] = status;
    this.isActive[number] = status === 'active' ? 1 : 0;
  }

  onDial(campaign: number, number: number, nowMs: SimMs): void {
    const { levels } = this;
    const row = this.rowAt(campaign, number);
    const isThere = this.owned[number] === 1 && this.attached[row] === 1;
    if (!isThere || this.isActive[number] === 0) {
      this.accuse(number, this.absenceOf(number), nowMs);
    }
    this.countDial(levels.number, number, number, nowMs);
    this.countDial(levels.row, row, number, nowMs);
    this.countDial(levels.campaign, campaign, number, nowMs);
    this.countDial(levels.connection, this.connectionOf[number], number, nowMs);
  }

  private countDial(level: Levels, place: number, number: number, nowMs: SimMs): void {
    const { kind, paused, cap, today } = level;
    if (paused[place] !== 0) this.accuse(number, `although its ${kind} is paused`, nowMs);
    if (++today[place] > cap[place]) {
      const text = `${this.accuser.name(number)}: more than ${cap[place]} calls a day by its ${kind}`;
      this.accuser.breach(9, text, nowMs);
    }
  }

  /** A call refused at dial counts only while it is in the air. */
  onEnd(campaign: number, number: number, outcome: number, dialMs: SimMs): void {
    if (outcome !== REFUSED || dialMs < this.dayStartMs) return;
    this.levels.number.today[number]--;
    this.levels.row.today[this.rowAt(campaign, number)]--;
    this.levels.campaign.today[campaign]--;
    this.levels.connection.today[this.connectionOf[number]]--;
  }

  /** Room under the caps of row, number and connection; a campaign’s is no matter of a number. */
  hasRoom(campaign: number, number: number): boolean {
    return this.rowHasRoom(campaign, number) && this.connectionHasRoom(this.connectionOf[number]);
  }

  rowHasRoom(campaign: number, number: number): boolean {
    const { levels } = this;
    const row = this.rowAt(campaign, number);
    return isUnderCap(levels.number, number) && isUnderCap(levels.row, row);
  }

  connectionHasRoom(connection: number): boolean {
    return isUnderCap(this.levels.connection, connection);
  }

  /** Why the number is none that the campaign may dial from at all, where it is none. */
  private absenceOf(number: number): string {
    if (this.owned[number] === 0) return 'before it was there';
    return this.isActive[number] === 0
      ? `although it is ${this.status[number]}`
      : 'from outside the pool';
  }

  private accuse(number: number, how: string, nowMs: SimMs): never {
    this.accuser.breach(11, `${this.accuser.name(number)} was dialled ${how}`, nowMs);
  }

  private rowAt(campaign: number, number: number): number {
    return campaign * this.owned.length + number;
  }

  private placeOf(target: ActionTarget): number {
    switch (target.kind) {
      case 'number':
        return target.number;
      case 'row':
        return this.rowAt(target.campaign, target.number);
      case 'campaign':
        return target.campaign;
      case 'connection':
        return target.connection;
      default:
        return unreachable(target);
    }
  }
}

function isUnderCap({ cap, today }: Levels, place: number): boolean {
  return today[place] < cap[place];
}
