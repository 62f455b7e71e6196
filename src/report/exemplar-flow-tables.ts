import { HOUR_MS } from '../base/units.ts';
import { FLOW_COUNTS } from '../experiment/exemplar-flow.ts';
import { DIAL_OUTCOMES, OUTCOMES } from '../model/observer.ts';
import { column, type Table } from './columns.ts';
import type { ExemplarSource } from './exemplar-source.ts';

interface FlowRow extends ExemplarSource {
  readonly hour: number;
  readonly campaign: number;
}

const COUNT_MEANINGS: Readonly<Record<(typeof FLOW_COUNTS)[number], string>> = {
  first_attempts: 'calls that were the first attempt of their task',
  retries: 'calls that were a later attempt',
  sticky: 'calls from the contact’s sticky number',
  home_country: 'calls from a number whose home is the contact’s country',
};

/** Calls per hour and campaign: how they came about and how they ended; an hour without calls has no row. */
export const EXEMPLAR_FLOW: Table<ExemplarSource, FlowRow> = {
  file: 'flow.csv',
  meaning: 'calls placed per hour and campaign, by attempt, rule and outcome; no row without calls',
  columns: [
    column('hour', 'hours', 'hours since the start at which the row begins', (row) => row.hour),
    column('campaign', 'text', 'campaign', ({ experiment, campaign }) => {
      return experiment.loaded.scenario.campaigns[campaign].name;
    }),
    ...FLOW_COUNTS.map((key, index) =>
      column<FlowRow>(`${key}_calls`, 'calls', COUNT_MEANINGS[key], (row) => {
        return row.record.recorder.flow.count(row.hour, row.campaign, index);
      }),
    ),
    ...DIAL_OUTCOMES.map((outcome) =>
      column<FlowRow>(
        `${outcome}_calls`,
        'calls',
        `calls that ended as ${outcome.replace('_', ' ')}`,
        (row) => {
          const which = FLOW_COUNTS.length + OUTCOMES.indexOf(outcome);
          return row.record.recorder.flow.count(row.hour, row.campaign, which);
        },
      ),
    ),
  ],
  *rows(source) {
    const { flow } = source.record.recorder;
    for (let hour = 0; hour < flow.hours; hour++) {
      for (let campaign = 0; campaign < flow.campaigns; campaign++) {
        const placed = flow.count(hour, campaign, 0) + flow.count(hour, campaign, 1);
        if (placed > 0) yield { ...source, hour, campaign };
      }
    }
  },
};

interface LineRow extends ExemplarSource {
  readonly hour: number;
  readonly connection: number;
}

/** Lines of a connection that were in use, hour by hour. */
export const EXEMPLAR_LINES: Table<ExemplarSource, LineRow> = {
  file: 'lines.csv',
  meaning: 'calls in flight per hour and connection; an hour in which none was has no row',
  columns: [
    column('hour', 'hours', 'hours since the start at which the row begins', (row) => row.hour),
    column('connection', 'text', 'telephony account', ({ experiment, connection }) => {
      return experiment.loaded.scenario.connections[connection].id;
    }),
    column('in_flight_calls', 'calls', 'calls in flight, mean over the hour', (row) => {
      const { flow } = row.record.recorder;
      return flow.busyMs[row.hour * flow.connections + row.connection] / HOUR_MS;
    }),
  ],
  *rows(source) {
    const { hours, connections, busyMs } = source.record.recorder.flow;
    for (let hour = 0; hour < hours; hour++) {
      for (let connection = 0; connection < connections; connection++) {
        if (busyMs[hour * connections + connection] > 0) yield { ...source, hour, connection };
      }
    }
  },
};
