import type { CatalogueEntry } from './entry.ts';

const THRESHOLDS = [
  'threshold-50',
  'threshold-60',
  'threshold-sweep',
  'threshold-80',
  'threshold-90',
];

function falls(values: readonly number[]): boolean {
  return values.every((value, i) => i === 0 || value <= values[i - 1]);
}

/** Entries on how flags come about, and on what is seen of them. */
export const FLAG_ENTRIES: readonly CatalogueEntry[] = [
  {
    title: 'A burst on the second day of a new number',
    scenarios: ['burst-day', 'burst-week'],
    answer: (of) =>
      `Once is not enough: the burst alone is followed by a stall in ${of.text('burst-day', 'stall.risk')} of runs. Kept up every day it flags the number at a median of ${of.firstFlag('burst-week', 'new/1')} and stalls ${of.text('burst-week', 'stall.risk')}; ${of.text('burst-week', 'pool.dialled_flagged')} of its calls went out flagged and unknown to be, and ${of.text('burst-week', 'reach.contact_rate')} of contacts were reached instead of ${of.text('burst-day', 'reach.contact_rate')}. See [decision 020](../docs/decisions/020-one-burst-does-not-flag.md).`,
    expects: 'a burst that is kept up flags early and loses contacts; a single one does not',
    holds: (of) =>
      of.value('burst-week', 'stall.risk') > 0.5 &&
      of.value('burst-day', 'stall.risk') < 0.3 &&
      of.value('burst-week', 'reach.contact_rate') < of.value('burst-day', 'reach.contact_rate'),
    testReplications: 20,
  },
  {
    title: 'One carrier labels many numbers at once',
    scenarios: ['correlated-flags', 'independent-flags'],
    answer: (of) =>
      `With as many flags in all (${of.text('correlated-flags', 'pool.flag_episodes')} against ${of.text('independent-flags', 'pool.flag_episodes')} a run), common ones stall ${of.text('correlated-flags', 'stall.risk')} of runs and independent ones ${of.text('independent-flags', 'stall.risk')}. A pool that is sized for independent flags is too small.`,
    expects: 'correlated flags stall more than independent ones',
    holds: (of) =>
      of.value('correlated-flags', 'stall.risk') > of.value('independent-flags', 'stall.risk'),
    testReplications: 60,
  },
  {
    title: 'Scores that are three days old',
    scenarios: ['stale-score', 'fresh-score'],
    answer: (of) =>
      `${of.text('stale-score', 'pool.dialled_flagged')} of calls go out from numbers that are flagged and not known to be; with hourly scores ${of.text('fresh-score', 'pool.dialled_flagged')}. Answers rise from ${of.text('stale-score', 'reach.answer_rate')} to ${of.text('fresh-score', 'reach.answer_rate')} of calls, and stalls from ${of.text('stale-score', 'stall.risk')} to ${of.text('fresh-score', 'stall.risk')} of runs: what is known to be flagged is not dialled from.`,
    expects: 'stale scores dial flagged numbers; fresh ones skip them, answer more and stall more',
    holds: (of) =>
      of.value('stale-score', 'pool.dialled_flagged') >
        5 * of.value('fresh-score', 'pool.dialled_flagged') &&
      of.value('fresh-score', 'reach.answer_rate') > of.value('stale-score', 'reach.answer_rate'),
    testReplications: 30,
  },
  {
    title: 'The best number is worn out first',
    scenarios: ['winner-overload', 'winner-capped'],
    answer: (of) =>
      `Yes: the number that is answered most is flagged at a median of ${of.firstFlag('winner-overload', 'winner/1')}, the next one at ${of.firstFlag('winner-overload', 'other/5')}. A cap of 200 calls a day puts that off to ${of.firstFlag('winner-capped', 'winner/1')}; it costs reach, ${of.text('winner-capped', 'reach.contact_rate')} against ${of.text('winner-overload', 'reach.contact_rate')} of contacts.`,
    expects: 'performance weighting flags the best number first, and a cap puts it off',
    holds: (of) => {
      const at = (scenario: string, id: string) =>
        of.number(scenario, id).firstFlagHours?.estimate ?? Number.POSITIVE_INFINITY;
      const others = [1, 2, 3, 4, 5].map((i) => at('winner-overload', `other/${i}`));
      const winner = at('winner-overload', 'winner/1');
      return winner < Math.min(...others) && winner < at('winner-capped', 'winner/1');
    },
    testReplications: 16,
  },
  {
    title: 'The spam threshold, from 50 to 90',
    scenarios: ['threshold-sweep', 'threshold-50', 'threshold-60', 'threshold-80', 'threshold-90'],
    answer: (of) =>
      `From 50 to 90 skips fall from ${of.text('threshold-50', 'skip.rate.spam')} to ${of.text('threshold-90', 'skip.rate.spam')}, stalls from ${of.text('threshold-50', 'stall.risk')} to ${of.text('threshold-90', 'stall.risk')} of runs, and answers from ${of.text('threshold-50', 'reach.answer_rate')} to ${of.text('threshold-90', 'reach.answer_rate')} of calls; at 70 they are ${of.text('threshold-sweep', 'skip.rate.spam')}, ${of.text('threshold-sweep', 'stall.risk')} and ${of.text('threshold-sweep', 'reach.answer_rate')}. The same with any other steps: \`poolsim sweep scenarios/threshold-sweep.yaml --vary platform.spamThreshold=50..90:5\`.`,
    expects: 'a higher threshold skips and stalls less, and is answered less',
    holds: (of) =>
      falls(THRESHOLDS.map((name) => of.value(name, 'skip.rate.spam'))) &&
      falls(THRESHOLDS.map((name) => of.value(name, 'stall.risk'))) &&
      of.value('threshold-90', 'reach.answer_rate') < of.value('threshold-50', 'reach.answer_rate'),
    testReplications: 20,
  },
];
