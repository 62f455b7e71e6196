import type { StoredExemplar } from '../../stored/exemplar.ts';
import { percent, quantity } from '../../text/format.ts';
import { type Axis, type Mark, plotArea, tickStyle } from '../charts/chart.ts';
import { type DataTable, dataBehind } from '../charts/data-behind.ts';
import { lane, laneText, statusSpans } from '../charts/lane.ts';
import { dots, level, line, stackedColumns, steps } from '../charts/marks.ts';
import { thinned } from '../charts/path.ts';
import { GRID_HEIGHT, roundTicks } from '../charts/scale.ts';
import { shortTimeAxis } from '../charts/time-axis.ts';
import { dayText } from '../clock.ts';
import {
  type NumberDay,
  numberDays,
  placeOf,
  refreshHours,
  scorePoints,
} from '../number-series.ts';
import type { PageData } from '../page-data.ts';
import { type Fragment, type Html, html, name, trusted } from '../safe-html.ts';

/** A score is drawn to half a point; to a point where the scenario is long. */
const scoreStep = (durationHours: number) => (durationHours > 240 ? 1 : 0.5);

/** Beyond as many numbers the page is sparing: coarser lines, and values behind them in the files alone. */
const MANY_NUMBERS = 100;

const isLarge = (page: PageData) => page.run.numbers.length > MANY_NUMBERS;

/** Most points of a line of true scores, so that a month is no heavier than ten days. */
const mostPoints = (page: PageData) => (isLarge(page) ? 121 : 241);

/** The axes that the charts of all numbers have in common; {@link numberAxesStyle} writes their marks. */
const timeOf = (page: PageData): Axis => ({ ...shortTimeAxis(page.clock), shared: 'of-time' });
const SCORES: Axis = {
  ...axis('spam score, points', 0, 100, [0, 25, 50, 75, 100]),
  shared: 'of-score',
};

/** Style sheet that {@link numberCharts} needs, once for all of them. */
export function numberAxesStyle(page: PageData): string {
  return tickStyle('x', timeOf(page)) + tickStyle('y', SCORES);
}

/** The number over time in one replication: score, life in each pool, calls and answers by day. */
export function numberCharts(page: PageData, exemplar: StoredExemplar, number: string): Html {
  const place = placeOf(exemplar, number);
  const days = numberDays(exemplar, place, page.clock);
  return html`${scoreChart(page, exemplar, place)}
${lanes(page, exemplar, number)}
<div class="pair">${callsChart(page, days)}${rateChart(page, days)}</div>
${isLarge(page) ? filesBehind(exemplar) : dataBehind(dayTable(page, days))}`;
}

function scoreChart(page: PageData, exemplar: StoredExemplar, place: number): Html {
  const seen = scorePoints(exemplar.observedScores, exemplar, place);
  // The true score drifts, the observed one jumps: only the first may be looked at every few hours.
  const every = Math.ceil(exemplar.hours / mostPoints(page));
  const real = scorePoints(exemplar.trueScores, exemplar, place, every);
  const refreshes = refreshHours(seen);
  const step = scoreStep(page.clock.durationHours);
  const marks: Mark[] = [];
  if (page.threshold !== null) {
    const above = html`threshold ${page.threshold}: above it the number is skipped`;
    marks.push(level(page.threshold, 'limit', above));
  }
  // More than a few a day is not a refresh that anybody waits for.
  if (refreshes.length * 4 <= page.clock.durationHours) marks.push(refreshMarks(refreshes));
  marks.push(line(thinned(real, step), 'true', 'true score: what carriers go by'));
  marks.push(steps(thinned(seen, step), 'observed', 'observed score: what the platform knows'));
  const most = Math.max(0, ...real.map(({ y }) => y ?? 0));
  const last = seen.findLast(({ y }) => y !== null)?.y ?? null;
  return smallChart('Spam score over time', marks, {
    x: timeOf(page),
    y: SCORES,
    summary: `Spam score over time. The true score reaches ${quantity(most)} points at most; the observed one ends at ${last === null ? 'no value' : quantity(last)}.`,
  });
}

function refreshMarks(hours: readonly number[]): Mark {
  return {
    draw: ({ x }) => {
      const path = hours.map((at) => `M${x.at(at)} ${GRID_HEIGHT}v-16`).join('');
      return html`<path class="line refresh" d="${trusted(path)}"/>`;
    },
    legend: {
      text: 'refresh of the observed score',
      swatch: html`<i class="key refresh"></i>`,
    },
  };
}

