import type { Experiment } from '../../experiment/experiment.ts';
import { neverConsidered, type RowHealth, rowHealth } from '../../experiment/row-health.ts';
import { POOL_STATUSES, type PoolStatus } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import { bareRange, estimateText, NO_DATA, percent } from './format.ts';
import type { Tone } from './palette.ts';
import { cell, left, right, type Section, type TextCell } from './section.ts';
import { cutTo, printable } from './width.ts';

/** Rows of a pool that are shown; a longer one shows its worst. */
const MOST_ROWS = 30;
/** Widest E.164: + and 15 digits. */
const NUMBER_WIDTH = 16;

const TONES: Readonly<Record<PoolStatus, Tone>> = {
  released: 'dim',
  inactive: 'dim',
  paused: 'warn',
  resting: 'warn',
  flagged: 'bad',
  capped: 'warn',
  degraded: 'warn',
  healthy: 'good',
};

/** Number Pool Health, one section per campaign. */
export function poolSections(experiment: Experiment): Section[] {
  const { loaded, aggregate, confidence } = experiment;
  if (experiment.replications === 0) return [];
  const health = rowHealth(aggregate, confidence);
  return loaded.scenario.campaigns.map((campaign, index) => {
    const rows = health.filter((row) => row.campaign === index);
    return poolSection(experiment, campaign.name, rows);
  });
}

function poolSection(
  experiment: Experiment,
  campaign: string,
  rows: readonly RowHealth[],
): Section {
  const shown = rows.length <= MOST_ROWS ? rows : worstOf(rows);
  const hidden = rows.length - shown.length;
  const notes: string[] = [];
  if (hidden > 0) notes.push(`… and ${hidden} more in number_pool_health.csv; the worst are shown`);
  if (rows.some(neverConsidered)) {
    notes.push(`${NO_DATA} throughout: no pick ever considered the number in this campaign`);
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
      rows: shown.map((row) => poolRow(experiment, row)),
    },
    notes,
  };
}

function poolRow({ loaded }: Experiment, row: RowHealth): TextCell[] {
  const { scenario } = loaded;
  const primary = scenario.campaigns[row.campaign].primary === row.number ? '*' : '';
  const id = cutTo(printable(scenario.numbers[row.number].id), NUMBER_WIDTH - 1) + primary;
  const share = row.statusShare?.estimate ?? 0;
  const status =
    share < 0.9995 ? `${row.statusAtEnd} ${Math.round(share * 100)} %` : row.statusAtEnd;
  const absent = neverConsidered(row);
  const show = (text: string) => (absent ? cell(NO_DATA, 'dim') : cell(text));
  return [
    cell(id),
    cell(status, TONES[row.statusAtEnd]),
    show(estimateText(row.attempts, 'attempts')),
    show(rateText(row.answerRate)),
    show(row.weight === null ? NO_DATA : row.weight.estimate.toFixed(3)),
    cell(row.flagged === null ? NO_DATA : percent(row.flagged.estimate)),
  ];
}

function rateText(rate: Interval | null): string {
  return rate === null ? NO_DATA : `${estimateText(rate, 'ratio')} (${bareRange(rate)})`;
}

/** The unhealthiest by share of time, then those without traffic; in pool order. */
function worstOf(rows: readonly RowHealth[]): RowHealth[] {
  const healthy = POOL_STATUSES.indexOf('healthy');
  const goodness = (row: RowHealth) =>
    (row.statusTime[healthy]?.estimate ?? 0) + ((row.dials?.estimate ?? 0) > 0 ? 0.5 : 0);
  return rows
    .toSorted((a, b) => goodness(a) - goodness(b) || a.row - b.row)
    .slice(0, MOST_ROWS)
    .sort((a, b) => a.row - b.row);
}
