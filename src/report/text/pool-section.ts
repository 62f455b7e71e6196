import type { RowState } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import type { StoredPoolRow } from '../stored/pool-rows.ts';
import { campaignNames } from '../stored/scopes.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { bareRange, estimateText, NO_DATA, percent, toldShare } from './format.ts';
import type { Tone } from './palette.ts';
import { cell, left, right, type Section, type TextCell } from './section.ts';
import { cutTo, printable } from './width.ts';

/** Rows of a pool that are shown; a longer one shows its worst. */
const MOST_ROWS = 30;
/** Widest E.164: + and 15 digits. */
const NUMBER_WIDTH = 16;

const TONES: Readonly<Record<RowState, Tone>> = {
  detached: 'dim',
  released: 'dim',
  inactive: 'dim',
  paused: 'warn',
  resting: 'warn',
  flagged: 'bad',
  capped: 'warn',
  degraded: 'warn',
  healthy: 'good',
};

/** A row of a pool in its place, and whether any pick ever considered it. */
interface ShownRow extends StoredPoolRow {
  readonly place: number;
  readonly absent: boolean;
}

/** Number Pool Health, one section per campaign. */
export function poolSections(run: StoredRun): Section[] {
  const absent = new Set(
    run.campaignHealth.filter(({ poolStatus }) => poolStatus === null).map(rowName),
  );
  return campaignNames(run).map((campaign) => {
    const rows = run.pool.filter((row) => row.campaign === campaign);
    const shown = rows.map((row, place) => ({ ...row, place, absent: absent.has(rowName(row)) }));
    return poolSection(campaign, shown);
  });
}

function rowName(row: { readonly campaign: string; readonly number: string }): string {
  return JSON.stringify([row.campaign, row.number]);
}

function poolSection(campaign: string, rows: readonly ShownRow[]): Section {
  const shown = rows.length <= MOST_ROWS ? rows : worstOf(rows);
  const hidden = rows.length - shown.length;
  const notes: string[] = [];
  if (hidden > 0) notes.push(`… and ${hidden} more in number_pool_health.csv; the worst are shown`);
  if (rows.some(({ absent }) => absent)) {
    notes.push(`${NO_DATA} throughout: no pick ever considered the number in this campaign`);
  }
  if (shown.some(({ absent, answerRate }) => !absent && toldShare(answerRate) === null)) {
    notes.push(`${NO_DATA} as answer rate: no calls, or too few to tell anything from`);
  }
  notes.push(
    'Status: what most replications ended with, and in how many. Flagged: replications in which ' +
      'the score was ever above the threshold. * the primary.',
  );
  return {
    title: `Number Pool Health: ${campaign}`,
    table: {
      columns: [
        left('number', true),
        left('status'),
        right('attempts'),
        right('answer rate (interval)'),
        right('weight'),
        right('flagged'),
      ],
      rows: shown.map(poolRow),
    },
    notes,
  };
}

function poolRow(row: ShownRow): TextCell[] {
  const id = cutTo(printable(row.number), NUMBER_WIDTH - 1) + (row.primary ? '*' : '');
  const share = row.statusShare?.estimate ?? 0;
  const status =
    share < 0.9995 ? `${row.statusAtEnd} ${Math.round(share * 100)} %` : row.statusAtEnd;
  const show = (text: string) => (row.absent ? cell(NO_DATA, 'dim') : cell(text));
  return [
    cell(id),
    cell(status, TONES[row.statusAtEnd]),
    show(estimateText(row.attempts, 'attempts')),
    show(rateText(toldShare(row.answerRate))),
    show(row.weight === null ? NO_DATA : row.weight.estimate.toFixed(3)),
    cell(row.everFlagged === null ? NO_DATA : percent(row.everFlagged.estimate)),
  ];
}

function rateText(rate: Interval | null): string {
  return rate === null ? NO_DATA : `${estimateText(rate, 'ratio')} (${bareRange(rate)})`;
}

/** The unhealthiest by share of time, then those without traffic; in pool order. */
function worstOf(rows: readonly ShownRow[]): ShownRow[] {
  const goodness = (row: ShownRow) =>
    (row.statusTime.healthy?.estimate ?? 0) + ((row.dials?.estimate ?? 0) > 0 ? 0.5 : 0);
  return rows
    .toSorted((a, b) => goodness(a) - goodness(b) || a.place - b.place)
    .slice(0, MOST_ROWS)
    .sort((a, b) => a.place - b.place);
}
