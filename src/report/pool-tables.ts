import type { Experiment } from '../experiment/experiment.ts';
import type { NumberHealth } from '../experiment/number-health.ts';
import { isPrimary, neverConsidered, type RowHealth } from '../experiment/row-health.ts';
import { POOL_STATUSES } from '../model/figures.ts';
import type { Scenario } from '../model/spec.ts';
import { type Column, column, intervalColumns, type Table } from './columns.ts';
import { allowedCountries, campaignsOf, connectionId, homeCountry } from './names.ts';

interface PoolRow {
  readonly scenario: Scenario;
  readonly health: RowHealth;
}

const CAMPAIGN = column<PoolRow>('campaign', 'text', 'campaign', ({ scenario, health }) => {
  return scenario.campaigns[health.campaign].name;
});
const NUMBER = column<PoolRow>('number', 'text', 'caller ID, E.164', ({ scenario, health }) => {
  return scenario.numbers[health.number].id;
});
const N = column<PoolRow>('replications', 'count', 'replications', (row) => row.health.n);
const PRIMARY = column<PoolRow>('primary', 'yes/no', 'primary of the campaign', (row) => {
  return isPrimary(row.scenario, row.health);
});

const ROW_FIGURES: readonly Column<PoolRow>[] = [
  ...ofRow('dials', 'calls', 'calls placed', (health) => health.dials),
  ...ofRow('attempts', 'attempts', 'calls that count for the answer rate', (h) => h.attempts),
  ...ofRow('answered', 'calls', 'calls answered', (health) => health.answered),
  ...ofRow('answer_rate', 'ratio', 'answered / attempts', (health) => health.answerRate),
  ...ofRow('weight', 'weight', 'selection weight at the end', (health) => health.weight),
  ...ofRow('calls_per_day_max', 'calls', 'most calls in 24 hours', (h) => h.callsPerDayMax),
];

/** The campaign's view: one row per pool row. */
export const NUMBER_POOL_HEALTH: Table<Experiment, PoolRow> = {
  file: 'number_pool_health.csv',
  meaning: 'each pool of each campaign: status, attempts, answer rate and weight per number',
  columns: [
    CAMPAIGN,
    NUMBER,
    column('country', 'text', 'home country of the number', ({ scenario, health }) =>
      homeCountry(scenario, health.number),
    ),
    column('connection', 'text', 'telephony account it calls through', ({ scenario, health }) =>
      connectionId(scenario, health.number),
    ),
    PRIMARY,
    column(
      'status_at_end',
      'text',
      'pool status most replications ended with, or detached',
      (row) => {
        return row.health.statusAtEnd;
      },
    ),
    ...ofRow('attached_share', 'ratio', 'replications in which it was in the pool', (health) => {
      return health.attached;
    }),
    ...ofRow('status_at_end_share', 'ratio', 'replications that ended with it', (health) => {
      return health.statusShare;
    }),
    N,
    ...ROW_FIGURES,
    ...ofRow(
      'ever_flagged_share',
      'ratio',
      'replications in which its score was above the threshold',
      (health) => health.flagged,
    ),
    ...POOL_STATUSES.flatMap((status, index) =>
      ofRow(`time_${status}_share`, 'ratio', `share of time in status ${status}`, (health) => {
        return health.statusTime[index];
      }),
    ),
  ],
  rows: poolRows,
};

/** The number's view: what each campaign made of it. Without data where it was never considered. */
export const CAMPAIGN_HEALTH: Table<Experiment, PoolRow> = {
  file: 'campaign_health.csv',
  meaning: 'each number with the campaigns it is attached to; empty where it was never considered',
  columns: [
    NUMBER,
    CAMPAIGN,
    PRIMARY,
    column('pool_status', 'text', 'pool status most replications ended with', (row) => {
      return neverConsidered(row.health) ? null : row.health.statusAtEnd;
    }),
    N,
    ...ofRow(
      'considered_share',
      'ratio',
      'replications in which a pick considered it',
      (health) => {
        return health.considered;
      },
    ),
    ...ROW_FIGURES.map(
      (figure): Column<PoolRow> => ({
        ...figure,
        read: (row) => (neverConsidered(row.health) ? null : figure.read(row)),
      }),
    ),
  ],
  rows: (experiment) => {
    return poolRows(experiment).sort(
      (a, b) => a.health.number - b.health.number || a.health.row - b.health.row,
    );
  },
};

