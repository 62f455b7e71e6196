import { POOL_STATUSES, type PoolStatus, ROW_STATES } from '../../../model/figures.ts';
import type { Interval } from '../../../stats/interval.ts';
import type { StoredPoolRow } from '../../stored/pool-rows.ts';
import { hoursText, NO_DATA, percent, toldShare } from '../../text/format.ts';
import { leftOut } from '../listed-numbers.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { estimate, numberLink, scrollBox, statusBadge, statusBar, statusLegend } from '../parts.ts';
import { type Html, html, name } from '../safe-html.ts';

/** Number Pool Health: each pool of each campaign, a row per number. */
export function poolHealthSection(page: PageData): PageSection {
  return {
    id: 'pool-health',
    title: 'Number Pool Health',
    short: 'Number Pool Health',
    lead:
      'Status per pooled number. One line with a bad status, or without traffic while others dial, ' +
      'is a candidate for replacement. Each number leads to its detail.',
    body: html`${page.campaigns.map((campaign) => poolTable(page, campaign))}`,
  };
}

function poolTable(page: PageData, campaign: string): Html {
  const all = page.run.pool.filter((row) => row.campaign === campaign);
  const rows = all.filter(({ number }) => page.anchorOf(number) !== undefined);
  const seen = new Set(POOL_STATUSES.filter((status) => rows.some((row) => time(row, status) > 0)));
  const heads: readonly [string, boolean][] = [
    ['Number', true],
    ['Home', true],
    ['Status', true],
    ['Time in each status', false],
    ['Attempts', false],
    ['Answer rate', false],
    ['Weight', false],
    ['Ever flagged', false],
    ['First flag', false],
  ];
  return html`<h3>${name(campaign)}</h3>
${statusLegend(seen)}
${scrollBox(
  `Number Pool Health of ${campaign}`,
  html`<table class="sortable"><thead><tr>${heads.map(([head, left]) => html`<th scope="col"${left ? html` class="l"` : null}>${head}</th>`)}</tr></thead><tbody>
${rows.map((row) => poolRow(page, row))}</tbody></table>`,
)}
${leftOut(all.length - rows.length, 'number_pool_health.csv')}<p class="note">Status: what most replications ended with, and in how many of them. Attempts, answer rate and weight: means over
replications with their intervals. First flag: the median over replications; never where fewer than half were flagged.
${rows.some(({ answerRate }) => toldShare(answerRate) === null) ? `${NO_DATA} as answer rate: no calls, or too few to tell anything from.` : null}
All of it is in <code>number_pool_health.csv</code>.</p>`;
}

function poolRow(page: PageData, row: StoredPoolRow): Html {
  const number = page.run.numbers.find((each) => each.number === row.number);
  const share = row.statusShare?.estimate ?? 0;
  const first = number?.firstFlagHours?.estimate ?? null;
  return html`<tr><th scope="row" class="l">${numberLink(page, row.number)}${row.primary ? html` <small>primary</small>` : null}</th>
<td class="l">${row.country}</td><td class="l" data-v="${ROW_STATES.indexOf(row.statusAtEnd)}">${statusBadge(row.statusAtEnd)}${share < 0.9995 ? html` <small>${Math.round(share * 100)} %</small>` : null}</td>
<td data-v="${shown(time(row, 'healthy'))}">${statusBar((status) => time(row, status))}</td>
${valueCell(row.attempts, estimate(row.attempts, 'attempts'))}
${valueCell(toldShare(row.answerRate), estimate(toldShare(row.answerRate), 'ratio'))}
${valueCell(row.weight, weightText(row.weight))}
<td data-v="${shown(row.everFlagged?.estimate ?? -1)}">${row.everFlagged === null ? NO_DATA : percent(row.everFlagged.estimate)}</td>
<td data-v="${first === null || first === Infinity ? 1e9 : shown(first)}">${first === null ? NO_DATA : hoursText(first)}</td></tr>
`;
}

/** Weights keep three decimals: their differences are small, and matter. */
function weightText(weight: Interval | null): Html {
  if (weight === null) return html`<span class="absent">${NO_DATA}</span>`;
  return html`${weight.estimate.toFixed(3)}`;
}

/** A cell with the value that it is sorted by. */
function valueCell(interval: Interval | null, text: Html): Html {
  return html`<td data-v="${interval === null ? -1 : shown(interval.estimate)}">${text}</td>`;
}

function shown(value: number): number {
  return Number(value.toPrecision(6));
}

function time(row: StoredPoolRow, status: PoolStatus): number {
  return row.statusTime[status]?.estimate ?? 0;
}
