import { DIAL_OUTCOMES } from '../../../model/observer.ts';
import type { StoredExemplar, StoredFlow } from '../../stored/exemplar.ts';
import type { TimelineColumn } from '../../stored/run-rows.ts';
import { percent, quantity } from '../../text/format.ts';
import { chart, type Mark } from '../charts/chart.ts';
import { band, level, line, seriesAt, stackedColumns } from '../charts/marks.ts';
import { timeAxis } from '../charts/time-axis.ts';
import { momentText } from '../clock.ts';
import type { PageData } from '../page-data.ts';
import { type Html, html, name } from '../safe-html.ts';
import { type Bin, binHours, binsOf, binWords } from '../timeline-bins.ts';
import { connectionsOf, limitOf, limitText } from './capacity-facts.ts';
import { countAxis, oneDecimal } from './stall-charts.ts';

const middle = ({ from, to }: { from: number; to: number }) => (from + to) / 2;

function activeBins(page: PageData, campaign: string): Bin[] {
  return binsOf(page.hoursOf(campaign, '*').slice(0, page.activeHours), page.activeHours);
}

/** Calls in flight of one campaign against the limits that it stands under. */
export function inFlightChart(page: PageData, campaign: string, index: number): Html {
  const bins = activeBins(page, campaign);
  const limits = [
    { text: 'campaign’s limit', calls: limitOf(page, `campaigns[${index}].concurrency`) },
    { text: 'tenant’s cap', calls: limitOf(page, 'platform.tenantConcurrency') },
    {
      text: 'lines of all connections',
      calls: connectionsOf(page).reduce((sum, { concurrency }) => sum + concurrency, 0),
    },
  ].filter(({ calls }) => Number.isFinite(calls) && calls > 0);
  const flown = Math.max(0, ...bins.map((bin) => bin.value('in_flight') ?? 0));
  // A limit far above what flies would press the line flat; it is named in the note instead.
  const near = limits.filter(({ calls }) => calls <= Math.max(1, flown) * 4);
  const far = limits.filter((limit) => !near.includes(limit));
  const most = Math.max(1, flown, ...near.map(({ calls }) => calls));
  const peak = page.interval('flow.in_flight_peak', campaign);
  return chart({
    title: 'Calls in flight against the limits',
    note: `Mean over each ${binWords(binHours(page.activeHours))} and over replications.${far.length === 0 ? '' : ` Far above: ${far.map(({ text, calls }) => `${text} ${limitText(calls)}`).join(', ')}.`}`,
    x: timeAxis(page.clock, page.activeHours),
    y: countAxis('calls in flight', most),
    marks: [
      band(
        bins.map((bin) => ({
          x: middle(bin),
          low: bin.low('in_flight'),
          high: bin.high('in_flight'),
        })),
        's1',
      ),
      line(
        bins.map((bin) => ({ x: middle(bin), y: bin.value('in_flight') })),
        's1',
        'in flight',
      ),
      ...near.map(({ text, calls }, i) =>
        level(calls, ['limit', 's4', 's5'][i], `${text}, ${limitText(calls)}`),
      ),
    ],
    summary: `Calls in flight over time, against ${limits.map(({ text, calls }) => `${text} ${limitText(calls)}`).join(', ')}. At most ${peak === null ? 'no data' : quantity(peak.estimate)} at once on average over replications.`,
    behind: {
      head: ['begins', 'in flight'],
      rows: bins
        .filter((bin) => (bin.value('in_flight') ?? 0) > 0)
        .map((bin) => [momentText(page.clock, bin.from), oneDecimal(bin.value('in_flight'))]),
      file: 'timeline.csv',
    },
  });
}

const BINDING: readonly { column: TimelineColumn; words: string; style: string }[] = [
  { column: 'waiting_stalled', words: 'no eligible number', style: 's2' },
  { column: 'waiting_provider', words: 'provider down', style: 's6' },
  { column: 'waiting_tenant', words: 'tenant’s cap', style: 's4' },
  { column: 'waiting_campaign', words: 'campaign’s limit', style: 's1' },
  { column: 'waiting_connection', words: 'lines of connections and numbers', style: 's3' },
  { column: 'waiting_rate', words: 'calls per second', style: 's5' },
];

