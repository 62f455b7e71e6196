import type { FigureUnit } from '../../../model/figures.ts';
import { estimateText, rangeText } from '../../text/format.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { endNote, tiles } from '../parts.ts';
import { type Html, html, name } from '../safe-html.ts';
import {
  bindingChart,
  callCharts,
  connectionChart,
  finishedChart,
  inFlightChart,
} from './flow-charts.ts';

const TILES: readonly (readonly [string, string, FigureUnit])[] = [
  ['dials', 'Calls placed', 'calls'],
  ['flow.dials_per_hour', 'Per open hour', 'calls_per_hour'],
  ['reach.voicemail_rate', 'Ended in voicemail', 'ratio'],
  ['reach.blocked_rate', 'Blocked by carriers', 'ratio'],
  ['pool.dialled_flagged', 'From a number flagged unknown', 'ratio'],
  ['finish.share', 'Finished in time', 'ratio'],
];

/** How calls flow: what limits them, how they end, when the list is finished. */
export function flowSection(page: PageData): PageSection {
  return {
    id: 'flow',
    title: 'Flow',
    short: 'Flow',
    lead: 'How many calls are on the line, which limit holds the others up, how calls end, and when the list is finished.',
    body: html`${endNote(page)}${page.campaigns.map(
      (campaign, i) => html`<h3>${name(campaign)}</h3>${figures(page, campaign)}
${inFlightChart(page, campaign, i)}${bindingChart(page, campaign)}${callCharts(page, campaign)}${finishedChart(page, campaign)}`,
    )}${page.campaigns.length > 1 ? html`<h3>All campaigns</h3>` : null}${connectionChart(page)}`,
  };
}

function figures(page: PageData, campaign: string): Html {
  return tiles(
    TILES.map(([key, label, unit]) => {
      const interval = page.interval(key, campaign);
      return { label, value: estimateText(interval, unit), under: rangeText(interval, unit) };
    }),
  );
}
