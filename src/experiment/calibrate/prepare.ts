import { DAY_MS } from '../../base/units.ts';
import { localHour } from '../../model/zone-clock.ts';
import type { CallLog } from '../../scenario/csv/call-log.ts';
import { UNKNOWN_COUNTRY } from '../../scenario/csv/contact-columns.ts';
import { zoneSpec } from '../../scenario/zones.ts';
import { ANSWERED, isTry } from './outcomes.ts';

/** A log in order of time, with what each call was at its instant. */
export interface PreparedLog {
  readonly log: CallLog;
  readonly count: number;
  readonly startedEpochMs: Float64Array;
  readonly number: Int32Array;
  readonly contact: Int32Array;
  readonly outcome: Uint8Array;
  readonly ringS: Float64Array;
  readonly talkS: Float64Array;
  /** k-th attempt, from 1: the log's, else counted since the contact was last answered. */
  readonly attempt: Uint16Array;
  /** Hour of day on the callee's clock. */
  readonly hour: Uint8Array;
  /** 1: the caller ID is from the callee's country; 0: it is not, or one of the two cannot be told. */
  readonly local: Uint8Array;
  /** Calls that the number placed in the 24 hours before. */
  readonly load: Int32Array;
  /** Contacts whose first call in the log is not their first attempt. */
  readonly beganEarlier: number;
}

/** O(n log n); 60 bytes a call. */
export function prepareLog(log: CallLog): PreparedLog {
  const { count } = log;
  const started = log.startedEpochMs;
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  order.sort((a, b) => started[a] - started[b] || a - b);
  const pick = <T extends Float64Array | Int32Array | Uint8Array | Uint16Array>(from: T): T => {
    const sorted = from.slice(0, count) as T;
    for (let i = 0; i < count; i++) sorted[i] = from[order[i]];
    return sorted;
  };
  const sorted = {
    startedEpochMs: pick(log.startedEpochMs),
    number: pick(log.number),
    contact: pick(log.contact),
    outcome: pick(log.outcome),
    ringS: pick(log.ringS),
    talkS: pick(log.talkS),
  };
  const { attempt, beganEarlier } = attempts(sorted, pick(log.attempt), log.contacts.length);
  return {
    log,
    count,
    ...sorted,
    attempt,
    beganEarlier,
    hour: hours(sorted, log),
    local: localFlags(sorted, log),
    load: loads(sorted, log.numbers.length),
  };
}

type Sorted = Pick<PreparedLog, 'startedEpochMs' | 'number' | 'contact' | 'outcome'>;

function attempts(
  { contact, outcome }: Sorted,
  told: Uint16Array,
  contacts: number,
): { attempt: Uint16Array; beganEarlier: number } {
  const made = new Uint16Array(contacts);
  const seen = new Uint8Array(contacts);
  let beganEarlier = 0;
  for (let i = 0; i < told.length; i++) {
    const whom = contact[i];
    if (told[i] === 0) told[i] = Math.min(made[whom] + 1, 65_535);
    if (seen[whom] === 0 && told[i] > 1) beganEarlier++;
    seen[whom] = 1;
    if (!isTry(outcome[i])) continue;
    // Who answered is done; a later call begins a new task.
    made[whom] = outcome[i] === ANSWERED ? 0 : told[i];
  }
  return { attempt: told, beganEarlier };
}

function hours({ startedEpochMs, contact }: Sorted, log: CallLog): Uint8Array {
  const firstMs = startedEpochMs[0] ?? 0;
  const spanMs = (startedEpochMs.at(-1) ?? 0) - firstMs;
  const names = [...new Set(log.contactZone)];
  const zones = names.map((name) => zoneSpec(name, firstMs, spanMs));
  const zoneOf = log.contactZone.map((name) => names.indexOf(name));
  return Uint8Array.from(contact, (whom, i) =>
    localHour(zones[zoneOf[whom]], firstMs, startedEpochMs[i] - firstMs),
  );
}

function localFlags({ number, contact }: Sorted, log: CallLog): Uint8Array {
  return Uint8Array.from(contact, (whom, i) => {
    const country = log.contactCountry[whom];
    return country !== UNKNOWN_COUNTRY && log.numberCountry[number[i]] === country ? 1 : 0;
  });
}

/** A window that slides over each number's calls, all numbers at once. */
function loads({ startedEpochMs, number }: Sorted, numbers: number): Int32Array {
  const load = new Int32Array(number.length);
  const inWindow = new Int32Array(numbers);
  let oldest = 0;
  for (let i = 0; i < number.length; i++) {
    while (startedEpochMs[oldest] <= startedEpochMs[i] - DAY_MS) inWindow[number[oldest++]]--;
    load[i] = inWindow[number[i]]++;
  }
  return load;
}
