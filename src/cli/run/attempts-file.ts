import type { Scenario } from '../../model/spec.ts';
import { renderAttempts } from '../../report/attempts.ts';
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
    yield* renderAttempts(scenario, replication, unpackAttempts(await ahead.shift()!));
  }
}
