import type { StoredExemplar } from '../../stored/exemplar.ts';
import { quantity } from '../../text/format.ts';
import { chart, type Mark } from '../charts/chart.ts';
import { shaded, stackedColumns } from '../charts/marks.ts';
import { GRID_HEIGHT, roundTicks } from '../charts/scale.ts';
import { timeAxis } from '../charts/time-axis.ts';
import { momentText } from '../clock.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { scrollBox } from '../parts.ts';
import { type Html, html, jsonScript, trusted } from '../safe-html.ts';
import { REPLAY_SCRIPT } from '../script/replay.generated.ts';
import { type Moment, momentsOf } from './moments.ts';
import { type ReplayData, replayData } from './replay-data.ts';
import { REPLAY_STYLE } from './replay-style.ts';

/** Moments in the table; with many numbers there are hundreds, and the files have them all. */
const MOST_MOMENTS = 60;

/** One replication as a moving picture; without a script what happened in it, as a chart and a table. */
export function replaySection(page: PageData): PageSection | null {
  const data = replayData(page);
  if (data === null) return null;
  const [shown] = data.runs;
  const exemplar = page.run.exemplars.find(({ meta }) => meta.kind === shown.kind)!;
  return {
    id: 'replay',
    title: 'Moving picture',
    short: 'Moving picture',
    lead: `One replication as it went, number ${shown.replication}: ${shown.why}. Lines change their status while calls go on over the rest.`,
    body: html`<div id="replay-player" class="player" hidden></div>
<noscript><p class="note">The moving picture needs JavaScript. What happened in the replication is below.</p></noscript>
${overview(page, exemplar)}${momentTable(page, momentsOf(exemplar), shown.kind)}
${jsonScript('replay-data', data satisfies ReplayData)}`,
    style: REPLAY_STYLE,
    script: REPLAY_SCRIPT,
  };
}

/** Calls of all numbers, hour by hour, with the stalls and the flags over them. */
function overview(page: PageData, exemplar: StoredExemplar): Html {
  const hourly = hourlyCalls(exemplar);
  const most = Math.max(1, ...hourly);
  const ticks = roundTicks(0, most, 3);
  const columns = hourly.map((calls, hour) => ({ from: hour, to: hour + 1, values: [calls] }));
  const stalls = exemplar.meta.stalls.map(({ startHours, endHours }) => {
    return { from: startHours, to: endHours };
  });
  const flags = momentsOf(exemplar).filter(({ kind }) => kind === 'flag');
  return chart({
    title: 'Calls of all numbers in this replication, hour by hour',
    x: timeAxis(page.clock),
    y: {
      label: 'calls placed in the hour',
      low: 0,
      high: ticks[ticks.length - 1],
      ticks: ticks.map((at) => ({ at, text: quantity(at) })),
    },
    marks: [
      shaded(stalls, 'stalled', 'a country is stalled'),
      ...stackedColumns(columns, [{ style: 's1', legend: 'calls' }]),
      ...(flags.length === 0 ? [] : [flagMarks(flags)]),
    ],
    summary: `Calls placed hour by hour, ${quantity(most)} in the busiest hour; ${stalls.length} stalls, ${flags.length} flags.`,
    behind: {
      head: ['hour that begins', 'calls'],
      rows: hourly.map((calls, hour) => [momentText(page.clock, hour), calls]),
      file: `exemplar/${exemplar.meta.kind}-calls.csv`,
    },
  });
}

function hourlyCalls({ meta, bins, calls, numbers }: StoredExemplar): number[] {
  const perHour = Math.max(1, Math.round(60 / meta.callBinMinutes));
  const hourly = new Array<number>(Math.ceil(bins / perHour)).fill(0);
  for (let at = 0; at < calls.length; at++) {
    hourly[Math.floor(Math.floor(at / numbers.length) / perHour)] += calls[at];
  }
  return hourly;
}

function flagMarks(flags: readonly Moment[]): Mark {
  return {
    draw: ({ x }) => {
      const path = flags.map(({ minute }) => `M${x.at(minute / 60)} ${GRID_HEIGHT}v-24`).join('');
      return html`<path class="line stall-line" d="${trusted(path)}"/>`;
    },
    legend: {
      text: 'a number is flagged',
      swatch: html`<i class="key upright stall-line"></i>`,
    },
  };
}

function momentTable({ clock }: PageData, moments: readonly Moment[], kind: string): Html {
  if (moments.length === 0) {
    return html`<p class="note">No number was flagged in it and no country stalled.</p>`;
  }
  const rows = moments.slice(0, MOST_MOMENTS).map(({ minute, text }) => {
    const when = momentText(clock, minute / 60);
    return html`<tr><th scope="row">${when}</th><td>${text}</td></tr>`;
  });
  const rest = moments.length - rows.length;
  return html`<h3>What happened in it</h3>
${scrollBox('Stalls and flags of the replication', html`<table class="moments"><thead><tr><th scope="col">when</th><th scope="col">what</th></tr></thead><tbody>${rows}</tbody></table>`)}
${rest > 0 ? html`<p class="note">… and ${rest} more in exemplar/${kind}-status.csv.</p>` : null}`;
}
