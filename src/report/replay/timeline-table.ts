import { column, type Table } from '../columns.ts';
import type { EventRow, VerdictRow } from './event-row.ts';

const text = (value: unknown) => (value === undefined || value === null ? null : String(value));

/** A timeline as CSV: what every kind of event has in columns of its own, the rest in words. */
export const TIMELINE_TABLE: Table<readonly EventRow[], EventRow> = {
  file: 'replay.csv',
  meaning: 'the events of one replication, in order',
  columns: [
    column('at_ms', 'milliseconds', 'time since the start', (row) => row.atMs),
    column('at', 'instant', 'the same as an instant, UTC', (row) => row.at),
    column('event', 'count', 'events of the simulation handled so far', (row) => row.event),
    column('kind', 'text', 'what happened', (row) => row.kind),
    column('campaign', 'text', 'campaign', (row) => text(row.campaign)),
    column('contact', 'text', 'contact', (row) => text(row.contact)),
    column('country', 'text', 'the contact’s country', (row) => text(row.country)),
    column('number', 'text', 'caller ID; of a pick, the one that was taken', (row) =>
      text(row.number),
    ),
    column('attempt', 'count', 'attempt of the task, from 1', (row) => text(row.attempt)),
    column('outcome', 'text', 'how the call ended', (row) => text(row.outcome)),
    column('text', 'text', 'the event in words', (row) => `${row.kind}: ${row.text}`),
    column('verdicts', 'text', 'of a pick: verdict=number for each number of the pool', (row) =>
      row.numbers === undefined ? null : row.numbers.map(verdict).join(' '),
    ),
  ],
  rows: (rows) => rows,
};

function verdict({ number, verdict: word, probability }: VerdictRow): string {
  const chance = word === 'candidate' ? `:${Number(probability.toFixed(4))}` : '';
  return `${word}=${number}${chance}`;
}
