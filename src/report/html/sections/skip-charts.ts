import type { TimelineColumn } from '../../stored/run-rows.ts';
import { percent, percentNumber } from '../../text/format.ts';
import { type Axis, chart } from '../charts/chart.ts';
import { line } from '../charts/marks.ts';
import { roundTicks } from '../charts/scale.ts';
import { timeAxis } from '../charts/time-axis.ts';
import { momentText } from '../clock.ts';
import type { PageData } from '../page-data.ts';
import { estimate, scrollBox } from '../parts.ts';
import { type Html, html } from '../safe-html.ts';
import { type Bin, binHours, binsOf, binWords } from '../timeline-bins.ts';

const REASONS: readonly { column: TimelineColumn; key: string; words: string; style: string }[] = [
  {
    column: 'skips_country',
    key: 'skip.rate.country',
    words: 'country: may not dial it',
    style: 's1',
  },
  {
    column: 'skips_spam',
    key: 'skip.rate.spam',
    words: 'spam: score above the threshold',
    style: 's2',
  },
  {
    column: 'skips_spam_and_country',
    key: 'skip.rate.spam_and_country',
    words: 'both at once',
    style: 's4',
  },
];

/** Skip rate over time by reason. */
export function skipRateChart(page: PageData, campaign: string): Html {
  const hours = page.hoursOf(campaign, '*').slice(0, page.activeHours);
  const bins = binsOf(hours, page.activeHours);
  const rate = (bin: Bin, column: TimelineColumn) => {
    const considered = bin.value('considered') ?? 0;
    return considered > 0 ? (bin.value(column) ?? 0) / considered : null;
  };
  const lines = REASONS.map(({ column, words, style }) => {
    const points = bins.map((bin) => {
      const share = rate(bin, column);
      return { x: (bin.from + bin.to) / 2, y: share === null ? null : share * 100 };
    });
    return line(points, style, words);
  });
  const most = Math.max(
    1,
    ...bins.flatMap((bin) => REASONS.map(({ column }) => (rate(bin, column) ?? 0) * 100)),
  );
  const overall = REASONS.map(({ key, words }) => {
    const share = page.interval(key, campaign)?.estimate;
    return `${words}: ${share === undefined ? 'no data' : percent(share)}`;
  });
  return chart({
    title: 'Share of numbers skipped, over time and by reason',
    note: `Of the active, unpaused pool rows that attempts of the ${binWords(binHours(hours.length))} considered; a gap where there was no attempt.`,
    x: timeAxis(page.clock, page.activeHours),
    y: shareAxis('skipped / considered, %', most),
    marks: lines,
    summary: `Skip rate over time by reason. Overall ${overall.join('; ')}.`,
    behind: {
      head: ['begins', 'rows considered', ...REASONS.map(({ words }) => words.split(':')[0])],
      rows: bins
        .filter((bin) => (bin.value('considered') ?? 0) > 0)
        .map((bin) => [
          momentText(page.clock, bin.from),
          Math.round(bin.value('considered') ?? 0),
          ...REASONS.map(({ column }) => percent(rate(bin, column) ?? 0)),
        ]),
      file: 'timeline.csv',
    },
  });
}

/** An axis of shares in percent from 0, as high as it must be. */
export function shareAxis(label: string, most: number): Axis {
  const ticks = roundTicks(0, Math.min(100, most));
  return {
    label,
    low: 0,
    high: ticks[ticks.length - 1],
    ticks: ticks.map((at) => ({ at, text: String(at) })),
  };
}

/** Skips by contact country, over the whole run. */
export function skipTable(page: PageData, campaign: string): Html {
  const countries = ['*', ...page.countriesOf(campaign)];
  const rows = countries.map((country) => {
    const of = (key: string) => page.interval(key, campaign, country);
    const share = (key: string) => of(key)?.estimate ?? 0;
    return html`<tr><th scope="row" class="l">${country === '*' ? 'all' : country}</th><td>${estimate(of('attempts'), 'attempts')}</td><td>${estimate(of('skip.rate'), 'ratio')}</td><td>${skipBar(share)}</td>${REASONS.map(({ key }) => html`<td>${estimate(of(key), 'ratio')}</td>`)}</tr>`;
  });
  const sticky = page.interval('skip.sticky_broken', campaign);
  return html`<figure><figcaption><span class="chart-title">Skips by the country that is called</span></figcaption>
${scrollBox('Skips by country', html`<table><thead><tr><th scope="col" class="l">country</th><th scope="col">attempts</th><th scope="col">skipped</th><th scope="col"><span class="hidden">skipped, drawn</span></th><th scope="col"><i class="swatch-box s1"></i> country</th><th scope="col"><i class="swatch-box s2"></i> spam</th><th scope="col"><i class="swatch-box s4"></i> both</th></tr></thead><tbody>${rows}</tbody></table>`)}
<p class="note">In <code>skips.csv</code>. An attempt whose sticky number was skipped took another: ${estimate(sticky, 'ratio')} of those with one.</p></figure>`;
}

function skipBar(share: (key: string) => number): Html {
  const text = REASONS.map(
    ({ key, words }) => `${words.split(':')[0]} ${percentNumber(share(key))} %`,
  );
  return html`<span class="bar flat" role="img" aria-label="${text.join(', ')}">${REASONS.map(
    ({ key, style }) =>
      html`<i class="${style}" style="width:${Math.round(share(key) * 1000) / 10}%"></i>`,
  )}</span>`;
}
