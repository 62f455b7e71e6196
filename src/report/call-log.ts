import { SECOND_MS } from '../base/units.ts';
import type { AttemptRecord, Outcome } from '../model/observer.ts';
import type { Scenario } from '../model/spec.ts';
import { contactLabel } from './attempts.ts';
import { type Column, column } from './columns.ts';
import { csvLines } from './csv.ts';
import { homeCountry } from './names.ts';

interface LoggedAttempt {
  readonly scenario: Scenario;
  readonly attempt: AttemptRecord;
}

/** calls.csv: the log that a telephony platform would have of one replication; `poolsim calibrate` reads it. */
const CALLER = 'from';
export const CALL_LOG_FILE = 'calls.csv';
export const CALL_LOG_MEANING = 'the calls of replication 0 as a call log, which calibrate reads';

export const CALL_LOG_COLUMNS: readonly Column<LoggedAttempt>[] = [
  column('started_at', 'instant', 'when it was dialled, UTC', ({ scenario, attempt }) =>
    new Date(scenario.startEpochMs + attempt.dialMs).toISOString(),
  ),
  column(CALLER, 'text', 'caller ID, E.164 or `group/ordinal`', ({ scenario, attempt }) =>
    pseudonym(scenario.numbers[attempt.number].id),
  ),
  column('to', 'text', 'contact, E.164 or `group/ordinal`', ({ scenario, attempt }) =>
    pseudonym(contactLabel(scenario, attempt.campaign, attempt.contact)),
  ),
  column('outcome', 'text', 'how it ended', ({ attempt }) => attempt.outcome),
  column('ring_seconds', 'seconds', 'ring time', ({ attempt }) => attempt.ringMs / SECOND_MS),
  column('talk_seconds', 'seconds', 'talk time', ({ attempt }) => attempt.talkMs / SECOND_MS),
  column('answered_by', 'text', 'human, machine, or empty', ({ attempt }) =>
    answeredBy(attempt.outcome),
  ),
  column('attempt', 'count', '1 = first attempt of the task', ({ attempt }) => attempt.attempt),
  column('country', 'text', 'country of the contact', ({ scenario, attempt }) =>
    known(scenario.countries[attempt.country]),
  ),
  column(
    'timezone',
    'text',
    'zone of the contact',
    ({ scenario, attempt }) => scenario.zones[attempt.zone].name,
  ),
  column('from_country', 'text', 'home country of the caller ID', ({ scenario, attempt }) =>
    known(homeCountry(scenario, attempt.number)),
  ),
];

/** The calls in order of their start. */
export function* renderCallLog(
  scenario: Scenario,
  attempts: Iterable<AttemptRecord>,
): Generator<string> {
  const rows = [...attempts].map((attempt) => ({ scenario, attempt }));
  rows.sort((a, b) => a.attempt.dialMs - b.attempt.dialMs);
  yield* csvLines(CALL_LOG_COLUMNS, rows);
}

/** One word with a letter: whoever reads the log takes it for a name, and not for a broken number. */
function pseudonym(label: string): string {
  if (label.startsWith('+')) return label;
  // A colon after the first word would make an address of it, as in `sip:`.
  const word = label.replaceAll(/[ :]/g, '_');
  return /\p{L}/u.test(word) ? word : `id_${word}`;
}

function known(country: string): string {
  return country === '??' ? '' : country;
}

function answeredBy(outcome: Outcome): string {
  if (outcome === 'answered') return 'human';
  return outcome === 'voicemail' ? 'machine' : '';
}
