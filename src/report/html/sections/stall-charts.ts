import type { SummaryIncidence } from '../../../experiment/summary.ts';
import {
  counted,
  estimateText,
  hoursText,
  NO_DATA,
  percent,
  quantity,
  rangeText,
} from '../../text/format.ts';
import { type Axis, chart } from '../charts/chart.ts';
import { intervalRows } from '../charts/interval-rows.ts';
import { band, level, line, type Series, seriesAt, stepBand, steps } from '../charts/marks.ts';
import { roundTicks } from '../charts/scale.ts';
import { timeAxis } from '../charts/time-axis.ts';
import { momentText } from '../clock.ts';
import type { PageData } from '../page-data.ts';
import { estimate } from '../parts.ts';
import { type Html, html } from '../safe-html.ts';
import { binHours, binsOf, binWords } from '../timeline-bins.ts';
import { shareAxis } from './skip-charts.ts';

/** Lines that one chart can carry and still be read. */
const MOST_LINES = 6;

/** Countries with the most attempts; the others stand in the tables. */
function mainCountries(page: PageData, campaign: string): readonly string[] {
  const attempts = (country: string) => page.interval('attempts', campaign, country)?.estimate ?? 0;
  const all = page.countriesOf(campaign);
  const chosen = all.toSorted((a, b) => attempts(b) - attempts(a)).slice(0, MOST_LINES);
  return all.filter((country) => chosen.includes(country));
}

/** Eligible numbers over time per country, with the line at which the country stalls. */
export function eligibleChart(page: PageData, campaign: string): Html {
  const countries = mainCountries(page, campaign);
  const { durationHours } = page.clock;
  const series = countries.map((country) => binsOf(page.hoursOf(campaign, country), durationHours));
  const width = binHours(page.hoursOf(campaign, countries[0] ?? '*').length);
  const most = Math.max(
    1,
    ...series.flat().map((bin) => bin.high('eligible') ?? bin.value('eligible') ?? 0),
  );
  const marks = series.flatMap((bins, i) => {
    const style: Series = seriesAt(i);
    const middle = ({ from, to }: { from: number; to: number }) => (from + to) / 2;
    return [
      band(
        bins.map((bin) => ({
          x: middle(bin),
          low: bin.low('eligible'),
          high: bin.high('eligible'),
        })),
        style,
      ),
      line(
        bins.map((bin) => ({ x: middle(bin), y: bin.value('eligible') })),
        style,
        countries[i],
      ),
    ];
  });
  const least = countries.map((country) => {
    const min = page.interval('pool.eligible_min', campaign, country);
    return `${country} ${estimateText(min, 'numbers')}`;
  });
  const left = page.countriesOf(campaign).length - countries.length;
  return chart({
    title: 'Eligible numbers per country, over time',
    note: `Mean over replications with its interval. At the line a due contact stalls: nobody may call it.${left > 0 ? ` The ${left} smaller countries are in the file.` : ''}`,
    x: timeAxis(page.clock),
    y: countAxis('eligible numbers', most),
    marks: [...marks, level(0, 'stall-line', '0 eligible: stall')],
    summary: `Eligible numbers over time. Least seen on average: ${least.join(', ')}.`,
    behind: {
      head: ['begins', ...countries],
      rows: (series[0] ?? []).map((bin, i) => [
        momentText(page.clock, bin.from),
        ...series.map((bins) => oneDecimal(bins[i]?.value('eligible') ?? null)),
      ]),
      file: `timeline.csv${width === 1 ? '' : `, per ${binWords(width)}`}`,
    },
  });
}

/** An axis of counts from 0. */
export function countAxis(label: string, most: number): Axis {
  const ticks = roundTicks(0, most);
  return {
    label,
    low: 0,
    high: ticks[ticks.length - 1],
    ticks: ticks.map((at) => ({ at, text: quantity(at) })),
  };
}

export function oneDecimal(value: number | null): string {
  return value === null ? NO_DATA : value.toFixed(1);
}

