import { Selector, type SelectorSettings } from '../selector/index.ts';
import type { Scenario } from './spec.ts';

/** The real selector with the scenario's inventory and pools; its indices are the scenario's. */
export function makeSelector(scenario: Scenario, settings: SelectorSettings): Selector {
  const selector = new Selector(settings);
  for (const code of scenario.countries) selector.country(code);
  for (const _ of scenario.connections) selector.addConnection();
  for (const number of scenario.numbers) {
    selector.addNumber({
      homeCountry: number.country,
      connection: number.connection,
      status: number.status,
      allowedCountries: number.allowedCountries,
      spamScore: number.spamScore,
    });
  }
  scenario.campaigns.forEach((campaign, c) => {
    selector.addCampaign({ preferCountryMatched: campaign.preferCountryMatched });
    for (const number of campaign.pool) selector.attach(c, number);
  });
  return selector;
}
