import { findFigure } from '../../experiment/figures-summary.ts';
import { PENDING_REASONS, type PendingReason } from '../../model/pending.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { estimateText, rangeText } from './format.ts';
import { cell, left, right, type Section, type TextCell } from './section.ts';

const HELD: Readonly<Record<PendingReason, string>> = {
  not_arrived: 'had not arrived',
  campaign_paused: 'campaign paused',
  outside_window: 'calling window closed',
  waiting_retry: 'retry or follow-up not due',
  no_eligible_number: 'no eligible number',
  provider_down: 'provider down',
  at_capacity: 'every line or number busy',
  rate_limited: 'calls per second, or a 429',
};

const FAULTS: readonly (readonly [string, string])[] = [
  ['fault.throttled_rate', 'calls refused with a 429 / calls placed'],
  ['fault.lost_rate', 'calls never heard of / calls placed'],
  ['fault.idle_line_hours', 'time that lines waited for a notice'],
  ['fault.doubled_notices', 'second notices, ignored'],
  ['fault.late_notices', 'notices after the sweep, ignored'],
];

/** What faults did, and what held those who did not finish: each only where there is something to say. */
export function endSections(run: StoredRun): Section[] {
  const faults = rowsOf(run, FAULTS);
  const held = rowsOf(
    run,
    PENDING_REASONS.map((reason) => [`expired.${reason}`, HELD[reason]]),
  );
  return [
    ...(faults.length === 0 ? [] : [section('Faults of the provider', 'figure', faults)]),
    ...(held.length === 0 ? [] : [section('Contacts left unfinished', 'held by', held)]),
  ];
}

function section(title: string, head: string, rows: TextCell[][]): Section {
  const columns = [left(head, true), right('mean'), right('interval')];
  return { title, table: { columns, rows }, notes: [] };
}

/** Figures above zero, in the order given. */
function rowsOf(run: StoredRun, rows: readonly (readonly [string, string])[]): TextCell[][] {
  return rows.flatMap(([key, words]) => {
    const figure = findFigure(run.figures, key);
    if (figure === undefined || figure.interval === null || figure.interval.estimate === 0)
      return [];
    const { interval, unit } = figure;
    return [[cell(words), cell(estimateText(interval, unit)), cell(rangeText(interval, unit))]];
  });
}
