import type { Scenario } from '../model/spec.ts';
import { instant } from '../report/names.ts';
import { parseDuration, parseInstant } from '../scenario/quantities.ts';
import { UsageError } from './usage-error.ts';

/** What begins like this is meant as an instant, whatever is wrong with it. */
const DATE = /^\s*\d{4}-/;

/**
 * Simulated time from what a user typed: a time since the start, or an instant.
 * @param option as it is spelled, for the message
 * @throws {UsageError} unless it lies within the scenario
 */
export function instantOf(scenario: Scenario, option: string, text: string): number {
  const { durationMs, startEpochMs } = scenario;
  const since = parseDuration(text, { min: 0, max: durationMs });
  if (since.ok) return since.value;
  const at = parseInstant(text);
  if (!at.ok) {
    const { message } = DATE.test(text) ? at : since;
    throw new UsageError(`${option}: ${message} — ${since.remedy}; or ${at.remedy}`);
  }
  const atMs = at.value - startEpochMs;
  if (atMs >= 0 && atMs <= durationMs) return atMs;
  const [from, to] = [instant(scenario, 0), instant(scenario, durationMs)];
  throw new UsageError(`${option} ${text} lies outside of the scenario, ${from} to ${to}`);
}
