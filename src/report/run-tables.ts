import { HOUR_MS } from '../base/units.ts';
import type { Of } from '../experiment/aggregate.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { findFigure } from '../experiment/figures-summary.ts';
import { FIGURES, figureIndex, TIMELINE_COLUMNS } from '../model/figures.ts';
import type { ActionRow, StallEpisode } from '../model/result.ts';
import type { Interval } from '../stats/interval.ts';
import { column, intervalColumns, type Table } from './columns.ts';
import { instant } from './names.ts';

interface ReplicationRow {
  readonly replication: number;
  readonly key: string;
  readonly unit: string;
  readonly campaign: string;
  readonly country: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** One row per replication, figure and scope. */
export const REPLICATIONS: Table<Experiment, ReplicationRow> = {
  file: 'replications.csv',
  meaning: 'every figure of every replication, before anything is averaged',
  columns: [
    column('replication', 'index', 'which replication, from 0', (row) => row.replication),
    column('key', 'text', 'the figure', (row) => row.key),
    column('unit', 'text', 'unit of value', (row) => row.unit),
    column('campaign', 'text', 'campaign, * over all', (row) => row.campaign),
    column('country', 'text', 'contact country, * over all', (row) => row.country),
    column(
      'value',
      'by row',
      'numerator / denominator; empty: no data; Infinity: never',
      ({ numerator, denominator }) => (denominator > 0 ? numerator / denominator : null),
    ),
    column('numerator', 'by row', 'part, or the value itself', (row) => row.numerator),
    column('denominator', 'by row', 'whole; 1 for a plain value, 0 for none', (row) => {
      return row.denominator;
    }),
  ],
  *rows({ aggregate, layout }) {
    for (let replication = 0; replication < aggregate.replications; replication++) {
      const cells = aggregate.cells[replication];
      let at = 0;
      for (const { key, unit, scope: kind } of FIGURES) {
        for (const { campaign, country } of layout.scopes) {
          const numerator = cells[at++];
          const denominator = cells[at++];
          if (kind === 'campaign' && country !== '*') continue;
          yield { replication, key, unit, campaign, country, numerator, denominator };
        }
      }
    }
  },
};

interface FingerprintRow {
  readonly replication: number;
  readonly fingerprint: string;
}

/** One row per replication: what a replay has to come out at. */
export const FINGERPRINTS: Table<Experiment, FingerprintRow> = {
  file: 'fingerprints.csv',
  meaning: 'a hash over all events of each replication, by which a replay is held to it',
  columns: [
    column('replication', 'index', 'which replication, from 0', (row) => row.replication),
    column('fingerprint', 'text', 'hash over all its events, 16 hex digits', (row) => {
      return row.fingerprint;
    }),
  ],
  *rows({ aggregate }) {
    for (const [replication, fingerprint] of aggregate.fingerprints.entries()) {
      yield { replication, fingerprint };
    }
  },
};

interface TimelineRow {
  readonly experiment: Experiment;
  readonly hour: number;
  readonly scope: number;
}

const TIMELINE_UNITS: Readonly<Record<(typeof TIMELINE_COLUMNS)[number], [string, string]>> = {
  eligible: ['numbers', 'eligible numbers, mean over the hour'],
  skips_spam: ['pairs', 'pool rows skipped for spam, once per attempt'],
  skips_country: ['pairs', 'pool rows skipped for country, once per attempt'],
  skips_spam_and_country: ['pairs', 'pool rows skipped for both, once per attempt'],
  waiting_stalled: ['contacts', 'stalled contacts, mean over the hour'],
  waiting_paused: ['contacts', 'contacts waiting for a paused campaign, mean over the hour'],
  waiting_window: ['contacts', 'contacts waiting for their calling window, mean over the hour'],
  waiting_retry: ['contacts', 'contacts waiting for a retry, mean over the hour'],
  waiting_provider: [
    'contacts',
    'contacts waiting for a provider that is down, mean over the hour',
  ],
  waiting_capacity: ['contacts', 'contacts waiting for a free line, mean over the hour'],
  waiting_rate: ['contacts', 'contacts waiting for calls per second, mean over the hour'],
  in_flight: ['calls', 'calls in flight, mean over the hour'],
  dials: ['calls', 'calls placed in the hour'],
  answered: ['calls', 'calls answered in the hour'],
  considered: ['pairs', 'pool rows considered, skipped or not, once per attempt'],
  waiting_tenant: ['contacts', 'of those waiting for a free line, held by the tenant’s cap'],
  waiting_campaign: ['contacts', 'of the same, held by the campaign’s limit'],
  waiting_connection: ['contacts', 'of the same, held by the limits of connections or numbers'],
  ended: ['contacts', 'contacts that ended in the hour, reached or out of attempts'],
};

/** Key of a timeline column without `_mean`, `_low`, `_high`. */
export function timelineKey(name: (typeof TIMELINE_COLUMNS)[number]): string {
  return `${name}_${TIMELINE_UNITS[name][0]}`;
}

/** One row per hour and scope: means over replications. */
export const TIMELINE: Table<Experiment, TimelineRow> = {
  file: 'timeline.csv',
  meaning: 'hour by hour, mean over replications with its interval',
  columns: [
    column('hour', 'hours', 'hours since the start at which the row begins', (row) => row.hour),
    column('at', 'instant', 'the same as an instant, UTC', ({ experiment, hour }) =>
      instant(experiment.loaded.scenario, hour * HOUR_MS),
    ),
    column('campaign', 'text', 'campaign, * over all', (row) => scopeOf(row).campaign),
    column('country', 'text', 'contact country, * over all', (row) => scopeOf(row).country),
    column('replications', 'count', 'replications', (row) => row.experiment.replications),
    ...TIMELINE_COLUMNS.flatMap((name, index) => {
      const [unit, meaning] = TIMELINE_UNITS[name];
      return intervalColumns<TimelineRow>(timelineKey(name), unit, meaning, (row) =>
        timelineInterval(row, index),
      );
    }),
  ],
  *rows(experiment) {
    for (let hour = 0; hour < experiment.layout.hours; hour++) {
      for (let scope = 0; scope < experiment.layout.scopes.length; scope++) {
        yield { experiment, hour, scope };
      }
    }
  },
};

function scopeOf({ experiment, scope }: TimelineRow) {
  return experiment.layout.scopes[scope];
}

function timelineInterval({ experiment, hour, scope }: TimelineRow, index: number) {
  const { layout, aggregate, confidence } = experiment;
  const cell = (hour * layout.scopes.length + scope) * TIMELINE_COLUMNS.length + index;
  return aggregate.timeline.interval(cell, confidence);
}

interface SkipRow {
  readonly campaign: string;
  readonly country: string;
  readonly reason: string;
  readonly pairs: number | null;
  readonly share: Interval | null;
  readonly n: number;
}

/** One row per campaign, country and reason. */
export const SKIPS: Table<Experiment, SkipRow> = {
  file: 'skips.csv',
  meaning: 'why numbers of the pool were left out of picks',
  columns: [
    column('campaign', 'text', 'campaign, * over all', (row) => row.campaign),
    column('country', 'text', 'contact country, * over all', (row) => row.country),
    column('reason', 'text', 'spam, country, spam_and_country', (row) => row.reason),
    column('replications', 'count', 'replications', (row) => row.n),
    column('skipped_pairs_mean', 'pairs', 'rows left out for it, per replication', (row) => {
      return row.pairs;
    }),
    ...intervalColumns<SkipRow>('share', 'ratio', 'of the rows considered', (row) => row.share),
  ],
  *rows({ aggregate, layout, figures }) {
    for (const [scope, { campaign, country }] of layout.scopes.entries()) {
      for (const reason of ['spam', 'country', 'spam_and_country']) {
        const key = `skip.rate.${reason}`;
        const figure = findFigure(figures, key, campaign, country);
        const { numerators } = aggregate.pairs(figureIndex(key), scope);
        const total = numerators.reduce((sum, value) => sum + value, 0);
        const pairs = figure?.interval ? total / numerators.length : null;
        yield {
          campaign,
          country,
          reason,
          pairs,
          share: figure?.interval ?? null,
          n: aggregate.replications,
        };
      }
    }
  },
};

interface EpisodeRow extends Of<StallEpisode> {
  readonly experiment: Experiment;
}

/** One row per stall episode. */
export const STALLS: Table<Experiment, EpisodeRow> = {
  file: 'stalls.csv',
  meaning: 'every stall episode of every replication',
  columns: [
    column('replication', 'index', 'which replication, from 0', (row) => row.replication),
    column('campaign', 'text', 'campaign', ({ experiment, value }) => {
      return experiment.loaded.scenario.campaigns[value.campaign].name;
    }),
    column('country', 'text', 'contact country', ({ experiment, value }) => {
      return experiment.loaded.scenario.countries[value.country];
    }),
    column('cause', 'text', 'structural, spam, paused, mixed', (row) => row.value.cause),
    column('start_hours', 'hours', 'hours since the start', (row) => row.value.startMs / HOUR_MS),
    column('end_hours', 'hours', 'hours since the start', (row) => row.value.endMs / HOUR_MS),
    column('start_at', 'instant', 'its start, UTC', ({ experiment, value }) =>
      instant(experiment.loaded.scenario, value.startMs),
    ),
    column(
      'active_hours',
      'hours',
      'time in it with an open window and a stalled contact',
      (row) => {
        return row.value.activeMs / HOUR_MS;
      },
    ),
    column('contacts_max', 'contacts', 'most contacts stalled at once', (row) => {
      return row.value.contactsMax;
    }),
    column('open_at_end', 'yes/no', 'true: it had not ended at the end', (row) => row.value.open),
  ],
  *rows(experiment) {
    for (const episode of experiment.aggregate.episodes) yield { ...episode, experiment };
  },
};

interface ActionOf extends Of<ActionRow> {
  readonly experiment: Experiment;
}

/** One row per action of the operator or of a timed intervention. */
export const ACTIONS: Table<Experiment, ActionOf> = {
  file: 'actions.csv',
  meaning: 'what was done to the pool, why, and at what cost',
  columns: [
    column('replication', 'index', 'which replication, from 0', (row) => row.replication),
    column('at_hours', 'hours', 'hours since the start', (row) => row.value.atMs / HOUR_MS),
    column('at', 'instant', 'the same as an instant, UTC', ({ experiment, value }) =>
      instant(experiment.loaded.scenario, value.atMs),
    ),
    column('by', 'text', 'intervention or playbook', (row) => row.value.by),
    column('verb', 'text', 'what was done', (row) => row.value.verb),
    column('number', 'text', 'to which number; empty: to none', (row) => row.value.number),
    column('replacement', 'text', 'of replace: by which number', (row) => row.value.replacement),
    column('campaign', 'text', 'in or to which campaign', (row) => row.value.campaign),
    column('connection', 'text', 'to which connection', (row) => row.value.connection),
    column('reason', 'text', 'why', (row) => row.value.reason),
    column('outcome', 'text', 'done or refused', (row) => row.value.outcome),
    column('cost_money', 'money', 'what it cost at once', (row) => row.value.cost),
    column('effect', 'text', 'what came of it; why it was refused', (row) => row.value.effect),
  ],
  *rows(experiment) {
    for (const action of experiment.aggregate.actions) yield { ...action, experiment };
  },
};
