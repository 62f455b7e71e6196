import { findFigure } from '../../experiment/figures-summary.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { estimateText, rangeText } from './format.ts';
import { cell, left, right, type Section } from './section.ts';

const RAISE = 'raise that one first';

/** Figure, words, and what would let the list end sooner. */
const LIMITS: readonly (readonly [string, string, string])[] = [
  ['limit.eligibility', 'no eligible number (stalls)', 'keep more numbers eligible'],
  ['limit.provider', 'provider down', 'spread the numbers over more connections'],
  ['limit.tenant', 'tenant’s cap on calls at once', RAISE],
  ['limit.campaign', 'campaign’s limit on calls at once', RAISE],
  ['limit.connection', 'lines of connections', RAISE],
  ['limit.number', 'numbers’ own limits', 'add numbers, or raise their limits'],
  ['limit.rate', 'calls per second', RAISE],
];

/** Which limit holds the campaign up: shares of the contact-hours that wait inside the window. */
export function limitSection(run: StoredRun): Section {
  const shares = LIMITS.map(([key, words, remedy]) => ({
    words,
    remedy,
    interval: findFigure(run.figures, key)?.interval ?? null,
  }));
  const waiting = shares.filter(({ interval }) => interval !== null && interval.estimate > 0);
  const sorted = waiting.sort((a, b) => b.interval!.estimate - a.interval!.estimate);
  const title = 'Which limit binds';
  if (sorted.length === 0) {
    return { title, notes: ['None: no contact waited inside its calling window.'] };
  }
  const [most] = sorted;
  return {
    title,
    table: {
      columns: [left('held up by'), right('of waiting'), right('interval')],
      rows: sorted.map(({ words, interval }) => [
        cell(words, words === most.words ? 'warn' : 'plain'),
        cell(estimateText(interval, 'ratio')),
        cell(rangeText(interval, 'ratio')),
      ]),
    },
    notes: [
      `Most of what waits inside its calling window waits for: ${most.words}. ` +
        `To finish sooner, ${most.remedy}.`,
    ],
  };
}

const FLOW: readonly (readonly [string, string])[] = [
  ['dials', 'calls placed'],
  ['flow.dials_per_hour', 'calls placed per open hour'],
  ['flow.in_flight_peak', 'most calls at once'],
  ['reach.answer_rate', 'answered calls / calls placed'],
  ['reach.contact_rate', 'contacts answered / contacts'],
  ['pool.dialled_flagged', 'calls from a number flagged unknown to the platform'],
  ['finish.share', 'replications that finished in time'],
  ['finish.time', 'time to finish, where it did'],
  ['finish.expired', 'contacts left unfinished'],
  ['cost.total', 'cost'],
];

/** What the campaign reaches and when it ends. */
export function reachSection(run: StoredRun): Section {
  const { figures } = run;
  const rows = FLOW.flatMap(([key, words]) => {
    const figure = findFigure(figures, key);
    if (figure === undefined) return [];
    const label = key === 'cost.total' ? `cost, ${run.currency}` : words;
    return [
      [
        cell(label),
        cell(estimateText(figure.interval, figure.unit)),
        cell(rangeText(figure.interval, figure.unit)),
      ],
    ];
  });
  return {
    title: 'Reach and finish',
    table: { columns: [left('figure', true), right('mean'), right('interval')], rows },
    notes: [],
  };
}
