import { aboutPipes } from '../../base/pipe-words.ts';
import { summaryOf } from '../../experiment/summary.ts';
import { storedRunOf } from '../../report/stored/of-experiment.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { reproduceText, typedCommand } from '../command-line-text.ts';
import { EXIT, type ExitCode, worstExit } from '../exit-codes.ts';
import type { Host } from '../host-seam.ts';
import { OutputError } from '../output-error.ts';
import type { ChosenSelector } from './chosen-selector.ts';
import { gateReplays } from './gate-replays.ts';
import type { Interruption } from './interruption.ts';
import { printReport } from './print-report.ts';
import { reproduceCommand, worldWords } from './reproduce.ts';
import { DifferentBytes, OtherRun, PAGE_FILE, type Stored, storeRun } from './result-folder.ts';
import type { RunArguments } from './run-arguments.ts';
import { renderFiles, runContext } from './run-files.ts';
import { runHash } from './run-hash.ts';
import { pageOf } from './run-page.ts';
import { replicateScenario, withCrew, workersFor } from './run-scenario.ts';
import { refuseTakenFolder } from './taken-folder.ts';

/** Exit code of one scenario, and its JSON document where JSON was asked for. */
export interface Answer {
  readonly code: ExitCode;
  readonly document: unknown;
}

/** Simulates, stores, prints. What was simulated is printed even where it cannot be stored. */
export async function fullRun(
  host: Host,
  loaded: LoadedScenario,
  args: RunArguments,
  selector: ChosenSelector,
  interruption: Interruption,
): Promise<Answer> {
  const reproduce = reproduceCommand(host, loaded.source, args, loaded.scenario.seed);
  const hash = runHash(host, loaded, selector, reproduce);
  const base = resultFolder(host, args, loaded.scenario.name, hash);
  await refuseTakenFolder(host, base, { loaded, selector: selector.label, reproduce });
  if (!args.quiet) noteSkippedRows(host, loaded);
  const workers = workersFor(host, args.workers, loaded);
  return withCrew(host, loaded, selector, workers, interruption, async (crew) => {
    const { experiment, timing } = await replicateScenario(
      host,
      loaded,
      crew,
      workers,
      interruption,
      args.quiet,
    );
    if (experiment.replications === 0) return nothingFinished(host);
    const folder = experiment.partial ? `${base}-partial-${experiment.replications}` : base;
    const context = runContext(host, experiment, selector, reproduce);
    const run = storedRunOf(experiment, context);
    const store = async () => {
      const attempts = args.attempts ? crew : null;
      const files = await renderFiles(host, experiment, context, timing, attempts);
      if (args.page) files.set(PAGE_FILE, pageOf(run, host.version));
      return storeRun(host, folder, files, 'with checksums');
    };
    const stored = await storedOrWhyNot(store);
    const written = !(stored instanceof Error);
    const place = host.files.display(folder);
    const world = written
      ? [place]
      : worldWords(host, loaded.source, loaded.scenario.seed, args.load, args.selector);
    const replays = gateReplays(experiment, world);
    printReport(host, run, args, written ? `${place}/` : '', replays);
    noteStorage(host, args, stored, `${place}/`, reproduce);
    const failed = stored instanceof DifferentBytes ? EXIT.fault : EXIT.notWritten;
    const code = worstExit([experiment.verdict.code, ...(written ? [] : [failed])]);
    return { code, document: args.format === 'json' ? summaryOf(experiment) : null };
  });
}

function noteSkippedRows(host: Host, loaded: LoadedScenario): void {
  for (const { file, rows, skippedRows } of loaded.inputs) {
    if (skippedRows === 0) continue;
    const bad = skippedRows === 1 ? '1 bad row' : `${skippedRows} bad rows`;
    host.stderr.write(`${file}: ${bad} of ${rows} skipped\n`);
  }
}

function nothingFinished(host: Host): Answer {
  host.stderr.write('poolsim: interrupted before the first replication was finished\n');
  return { code: EXIT.interrupted, document: null };
}

/** `--out` itself for one scenario; else a folder named after scenario and hash. */
function resultFolder(host: Host, args: RunArguments, name: string, hash: string): string {
  const own = `${name.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-')}-${hash.slice(0, 12)}`;
  if (args.out === null) return host.files.resolve(`reports/${own}`, null);
  const folder = host.files.resolve(args.out, null);
  return args.scenarios.length === 1 ? folder : `${folder}/${own}`;
}

type Unstored = OutputError | DifferentBytes | OtherRun;

async function storedOrWhyNot(store: () => Promise<Stored>): Promise<Stored | Unstored> {
  try {
    return await store();
  } catch (error) {
    if (error instanceof OutputError || error instanceof DifferentBytes) return error;
    // Another run took the folder meanwhile.
    if (error instanceof OtherRun) return error;
    throw error;
  }
}

function noteStorage(
  host: Host,
  args: RunArguments,
  stored: Stored | Unstored,
  place: string,
  reproduce: string,
): void {
  if (stored instanceof Error) {
    host.stderr.write(`poolsim: results not written: ${stored.message}\n`);
    if (stored instanceof DifferentBytes) {
      const whose =
        args.selector === null
          ? 'this is a fault in poolsim'
          : 'the selector depends on more than its arguments';
      host.stderr.write(`  if nobody changed the files there, ${whose}\n`);
    }
    host.stderr.write(reproduceText(typedCommand(host)));
    host.stderr.write(`  elsewhere: ${reproduce} --out ANOTHER_FOLDER\n`);
  } else if (!args.quiet) {
    const how = stored === 'identical' ? 'already there, identical' : 'written';
    host.stderr.write(`results: ${place} (${how})\n`);
    if (aboutPipes(reproduce) !== null) host.stderr.write(reproduceText(reproduce));
  }
}