function lanes(page: PageData, exemplar: StoredExemplar, number: string): Html {
  const own = exemplar.changes.filter((change) => change.number === number);
  const { durationHours } = page.clock;
  const campaigns = [...new Set(own.map(({ campaign }) => campaign))];
  return html`<h4>Its life as pool status</h4>${campaigns.map((campaign) => {
    const changes = own.filter((change) => change.campaign === campaign);
    const spans = statusSpans(changes, durationHours);
    return html`<p class="note">${name(campaign)}: ${laneText(spans, durationHours).replace(/^[^:]*: /, '')}</p>${lane(spans, durationHours, laneText(spans, durationHours))}`;
  })}`;
}

function callsChart(page: PageData, days: readonly NumberDay[]): Html {
  const most = Math.max(1, ...days.map(({ calls }) => calls));
  const ticks = roundTicks(0, most, 3);
  const columns = days.map(({ from, to, calls, answered }) => {
    const gap = (to - from) * 0.12;
    return { from: from + gap, to: to - gap, values: [answered, calls - answered] };
  });
  return smallChart(
    'Calls placed per day',
    stackedColumns(columns, [
      { style: 's1', legend: 'answered' },
      { style: 'rest', legend: 'not answered' },
    ]),
    {
      x: timeOf(page),
      y: axis('calls', 0, ticks[ticks.length - 1], ticks),
      summary: `Calls placed per day: ${quantity(sum(days, 'calls'))} in all, ${most} on the busiest day.`,
    },
  );
}

function rateChart(page: PageData, days: readonly NumberDay[]): Html {
  const points = days.map(({ from, to, calls, answered }) => ({
    x: (from + to) / 2,
    y: calls === 0 ? null : (answered / calls) * 100,
  }));
  const most = Math.max(1, ...points.map(({ y }) => y ?? 0));
  const ticks = roundTicks(0, most, 3);
  const placed = sum(days, 'calls');
  const overall = placed === 0 ? 'no call' : percent(sum(days, 'answered') / placed);
  const marks = [line(points, 's1'), ...(isLarge(page) ? [] : [dots(points, 's1')])];
  return smallChart('Answer rate per day', marks, {
    x: timeOf(page),
    y: axis('answered / placed, %', 0, ticks[ticks.length - 1], ticks),
    summary: `Answer rate per day; over all days: ${overall}.`,
  });
}

function filesBehind({ meta }: StoredExemplar): Html {
  return html`<p class="note">Values behind it: <code>exemplar/${meta.kind}-*.csv</code></p>`;
}

function dayTable(page: PageData, days: readonly NumberDay[]): DataTable {
  const points = (score: number | null) => (score === null ? '–' : score.toFixed(1));
  return {
    head: ['day', 'calls', 'answered', 'answer rate', 'true score, end', 'observed score, end'],
    rows: days.map((day) => [
      dayText(page.clock, day.from),
      day.calls,
      day.answered,
      day.calls === 0 ? '–' : percent(day.answered / day.calls),
      points(day.trueScore),
      points(day.observedScore),
    ]),
    file: 'exemplar/',
  };
}

function sum(days: readonly NumberDay[], key: 'calls' | 'answered'): number {
  return days.reduce((total, day) => total + day[key], 0);
}

function axis(label: string, low: number, high: number, ticks: readonly number[]): Axis {
  return { label, low, high, ticks: ticks.map((at) => ({ at, text: quantity(at) })) };
}

/** A chart whose values stand in the table under all of them. */
function smallChart(
  title: Fragment,
  marks: readonly Mark[],
  rest: { readonly x: Axis; readonly y: Axis; readonly summary: string },
): Html {
  const entries = marks.flatMap((mark) => (mark.legend === undefined ? [] : [mark.legend]));
  return html`<figure class="chart-small"><figcaption><span class="chart-title">${title}</span></figcaption>
${entries.length === 0 ? null : html`<ul class="legend">${entries.map(({ text, swatch }) => html`<li>${swatch}${text}</li>`)}</ul>`}${plotArea({ ...rest, marks, size: 'small' })}</figure>`;
}
