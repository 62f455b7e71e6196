import { COMMANDS } from '../../src/cli/commands/all.ts';
import { FIGURES, type FigureSpec, POOL_STATUSES } from '../../src/model/figures.ts';
import { PLAYBOOK_STEPS, STEP_NAMES } from '../../src/model/operator/steps.ts';
import { CALL_LOG_COLUMNS, CALL_LOG_FILE, CALL_LOG_MEANING } from '../../src/report/call-log.ts';
import { EXEMPLAR_TABLES } from '../../src/report/exemplar-tables.ts';
import { FILE_COLUMNS } from '../../src/report/files.ts';
import {
  CALL_COLUMNS,
  CONTACT_COLUMNS,
  NUMBER_COLUMNS,
  PRICE_COLUMNS,
  SCORE_COLUMNS,
} from '../../src/scenario/csv/columns.ts';
import type { ColumnDefinition } from '../../src/scenario/csv/heads.ts';
import { code, table } from './markdown.ts';

/** What yargs adds by itself: it stands in no command file. */
const COMPLETION = ['completion', 'Prints a completion script for bash or zsh'] as const;

/** Every command with the question that it answers. */
export function commandTable(): string {
  const rows = COMMANDS.map(({ usage, about }) => [code(`poolsim ${usage}`), about]);
  return table(
    ['Command', 'What it does'],
    [...rows, [code(`poolsim ${COMPLETION[0]}`), COMPLETION[1]]],
  );
}

/** The options of every command. */
export function commandOptions(): string {
  return COMMANDS.map(({ usage, about, options, examples }) => {
    const head = `### ${code(`poolsim ${usage}`)}\n\n${sentence(about)}`;
    const rows = Object.entries(options).map(([name, option]) => [
      code(`--${name}`),
      String(option.describe ?? ''),
    ]);
    const lines = examples.map(([line, what]) => `- ${code(line)}: ${what}`).join('\n');
    const list = rows.length === 0 ? '' : `\n\n${table(['Option', 'Meaning'], rows)}`;
    return `${head}${list}\n\nFor example:\n\n${lines}`;
  }).join('\n\n');
}

const ESTIMATORS: Readonly<Record<FigureSpec['estimator'], string>> = {
  mean: 'mean, Student t',
  share_of_runs: 'share of replications, Wilson',
  ratio: 'ratio of sums, jackknife',
  median: 'median, order statistics',
  p95: '95th percentile, order statistics',
};

const GOOD = { low: 'less', high: 'more', neither: '–' } as const;

/** Every reported figure. */
export function figureTable(): string {
  const figures: readonly FigureSpec[] = FIGURES;
  return table(
    ['Figure', 'Meaning', 'Unit', 'Told by', 'Better is', 'Estimate and interval'],
    figures.map(({ key, meaning, unit, scope, good, estimator }) => [
      code(key),
      meaning,
      unit.replaceAll('_', ' '),
      scope === 'cell' ? 'campaign, country' : 'campaign',
      GOOD[good],
      ESTIMATORS[estimator],
    ]),
  );
}

export function statusList(): string {
  return POOL_STATUSES.map(code).join(', ');
}

interface ColumnText {
  readonly key: string;
  readonly unit: string;
  readonly meaning: string;
}

/** Every CSV file of a run with its columns. */
export function outputTables(): string {
  const exemplars = EXEMPLAR_TABLES.map((each) => ({
    name: `exemplar/<kind>-${each.file}`,
    meaning: each.meaning,
    columns: each.columns as readonly ColumnText[],
  }));
  const log = { name: CALL_LOG_FILE, meaning: CALL_LOG_MEANING, columns: CALL_LOG_COLUMNS };
  return [...FILE_COLUMNS, ...exemplars, log]
    .map(({ name, meaning, columns }) => {
      const rows = withIntervals(columns).map((each) => [each.key, each.unit, each.meaning]);
      return `### ${code(name)}\n\n${sentence(meaning)}\n\n${table(['Column', 'Unit', 'Meaning'], rows)}`;
    })
    .join('\n\n');
}

