import { entityKey } from '../base/hash.ts';
import { entityUniform } from '../kernel/rng/entity-draw.ts';
import type { Prepared } from './prepare.ts';
import type { Streams } from './random.ts';

/** What a contact is doing, in the words of a campaign's task list. */
export const TASK = {
  /** Has not arrived yet. */
  pending: 0,
  /** Due, waiting to be dialled. */
  queued: 1,
  /** A call is in the air. */
  calling: 2,
  /** Waits for a retry or a follow-up. */
  retryPending: 3,
  completed: 4,
  failed: 5,
  expired: 6,
} as const;

/** No table entry: the contact has never been reached by a number. */
const NO_STICKY = -1;

/**
 * All contacts of all campaigns as columns. Contact i of campaign c stands at `contactFrom[c] + i`.
 * Identity and place are fixed at the start; the rest moves.
 */
export class Contacts {
  readonly count: number;
  readonly keyLo: Int32Array;
  readonly keyHi: Int32Array;
  readonly classOf: Int32Array;
  /** 0: the line does not exist; every call fails and none is retried. */
  readonly valid: Uint8Array;
  /** Mean share of attempts that this contact answers, before all factors. */
  readonly propensity: Float32Array;
  readonly state: Uint8Array;
  /** Attempts made of the present task. */
  readonly attempts: Uint8Array;
  /** Calls placed in all: the index of the contact's draws. */
  readonly dials: Uint16Array;
  readonly followUps: Uint8Array;
  readonly sticky: Int32Array;
  /** 1 when the present attempt's first pick is in the books. */
  readonly counted: Uint8Array;
  readonly reached: Uint8Array;
  readonly dueMs: Float64Array;

  constructor(count: number) {
    this.count = count;
    this.keyLo = new Int32Array(count);
    this.keyHi = new Int32Array(count);
    this.classOf = new Int32Array(count);
    this.valid = new Uint8Array(count);
    this.propensity = new Float32Array(count);
    this.state = new Uint8Array(count);
    this.attempts = new Uint8Array(count);
    this.dials = new Uint16Array(count);
    this.followUps = new Uint8Array(count);
    this.sticky = new Int32Array(count).fill(NO_STICKY);
    this.counted = new Uint8Array(count);
    this.reached = new Uint8Array(count);
    this.dueMs = new Float64Array(count);
  }
}

/**
 * One list may serve several campaigns: the person is the same in each (line, readiness to answer), and
 * each campaign's calls have luck of their own.
 */
function separateLuck(prepared: Prepared, contacts: Contacts): void {
  prepared.scenario.campaigns.forEach(({ name, contacts: source }, c) => {
    if (source.kind !== 'table') return;
    const key = entityKey(name);
    for (let i = prepared.contactFrom[c]; i < prepared.contactFrom[c + 1]; i++) {
      contacts.keyLo[i] ^= key.lo;
      contacts.keyHi[i] ^= key.hi;
    }
  });
}

/** Draws or copies every contact of the scenario. Complexity O(contacts). */
export function makeContacts(prepared: Prepared, streams: Streams): Contacts {
  const { scenario, contactFrom } = prepared;
  const contacts = new Contacts(contactFrom[contactFrom.length - 1]);
  scenario.campaigns.forEach((campaign, c) => {
    if (campaign.contacts.kind === 'table') copyTable(prepared, c, contacts);
    else generate(prepared, streams, c, contacts);
  });
  for (let i = 0; i < contacts.count; i++) drawPerson(prepared, streams, contacts, i);
  separateLuck(prepared, contacts);
  return contacts;
}

/**
 * Whether a contact's line exists, and how readily it answers. A function of its own: as the body of a loop
 * in one that runs once a replication, V8 entered it optimized and fell out of it every time.
 */
function drawPerson(prepared: Prepared, streams: Streams, contacts: Contacts, i: number): void {
  const { invalidShare, meanByCountry } = prepared.scenario.answer;
  const lo = contacts.keyLo[i];
  const hi = contacts.keyHi[i];
  if (invalidShare > 0 && entityUniform(streams.contactValid, lo, hi, 0, 0) < invalidShare) {
    contacts.valid[i] = 0;
  }
  const country = prepared.classes[contacts.classOf[i]].country;
  const table = prepared.propensity[country];
  contacts.propensity[i] =
    table === null
      ? meanByCountry[country]
      : table[Math.floor(entityUniform(streams.contactPropensity, lo, hi, 0, 0) * table.length)];
}

function copyTable(prepared: Prepared, campaign: number, contacts: Contacts): void {
  const source = prepared.scenario.campaigns[campaign].contacts;
  if (source.kind !== 'table') return;
  const { table } = source;
  const from = prepared.contactFrom[campaign];
  contacts.keyLo.set(table.keyLo, from);
  contacts.keyHi.set(table.keyHi, from);
  contacts.valid.set(table.valid, from);
  contacts.classOf.set(prepared.classOfContact[campaign] as Int32Array, from);
  if (table.sticky !== null) contacts.sticky.set(table.sticky, from);
  if (table.attempts !== null) contacts.attempts.set(table.attempts, from);
}

/** A generated contact's id is its group's key moved on by its ordinal: never its place in the world. */
function generate(
  prepared: Prepared,
  streams: Streams,
  campaign: number,
  contacts: Contacts,
): void {
  const source = prepared.scenario.campaigns[campaign].contacts;
  if (source.kind !== 'generated') return;
  const from = prepared.contactFrom[campaign];
  const classOfMix = prepared.classOfMix[campaign] as Int32Array;
  const upTo: number[] = [];
  let sum = 0;
  for (const part of source.mix) {
    sum += part.share;
    upTo.push(sum);
  }
  const group = entityKey(source.group);
  for (let i = 0; i < source.count; i++) {
    const at = from + i;
    contacts.keyLo[at] = group.lo + i;
    contacts.keyHi[at] = group.hi;
    contacts.valid[at] = 1;
    const u = entityUniform(streams.contactMix, contacts.keyLo[at], group.hi, 0, 0) * sum;
    let part = 0;
    while (part < upTo.length - 1 && u >= upTo[part]) part++;
    contacts.classOf[at] = classOfMix[part];
  }
}
