import type { FigureDifference } from '../../experiment/compare/compare-figures.ts';
import { jsonSeed } from '../../experiment/json-seed.ts';
import type { PlaybookWorth } from '../../experiment/playbook/worth.ts';
import { PLAYBOOK_STEPS, type PlaybookStep } from '../../model/operator/steps.ts';
import { type Column, column, type Table } from '../columns.ts';
import { camel, DIFFERENCE_COLUMNS } from '../compare/comparison-document.ts';
import { stepName, type WorthLabels, worthAnswer } from './worth-answer.ts';

/** A figure of a step, or of the playbook as a whole. */
interface WorthRow {
  readonly step: PlaybookStep | null;
  readonly idle: boolean;
  readonly difference: FigureDifference;
}

const COLUMNS: readonly Column<WorthRow>[] = [
  column('step', 'text', 'the step; playbook: all of them', (row) => stepName(row.step)),
  column('meaning', 'text', 'what the step does', (row) =>
    row.step === null ? 'the playbook as a whole' : PLAYBOOK_STEPS[row.step],
  ),
  column('idle', 'yes/no', 'true: not one event differs without it', (row) => row.idle),
  ...DIFFERENCE_COLUMNS.map(
    (each): Column<WorthRow> => ({ ...each, read: (row) => each.read(row.difference) }),
  ),
];

/** `playbook --format csv`: A is the world without the step, B the one with it. */
export const WORTH_TABLE: Table<PlaybookWorth, WorthRow> = {
  file: 'worth.csv',
  meaning: 'what each step of the playbook buys',
  columns: COLUMNS,
  rows: (worth) => rowsOf(worth),
};

function rowsOf({ steps }: PlaybookWorth): WorthRow[] {
  return steps.flatMap(({ step, idle, differences }) =>
    differences.map((difference) => ({ step, idle, difference })),
  );
}

/** `playbook --json`. */
export function worthDocument(
  worth: PlaybookWorth,
  labels: WorthLabels,
  version: string,
  exitCode: number,
): unknown {
  const { replications, confidence, level, partial } = worth;
  return {
    schemaVersion: 1,
    poolsim: version,
    scenario: labels.scenario,
    seed: jsonSeed(labels.seed),
    currency: labels.currency,
    exit: { code: exitCode, reason: worthAnswer(worth, labels).sentence },
    replications,
    partial,
    confidence,
    level,
    steps: rowsOf(worth).map((row) =>
      Object.fromEntries(COLUMNS.map(({ key, read }) => [camel(key), read(row)])),
    ),
  };
}
