import {
  type FigureUnit,
  POOL_STATUSES,
  type PoolStatus,
  type RowState,
} from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import { estimateText, NO_DATA, percent, rangeText } from '../text/format.ts';
import type { Tone } from '../text/palette.ts';
import { dayText } from './clock.ts';
import type { PageData } from './page-data.ts';
import { type Fragment, type Html, html, name } from './safe-html.ts';

/** A word of judgement, told apart by its words as well as by its colour. */
export function tag(tone: Tone, text: Fragment): Html {
  return html`<span class="tag ${tone}">${text}</span>`;
}

/** A pool status with its colour. */
export function statusBadge(status: RowState): Html {
  return html`<span class="status ${status}">${status}</span>`;
}

/** A sentence whose ranges and units stay on one line. */
export function unbroken(text: string): Html {
  const parts = text.split(/([\d.,]+–[\d.,]+(?: %)?|[\d.,]+ %)/);
  return html`${parts.map((part, i) => (i % 2 === 1 ? html`<span class="nb">${part}</span>` : part))}`;
}

/** An estimate with its interval under or beside it. */
export function estimate(interval: Interval | null, unit: FigureUnit): Html {
  if (interval === null) return html`<span class="absent">${NO_DATA}</span>`;
  return html`${estimateText(interval, unit)} <small>${rangeText(interval, unit)}</small>`;
}

export interface Tile {
  readonly label: Fragment;
  readonly value: Fragment;
  readonly under: Fragment;
}

/** Why charts end before the scenario does; null where they do not. */
export function endNote({ activeHours, clock }: PageData): Html | null {
  if (activeHours >= clock.durationHours) return null;
  const last = dayText(clock, activeHours - 1);
  return html`<p class="note">Nothing moved after ${last}: the charts of calls and waiting contacts end there.</p>`;
}

/** Large figures side by side. */
export function tiles(list: readonly Tile[]): Html {
  return html`<dl class="tiles">${list.map(
    ({ label, value, under }) =>
      html`<div><dt>${label}</dt><dd>${value}<small>${under}</small></dd></div>`,
  )}</dl>`;
}

/** Names with their values. */
export function facts(list: readonly (readonly [Fragment, Fragment])[]): Html {
  return html`<dl class="facts">${list.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`;
}

/** A wide table scrolls in a box of its own, which the keyboard can reach. */
export function scrollBox(label: string, body: Html): Html {
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${label}">${body}</div>`;
}

/** Shares of time in each status as one small bar; the shares stand in its text. */
export function statusBar(share: (status: PoolStatus) => number): Html {
  const parts = POOL_STATUSES.toReversed().filter((status) => share(status) >= 5e-4);
  const text = parts.map((status) => `${status} ${percent(share(status))}`).join(', ');
  return html`<span class="bar" role="img" title="${text}">${parts.map(
    (status) =>
      html`<i class="${status}" style="width:${Math.round(share(status) * 1000) / 10}%"></i>`,
  )}</span>`;
}

/** What the colours of the statuses mean: only those that occur. */
export function statusLegend(occurring: ReadonlySet<PoolStatus>): Html {
  const shown = POOL_STATUSES.toReversed().filter((status) => occurring.has(status));
  return html`<ul class="legend" aria-label="Colours of pool status">${shown.map(
    (status) => html`<li>${statusBadge(status)}</li>`,
  )}</ul>`;
}

/** A number as a link to its detail. */
export function numberLink(page: PageData, number: string): Html {
  const anchor = page.anchorOf(number);
  const text = html`<bdi class="id">${number}</bdi>`;
  return anchor === undefined ? text : html`<a href="#${anchor}">${text}</a>`;
}

/** One value per campaign; the name stands before it where there are several. */
export function perCampaign(
  page: PageData,
  read: (campaign: string, index: number) => string,
): Html {
  const several = page.campaigns.length > 1;
  return html`${page.campaigns.map((campaign, i) => {
    const value = read(campaign, i);
    return several ? html`<div>${name(campaign)}: ${value}</div>` : html`${value}`;
  })}`;
}
