import type { Counts } from './candidate.ts';
import { priceOf } from './candidate.ts';
import { descend } from './descend.ts';
import {
  type Binding,
  bindings,
  firstToStall,
  type Help,
  helpOf,
  LOSS_REPLICATIONS,
  type Loss,
  losses,
  reachedBy,
} from './diagnose.ts';
import { oneFewer, type Proof, prove } from './frontier.ts';
import { firstGuess } from './guess.ts';
import { type PlanProblem, type PlanRequest, planProblem } from './problem.ts';
import { OutOfBudget, type Simulators, type Trial, Trials, undecided } from './trials.ts';
import { type WhyNot, whyNot } from './why-not.ts';

export interface Plan {
  readonly problem: PlanProblem;
  /**
   * `answered`: the least pool, proved. `undecided`: the budget ended first. `impossible`: no pool keeps the
   * targets. `interrupted`: broken off.
   */
  readonly status: 'answered' | 'undecided' | 'impossible' | 'interrupted';
  /** The least pool proved to keep the targets; also where the budget ended before it was all. */
  readonly answer: Trial | null;
  /** Pools whose proof was begun or that were screened as likely and not decided. */
  readonly open: readonly Trial[];
  /** Ones as dear as the answer, and less in alphabetical order alone, that the budget left undecided. */
  readonly ties: readonly Trial[];
  /** Every pool under proof, and those that could not be: least first. */
  readonly frontier: readonly Trial[];
  readonly guess: Counts | null;
  /** Price of the scenario's own pool, and of the answer, per 30 days. */
  readonly ownPrice: number;
  readonly price: number | null;
  readonly firstToStall: string | null;
  readonly helps: readonly Help[];
  readonly losses: readonly Loss[];
  readonly binds: readonly Binding[];
  /** Contacts reached a replication, with the answer and with the scenario's own pool; null: not known. */
  readonly reached: { readonly answer: number | null; readonly own: number | null };
  readonly whyNot: WhyNot | null;
  readonly replications: number;
  /** Those of them that guided the search. */
  readonly screened: number;
}

export interface PlanOptions extends Simulators {
  readonly interrupted?: () => boolean;
  /** Also what the loss of a number does; costs replications. */
  readonly losses?: boolean;
  readonly onStart?: (trials: Trials) => void;
}

const LOSSES_MOST = 300;
const LOSSES_SHARE = 0.1;

/** The least pool that keeps the targets; a pure function of the request where it is not interrupted. */
export async function plan(request: PlanRequest, options: PlanOptions): Promise<Plan> {
  const problem = planProblem(request);
  const interrupted = options.interrupted ?? (() => false);
  const trials = new Trials(problem, options, interrupted);
  options.onStart?.(trials);
  const guess = problem.guess ? firstGuess(problem) : null;
  const own = problem.groups.map(({ own: members }) => members.length);
  const proof: Proof = { best: null, complete: false, cheapest: false, stuck: null };
  const lost: Loss[] = [];
  let impossible = false;
  // Kept back while pools are proved; given out for what is told of the answer.
  if (options.losses !== false) {
    trials.reserved = Math.min(LOSSES_MOST, Math.floor(problem.budget * LOSSES_SHARE));
  }
  await withinBudget(async () => {
    const found = await descend(trials, guess ?? own);
    if (found.counts !== null) {
      await prove(trials, found.counts, proof);
      impossible = proof.stuck !== null && proof.best === null;
      return;
    }
    await prove(trials, found.largest, proof, false);
    impossible = proof.stuck !== null;
  });
  trials.reserved = 0;
  await withinBudget(async () => {
    const shown = proof.best ?? proof.stuck;
    if (shown === null || options.losses === false) return;
    await trials.readWhole(shown, LOSS_REPLICATIONS);
    if (proof.best === null) return;
    await losses(trials, proof.best, lost);
    await trials.readWhole(trials.of(own), LOSS_REPLICATIONS);
  });
  return conclude(trials, proof, { guess, own, lost, impossible, interrupted: interrupted() });
}

async function withinBudget(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OutOfBudget)) throw error;
  }
}

interface Found {
  readonly guess: Counts | null;
  readonly own: Counts;
  readonly lost: readonly Loss[];
  readonly impossible: boolean;
  readonly interrupted: boolean;
}

function conclude(trials: Trials, proof: Proof, found: Found): Plan {
  const { problem } = trials;
  const { scenario, groups } = problem;
  const all = [...trials.byKey.values()].sort((a, b) => problem.compare(a.counts, b.counts));
  const neighbours =
    proof.best === null ? [] : oneFewer(trials, proof.best.counts).map((c) => trials.of(c));
  const frontier = all.filter((trial) => trial.error > 0 || neighbours.includes(trial));
  const open = frontier.filter(
    (trial) =>
      undecided(trial) &&
      (proof.best === null || problem.isCheaper(trial.counts, proof.best.counts)),
  );
  const { best } = proof;
  const ties = frontier.filter(
    (trial) =>
      best !== null &&
      // Of a search that is done, none is wanted: where groups share countries it does not look for them.
      !proof.complete &&
      undecided(trial) &&
      !open.includes(trial) &&
      problem.compare(trial.counts, best.counts) < 0,
  );
  const answered = proof.best !== null && (proof.complete || proof.cheapest);
  const status = found.impossible
    ? 'impossible'
    : answered
      ? 'answered'
      : found.interrupted
        ? 'interrupted'
        : 'undecided';
  const shown = proof.best ?? proof.stuck;
  const samples = (proof.best === null ? [] : [proof.best]).concat(neighbours);
  return {
    problem,
    status,
    answer: proof.best,
    open,
    ties,
    frontier,
    guess: found.guess,
    ownPrice: priceOf(scenario, groups, found.own),
    price: proof.best === null ? null : priceOf(scenario, groups, proof.best.counts),
    firstToStall: firstToStall(samples.map((trial) => trial.all)),
    helps: helpsOf(trials, proof.best),
    losses: found.lost,
    binds: shown === null ? [] : bindings(shown),
    reached: {
      answer: best === null ? null : reachedBy(best),
      own: reachedBy(trials.of(found.own)),
    },
    whyNot: status === 'impossible' && shown !== null ? whyNot(problem, shown, all) : null,
    replications: trials.used,
    screened: all.reduce((sum, { screening }) => sum + screening.n, 0),
  };
}

/** Each step of the frontier: did the number that the answer has more help? */
function helpsOf(trials: Trials, best: Trial | null): Help[] {
  if (best === null) return [];
  return trials.problem.groups.flatMap(({ name }, g) => {
    const fewer = trials.byKey.get(best.counts.map((n, i) => (i === g ? n - 1 : n)).join(' '));
    const help = fewer === undefined ? null : helpOf(name, fewer, best, g);
    return help === null ? [] : [help];
  });
}
