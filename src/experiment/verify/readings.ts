import { figureIndex, NUMBER_METRICS } from '../../model/figures.ts';
import type { AttemptRecord } from '../../model/observer.ts';
import type { ReplicationResult } from '../../model/result.ts';
import { resultLayout, runReplication } from '../../model/run-replication.ts';
import type { Scenario } from '../../model/spec.ts';
import type { Observation } from './law.ts';

/** Numerator and denominator of a figure over all campaigns. */
export function figurePair(
  scenario: Scenario,
  result: ReplicationResult,
  key: string,
  country = '*',
): Observation {
  const { scopes } = resultLayout(scenario);
  const scope = scopes.findIndex((s) => s.campaign === '*' && s.country === country);
  if (scope < 0) throw new RangeError(`no contacts in ${country}`);
  const at = (figureIndex(key) * scopes.length + scope) * 2;
  return [result.cells[at], result.cells[at + 1]];
}

export function numberMetric(
  result: ReplicationResult,
  number: number,
  metric: (typeof NUMBER_METRICS)[number],
): number {
  return result.numbers[number * NUMBER_METRICS.length + NUMBER_METRICS.indexOf(metric)];
}

/** One replication with every call that it placed, in the order of their ends. */
export function watched(
  scenario: Scenario,
  replication: number,
): { readonly result: ReplicationResult; readonly calls: readonly AttemptRecord[] } {
  const calls: AttemptRecord[] = [];
  const observer = { onAttempt: (record: AttemptRecord) => void calls.push(record) };
  return { result: runReplication(scenario, { replication, observer, audit: false }), calls };
}

export function plainRun(scenario: Scenario, replication: number): ReplicationResult {
  return runReplication(scenario, { replication, audit: false });
}

/** [how many have it, how many there are]. */
export function counted<T>(items: readonly T[], has: (item: T) => boolean): Observation {
  let hits = 0;
  for (const item of items) if (has(item)) hits++;
  return [hits, items.length];
}

/** [sum, how many]. */
export function summed<T>(items: readonly T[], value: (item: T) => number): Observation {
  let total = 0;
  for (const item of items) total += value(item);
  return [total, items.length];
}