interface NumberRow {
  readonly scenario: Scenario;
  readonly health: NumberHealth;
}

/** The inventory: one row per number, over all campaigns. */
export const NUMBERS: Table<Experiment, NumberRow> = {
  file: 'numbers.csv',
  meaning: 'each number over all campaigns: use, scores and flags',
  columns: [
    fromSpec('number', 'caller ID, E.164', (scenario, i) => scenario.numbers[i].id),
    fromSpec('name', 'its name', (scenario, i) => scenario.numbers[i].name),
    fromSpec('country', 'home country', homeCountry),
    fromSpec('connection', 'telephony account it calls through', connectionId),
    fromSpec('managed', 'twilio or byo', (scenario, i) => scenario.numbers[i].managed),
    fromSpec('status_at_start', 'status', (scenario, i) => scenario.numbers[i].status),
    fromSpec('allowed_countries', 'empty: no restriction', allowedCountries),
    fromSpec('campaigns', 'campaigns with it in their pool', campaignsOf),
    column(
      'score_at_start_points',
      'points',
      'spam score given; empty: nobody scored it',
      (row) => {
        return row.scenario.numbers[row.health.number].spamScore;
      },
    ),
    column('replications', 'count', 'replications', (row) => row.health.n),
    ...ofNumber('dials', 'calls', 'calls placed', (health) => health.dials),
    ...ofNumber('answered', 'calls', 'calls answered', (health) => health.answered),
    ...ofNumber('calls_per_day_max', 'calls', 'most calls in 24 hours', (h) => h.callsPerDayMax),
    ...ofNumber('true_score_end_points', 'points', 'true spam score at the end', (health) => {
      return health.trueScoreEnd;
    }),
    ...ofNumber('observed_score_end_points', 'points', 'score known at the end', (health) => {
      return health.observedScoreEnd;
    }),
    ...ofNumber('true_flagged_hours', 'hours', 'time truly above the threshold', (health) => {
      return health.trueFlaggedHours;
    }),
    ...ofNumber('observed_flagged_hours', 'hours', 'time known to be above it', (health) => {
      return health.observedFlaggedHours;
    }),
    ...ofNumber('flag_episodes', 'episodes', 'times it was flagged', (h) => h.flagEpisodes),
    ...ofNumber('complaints', 'complaints', 'complaints of callees', (h) => h.complaints),
    ...ofNumber('rented_days', 'days', 'time for which rent was due', (h) => h.rentedDays),
    ...ofNumber(
      'first_dial_hours',
      'hours',
      'time of the first dial',
      (health) => {
        return health.firstDialHours;
      },
      'median',
    ),
    ...ofNumber(
      'first_flag_hours',
      'hours',
      'time of the first flag',
      (health) => {
        return health.firstFlagHours;
      },
      'median',
    ),
  ],
  rows: ({ loaded: { scenario }, numberHealth }) =>
    numberHealth.map((health) => ({ scenario, health })),
};

function poolRows({ loaded: { scenario }, rowHealth }: Experiment): PoolRow[] {
  return rowHealth.map((health) => ({ scenario, health }));
}

function ofRow(
  key: string,
  unit: string,
  meaning: string,
  read: (health: RowHealth) => RowHealth['weight'],
): Column<PoolRow>[] {
  return intervalColumns<PoolRow>(key, unit, meaning, (row) => read(row.health));
}

function ofNumber(
  key: string,
  unit: string,
  meaning: string,
  read: (health: NumberHealth) => NumberHealth['dials'],
  suffix = 'mean',
): Column<NumberRow>[] {
  return intervalColumns<NumberRow>(key, unit, meaning, (row) => read(row.health), suffix);
}

function fromSpec(
  key: string,
  meaning: string,
  read: (scenario: Scenario, number: number) => string,
): Column<NumberRow> {
  return column(key, 'text', meaning, ({ scenario, health }) => read(scenario, health.number));
}
