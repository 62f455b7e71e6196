import { estimatorOf, wantsLow } from '../../experiment/plan/judge.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trials.ts';
import type { GateSpec } from '../../model/gate-spec.ts';
import { counted, inUnit, joined } from '../text/format.ts';
import type { Tone } from '../text/palette.ts';
import { poolText } from './plan-rows.ts';

/** The answer in a sentence, and what it rests on in some more. */
export interface PlanAnswer {
  readonly sentence: string;
  readonly tone: Tone;
  readonly basis: string;
}

export function planAnswer(plan: Plan): PlanAnswer {
  return { ...sentenceOf(plan), basis: basisOf(plan) };
}

function sentenceOf(plan: Plan): { sentence: string; tone: Tone } {
  const { status, answer, problem, firstToStall, open, ties } = plan;
  const kept = `${joined(problem.targets.map(targetText))} with ${percentOf(problem.confidence)} confidence`;
  const first = firstToStall === null ? '' : `; ${firstToStall} is the first to stall`;
  if (status === 'impossible') {
    const why = plan.whyNot?.reasons.join('; ') ?? '';
    const would = plan.whyNot?.remedies.join(', or ') ?? '';
    // Refused is not breached: such a pool may keep its target narrowly.
    const narrowly = plan.frontier.every(({ decision }) => decision !== 'breached');
    const best = narrowly ? ', or at best narrowly' : '';
    return {
      sentence: `No pool keeps ${kept}${best}: ${why}. What would: ${would}.`,
      tone: 'bad',
    };
  }
  const ended = status === 'interrupted' ? 'Interrupted' : 'The budget ended';
  if (answer === null) {
    const candidates = open.length > 0 ? ` Still open: ${poolsOf(open)}.` : '';
    return { sentence: `${ended} before any pool was proved.${candidates}`, tone: 'warn' };
  }
  const promise = `${poolText(plan, answer)} ${problem.groups.length === 1 && answer.counts[0] === 1 ? 'keeps' : 'keep'} ${kept}${first}`;
  if (status === 'answered') {
    const as = ties.length > 0 ? ` As dear, and left open: ${poolsOf(ties)}.` : '';
    return { sentence: `${promise}.${as}`, tone: 'good' };
  }
  const lesser =
    open.length > 0 ? `; still open, and less: ${poolsOf(open)}` : '; whether fewer do is open';
  return {
    sentence: `${promise}. ${ended} before it was shown to be the least${lesser}.`,
    tone: 'warn',
  };

  /** At most three pools, each whole. */
  function poolsOf(trials: readonly Trial[]): string {
    return poolList(trials.map((trial) => poolText(plan, trial)));
  }
}

function poolList(pools: readonly string[]): string {
  const more = pools.length > 3 ? ` and ${pools.length - 3} more` : '';
  return `${pools.slice(0, 3).join(' or ')}${more}`;
}

/** `stalls at or under 1 %`, `reach.contact_rate{country=GB} at or over 15 %`. */
export function targetText(target: GateSpec): string {
  const { unit } = estimatorOf(target);
  const scope = [
    target.campaign === '*' ? '' : target.campaign,
    target.country === '*' ? '' : target.country,
  ].filter((part) => part !== '');
  const name = target.key === 'stall.risk' ? 'stalls' : target.key;
  const side = wantsLow(target) ? 'under' : 'over';
  const words = target.op.length === 2 ? `at or ${side}` : side;
  const bound = unit === 'ratio' ? percentOf(target.bound) : inUnit(target.bound, unit);
  return `${name}${scope.length > 0 ? ` of ${scope.join(' ')}` : ''} ${words} ${bound}`;
}

function percentOf(share: number): string {
  return `${Number((share * 100).toPrecision(6))} %`;
}

/** Of what the answer is the least. */
function scopeOf({ problem }: Plan): string {
  if (problem.groups.length === 1) return 'There is one group: the answer is its least number.';
  if (problem.separable) {
    return 'No two groups may dial a country in common: the answer is the least if more numbers never hurt, exchanges of a number in one group for others in another included.';
  }
  const shared = problem.components.some(({ groups }) => groups.length > 1);
  const why = shared ? 'Groups share countries' : 'Not all targets are on stalls';
  return `${why}: the answer is least in each group, the others held; another mix may be as small.`;
}

function basisOf(plan: Plan): string {
  const { problem, replications, screened, guess } = plan;
  const by = problem.by === 'country' ? 'home country' : problem.by;
  const parts = [
    `Numbers by ${by}; seed ${problem.scenario.seed}; ${counted(replications, 'replication')} of at most ${problem.budget.toLocaleString('en-US')}, ${screened.toLocaleString('en-US')} of them to guide the search.`,
    scopeOf(plan),
    guess === null
      ? 'The search began at the scenario’s own pool.'
      : `The search began at a closed-form guess (${problem.groups.map(({ name }, g) => `${name} ${guess[g]}`).join(', ')}).`,
    `Intervals are those that each pool was judged on, the error shared out over pools and looks; refused is what was shown to be at best within ${percentOf(problem.zone)} of the bound.`,
  ];
  return parts.join(' ');
}