/** Stall risk per country, with its interval. */
export function stallRiskRows(page: PageData, campaign: string): Html {
  const countries = ['*', ...page.countriesOf(campaign)];
  const rows = countries.flatMap((country) => {
    const risk = page.interval('stall.risk', campaign, country);
    if (risk === null) return [];
    const of = (key: string) => page.interval(key, campaign, country);
    const causes = causesOf(page, campaign, country);
    return [
      {
        label: country === '*' ? 'any country' : country,
        estimate: risk.estimate,
        low: Math.max(0, risk.low),
        high: Math.min(1, risk.high),
        text: html`${estimateText(risk, 'ratio')} <small>${rangeText(risk, 'ratio')}</small>`,
        cells: [
          estimate(of('stall.contact_hours'), 'contact_hours'),
          estimate(of('stall.time_share'), 'ratio'),
          causes,
        ],
        style: risk.estimate > 0 ? 'risky' : 'calm',
      },
    ];
  });
  return intervalRows(
    'Stall risk per country',
    'Share of replications in which the country stalled at least once: the dot, with its interval.',
    ['country', 'risk', 'risk', 'stalled contact-hours', 'of open time', 'causes'],
    rows,
    { low: 0, high: 1, ticks: ['0 %', '50 %', '100 %'] },
  );
}

/** `spam 82 %, mixed 18 %`, structural ones apart. */
function causesOf({ run }: PageData, campaign: string, country: string): string {
  const own = run.stalls.filter(
    (each) => each.campaign === campaign && (country === '*' || each.country === country),
  );
  const counts = new Map<string, number>();
  for (const { cause } of own) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  if (own.length === 0) return NO_DATA;
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return sorted.map(([cause, n]) => `${cause} ${Math.round((n / own.length) * 100)} %`).join(', ');
}

/** When the first stall comes: cumulative incidence, with finishing first as the competing event. */
export function firstStallChart(page: PageData, campaign: string): Html {
  const curves = page.run.summary.incidence.filter((curve) => curve.campaign === campaign);
  const overall = curves.find(({ country }) => country === '*');
  const end = overall?.stalled.at(-1) ?? 0;
  if (overall === undefined || end === 0) {
    return html`<p class="note">No replication stalled, so that there is no time of a first stall to draw.</p>`;
  }
  const stalling = mainCountries(page, campaign)
    .map((country) => curves.find((curve) => curve.country === country))
    .filter((curve) => curve !== undefined && (curve.stalled.at(-1) ?? 0) > 0)
    .filter((curve) => curve !== undefined);
  const { durationHours } = page.clock;
  const held = (curve: SummaryIncidence, values: readonly number[]) => {
    const points = curve.atHours.map((x, i) => ({ x, y: values[i] * 100 }));
    return [...points, { x: durationHours, y: (values.at(-1) ?? 0) * 100 }];
  };
  const ends = overall.atHours.map((x, i) => {
    return { x, low: overall.stalledLow[i] * 100, high: overall.stalledHigh[i] * 100 };
  });
  const last = ends[ends.length - 1];
  const half = overall.atHours.find((_, i) => overall.stalled[i] >= 0.5);
  return chart({
    title: 'Time to the first stall',
    note: 'Share of replications that had stalled by then, in any country with its interval, and country by country; finishing first is the other way it can end.',
    x: timeAxis(page.clock),
    y: shareAxis('replications, %', 100),
    marks: [
      stepBand([...ends, { ...last, x: durationHours }], 's2'),
      steps(held(overall, overall.finished), 's6', 'finished without a stall'),
      ...stalling
        .filter(() => curves.length > 2)
        .map((curve, i) =>
          steps(held(curve, curve.stalled), seriesAt([0, 2, 3, 4, 0, 2][i]), curve.country),
        ),
      steps(held(overall, overall.stalled), 's2', 'stalled, any country'),
    ],
    summary: `By the end ${percent(end)} of the replications had stalled${half === undefined ? '' : `; half of them by ${hoursText(half)}`}.`,
    behind: {
      head: ['by', 'stalled', 'interval', 'finished'],
      rows: overall.atHours.map((at, i) => [
        momentText(page.clock, at),
        percent(overall.stalled[i]),
        `${percent(overall.stalledLow[i])}–${percent(overall.stalledHigh[i])}`,
        percent(overall.finished[i]),
      ]),
      file: 'summary.json, incidence',
    },
  });
}

/** Contacts that nobody may ever call, known before the start. */
export function structuralNote(page: PageData, campaign: string): Html | null {
  const parts = page.countriesOf(campaign).flatMap((country) => {
    const contacts = page.interval('stall.structural_contacts', campaign, country)?.estimate ?? 0;
    return contacts > 0 ? [`${country} ${counted(Math.round(contacts), 'contact')}`] : [];
  });
  if (parts.length === 0) return null;
  return html`<p class="hints-one">Counted apart, because no active number may ever dial them, whatever the scores: ${parts.join(', ')}. See the country rules of the numbers.</p>`;
}
