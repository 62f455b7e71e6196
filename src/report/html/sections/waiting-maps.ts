import type { TimelineColumn } from '../../stored/run-rows.ts';
import { quantity } from '../../text/format.ts';
import { heatMap } from '../charts/heat-map.ts';
import { timeAxis } from '../charts/time-axis.ts';
import { momentText } from '../clock.ts';
import type { PageData } from '../page-data.ts';
import { type Html, html } from '../safe-html.ts';
import { binsOf } from '../timeline-bins.ts';
import { oneDecimal } from './stall-charts.ts';

/** Why contacts wait, in order of precedence; what means trouble has the warmer hue. */
const REASONS: readonly { column: TimelineColumn; words: string; hue: 'w' | 'h' }[] = [
  { column: 'waiting_stalled', words: 'no eligible number (stalled)', hue: 'h' },
  { column: 'waiting_paused', words: 'the campaign is paused', hue: 'h' },
  { column: 'waiting_provider', words: 'the provider is down', hue: 'h' },
  { column: 'waiting_capacity', words: 'no free line', hue: 'w' },
  { column: 'waiting_rate', words: 'calls per second', hue: 'w' },
  { column: 'waiting_window', words: 'outside the calling window', hue: 'w' },
  { column: 'waiting_retry', words: 'the delay before a retry', hue: 'w' },
];

/** Below this many contacts on average over an hour, a reason is not worth a map. */
const LEAST_CONTACTS = 0.05;

/** Country × hour: waiting contacts, a map for each reason that occurred. */
export function waitingMaps(page: PageData, campaign: string): Html {
  const countries = page.countriesOf(campaign);
  const series = countries.map((country) => ({
    country,
    bins: binsOf(page.hoursOf(campaign, country).slice(0, page.activeHours), page.activeHours),
  }));
  const maps = REASONS.flatMap(({ column, words, hue }) => {
    const values = series.flatMap(({ bins }) => bins.map((bin) => bin.value(column) ?? 0));
    const most = Math.max(0, ...values);
    if (most < LEAST_CONTACTS) return [];
    return [
      heatMap({
        title: `Waiting: ${words}`,
        x: timeAxis(page.clock, page.activeHours),
        unit: 'contacts',
        hue,
        rows: series.map(({ country, bins }) => ({
          label: country,
          cells: bins.map((bin) => ({ from: bin.from, to: bin.to, value: bin.value(column) })),
        })),
        summary: `Contacts that wait because of ${words}, by country and hour: ${quantity(most)} at most.`,
        behind: {
          head: ['begins', ...countries],
          rows: (series[0]?.bins ?? []).flatMap((bin, i) => {
            const row = series.map(({ bins }) => bins[i]?.value(column) ?? null);
            if (row.every((value) => value === null || value === 0)) return [];
            return [[momentText(page.clock, bin.from), ...row.map(oneDecimal)]];
          }),
          file: 'timeline.csv',
        },
      }),
    ];
  });
  if (maps.length === 0) return html`<p class="note">No contact ever waited.</p>`;
  return html`${maps}`;
}