/** Which limit binds when: contacts that wait inside their window, by what holds them. */
export function bindingChart(page: PageData, campaign: string): Html {
  const bins = activeBins(page, campaign);
  const occurring = BINDING.filter(({ column }) =>
    bins.some((bin) => (bin.value(column) ?? 0) >= 0.005),
  );
  if (occurring.length === 0) {
    return html`<p class="note">No contact waited inside its calling window: no limit ever bound.</p>`;
  }
  const valuesOf = (bin: Bin) => occurring.map(({ column }) => bin.value(column) ?? 0);
  const total = (bin: Bin) => valuesOf(bin).reduce((sum, value) => sum + value, 0);
  const sums = occurring.map((_, i) => bins.reduce((sum, bin) => sum + valuesOf(bin)[i], 0));
  const most = occurring[sums.indexOf(Math.max(...sums))];
  return chart({
    title: 'Which limit binds when',
    note: `Contacts that are due inside their window and wait, mean over each ${binWords(binHours(page.activeHours))}, by what holds them.`,
    x: timeAxis(page.clock, page.activeHours),
    y: countAxis('waiting contacts', Math.max(1, ...bins.map(total))),
    marks: stackedColumns(
      bins.map((bin) => ({ from: bin.from, to: bin.to, values: valuesOf(bin) })),
      occurring.map(({ words, style }) => ({ style, legend: words })),
    ),
    summary: `Contacts that wait inside their window over time. Most of it is for: ${most.words}.`,
    behind: {
      head: ['begins', ...occurring.map(({ words }) => words)],
      rows: bins
        .filter((bin) => total(bin) >= 0.05)
        .map((bin) => [momentText(page.clock, bin.from), ...valuesOf(bin).map(oneDecimal)]),
      file: 'timeline.csv',
    },
  });
}

/** Contacts finished over time. */
export function finishedChart(page: PageData, campaign: string): Html {
  const bins = activeBins(page, campaign);
  let sum = 0;
  const points = [{ x: 0, y: 0 }];
  for (const bin of bins) {
    sum += bin.value('ended') ?? 0;
    points.push({ x: bin.to, y: sum });
  }
  const left = page.interval('finish.expired', campaign)?.estimate ?? 0;
  return chart({
    title: 'Contacts finished',
    note: `Reached, or out of attempts; mean over replications.${left > 0 ? ` ${quantity(left)} were left unfinished at the end.` : ''}`,
    x: timeAxis(page.clock, page.activeHours),
    y: countAxis('contacts finished', Math.max(1, sum)),
    marks: [
      line(points, 's1', 'finished so far'),
      ...(left > 0 ? [level(sum + left, 'limit', 'all that can be dialled')] : []),
    ].slice(0, sum + left <= 0 ? 0 : 2),
    summary: `Contacts finished over time: ${quantity(sum)} by the end.`,
    behind: {
      head: ['by', 'finished'],
      rows: points.map(({ x, y }) => [momentText(page.clock, x), oneDecimal(y)]),
      file: 'timeline.csv, ended',
    },
  });
}

/** Calls of a campaign in one replication, in bins. */
function flowBins(page: PageData, exemplar: StoredExemplar, campaign: string) {
  const durationHours = page.activeHours;
  const width = binHours(durationHours);
  const bins = Array.from({ length: Math.ceil(durationHours / width) }, (_, i) => {
    const rows: StoredFlow[] = [];
    return { from: i * width, to: Math.min((i + 1) * width, durationHours), rows };
  });
  for (const row of exemplar.flow) {
    if (row.campaign === campaign) bins[Math.floor(row.hour / width)]?.rows.push(row);
  }
  return bins;
}

const OUTCOME_STYLES: Readonly<Record<string, string>> = {
  answered: 's1',
  voicemail: 's3',
  no_answer: 'rest',
  busy: 's6',
  failed: 's5',
  blocked: 's2',
  refused: 's4',
  lost: 's2',
};

/** How calls ended, and how many were retries, over time in one replication. */
export function callCharts(page: PageData, campaign: string): Html | null {
  const { exemplar } = page;
  if (exemplar === null) return null;
  const bins = flowBins(page, exemplar, campaign);
  const outcome = DIAL_OUTCOMES.map((key) => ({
    words: key.replace('_', ' '),
    style: OUTCOME_STYLES[key],
    read: (row: StoredFlow) => row.outcomes[key],
  }));
  const kinds = [
    { words: 'first attempts', style: 's1', read: (row: StoredFlow) => row.counts.first_attempts },
    { words: 'retries', style: 's5', read: (row: StoredFlow) => row.counts.retries },
  ];
  return html`${countChart(page, bins, outcome, 'How calls ended', exemplar)}
${countChart(page, bins, kinds, 'First attempts and retries', exemplar)}`;
}