/** An estimate and the two ends of its interval take one row of the table. */
function withIntervals(columns: readonly ColumnText[]): ColumnText[] {
  const keys = new Set(columns.map((each) => each.key));
  const rows: ColumnText[] = [];
  for (const each of columns) {
    const stem = each.key.replace(/_[a-z]+$/, '');
    const hasInterval = keys.has(`${stem}_low`) && keys.has(`${stem}_high`);
    if (!hasInterval) rows.push({ ...each, key: code(each.key) });
    else if (!/_(low|high)$/.test(each.key)) {
      const key = [each.key, `${stem}_low`, `${stem}_high`].map(code).join(', ');
      rows.push({ ...each, key });
    }
  }
  return rows;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Columns of an input file: other heads that are read as the same. */
function inputColumns(columns: readonly ColumnDefinition[], meaning: Meanings): string {
  return table(
    ['Column', 'Also called', 'Meaning'],
    columns.map(({ name, aliases, required }) => {
      const text = meaning[name];
      if (text === undefined) throw new Error(`say what the column ${name} means`);
      return [required ? `${code(name)} **required**` : code(name), aliases.join(', '), text];
    }),
  );
}

type Meanings = Readonly<Record<string, string>>;

const PHONE_CELL = 'phone number, E.164 or as people group it: `+1 (415) 555-0100`';

export function numberColumns(): string {
  return inputColumns(NUMBER_COLUMNS, {
    e164: PHONE_CELL,
    country: 'home country; read from the number where it is empty',
    status: '`active` (if empty), `inactive` or `released`',
    connection: 'id of the connection; the first one where it is empty',
    managed: '`twilio` (bought through the platform) or `byo` (if empty)',
    allowed_countries: 'countries it may dial, such as `US|CA`; empty means no restriction',
    spam_score:
      '0 to 100, higher is worse; empty means that nobody has scored it: it starts at 0 and a warning says so',
    calls_per_day_max: 'own daily cap; empty means none',
    concurrent_max: 'own limit on calls at once; empty means none',
    cool_down:
      'least time between the starts of two of its calls, such as `90s`; none where it is empty',
    warm_up: 'caps of its first days in use as time:calls a day, such as `7d:10 7d:20 7d:30`',
    first_used: 'date or instant of its first call; empty means not used yet',
    name: 'label for reports',
  });
}

export function contactColumns(): string {
  return inputColumns(CONTACT_COLUMNS, {
    e164: PHONE_CELL,
    country: 'country; read from the number where it is empty',
    timezone:
      'IANA zone; where empty the area of the number tells, else the country’s main zone, with a warning that counts them',
    name: 'not used',
    arrives: 'date or instant at which the contact is due for the first time',
    sticky_number: 'number that reached the contact in an earlier campaign',
    attempts: 'attempts made in an earlier campaign, 0 to 255; they count against the retries',
    last_outcome: 'not used by the simulation',
  });
}

export function scoreColumns(): string {
  return inputColumns(SCORE_COLUMNS, {
    e164: PHONE_CELL,
    at: 'date or instant of the reading',
    score: '0 to 100',
  });
}

export function priceColumns(): string {
  return inputColumns(PRICE_COLUMNS, {
    country: 'country, or `*` for all that have no row of their own',
    number_per_month: 'rent of a number per 30 days',
    minute: 'one billed minute of a call to that country',
    check: 'one fetch of one score',
    purchase: 'set-up of a number that is bought; 0 if left out',
  });
}

export function callColumns(): string {
  return inputColumns(CALL_COLUMNS, {
    started_at:
      'instant of the dial: ISO 8601 (UTC where it has no offset), RFC 2822, or `15:04:05 UTC 2026-02-02`',
    from: 'caller ID; phone number, or a pseudonym where `from_country` tells its country',
    to: 'callee; phone number, or a pseudonym where `country` tells its country',
    outcome:
      '`answered`, `voicemail`, `no-answer`, `busy`, `failed`, `blocked`, `refused`, `canceled`, `lost`; or Twilio’s status, where `completed` is told apart by `answered_by`',
    ring_seconds: 'ring time; empty where it is not known',
    talk_seconds: 'time from the answer to the end; empty where it is not known',
    answered_by:
      '`human`, `machine`, `fax`, `unknown`, or Twilio’s `machine_start`, `machine_end_beep` …',
    attempt: 'from 1; where it is missing, calls to the contact since it last answered are counted',
    direction: '`inbound` calls are left out and counted; everything else is outbound',
    country: 'country of the callee; read from the number where it is empty',
    timezone: 'IANA zone of the callee; where empty as in the contact list',
    from_country: 'home country of the caller ID; read from the number where it is empty',
  });
}

/** The steps of the playbook, in their order. */
export function playbookSteps(): string {
  return table(
    ['Step', 'What it does'],
    STEP_NAMES.map((step) => [code(step), PLAYBOOK_STEPS[step]]),
  );
}
