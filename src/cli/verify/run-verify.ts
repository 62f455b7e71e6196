import { unreachable } from '../../base/assert.ts';
import { allLaws } from '../../experiment/verify/all-laws.ts';
import type { LawExperiment } from '../../experiment/verify/law.ts';
import { type Verification, verify } from '../../experiment/verify/verify.ts';
import { renderCsv } from '../../report/csv.ts';
import { readableJson } from '../../report/json.ts';
import { renderVerifyMarkdown, renderVerifyText } from '../../report/verify/render-verify.ts';
import { LAWS_TABLE, verifyDocument } from '../../report/verify/verify-document.ts';
import { nearest } from '../../scenario/nearest.ts';
import { commandLine } from '../command-line-text.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { Interruption, type Stoppable } from '../run/interruption.ts';
import { palette } from '../run/print-report.ts';
import { Progress } from '../run/progress.ts';
import { UsageError } from '../usage-error.ts';

export type VerifyFormat = 'text' | 'json' | 'csv' | 'md';

/** The options of `poolsim verify`, read. */
export interface VerifyArguments {
  readonly filter: string | null;
  readonly seed: string;
  readonly replications: number;
  readonly format: VerifyFormat;
  readonly quiet: boolean;
  readonly color: boolean;
}

/** A Ctrl-C is heard between two steps this far apart. */
const BREATHE_EVERY_MS = 50;

/** Holds the simulator to its closed forms and prints the table. */
export const runVerify: Command<VerifyArguments> = async (host, args) => {
  const experiments = chosen(args.filter);
  const interruption = new Interruption(host);
  interruption.watch(THIS_THREAD);
  let verification: Verification;
  try {
    verification = await steps(host, experiments, args, interruption.signal);
  } finally {
    interruption.unlisten();
  }
  if (verification.results.length === 0) {
    host.stderr.write('poolsim: interrupted before the first experiment was finished\n');
    return EXIT.interrupted;
  }
  print(host, verification, args);
  if (verification.failed && !verification.partial && !args.quiet) {
    host.stderr.write(`reproduce: ${reproduceCommand(args)}\n`);
  }
  return exitCode(verification);
};

/** Laws are held on this thread, which looks for the signal itself. */
const THIS_THREAD: Stoppable = { stop: () => {} };

/** Experiments of a group, or with a part of a name in their own or in one of their laws. */
function chosen(filter: string | null): readonly LawExperiment[] {
  const all = allLaws();
  if (filter === null) return all;
  const found = all.filter(
    ({ group, id, laws }) =>
      group === filter || id.includes(filter) || laws.some((law) => law.id.includes(filter)),
  );
  if (found.length > 0) return found;
  const groups = [...new Set(all.map((each) => each.group))];
  const near = nearest(filter, [...groups, ...all.map((each) => each.id)]);
  const hint = near === null ? `the parts are ${groups.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`no law "${filter}" — ${hint}`);
}

async function steps(
  host: Host,
  experiments: readonly LawExperiment[],
  { seed, replications, quiet }: VerifyArguments,
  signal: AbortSignal,
): Promise<Verification> {
  const progress = new Progress(host, 'verify', quiet);
  const run = verify(experiments, { seed, replications });
  let lastMs = host.nowMs();
  try {
    for (let step = run.next(); ; step = run.next(signal.aborted)) {
      if (step.done === true) return step.value;
      const { done, total } = step.value;
      progress.update(done, total);
      if (host.nowMs() - lastMs < BREATHE_EVERY_MS && done % replications !== 0) continue;
      await new Promise((resume) => setImmediate(resume));
      lastMs = host.nowMs();
    }
  } finally {
    progress.clear();
  }
}

function print(host: Host, verification: Verification, args: VerifyArguments): void {
  const { format } = args;
  switch (format) {
    case 'text':
      host.stdout.write(renderVerifyText(verification, palette(host, args.color)));
      return;
    case 'md':
      host.stdout.write(renderVerifyMarkdown(verification));
      return;
    case 'csv':
      for (const chunk of renderCsv(LAWS_TABLE, verification)) host.stdout.write(chunk);
      return;
    case 'json':
      host.stdout.write(readableJson(verifyDocument(verification, host.version)));
      return;
    default:
      unreachable(format);
  }
}

function exitCode({ failed, partial }: Verification): ExitCode {
  if (partial) return EXIT.interrupted;
  return failed ? EXIT.gateBreached : EXIT.done;
}

function reproduceCommand({ filter, seed, replications }: VerifyArguments): string {
  const words = ['verify', ...(filter === null ? [] : [filter])];
  return commandLine([...words, '--seed', seed, '--reps', String(replications)]);
}