interface Kind {
  readonly words: string;
  readonly style: string;
  readonly read: (row: StoredFlow) => number;
}

function countChart(
  page: PageData,
  bins: ReturnType<typeof flowBins>,
  kinds: readonly Kind[],
  title: string,
  { meta }: StoredExemplar,
): Html {
  const sumOf = (rows: readonly StoredFlow[], { read }: Kind) =>
    rows.reduce((sum, row) => sum + read(row), 0);
  const all = bins.flatMap(({ rows }) => rows);
  const shown = kinds.filter((kind) => sumOf(all, kind) > 0);
  const totals = shown.map((kind) => sumOf(all, kind));
  const whole = Math.max(
    1,
    totals.reduce((sum, value) => sum + value, 0),
  );
  const heights = bins.map(({ rows }) => shown.reduce((sum, kind) => sum + sumOf(rows, kind), 0));
  const words = shown.map((kind, i) => `${kind.words} ${percent(totals[i] / whole)}`);
  return chart({
    title,
    note: `Calls by the ${binWords(binHours(page.activeHours))} in which they were placed, in replication ${meta.replication}.`,
    x: timeAxis(page.clock, page.activeHours),
    y: countAxis('calls placed', Math.max(1, ...heights)),
    marks: stackedColumns(
      bins.map(({ from, to, rows }) => ({
        from,
        to,
        values: shown.map((kind) => sumOf(rows, kind)),
      })),
      shown.map((kind, i) => ({ style: kind.style, legend: words[i] })),
    ),
    summary: `${title} over time. In all: ${words.join(', ')}.`,
    behind: {
      head: ['begins', ...shown.map((kind) => kind.words)],
      rows: bins
        .filter(({ rows }) => rows.length > 0)
        .map(({ from, rows }) => [
          momentText(page.clock, from),
          ...shown.map((kind) => sumOf(rows, kind)),
        ]),
      file: `exemplar/${meta.kind}-flow.csv`,
    },
  });
}

/** Lines in use per connection against its limit, in one replication. */
export function connectionChart(page: PageData): Html | null {
  const { exemplar } = page;
  const connections = connectionsOf(page);
  if (exemplar === null || connections.length === 0) return null;
  const width = binHours(page.activeHours);
  const bins = Array.from({ length: Math.ceil(page.activeHours / width) }, (_, i) => i);
  const use = connections.map(({ id }) => {
    const sums = new Float64Array(bins.length);
    for (const { hour, connection, inFlight } of exemplar.lines) {
      const bin = Math.floor(hour / width);
      if (connection === id && bin < sums.length) sums[bin] += inFlight / width;
    }
    return sums;
  });
  const shown = connections.slice(0, 6);
  const marks: Mark[] = shown.flatMap(({ id, concurrency }, i) => {
    const share = (calls: number) =>
      Number.isFinite(concurrency) ? (calls / concurrency) * 100 : 0;
    const points = bins.map((bin) => ({ x: (bin + 0.5) * width, y: share(use[i][bin]) }));
    return [line(points, seriesAt(i), html`${name(id)}, ${limitText(concurrency)} lines`)];
  });
  return chart({
    title: 'Lines in use per connection',
    note: `Share of each connection’s own limit, mean over each ${binWords(width)}, in replication ${exemplar.meta.replication}.${connections.length > shown.length ? ' The first six connections; all are in the file.' : ''}`,
    x: timeAxis(page.clock, page.activeHours),
    y: { ...countAxis('lines in use, %', 100), high: 100 },
    marks: [...marks, level(100, 'limit', 'all lines in use')],
    summary: `Share of lines in use per connection over time; at most ${shown.map(({ id, concurrency }, i) => `${id} ${quantity(Math.max(0, ...use[i]))} of ${limitText(concurrency)}`).join(', ')}.`,
    behind: {
      head: ['begins', ...shown.map(({ id }) => name(id))],
      rows: bins
        .filter((bin) => use.some((sums) => sums[bin] > 0))
        .map((bin) => [
          momentText(page.clock, bin * width),
          ...shown.map((_, i) => oneDecimal(use[i][bin])),
        ]),
      file: `exemplar/${exemplar.meta.kind}-lines.csv`,
    },
  });
}
