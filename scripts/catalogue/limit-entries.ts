import type { CatalogueEntry } from './entry.ts';

/** Entries on what looks like a stall and is none: refusals, faults, windows; and on size. */
export const LIMIT_ENTRIES: readonly CatalogueEntry[] = [
  {
    title: 'A country that the provider refuses',
    scenarios: ['geo-denial', 'country-preference'],
    answer: (of) =>
      `Refusals, and nothing else: ${of.text('geo-denial', 'reach.refused_rate', 'DE')} of calls to Germany are refused at dial. Skips for country rules stay at ${of.text('geo-denial', 'skip.rate.country')}, stalls at ${of.text('geo-denial', 'stall.risk')}; ${of.text('geo-denial', 'reach.contact_rate')} of contacts are reached instead of ${of.text('country-preference', 'reach.contact_rate')}.`,
    expects: 'a refusal of the provider shows as refusals, not as skips or stalls',
    holds: (of) =>
      of.value('geo-denial', 'reach.refused_rate', 'DE') === 1 &&
      of.value('geo-denial', 'skip.rate.country') === 0 &&
      of.value('geo-denial', 'stall.risk') === 0,
    testReplications: 12,
  },
  {
    title: 'The connection is down for hours',
    scenarios: ['connection-outage', 'country-preference'],
    answer: (of) =>
      `Contacts wait for the provider, ${of.text('connection-outage', 'blocked.provider_down')} contact-hours a run, and ${of.text('connection-outage', 'stall.risk')} of runs stall. When it is over the backlog drains: ${of.text('connection-outage', 'reach.contact_rate')} are reached, as without an outage (${of.text('country-preference', 'reach.contact_rate')}).`,
    expects: 'an outage shows as blocked, not as stalled',
    holds: (of) =>
      of.value('connection-outage', 'blocked.provider_down') > 10 &&
      of.value('connection-outage', 'stall.risk') === 0,
    testReplications: 12,
  },
  {
    title: 'A storm of 429',
    scenarios: ['throttle-storm', 'country-preference'],
    answer: (of) =>
      `${of.text('throttle-storm', 'reach.refused_rate')} of requests are refused, ${of.text('throttle-storm', 'stall.risk')} of runs stall, and no attempt is lost: ${of.text('throttle-storm', 'reach.contact_rate')} of contacts are reached, ${of.text('country-preference', 'reach.contact_rate')} without the storm.`,
    expects: 'a storm of 429 refuses and delays calls, stalls nobody and uses up no attempt',
    holds: (of) =>
      of.value('throttle-storm', 'reach.refused_rate') > 0.5 &&
      of.value('throttle-storm', 'stall.risk') === 0 &&
      of.value('throttle-storm', 'reach.contact_rate') >
        0.9 * of.value('country-preference', 'reach.contact_rate'),
    testReplications: 12,
  },
  {
    title: 'Two hours a day',
    scenarios: ['window-squeeze', 'window-usual'],
    answer: (of) =>
      `For want of time: ${of.text('window-squeeze', 'finish.expired')} contacts are left when the week ends, ${of.text('window-usual', 'finish.expired')} in the usual nine hours a day, and ${of.text('window-squeeze', 'stall.risk')} of runs stall.`,
    expects: 'a squeezed window expires contacts and stalls nobody',
    holds: (of) =>
      of.value('window-squeeze', 'finish.expired') > 100 &&
      of.value('window-usual', 'finish.expired') < 10 &&
      of.value('window-squeeze', 'stall.risk') === 0,
    testReplications: 12,
  },
  {
    title: 'A million contacts',
    scenarios: ['large'],
    answer: (of) =>
      `Yes: ${of.text('large', 'dials')} calls a run from 500 numbers, ${of.text('large', 'reach.contact_rate')} of contacts reached. Two replications show that it fits; they are too few for anything on risks.`,
    expects: 'every contact is dialled within the month',
    holds: (of) => of.value('large', 'dials') > 1_000_000,
    testReplications: null,
  },
];
