import { OUTCOMES, type Outcome } from '../../model/observer.ts';
import { parsePhone } from '../phone/parse.ts';
import { zoneOf } from '../phone/zone.ts';
import { UNKNOWN_COUNTRY } from './contact-columns.ts';
import { doubled, PhoneIndex } from './phone-index.ts';

/** Rows that are no calls to judge, by why. */
export interface LeftOut {
  inbound: number;
  /** To or from a SIP address or a client. */
  noPhone: number;
  /** Still queued, ringing or in progress when the log was taken. */
  unfinished: number;
}

/** One outbound call as its row gives it; null where a cell is empty. */
export interface LoggedCall {
  readonly startedEpochMs: number;
  readonly from: string;
  readonly to: string;
  readonly outcome: Outcome;
  readonly ringS: number | null;
  readonly talkS: number | null;
  readonly attempt: number | null;
  readonly country: string | null;
  readonly zone: string | null;
  readonly fromCountry: string | null;
}

/**
 * The outbound calls of a log as columns, in file order: about 40 bytes a call, and the numbers once each.
 * Country and zone of a callee are looked up when it is seen first.
 */
export class CallLog {
  count = 0;
  startedEpochMs = new Float64Array(1_024);
  /** Index into `numbers`. */
  number = new Int32Array(1_024);
  /** Index into `contacts`. */
  contact = new Int32Array(1_024);
  /** Index into OUTCOMES. */
  outcome = new Uint8Array(1_024);
  /** Seconds; NaN where not told. */
  ringS = new Float64Array(1_024);
  talkS = new Float64Array(1_024);
  /** From 1; 0 where not told. */
  attempt = new Uint16Array(1_024);
  readonly numberIndex = new PhoneIndex();
  readonly contactIndex = new PhoneIndex();
  /** Home country per number, country and zone per contact; `??` where they cannot be told. */
  readonly numberCountry: string[] = [];
  readonly contactCountry: string[] = [];
  readonly contactZone: string[] = [];
  /** Contacts whose zone is only their country's main one, though it has several. */
  zonesGuessed = 0;
  readonly leftOut: LeftOut = { inbound: 0, noPhone: 0, unfinished: 0 };
  /** Calls that were completed by somebody or something, and whether the log says by which. */
  answererTold = 0;
  answererUnknown = 0;
  hasAttempts = false;

  /** E.164 or pseudonyms. */
  get numbers(): readonly string[] {
    return this.numberIndex.e164;
  }
  get contacts(): readonly string[] {
    return this.contactIndex.e164;
  }

  append(call: LoggedCall, line: number): void {
    if (this.count === this.outcome.length) this.grow();
    const at = this.count++;
    this.startedEpochMs[at] = call.startedEpochMs;
    this.number[at] = this.numberOf(call, line);
    this.contact[at] = this.contactOf(call, line);
    this.outcome[at] = OUTCOMES.indexOf(call.outcome);
    this.ringS[at] = call.ringS ?? Number.NaN;
    this.talkS[at] = call.talkS ?? Number.NaN;
    this.attempt[at] = call.attempt ?? 0;
    if (call.attempt !== null) this.hasAttempts = true;
  }

  private numberOf({ from, fromCountry }: LoggedCall, line: number): number {
    const known = this.numberIndex.add(from, line);
    if (known >= 0) return known;
    this.numberCountry.push(fromCountry ?? parsePhone(from).country ?? UNKNOWN_COUNTRY);
    return this.numberCountry.length - 1;
  }

  private contactOf({ to, country, zone }: LoggedCall, line: number): number {
    const known = this.contactIndex.add(to, line);
    if (known >= 0) return known;
    const home = country ?? parsePhone(to).country;
    this.contactCountry.push(home ?? UNKNOWN_COUNTRY);
    if (zone !== null) this.contactZone.push(zone);
    else {
      const guess = zoneOf(to, home);
      if (guess.guessed) this.zonesGuessed++;
      this.contactZone.push(guess.zone);
    }
    return this.contactZone.length - 1;
  }

  private grow(): void {
    this.startedEpochMs = doubled(this.startedEpochMs);
    this.number = doubled(this.number);
    this.contact = doubled(this.contact);
    this.outcome = doubled(this.outcome);
    this.ringS = doubled(this.ringS);
    this.talkS = doubled(this.talkS);
    this.attempt = doubled(this.attempt);
  }
}

/** `3 inbound, 1 to or from a SIP address or client, 2 unfinished`. */
export function leftOutText({ leftOut }: CallLog): string {
  const parts = [
    [leftOut.inbound, 'inbound'],
    [leftOut.noPhone, 'to or from a SIP address or a client'],
    [leftOut.unfinished, 'unfinished'],
  ] as const;
  return parts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : [])).join(', ');
}
