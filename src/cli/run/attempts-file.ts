import type { AttemptRecord } from '../../model/observer.ts';
import type { Scenario } from '../../model/spec.ts';
import { unpackAttempts } from './attempt-columns.ts';
import type { Crew } from './crew.ts';

/**
 * attempts.ndjson.gz before compression: one line per attempt, replications in order, attempts as they
 * ended. Replications are simulated again, a few ahead of the one being written, so that memory holds
 * only those.
 */
export async function* attemptLines(
  crew: Crew,
  scenario: Scenario,
  replications: number,
  workers: number,
): AsyncGenerator<string> {
  const ahead: Promise<Float64Array>[] = [];
  let next = 0;
  for (let replication = 0; replication < replications; replication++) {
    while (next < replications && ahead.length <= workers) {
      const attempts = crew.attempts(next++);
      // Its failure is heard where it is awaited; until then it must not end the process.
      attempts.catch(() => {});
      ahead.push(attempts);
    }
    const lines: string[] = [];
    for (const attempt of unpackAttempts(await ahead.shift()!)) {
      lines.push(JSON.stringify(attemptRow(scenario, replication, attempt)));
    }
    if (lines.length > 0) yield `${lines.join('\n')}\n`;
  }
}

function attemptRow(scenario: Scenario, replication: number, attempt: AttemptRecord): unknown {
  const campaign = scenario.campaigns[attempt.campaign]!;
  const { contacts } = campaign;
  const e164 = contacts.kind === 'table' ? contacts.table.e164?.[attempt.contact] : undefined;
  const group = contacts.kind === 'generated' ? contacts.group : campaign.name;
  return {
    replication,
    campaign: campaign.name,
    contact: e164 ?? `${group}/${attempt.contact + 1}`,
    country: scenario.countries[attempt.country],
    number: scenario.numbers[attempt.number]!.id,
    attempt: attempt.attempt,
    due_ms: attempt.dueMs,
    dial_ms: attempt.dialMs,
    end_ms: attempt.endMs,
    ring_ms: attempt.ringMs,
    talk_ms: attempt.talkMs,
    outcome: attempt.outcome,
    used_sticky: attempt.usedSticky,
    true_score: attempt.trueScore,
    observed_score: attempt.observedScore,
  };
}
