import type { AttemptRecord } from '../model/observer.ts';
import type { Scenario } from '../model/spec.ts';
import { instant } from './names.ts';

/** Lines that are handed over at once. */
const CHUNK_LINES = 1_000;

/** attempts.ndjson: one JSON object per line and attempt, in chunks of whole lines. */
export function* renderAttempts(
  scenario: Scenario,
  replication: number,
  attempts: Iterable<AttemptRecord>,
): Generator<string> {
  let lines: string[] = [];
  for (const attempt of attempts) {
    lines.push(JSON.stringify(attemptRow(scenario, replication, attempt)));
    if (lines.length >= CHUNK_LINES) {
      yield `${lines.join('\n')}\n`;
      lines = [];
    }
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

/** An attempt with names in place of indices; times in ms since the start, `at` as an instant. */
export function attemptRow(scenario: Scenario, replication: number, attempt: AttemptRecord) {
  return {
    replication,
    at: instant(scenario, attempt.dialMs),
    campaign: scenario.campaigns[attempt.campaign].name,
    contact: contactLabel(scenario, attempt.campaign, attempt.contact),
    country: scenario.countries[attempt.country],
    number: scenario.numbers[attempt.number].id,
    attempt: attempt.attempt,
    dueMs: attempt.dueMs,
    dialMs: attempt.dialMs,
    endMs: attempt.endMs,
    ringMs: attempt.ringMs,
    talkMs: attempt.talkMs,
    outcome: attempt.outcome,
    throttled: attempt.throttled,
    usedSticky: attempt.usedSticky,
    trueScorePoints: attempt.trueScore,
    observedScorePoints: attempt.observedScore,
  };
}

/** E.164 as imported, else `group/ordinal`, the ordinal counted from 0 within the campaign. */
export function contactLabel(scenario: Scenario, campaign: number, contact: number): string {
  const { name, contacts } = scenario.campaigns[campaign];
  if (contacts.kind === 'generated') return `${contacts.group}/${contact}`;
  return contacts.table.e164?.[contact] ?? `${name}/${contact}`;
}
