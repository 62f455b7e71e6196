import { findFigure } from '../../experiment/figures-summary.ts';
import { actedOnWords } from '../../model/operator/acted-on.ts';
import type { StoredAction } from '../stored/run-rows.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { withRange } from './format.ts';
import { cell, left, right, type Section } from './section.ts';

/** Kinds of action that are shown; there are as many as verbs, by hand and by the playbook. */
const MOST_ROWS = 12;

interface Kind {
  readonly by: string;
  readonly verb: string;
  done: number;
  refused: number;
  cost: number;
  /** A reason and a target, of the first one. */
  readonly example: string;
}

/** What the operator did, and what it was not let do; none where nothing was tried. */
export function actionSections(run: StoredRun): Section[] {
  const { actions, figures, summary } = run;
  if (actions.length === 0) return [];
  const kinds = kindsOf(actions);
  const shown = kinds.slice(0, MOST_ROWS);
  const each = (total: number) => perReplication(total / summary.replications);
  const purchases = findFigure(figures, 'cost.purchases')?.interval ?? null;
  const notes = ['Per replication. What each one was, and what came of it, is in actions.csv.'];
  if (purchases !== null && purchases.estimate > 0) {
    notes.push(`Set-up of added numbers: ${withRange(purchases, 'money')}.`);
  }
  if (kinds.length > shown.length) notes.push(`… and ${kinds.length - shown.length} more kinds`);
  return [
    {
      title: 'What the operator did',
      table: {
        columns: [
          left('verb'),
          left('by'),
          right('done'),
          right('refused'),
          right('cost'),
          left('for example', true),
        ],
        rows: shown.map((kind) => [
          cell(kind.verb),
          cell(kind.by === 'intervention' ? 'hand' : 'playbook'),
          cell(each(kind.done)),
          cell(each(kind.refused), kind.refused > 0 ? 'warn' : 'plain'),
          cell(each(kind.cost)),
          cell(kind.example),
        ]),
      },
      notes,
    },
  ];
}

/** By frequency, then in the order of their first appearance. */
function kindsOf(actions: readonly StoredAction[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const value of actions) {
    const key = `${value.by} ${value.verb}`;
    let kind = kinds.get(key);
    if (kind === undefined) {
      const { by, verb } = value;
      const example = `${actedOnWords(value)}: ${value.reason}`;
      kind = { by, verb, done: 0, refused: 0, cost: 0, example };
      kinds.set(key, kind);
    }
    if (value.outcome === 'done') kind.done++;
    else kind.refused++;
    kind.cost += value.costMoney;
  }
  return [...kinds.values()].toSorted((a, b) => b.done + b.refused - a.done - a.refused);
}

/** A mean count, as short as it can be said: 3, 0.4, <0.1. */
function perReplication(mean: number): string {
  if (mean === 0) return '0';
  if (mean < 0.1) return '<0.1';
  return mean >= 10 ? String(Math.round(mean)) : String(Math.round(mean * 10) / 10);
}
