import { unreachable } from '../../base/assert.ts';
import { type Plan, plan } from '../../experiment/plan/plan.ts';
import type { RunCandidate, RunStalls, Trials } from '../../experiment/plan/trials.ts';
import { LawBreach } from '../../model/breach.ts';
import type { GateSpec } from '../../model/gate-spec.ts';
import { renderCsv } from '../../report/csv.ts';
import { readableJson } from '../../report/json.ts';
import { planDocument } from '../../report/plan/plan-document.ts';
import { FRONTIER_TABLE } from '../../report/plan/plan-rows.ts';
import { renderPlanMarkdown, renderPlanText } from '../../report/plan/render-plan.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { reproduceText } from '../command-line-text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { load } from '../load.ts';
import { OutputError } from '../output-error.ts';
import { refuseOverwriting } from '../refuse-overwriting.ts';
import { breachText } from '../run/breach-text.ts';
import { chosenSelector } from '../run/chosen-selector.ts';
import type { Crew } from '../run/crew.ts';
import { gathered } from '../run/gathered.ts';
import { Interruption } from '../run/interruption.ts';
import { palette } from '../run/print-report.ts';
import { Progress } from '../run/progress.ts';
import { withCrew } from '../run/run-scenario.ts';
import { sharedScenario } from '../run/shared-scenario.ts';
import type { PlanArguments } from './plan-arguments.ts';
import { planCommand } from './plan-command.ts';
import { planTargets, refuseNoNumbers } from './plan-targets.ts';
import { refuseOwnInput, writeAnswer } from './write-answer.ts';

const LEAST_BUDGET = 10_000;
/** Replications per 1/bound: enough to prove a pool and refuse its neighbours where they lie apart. */
const BUDGET_PER_BOUND = 200;
const MOST_BUDGET = 1_000_000;

/** Finds the least pool, prints it, and writes it down where asked. */
export const runPlan: Command<PlanArguments> = async (host, args) => {
  if (args.write !== null) await refuseOverwriting(host, '--write', args.write, args.force);
  const loaded = await load(host, args.scenario, args.load);
  if (args.write !== null) await refuseOwnInput(host, loaded, args.write);
  const targets = planTargets(args.targets, loaded);
  refuseNoNumbers(loaded);
  const selector = await chosenSelector(host, args.selector);
  const workers = args.workers === 'auto' ? host.cpuCount : args.workers;
  const interruption = new Interruption(host);
  try {
    const found = await withCrew(host, loaded, selector, workers, interruption, (crew) =>
      search(host, loaded, targets, args, crew, workers, interruption),
    );
    return await finish(host, loaded, found, args);
  } catch (error) {
    if (!(error instanceof LawBreach)) throw error;
    const { name, seed } = loaded.scenario;
    // A pool under trial is no scenario file: only the whole search shows it again.
    const reproduce = planCommand(args, seed);
    host.stderr.write(breachText(error, name, seed, { reproduce, timeline: null }));
    return EXIT.lawBroken;
  } finally {
    interruption.unlisten();
  }
};

async function search(
  host: Host,
  loaded: LoadedScenario,
  targets: readonly GateSpec[],
  args: PlanArguments,
  crew: Crew,
  workers: number,
  interruption: Interruption,
): Promise<Plan> {
  const progress = new Progress(host, `${loaded.scenario.name}, plan`, args.quiet);
  let trials: Trials | null = null;
  let done = 0;
  const inBlocks = <T>(
    from: number,
    to: number,
    simulate: (replications: readonly number[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]> =>
    gathered(from, to, workers, simulate, interruption.signal, (finished) => {
      done += finished;
      progress.update(done, trials?.problem.budget ?? done);
    });
  const run: RunCandidate = (candidate, from, to) =>
    inBlocks(from, to, (replications) => crew.replicateOf(candidate, replications));
  const runStalls: RunStalls = (candidate, from, to) =>
    inBlocks(from, to, (replications) => crew.stallsOf(candidate, replications));
  try {
    return await plan(
      {
        scenario: sharedScenario(loaded.scenario),
        targets,
        by: args.by,
        confidence: args.confidence,
        budget: args.budget ?? budgetFor(targets),
        zone: args.zone,
        most: args.most,
        guess: args.guess,
      },
      {
        run,
        runStalls,
        interrupted: () => interruption.signal.aborted,
        onStart: (started) => {
          trials = started;
        },
      },
    );
  } finally {
    progress.clear();
  }
}

function budgetFor(targets: readonly GateSpec[]): number {
  const bounds = targets.flatMap(({ key, bound }) =>
    key === 'stall.risk' && bound > 0 ? [bound] : [],
  );
  const wanted = BUDGET_PER_BOUND / Math.min(1, ...bounds);
  return Math.min(MOST_BUDGET, Math.max(LEAST_BUDGET, Math.ceil(wanted)));
}

async function finish(
  host: Host,
  loaded: LoadedScenario,
  found: Plan,
  args: PlanArguments,
): Promise<ExitCode> {
  print(host, found, args);
  if (args.write !== null) {
    if (found.answer === null) {
      host.stderr.write(`poolsim: ${args.write} not written: no pool was proved\n`);
    } else {
      try {
        await writeAnswer(host, loaded, found, found.answer, args.write);
      } catch (error) {
        if (!(error instanceof OutputError)) throw error;
        host.stderr.write(`poolsim: answer not written: ${error.message}\n`);
        host.stderr.write(reproduceText(planCommand(args, loaded.scenario.seed)));
        return EXIT.notWritten;
      }
      if (!args.quiet) {
        host.stderr.write(`answer: ${args.write} (poolsim run ${args.write})\n`);
      }
    }
  }
  if (found.status === 'interrupted') return EXIT.interrupted;
  if (found.status === 'answered') return EXIT.done;
  if (!args.quiet) {
    host.stderr.write(reproduceText(planCommand(args, loaded.scenario.seed)).trimStart());
  }
  return found.status === 'impossible' ? EXIT.gateBreached : EXIT.unsure;
}

function print(host: Host, found: Plan, args: PlanArguments): void {
  const { format } = args;
  switch (format) {
    case 'text':
      host.stdout.write(renderPlanText(found, palette(host, args.color)));
      return;
    case 'md':
      host.stdout.write(renderPlanMarkdown(found));
      return;
    case 'csv':
      for (const chunk of renderCsv(FRONTIER_TABLE, found)) host.stdout.write(chunk);
      return;
    case 'json':
      host.stdout.write(readableJson(planDocument(found, host.version)));
      return;
    default:
      unreachable(format);
  }
}
