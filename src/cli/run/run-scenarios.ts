import { LawBreach } from '../../model/breach.ts';
import { readableJson } from '../../report/json.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { reproduceText } from '../command-line-text.ts';
import { dryRun } from '../dry-run/dry-run.ts';
import { EXIT, type ExitCode, worstExit } from '../exit-codes.ts';
import { reportFailure } from '../failure.ts';
import type { Command, Host } from '../host-seam.ts';
import { load } from '../load.ts';
import { UsageError } from '../usage-error.ts';
import { ReplicationCrash } from './answer-twice.ts';
import { breachCommands, breachText } from './breach-text.ts';
import { type ChosenSelector, chosenSelector } from './chosen-selector.ts';
import { ReplicationFault } from './crew.ts';
import { type Answer, fullRun } from './full-run.ts';
import { Interruption } from './interruption.ts';
import { worldWords } from './reproduce.ts';
import type { RunArguments } from './run-arguments.ts';
import { printSingle, runSingle } from './single-replication.ts';

/** Runs each scenario in turn; exits with the worst of their codes. */
export const runScenarios: Command<RunArguments> = async (host, args) => {
  checkTogether(args);
  const selector = await chosenSelector(host, args.selector);
  const interruption = new Interruption(host);
  const codes: ExitCode[] = [];
  const documents: unknown[] = [];
  try {
    for (const scenario of args.scenarios) {
      if (interruption.signal.aborted) {
        codes.push(EXIT.interrupted);
        break;
      }
      const answer = await runOne(host, scenario, args, selector, interruption);
      codes.push(answer.code);
      if (answer.document !== null) documents.push(answer.document);
    }
  } finally {
    interruption.unlisten();
  }
  if (args.format === 'json') {
    const single = args.scenarios.length === 1;
    if (!single || documents.length > 0) {
      host.stdout.write(readableJson(single ? documents[0] : documents));
    }
  }
  return worstExit(codes);
};

/** @throws {UsageError} for options that exclude each other */
function checkTogether(args: RunArguments): void {
  const extra = args.dryRun || args.onlyReplication !== null;
  if (args.dryRun && args.onlyReplication !== null) {
    throw new UsageError('--dry-run and --only-replication exclude each other');
  }
  if (extra && args.format !== 'text' && args.format !== 'json') {
    throw new UsageError(`--format ${args.format} needs a whole run; text and json do not`);
  }
}

/** A scenario that fails does not keep the next one from running. */
async function runOne(
  host: Host,
  scenario: string,
  args: RunArguments,
  selector: ChosenSelector,
  interruption: Interruption,
): Promise<Answer> {
  let loaded: LoadedScenario | null = null;
  try {
    loaded = await load(host, scenario, args.load);
    if (args.dryRun) return await dryRun(host, loaded, args, selector, interruption);
    if (args.onlyReplication !== null) {
      // It runs on this thread, where a signal would not be heard: Ctrl-C ends the process as usual.
      interruption.unlisten();
      return single(host, loaded, args, selector);
    }
    return await fullRun(host, loaded, args, selector, interruption);
  } catch (error) {
    if (loaded === null) {
      const notDone = args.scenarios.length > 1 ? `${scenario} was not run` : undefined;
      return { code: reportFailure(host, error, 'run', notDone), document: null };
    }
    const { name, seed } = loaded.scenario;
    const words = worldWords(host, scenario, seed, args.load, args.selector);
    if (error instanceof LawBreach) {
      host.stderr.write(breachText(error, name, seed, breachCommands(words, error.replication)));
      return { code: EXIT.lawBroken, document: null };
    }
    const code = reportFailure(host, error, 'run');
    if (error instanceof ReplicationCrash || error instanceof ReplicationFault) {
      const { reproduce } = breachCommands(words, error.replication);
      host.stderr.write(reproduceText(reproduce, `replication ${error.replication} alone`));
    }
    return { code, document: null };
  }
}

function single(
  host: Host,
  loaded: LoadedScenario,
  args: RunArguments,
  selector: ChosenSelector,
): Answer {
  const run = runSingle(loaded, selector, args.onlyReplication ?? 0);
  if (args.format === 'json') return { code: EXIT.done, document: run };
  printSingle(host, run);
  return { code: EXIT.done, document: null };
}
