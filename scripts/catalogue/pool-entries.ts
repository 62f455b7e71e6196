import type { CatalogueEntry } from './entry.ts';

/** Entries on pools, audiences and what an operator does. */
export const POOL_ENTRIES: readonly CatalogueEntry[] = [
  {
    title: 'The quickstart',
    scenarios: ['quickstart'],
    answer: (of) =>
      `A stall in ${of.text('quickstart', 'stall.risk')} of runs; ${of.text('quickstart', 'skip.rate.spam')} of pool rows are skipped for spam, and ${of.text('quickstart', 'reach.contact_rate')} of contacts are reached.`,
    expects: 'the pool holds within its gates',
    holds: (of) => of.run('quickstart').gates.every(({ verdict }) => verdict === 'held'),
    testReplications: null,
  },
  {
    title: 'A pilot with three numbers',
    scenarios: ['pilot', 'pilot-two-numbers'],
    answer: (of) =>
      `Three numbers, one flagged on day two, stall in ${of.text('pilot', 'stall.risk')} of runs; two in ${of.text('pilot-two-numbers', 'stall.risk')}, for the one that is left takes all calls and is flagged as well.`,
    expects: 'two numbers stall more than three',
    holds: (of) => of.value('pilot-two-numbers', 'stall.risk') > of.value('pilot', 'stall.risk'),
    testReplications: 30,
  },
  {
    title: 'One number for a whole country',
    scenarios: ['single-country-number', 'second-country-number'],
    answer: (of) =>
      `Germany stalls in ${of.text('single-country-number', 'stall.risk', 'DE')} of runs, the United States with nine numbers in ${of.text('single-country-number', 'stall.risk', 'US')}. A second German number brings it to ${of.text('second-country-number', 'stall.risk', 'DE')}: less than one would hope, since a sweep of a carrier hits both.`,
    expects: 'the country with one number stalls more than the other, and more than with two',
    holds: (of) =>
      of.value('single-country-number', 'stall.risk', 'DE') >
        of.value('single-country-number', 'stall.risk', 'US') &&
      of.value('single-country-number', 'stall.risk', 'DE') >
        of.value('second-country-number', 'stall.risk', 'DE'),
    testReplications: 60,
  },
  {
    title: 'Contacts that stick to a flagged number',
    scenarios: ['sticky-strand', 'sticky-kept'],
    answer: (of) =>
      `The tie breaks, and nobody is stranded: ${of.text('sticky-strand', 'skip.sticky_broken')} of attempts with a sticky number go out from another one, against ${of.text('sticky-kept', 'skip.sticky_broken')} when it stays clean; stalls are ${of.text('sticky-strand', 'stall.risk')}, and as many contacts are reached, ${of.text('sticky-strand', 'reach.contact_rate')} and ${of.text('sticky-kept', 'reach.contact_rate')}. Who answers on the new number sticks to that.`,
    expects: 'a flag breaks stickiness and strands nobody',
    holds: (of) =>
      of.value('sticky-strand', 'skip.sticky_broken') > 0.5 &&
      of.value('sticky-kept', 'skip.sticky_broken') === 0 &&
      of.value('sticky-strand', 'stall.risk') === 0,
    testReplications: 20,
  },
  {
    title: 'How much of a pool may rest',
    scenarios: ['rest-cap', 'rest-uncapped'],
    answer: (of) =>
      `With half the pool at rest at most, ${of.text('rest-cap', 'stall.risk')} of runs stall; without a limit ${of.text('rest-uncapped', 'stall.risk')}, since numbers whose label is gone still sit out their rest. The price: ${of.text('rest-cap', 'skip.rate.spam')} of pool rows are skipped as flagged instead of ${of.text('rest-uncapped', 'skip.rate.spam')}.`,
    expects: 'a rest limit keeps a floor under the pool: fewer stalls, more skips',
    holds: (of) =>
      of.value('rest-cap', 'stall.contact_hours') <
        of.value('rest-uncapped', 'stall.contact_hours') &&
      of.value('rest-cap', 'skip.rate.spam') > of.value('rest-uncapped', 'skip.rate.spam'),
    testReplications: 25,
  },
  {
    title: 'Buying on every flag, or resting only',
    scenarios: ['replace-on-flag', 'rest-only'],
    answer: (of) =>
      `Replacing costs USD ${of.text('replace-on-flag', 'cost.total')} a run against ${of.text('rest-only', 'cost.total')}; contacts stall for ${of.text('replace-on-flag', 'stall.time_share')} of open time against ${of.text('rest-only', 'stall.time_share')}, and ${of.text('replace-on-flag', 'reach.contact_rate')} of them are reached against ${of.text('rest-only', 'reach.contact_rate')}.`,
    expects: 'replacement costs more and stalls less',
    holds: (of) =>
      of.value('replace-on-flag', 'cost.total') > of.value('rest-only', 'cost.total') &&
      of.value('replace-on-flag', 'stall.time_share') < of.value('rest-only', 'stall.time_share'),
    testReplications: 25,
  },
  {
    title: 'Preferring the contact’s own country',
    scenarios: ['country-preference', 'country-preference-off'],
    answer: (of) =>
      `It brings answers: ${of.text('country-preference', 'reach.answer_rate')} of calls against ${of.text('country-preference-off', 'reach.answer_rate')}, and ${of.text('country-preference', 'reach.contact_rate')} of contacts reached against ${of.text('country-preference-off', 'reach.contact_rate')}. The load lies less evenly on the numbers, Gini ${of.text('country-preference', 'pool.load_gini')} against ${of.text('country-preference-off', 'pool.load_gini')}.`,
    expects: 'preference on is answered more, and loads the numbers less evenly',
    holds: (of) =>
      of.value('country-preference', 'reach.answer_rate') >
        of.value('country-preference-off', 'reach.answer_rate') &&
      of.value('country-preference', 'pool.load_gini') >
        of.value('country-preference-off', 'pool.load_gini'),
    testReplications: 20,
  },
  {
    title: 'One degraded line while calls go on',
    scenarios: ['degraded-line', 'degraded-line-unattended'],
    answer: (of) =>
      `The playbook narrows the line: ${of.dials('degraded-line', 'tired/1')} calls from it instead of ${of.dials('degraded-line-unattended', 'tired/1')}, ${of.text('degraded-line', 'pool.flag_episodes')} flags a run instead of ${of.text('degraded-line-unattended', 'pool.flag_episodes')}. Calls continue on the others: ${of.text('degraded-line', 'stall.risk')} of runs stall, and ${of.text('degraded-line', 'reach.contact_rate')} of contacts are reached, against ${of.text('degraded-line-unattended', 'reach.contact_rate')} when nobody looks.`,
    expects: 'an attended line is dialled from less and flagged less, and reach does not suffer',
    holds: (of) =>
      (of.number('degraded-line', 'tired/1').dials?.estimate ?? 0) <
        (of.number('degraded-line-unattended', 'tired/1').dials?.estimate ?? 0) &&
      of.value('degraded-line', 'pool.flag_episodes') <
        of.value('degraded-line-unattended', 'pool.flag_episodes') &&
      of.value('degraded-line', 'stall.risk') === 0,
    testReplications: 20,
  },
];
