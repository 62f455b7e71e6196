import { expect } from 'vitest';
import { figureIndex, TIMELINE_COLUMNS } from '../../src/model/figures.ts';
import type { AttemptRecord } from '../../src/model/observer.ts';
import type { ReplicationResult } from '../../src/model/result.ts';
import { resultLayout, runReplication } from '../../src/model/run-replication.ts';
import type { AnswerSpec, DurationLaw, ProviderSpec, Scenario } from '../../src/model/spec.ts';
import { normalTail } from '../../src/stats/normal.ts';
import { studentTQuantile } from '../../src/stats/student-t.ts';
import { Tally } from '../../src/stats/tally.ts';
import { scenario } from './scenario-builder.ts';

/** Replications of a scenario against the closed forms: reading figures, and judging them in z. */

export { numberMetric } from '../../src/experiment/verify/readings.ts';

/** A fixed seed makes a test right or wrong for good; |z| < 4 fails a right model once in 16,000 seeds. */
export const Z_LIMIT = 4;

export interface Pair {
  readonly num: number;
  readonly den: number;
}

/** Numerator and denominator of a figure in one scope. */
export function figureOf(
  plan: Scenario,
  result: ReplicationResult,
  key: string,
  campaign = '*',
  country = '*',
): Pair {
  const { scopes } = resultLayout(plan);
  const scope = scopes.findIndex((s) => s.campaign === campaign && s.country === country);
  if (scope < 0) throw new RangeError(`no scope ${campaign}, ${country}`);
  const at = (figureIndex(key) * scopes.length + scope) * 2;
  return { num: result.cells[at], den: result.cells[at + 1] };
}

/** One column of the timeline over `*`, hour by hour. */
export function timelineOf(
  plan: Scenario,
  result: ReplicationResult,
  column: (typeof TIMELINE_COLUMNS)[number],
): number[] {
  const { scopes, hours } = resultLayout(plan);
  const at = TIMELINE_COLUMNS.indexOf(column);
  return Array.from(
    { length: hours },
    (_, hour) => result.timeline[hour * scopes.length * TIMELINE_COLUMNS.length + at],
  );
}

export interface Watched {
  readonly result: ReplicationResult;
  readonly attempts: readonly AttemptRecord[];
}

/** One replication with every call it placed, in the order of their ends. */
export function watch(plan: Scenario, replication = 0): Watched {
  const attempts: AttemptRecord[] = [];
  const observer = { onAttempt: (record: AttemptRecord) => void attempts.push(record) };
  return { result: runReplication(plan, { replication, observer }), attempts };
}

/** One value per replication; without the auditor where thousands are wanted. */
export function perReplication<T>(
  plan: Scenario,
  count: number,
  read: (result: ReplicationResult) => T,
  audit = count < 1_000,
): T[] {
  return Array.from({ length: count }, (_, replication) =>
    read(runReplication(plan, { replication, audit })),
  );
}

/** The mean over replications lies within four of its standard errors of the theory. */
export function expectMean(values: readonly number[], theory: number, what = 'mean'): void {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  const error = tally.standardError() ?? Number.NaN;
  expectZ(tally.mean, theory, error, what, studentLimit(values.length));
}

/**
 * What Z_LIMIT is to a normal, for a standard error that was itself estimated from n replications: the point
 * that as few exceed under Student's law with n − 1 degrees of freedom.
 */
function studentLimit(n: number): number {
  return -studentTQuantile(normalTail(Z_LIMIT), n - 1);
}

/** A share of independent trials; its standard error is that of the theory. */
export function expectShare(hits: number, trials: number, theory: number, what = 'share'): void {
  expectZ(hits / trials, theory, Math.sqrt((theory * (1 - theory)) / trials), what);
}

/** Σ num / Σ den; the residuals num − theory · den have mean 0 over replications if theory holds. */
export function expectRatio(pairs: readonly Pair[], theory: number, what = 'ratio'): void {
  const tally = new Tally();
  let num = 0;
  let den = 0;
  for (const pair of pairs) {
    tally.add(pair.num - theory * pair.den);
    num += pair.num;
    den += pair.den;
  }
  const error = ((tally.standardError() ?? Number.NaN) * pairs.length) / den;
  expectZ(num / den, theory, error, what, studentLimit(pairs.length));
}

/** Sample variance of n independent normal values against the theory's: its standard error is √(2/(n−1)). */
export function expectVariance(values: readonly number[], theory: number, what = 'variance'): void {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  const error = theory * Math.sqrt(2 / (values.length - 1));
  expectZ(tally.variance() ?? Number.NaN, theory, error, what);
}

export function expectZ(
  estimate: number,
  theory: number,
  error: number,
  what: string,
  limit = Z_LIMIT,
): void {
  const z = (estimate - theory) / error;
  const text = `${what}: ${estimate} against ${theory}, standard error ${error}, z = ${z}`;
  expect(Math.abs(z), text).toBeLessThan(limit);
}

/** Everybody answers with share `live`; who does not lets it ring: no voicemail, busy, blocked. */
export function answers(live: number, over: Partial<AnswerSpec> = {}): AnswerSpec {
  return {
    ...scenario().answer,
    meanByCountry: new Float64Array(4).fill(live),
    unanswered: { voicemail: 0, noAnswer: 1, busy: 0, blocked: 0 },
    ...over,
  };
}

/** An answered call holds its lines for one law; nothing else takes time. */
export function holds(law: DurationLaw): ProviderSpec {
  const none: DurationLaw = { law: 'constant', ms: 0 };
  return {
    queueDelay: none,
    ringAnswered: none,
    ringVoicemail: none,
    ringTimeoutMs: 0,
    failAfter: none,
    talkAnswered: law,
    talkVoicemail: none,
  };
}
