import { HOUR_MS, MINUTE_MS } from '../base/units.ts';
import { CALL_BIN_MS, type StatusChange } from '../experiment/exemplar-recorder.ts';
import { inventoryOf } from '../experiment/number-health.ts';
import { POOL_STATUSES } from '../model/figures.ts';
import { column, type Table } from './columns.ts';
import { EXEMPLAR_FLOW, EXEMPLAR_LINES } from './exemplar-flow-tables.ts';
import type { ExemplarSource } from './exemplar-source.ts';
import { readableJson } from './json.ts';
import { instant } from './names.ts';
import type { ExemplarDocument } from './stored/exemplar.ts';

interface NumberCell extends ExemplarSource {
  readonly number: number;
  /** Hour of a score, bin of a call count. */
  readonly slot: number;
}

const idOf = ({ experiment, number }: NumberCell) => experiment.loaded.scenario.numbers[number].id;

/** Hourly scores per number. */
export const EXEMPLAR_SCORES: Table<ExemplarSource, NumberCell> = {
  file: 'scores.csv',
  meaning: 'true and observed spam score of every number, every hour',
  columns: [
    column('hour', 'hours', 'hours since the start', (row) => row.slot),
    column('number', 'text', 'caller ID, E.164', idOf),
    column('true_score_points', 'points', 'what carriers go by', ({ record, number, slot }) => {
      return record.recorder.trueScores[slot * record.recorder.numbers + number];
    }),
    column('observed_score_points', 'points', 'what the platform knows', (row) => {
      const { recorder } = row.record;
      return recorder.observedScores[row.slot * recorder.numbers + row.number];
    }),
  ],
  *rows(source) {
    const { hours, numbers, trueScores } = source.record.recorder;
    const { aggregate, loaded } = source.experiment;
    const inventory = inventoryOf(aggregate, loaded.scenario.numbers);
    for (let slot = 0; slot < hours; slot++) {
      for (const number of inventory) {
        if (!Number.isNaN(trueScores[slot * numbers + number])) yield { ...source, number, slot };
      }
    }
  },
};

/** Calls per number in bins; a bin without calls has no row. */
export const EXEMPLAR_CALLS: Table<ExemplarSource, NumberCell> = {
  file: 'calls.csv',
  meaning: 'calls placed per number in bins of 15 minutes; a bin without calls has no row',
  columns: [
    column('from_minute', 'minutes', 'minutes since the start at which the bin begins', (row) => {
      return (row.slot * CALL_BIN_MS) / MINUTE_MS;
    }),
    column('number', 'text', 'caller ID, E.164', idOf),
    column('calls', 'calls', 'calls placed', ({ record, number, slot }) => {
      return record.recorder.calls[slot * record.recorder.numbers + number];
    }),
    column('answered_calls', 'calls', 'of them answered', ({ record, number, slot }) => {
      return record.recorder.answered[slot * record.recorder.numbers + number];
    }),
  ],
  *rows(source) {
    const { bins, numbers, calls } = source.record.recorder;
    for (let slot = 0; slot < bins; slot++) {
      for (let number = 0; number < numbers; number++) {
        if (calls[slot * numbers + number] > 0) yield { ...source, number, slot };
      }
    }
  },
};

interface ChangeRow extends ExemplarSource {
  readonly change: StatusChange;
}

/** Every change of a pool row's status. */
export const EXEMPLAR_STATUS: Table<ExemplarSource, ChangeRow> = {
  file: 'status.csv',
  meaning: 'every change of a pool row’s status',
  columns: [
    column('at_hours', 'hours', 'hours since the start', (row) => row.change.atMs / HOUR_MS),
    column('at', 'instant', 'the same as an instant, UTC', ({ experiment, change }) =>
      instant(experiment.loaded.scenario, change.atMs),
    ),
    column('campaign', 'text', 'campaign', ({ experiment, change }) => {
      const { campaign } = experiment.layout.rows[change.row];
      return experiment.loaded.scenario.campaigns[campaign].name;
    }),
    column('number', 'text', 'caller ID, E.164', ({ experiment, change }) => {
      return experiment.loaded.scenario.numbers[experiment.layout.rows[change.row].number].id;
    }),
    column('status', 'text', 'its status from then on', (row) =>
      row.change.status < 0 ? 'detached' : POOL_STATUSES[row.change.status],
    ),
  ],
  *rows(source) {
    for (const change of source.record.recorder.statusChanges) yield { ...source, change };
  },
};

/** Every table of an exemplar. */
export const EXEMPLAR_TABLES: readonly Table<ExemplarSource, never>[] = [
  EXEMPLAR_SCORES,
  EXEMPLAR_CALLS,
  EXEMPLAR_STATUS,
  EXEMPLAR_FLOW,
  EXEMPLAR_LINES,
] as unknown as readonly Table<ExemplarSource, never>[];

/** What the exemplar is, and what its files hold. */
export function exemplarDocument({ experiment, record }: ExemplarSource): ExemplarDocument {
  const { scenario } = experiment.loaded;
  const { kind, replication, fingerprint } = record;
  const episodes = experiment.aggregate.episodes.filter((e) => e.replication === replication);
  return {
    schemaVersion: 1,
    kind,
    why:
      kind === 'median'
        ? 'its stalled contact-hours are nearest the median of all replications'
        : 'the first replication, by index, that stalled',
    scenario: scenario.name,
    seed: scenario.seed,
    replication,
    fingerprint,
    start: instant(scenario, 0),
    durationHours: scenario.durationMs / HOUR_MS,
    callBinMinutes: CALL_BIN_MS / MINUTE_MS,
    stalls: episodes.map(({ value }) => ({
      campaign: scenario.campaigns[value.campaign].name,
      country: scenario.countries[value.country],
      cause: value.cause,
      startHours: value.startMs / HOUR_MS,
      endHours: value.endMs / HOUR_MS,
    })),
    files: EXEMPLAR_TABLES.map(({ file, meaning }) => ({
      file: `${kind}-${file}`,
      meaning,
    })),
  };
}

export function exemplarMeta(source: ExemplarSource): string {
  return readableJson(exemplarDocument(source));
}
