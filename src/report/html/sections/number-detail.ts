import type { StoredCampaignRow, StoredNumber } from '../../stored/pool-rows.ts';
import {
  estimateText,
  hoursText,
  NO_DATA,
  quantity,
  toldShare,
  withRange,
} from '../../text/format.ts';
import { lane, laneText, statusSpans } from '../charts/lane.ts';
import { leftOut } from '../listed-numbers.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { estimate, facts, scrollBox, statusBadge } from '../parts.ts';
import { type Html, html, name, names } from '../safe-html.ts';
import { numberAxesStyle, numberCharts } from './number-charts.ts';

/** Phone number detail: what one number went through, and its Campaign Health. */
export function numberDetailSection(page: PageData): PageSection {
  const { exemplar, run } = page;
  const from =
    exemplar === null
      ? 'The run kept no replication closely, so that nothing can be drawn over time.'
      : `Lines over time are of one replication, number ${exemplar.meta.replication}: ${exemplar.meta.why}. `;
  return {
    id: 'number-detail',
    title: 'Phone number detail',
    short: 'Number detail',
    lead: `${from}The other figures are over all replications. Open a number to see its score, its calls and its Campaign Health.`,
    body: html`${page.listed.map((number) => detail(page, number))}${leftOut(run.numbers.length - page.listed.length, 'exemplar/')}`,
    style: exemplar === null ? '' : numberAxesStyle(page),
  };
}

function detail(page: PageData, number: StoredNumber): Html {
  const { exemplar } = page;
  return html`<details class="number"><summary><h3><bdi class="id">${number.number}</bdi></h3><span class="rest">${number.name === '' ? null : name(number.name)} <span>${number.country}</span>${strip(page, number.number)}</span></summary>
<div id="${page.anchorOf(number.number)}">${about(page, number)}
${exemplar === null ? null : numberCharts(page, exemplar, number.number)}
<h4>Campaign Health</h4>${campaignHealth(page, number)}</div></details>
`;
}

/** Its life in the first of its pools, small, to be compared with the others in the list. */
function strip({ exemplar, clock }: PageData, number: string): Html | null {
  const own = exemplar?.changes.filter((change) => change.number === number) ?? [];
  const changes = own.filter((change) => change.campaign === own[0].campaign);
  if (changes.length === 0) return null;
  const spans = statusSpans(changes, clock.durationHours);
  return lane(spans, clock.durationHours, laneText(spans, clock.durationHours));
}

function about(page: PageData, number: StoredNumber): Html {
  const { allowedCountries: allowed, scoreAtStart } = number;
  const threshold = page.threshold === null ? '' : ` of ${page.threshold}`;
  return html`<div class="pair">${facts([
    ['Status at the start', number.statusAtStart],
    ['Managed', number.managed === 'twilio' ? 'Twilio' : 'brought along (BYO)'],
    ['Connection', name(number.connection)],
    [
      'Allowed outbound countries',
      allowed.length === 0 ? 'empty: no restriction' : allowed.join(', '),
    ],
    ['Calls placed', withRange(number.dials, 'calls')],
    ['Most calls in 24 hours', withRange(number.callsPerDayMax, 'calls')],
    [
      'First call',
      number.firstDialHours === null ? NO_DATA : hoursText(number.firstDialHours.estimate),
    ],
  ])}${facts([
    [
      'Score at the start',
      scoreAtStart === null ? 'nobody scored it: 0' : `${quantity(scoreAtStart)} points`,
    ],
    ['True score at the end', withRange(number.trueScoreEnd, 'index')],
    ['Observed score at the end', withRange(number.observedScoreEnd, 'index')],
    [`Known above the threshold${threshold}`, withRange(number.observedFlaggedHours, 'hours')],
    [`Truly above it`, withRange(number.trueFlaggedHours, 'hours')],
    ['Times flagged', withRange(number.flagEpisodes, 'episodes')],
    ['First flag, median', estimateText(number.firstFlagHours, 'hours')],
  ])}</div>`;
}

function campaignHealth(page: PageData, { number }: StoredNumber): Html {
  const rows = page.run.campaignHealth.filter((row) => row.number === number);
  if (rows.length === 0) return html`<p class="absent">Attached to no campaign.</p>`;
  const known = rows.filter((row) => row.poolStatus !== null);
  const absent = rows.filter((row) => row.poolStatus === null).map(({ campaign }) => campaign);
  return html`${known.length === 0 ? null : healthTable(number, known)}${
    absent.length === 0
      ? null
      : html`<p class="absent">No Campaign Health in ${names(absent)}: attached, and never considered by a pick.</p>`
  }`;
}

function healthTable(number: string, rows: readonly StoredCampaignRow[]): Html {
  return scrollBox(
    `Campaign Health of ${number}`,
    html`<table><thead><tr><th scope="col" class="l">campaign</th><th scope="col" class="l">Pool Status</th><th scope="col">attempts</th><th scope="col">answer rate</th><th scope="col">weight</th></tr></thead><tbody>${rows.map(
      (row) =>
        html`<tr><th scope="row" class="l">${name(row.campaign)}${row.primary ? html` <small>primary</small>` : null}</th><td class="l">${row.poolStatus === null ? NO_DATA : statusBadge(row.poolStatus)}</td><td>${estimate(row.attempts, 'attempts')}</td><td>${estimate(toldShare(row.answerRate), 'ratio')}</td><td>${row.weight === null ? NO_DATA : row.weight.estimate.toFixed(3)}</td></tr>`,
    )}</tbody></table>`,
  );
}
