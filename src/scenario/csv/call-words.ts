import type { Outcome } from '../../model/observer.ts';
import { nearest } from '../nearest.ts';

/** How a row ended: an outcome, `completed` (by whom is another column), or not yet. */
export type CallEnd = Outcome | 'completed' | 'unfinished';

/**
 * Words of the outcome column: those of `calls.csv` of a run, and the statuses of Twilio's call resource.
 * Spelled alike whatever stands between their parts.
 */
const ENDS: Readonly<Record<string, CallEnd>> = {
  answered: 'answered',
  live: 'answered',
  human: 'answered',
  completed: 'completed',
  voicemail: 'voicemail',
  machine: 'voicemail',
  'no-answer': 'no_answer',
  noanswer: 'no_answer',
  busy: 'busy',
  failed: 'failed',
  invalid: 'failed',
  blocked: 'blocked',
  refused: 'refused',
  canceled: 'canceled',
  cancelled: 'canceled',
  lost: 'lost',
  queued: 'unfinished',
  initiated: 'unfinished',
  ringing: 'unfinished',
  'in-progress': 'unfinished',
};

/** Who took the call, in the words of Twilio's answering machine detection and shorter ones. */
const ANSWERERS: Readonly<Record<string, Answerer>> = {
  human: 'human',
  machine: 'machine',
  'machine-start': 'machine',
  'machine-end-beep': 'machine',
  'machine-end-silence': 'machine',
  'machine-end-other': 'machine',
  voicemail: 'machine',
  fax: 'machine',
  unknown: 'unknown',
};

export type Answerer = 'human' | 'machine' | 'unknown';

/** Outgoing or not: the API's words, Voice Insights' (trunks are named from the trunk's side), plain ones. */
const DIRECTIONS: Readonly<Record<string, 'outbound' | 'inbound'>> = {
  outbound: 'outbound',
  'outbound-api': 'outbound',
  'outbound-dial': 'outbound',
  'trunking-terminating': 'outbound',
  outgoing: 'outbound',
  'outgoing-api': 'outbound',
  'outgoing-dial': 'outbound',
  inbound: 'inbound',
  'trunking-originating': 'inbound',
  incoming: 'inbound',
};

export type Word<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly remedy: string };

export const callEnd = (text: string): Word<CallEnd> => among(ENDS, text);
export const answerer = (text: string): Word<Answerer> => among(ANSWERERS, text);
export const direction = (text: string): Word<'outbound' | 'inbound'> => among(DIRECTIONS, text);

function among<T>(words: Readonly<Record<string, T>>, text: string): Word<T> {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '-');
  const value = Object.hasOwn(words, plain) ? words[plain] : undefined;
  if (value !== undefined) return { ok: true, value };
  const near = nearest(plain, Object.keys(words));
  const list = `allowed: ${Object.keys(words).join(', ')}`;
  return { ok: false, remedy: near === null ? list : `did you mean ${near}? ${list}` };
}
