import { actedOnWords } from '../../../model/operator/acted-on.ts';
import type { StoredAction } from '../../stored/run-rows.ts';

/** The same verb on the same target for the same kind of reason, over all replications. */
export interface ActionKind {
  readonly first: StoredAction;
  /** The reason without its readings: `flagged`, of `pause: flagged: score 81.4`. */
  readonly why: string;
  /** Replications in which it happened, and how often in all. */
  readonly replications: number;
  readonly times: number;
  readonly refused: number;
  readonly costMean: number;
  /** Median over those replications of the first time in each. */
  readonly firstMedianHours: number;
}

/** Kinds of actions, those of the most replications first; of equals the earlier one. */
export function actionKinds(actions: readonly StoredAction[]): ActionKind[] {
  const groups = new Map<string, StoredAction[]>();
  for (const action of actions) {
    const key = JSON.stringify([action.by, action.verb, actedOnWords(action), reasonKind(action)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [action]);
    else group.push(action);
  }
  return [...groups.values()]
    .map(kindOf)
    .sort((a, b) => b.replications - a.replications || a.firstMedianHours - b.firstMedianHours);
}

function kindOf(group: readonly StoredAction[]): ActionKind {
  const firsts = new Map<number, number>();
  for (const { replication, atHours } of group) {
    firsts.set(replication, Math.min(firsts.get(replication) ?? Infinity, atHours));
  }
  const sorted = [...firsts.values()].sort((a, b) => a - b);
  return {
    first: group[0],
    why: reasonKind(group[0]),
    replications: sorted.length,
    times: group.length,
    refused: group.filter(({ outcome }) => outcome === 'refused').length,
    costMean: group.reduce((sum, { costMoney }) => sum + costMoney, 0) / group.length,
    firstMedianHours: sorted[Math.ceil(sorted.length / 2) - 1],
  };
}

/** What comes before the readings: they differ every time, and would make every action its own kind. */
function reasonKind({ verb, reason }: StoredAction): string {
  const own = reason.startsWith(`${verb}: `) ? reason.slice(verb.length + 2) : reason;
  const words = own.replace(/[:;,(]? ?(?:(?:score|only|below) )*[-+]?\d[\s\S]*$/, '').trim();
  return (words || own).replaceAll('_', ' ');
}
