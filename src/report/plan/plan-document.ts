import { jsonSeed } from '../../experiment/json-seed.ts';
import { undialled } from '../../experiment/plan/components.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trials.ts';
import { planAnswer } from './plan-answer.ts';
import { totalOf, trialPrice, trialVerdict } from './plan-rows.ts';

/** `plan --json`: one document. */
export function planDocument(plan: Plan, version: string): unknown {
  const { problem, answer } = plan;
  const { scenario, groups } = problem;
  const pool = (trial: Trial) => ({
    numbers: Object.fromEntries(groups.map(({ name }, g) => [name, trial.counts[g]])),
    total: totalOf(trial),
    price: trialPrice(plan, trial),
    verdict: trialVerdict(plan, trial),
    cutOff: trial.cutOff,
    replications: trial.all.n,
    figures: trial.judged.map(({ interval, decision }, t) => ({
      target: problem.targets[t].text,
      mean: finite(interval?.estimate),
      low: finite(interval?.low),
      high: finite(interval?.high),
      decision,
    })),
  });
  return {
    schemaVersion: 1,
    poolsim: version,
    scenario: scenario.name,
    seed: jsonSeed(scenario.seed),
    status: plan.status,
    sentence: planAnswer(plan).sentence,
    targets: problem.targets.map(({ text }) => text),
    groupedBy: problem.by,
    confidence: problem.confidence,
    indifference: problem.zone,
    budget: problem.budget,
    replications: plan.replications,
    screened: plan.screened,
    separable: problem.separable,
    guess:
      plan.guess === null
        ? null
        : Object.fromEntries(groups.map(({ name }, g) => [name, plan.guess![g]])),
    currency: scenario.prices.currency,
    own: {
      numbers: Object.fromEntries(groups.map(({ name, own }) => [name, own.length])),
      price: plan.ownPrice,
    },
    answer: answer === null ? null : pool(answer),
    open: plan.open.map(pool),
    ties: plan.ties.map(pool),
    frontier: plan.frontier.map(pool),
    firstToStall: plan.firstToStall,
    undialled: undialled(scenario),
    moreNumbersHelp: plan.helps,
    losses: plan.losses,
    binds: plan.binds,
    reached: plan.reached,
    whyNot: plan.whyNot,
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
