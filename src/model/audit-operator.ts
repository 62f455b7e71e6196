import { unreachable } from '../base/assert.ts';
import type { SimMs } from '../base/units.ts';
import type { ActionTarget, OperatorAction } from './action-spec.ts';
import type { Accuser } from './breach.ts';
import type { ActionRow } from './result.ts';
import type { Scenario } from './spec.ts';

/** Where something can be paused or capped; `row` is (campaign, number). */
const KINDS = ['number', 'row', 'campaign', 'connection'] as const;
type Kind = (typeof KINDS)[number];

/** Position of `refused` among the outcomes: such a call never went out. */
const REFUSED = 6;

/** Who paused it, as bits. */
const BY = { intervention: 1, playbook: 2 } as const;

/** Pauses, caps and calls of the day of everything of one kind. */
class Levels {
  readonly paused: Uint8Array;
  readonly cap: Float64Array;
  readonly today: Int32Array;

  constructor(count: number) {
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
  readonly status: ('active' | 'inactive' | 'released')[];
  readonly levels: Readonly<Record<Kind, Levels>>;
  dayStartMs = 0;

  constructor(scenario: Scenario, accuser: Accuser) {
    const { numbers, campaigns, connections } = scenario;
    this.scenario = scenario;
    this.accuser = accuser;
    this.owned = Uint8Array.from(numbers, (number) => (number.owned ? 1 : 0));
    this.status = numbers.map((number) => number.status);
    this.attached = new Uint8Array(campaigns.length * numbers.length);
    campaigns.forEach(({ pool }, c) => {
      for (const n of pool) this.attached[c * numbers.length + n] = 1;
    });
    this.levels = {
      number: new Levels(numbers.length),
      row: new Levels(campaigns.length * numbers.length),
      campaign: new Levels(campaigns.length),
      connection: new Levels(connections.length),
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
        this.status[action.number] = 'inactive';
        return;
      case 'activate':
        this.status[action.number] = 'active';
        return;
      case 'release':
        this.status[action.number] = 'released';
        return;
      case 'add':
      case 'replace':
      case 'allow':
      case 'set_score':
        return;
      default:
        unreachable(action);
    }
  }

  onDial(campaign: number, number: number, nowMs: SimMs): void {
    const absence = this.absenceOf(campaign, number);
    if (absence !== '') this.accuse(number, absence, nowMs);
    for (const kind of KINDS) {
      const { paused, cap, today } = this.levels[kind];
      const place = this.placeOn(kind, campaign, number);
      if (paused[place] !== 0) this.accuse(number, `although its ${kind} is paused`, nowMs);
      if (++today[place] > cap[place]) {
        const text = `${this.accuser.name(number)}: more than ${cap[place]} calls a day by its ${kind}`;
        this.accuser.breach(9, text, nowMs);
      }
    }
  }

  /** A call refused at dial counts only while it is in the air. */
  onEnd(campaign: number, number: number, outcome: number, dialMs: SimMs): void {
    if (outcome !== REFUSED || dialMs < this.dayStartMs) return;
    for (const kind of KINDS) this.levels[kind].today[this.placeOn(kind, campaign, number)]--;
  }

  /** Room under the caps of row, number and connection; a campaign’s is no matter of a number. */
  hasRoom(campaign: number, number: number): boolean {
    const { connection } = this.scenario.numbers[number];
    return this.rowHasRoom(campaign, number) && this.connectionHasRoom(connection);
  }

  rowHasRoom(campaign: number, number: number): boolean {
    return this.underCap('number', number) && this.underCap('row', this.rowAt(campaign, number));
  }

  connectionHasRoom(connection: number): boolean {
    return this.underCap('connection', connection);
  }

  private underCap(kind: Kind, place: number): boolean {
    const { cap, today } = this.levels[kind];
    return today[place] < cap[place];
  }

  /** Why the number is none that the campaign may dial from at all; empty where it is. */
  private absenceOf(campaign: number, number: number): string {
    if (this.owned[number] === 0) return 'before it was there';
    if (this.status[number] !== 'active') return `although it is ${this.status[number]}`;
    return this.attached[this.rowAt(campaign, number)] === 1 ? '' : 'from outside the pool';
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

  private placeOn(kind: Kind, campaign: number, number: number): number {
    switch (kind) {
      case 'number':
        return number;
      case 'row':
        return this.rowAt(campaign, number);
      case 'campaign':
        return campaign;
      case 'connection':
        return this.scenario.numbers[number].connection;
      default:
        return unreachable(kind);
    }
  }
}
