import { priceOf } from '../../experiment/plan/candidate.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import { type Trial, undecided } from '../../experiment/plan/trials.ts';
import type { Interval } from '../../stats/interval.ts';
import { type Column, column, intervalColumns, type Table } from '../columns.ts';

/** One pool of the frontier, with one of the targets. */
export interface PlanRow {
  readonly plan: Plan;
  readonly trial: Trial;
  readonly target: number;
}

/** `US 34, GB 12, DE 9`. */
export function poolText(plan: Plan, trial: Trial): string {
  return plan.problem.groups.map(({ name }, g) => `${name} ${trial.counts[g]}`).join(', ');
}

export function totalOf(trial: Trial): number {
  return trial.counts.reduce((sum, count) => sum + count, 0);
}

export function trialPrice(plan: Plan, trial: Trial): number {
  return priceOf(plan.problem.scenario, plan.problem.groups, trial.counts);
}

/** `answer`, `held`, `breached`, `refused`, `not needed`, `open`, `as dear`, `cut off`. */
export function trialVerdict(plan: Plan, trial: Trial): string {
  const { answer, problem } = plan;
  if (trial === answer) return 'answer';
  const lesser = answer === null || problem.isCheaper(trial.counts, answer.counts);
  if (plan.ties.includes(trial)) return 'as dear';
  if (undecided(trial) && !lesser) return 'not needed';
  return trial.decision === 'near' ? 'refused' : trial.decision.replace('_', ' ');
}

/**
 * The pool's verdict on the row of one target. What one target refuses is not the others' doing: on their rows
 * such a pool is `held` where they are kept, and `–` where that was not decided.
 */
export function rowVerdict({ plan, trial, target }: PlanRow): string {
  const verdict = trialVerdict(plan, trial);
  if (trial.decision !== 'near' && trial.decision !== 'breached') return verdict;
  switch (trial.judged[target]?.decision) {
    case 'near':
      return 'refused';
    case 'breached':
      return 'breached';
    case 'held':
      return 'held';
    default:
      return '–';
  }
}

export function judgedInterval({ trial, target }: PlanRow): Interval | null {
  return trial.judged[target]?.interval ?? null;
}

export function planRows(plan: Plan): PlanRow[] {
  return plan.frontier.flatMap((trial) =>
    plan.problem.targets.map((_, target) => ({ plan, trial, target })),
  );
}

export const PLAN_COLUMNS: readonly Column<PlanRow>[] = [
  column('pool', 'text', 'numbers of each group', ({ plan, trial }) => poolText(plan, trial)),
  column('numbers', 'numbers', 'numbers in all', ({ trial }) => totalOf(trial)),
  column('price', 'money', 'rent of them for 30 days', ({ plan, trial }) =>
    trialPrice(plan, trial),
  ),
  column('target', 'text', 'the target', ({ plan, target }) => plan.problem.targets[target].text),
  ...intervalColumns<PlanRow>('figure', 'by target', 'figure of the target', judgedInterval),
  column(
    'replications',
    'count',
    'replications of it, screening included',
    ({ trial }) => trial.all.n,
  ),
  column(
    'verdict',
    'text',
    'answer, held, breached, refused, not needed, open, as dear, cut off; – where another target refused the pool first',
    rowVerdict,
  ),
];

/** `plan --format csv`. */
export const FRONTIER_TABLE: Table<Plan, PlanRow> = {
  file: 'frontier.csv',
  meaning: 'every pool that was put to the proof',
  columns: PLAN_COLUMNS,
  rows: planRows,
};
