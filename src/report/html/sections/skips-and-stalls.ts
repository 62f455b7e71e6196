import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { html, name } from '../safe-html.ts';
import { skipRateChart, skipTable } from './skip-charts.ts';
import { eligibleChart, firstStallChart, stallRiskRows, structuralNote } from './stall-charts.ts';
import { waitingMaps } from './waiting-maps.ts';

/** Why numbers are left out of picks, and when nobody is left. */
export function skipsAndStallsSection(page: PageData): PageSection {
  return {
    id: 'skips-and-stalls',
    title: 'Skips and stalls',
    short: 'Skips and stalls',
    lead:
      'A skip leaves one number out of one pick. A stall is a due contact for whom every number is left out: ' +
      'it waits, however many lines are free.',
    body: html`${page.campaigns.map(
      (campaign) => html`<h3>${name(campaign)}</h3>
${stallRiskRows(page, campaign)}${structuralNote(page, campaign)}
${eligibleChart(page, campaign)}${firstStallChart(page, campaign)}
${skipRateChart(page, campaign)}${skipTable(page, campaign)}
<h4>Who waits where, and why</h4><p class="note">Contacts that wait, by country and hour, mean over replications: one map for each reason.</p>
${waitingMaps(page, campaign)}`,
    )}`,
  };
}
