import type { Calibration } from '../../experiment/calibrate/calibration.ts';
import type { LoadBucket } from '../../experiment/calibrate/load.ts';
import { counted, NO_DATA, quantity } from '../text/format.ts';
import { cell, left, right, type Section } from '../text/section.ts';
import { factorText, shareText } from './number-text.ts';

/** Rows of the list of busiest numbers. */
const SHOWN = 5;

export function useSection({ daily }: Calibration): Section {
  return {
    title: 'Calls per number and day',
    table: {
      columns: [
        left('busiest numbers', true),
        right('calls'),
        right('days'),
        right('most in a day'),
      ],
      rows: daily.top
        .slice(0, SHOWN)
        .map(({ number, calls, days, mostInADay }) => [
          cell(number),
          cell(quantity(calls)),
          cell(quantity(days)),
          cell(quantity(mostInADay)),
        ]),
    },
    notes: [
      `${counted(daily.numbers, 'number')} on ${counted(daily.numberDays, 'day')} of a number (UTC) with a call: mean ${quantity(daily.mean)}, median ${quantity(daily.median)}, 90th percentile ${quantity(daily.p90)}, 99th ${quantity(daily.p99)}, most ${quantity(daily.most)}.`,
    ],
  };
}

export function loadSection({ loads }: Calibration): Section {
  return {
    title: 'Answering after a number’s calls of the last 24 hours',
    table: {
      columns: [
        right('calls before'),
        right('calls'),
        right('rate (interval)'),
        right('against expected (interval)'),
      ],
      rows: loads.map((bucket) => [
        cell(bucketText(bucket)),
        cell(quantity(bucket.calls)),
        cell(shareText(bucket.share)),
        cell(bucket.relative === null ? NO_DATA : factorText(bucket.relative)),
      ]),
    },
    notes: [
      'Expected: what the fitted model gives the same contacts, hours, attempts and caller IDs. Intervals leave out one day of one number at a time.',
      'An association, not an effect: numbers that are dialled much differ from others in age, history and campaign, and the log shows no label. It is not written to the scenario.',
    ],
  };
}

/** `0–24`, `250 or more`. */
export function bucketText({ from, to }: LoadBucket): string {
  return to === Infinity ? `${from} or more` : `${from}–${to - 1}`;
}
