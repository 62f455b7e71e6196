import { NO_DATA } from '../../text/format.ts';
import type { Tone } from '../../text/palette.ts';
import { leftOut } from '../listed-numbers.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { numberLink, scrollBox, tag } from '../parts.ts';
import { html, name, names } from '../safe-html.ts';

const TONES: Readonly<Record<string, Tone>> = {
  active: 'good',
  inactive: 'plain',
  released: 'plain',
};

/** The inventory as the platform lists it: reputation is in the detail, not here. */
export function phoneNumbersSection(page: PageData): PageSection {
  const { run } = page;
  const inCampaigns = (number: string) =>
    run.campaignHealth.filter((row) => row.number === number).map(({ campaign }) => campaign);
  const rows = page.listed.map((number) => {
    const campaigns = inCampaigns(number.number);
    return html`<tr><th scope="row" class="l">${numberLink(page, number.number)}</th><td class="l">${name(number.name)}</td><td class="l">${tag(TONES[number.statusAtStart] ?? 'plain', number.statusAtStart)}${number.managed === 'twilio' ? tag('dim', 'Twilio') : null}</td><td class="l">${number.country}</td><td class="l">${number.allowedCountries.length === 0 ? 'any' : number.allowedCountries.join(', ')}</td><td class="l">${name(number.connection)}</td><td class="l">${campaigns.length === 0 ? NO_DATA : names(campaigns)}</td></tr>
`;
  });
  return {
    id: 'phone-numbers',
    title: 'Phone numbers',
    short: 'Phone numbers',
    lead: 'The inventory at the start: general status, and Twilio where the platform manages the number. Scores and flags are in each number’s detail, not in this list.',
    body: html`${scrollBox(
      'Phone numbers',
      html`<table class="sortable"><thead><tr><th scope="col" class="l">Number</th><th scope="col" class="l">Name</th><th scope="col" class="l">Status</th><th scope="col" class="l">Country</th><th scope="col" class="l">Allowed outbound countries</th><th scope="col" class="l">Connection</th><th scope="col" class="l">Campaigns</th></tr></thead><tbody>
${rows}</tbody></table>`,
    )}${leftOut(run.numbers.length - page.listed.length, 'numbers.csv')}<p class="note">In <code>numbers.csv</code>. Allowed countries: any means that the list is empty, which restricts nothing.</p>`,
  };
}
