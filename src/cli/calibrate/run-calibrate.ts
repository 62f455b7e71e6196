import { unreachable } from '../../base/assert.ts';
import { type Calibration, calibrate } from '../../experiment/calibrate/calibration.ts';
import { calibrationDocument } from '../../report/calibrate/calibration-document.ts';
import { fragmentOf } from '../../report/calibrate/fragment.ts';
import {
  renderCalibrationMarkdown,
  renderCalibrationText,
} from '../../report/calibrate/render-calibration.ts';
import { readableJson } from '../../report/json.ts';
import { readCalls } from '../../scenario/csv/calls.ts';
import { columnMapFaults } from '../../scenario/csv/columns.ts';
import { InputProblems, type Problem } from '../../scenario/problem.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { load } from '../load.ts';
import { OutputError } from '../output-error.ts';
import { refuseInput, refuseOverwriting } from '../refuse-overwriting.ts';
import { relativePath } from '../relative-path.ts';
import { palette } from '../run/print-report.ts';
import { UsageError } from '../usage-error.ts';
import type { CalibrateArguments } from './calibrate-arguments.ts';

/** Reads a call log, prints what it says, and writes it down where asked. */
export const runCalibrate: Command<CalibrateArguments> = async (host, args) => {
  await checkWrite(host, args);
  const calibration = calibrate(await readLog(host, args), args.level);
  print(host, calibration, args);
  return args.write === null ? EXIT.done : writeFragment(host, calibration, args, args.write);
};

/** Before the work is done, not after it. @throws {UsageError} */
async function checkWrite(host: Host, { write, base, force, log }: CalibrateArguments) {
  if (write === null) return;
  const path = host.files.resolve(write, null);
  if (path === host.files.resolve(log, null)) {
    throw new UsageError(`--write ${write} is the call log itself; name another file`);
  }
  await refuseOverwriting(host, '--write', write, force);
  if (base === null) return;
  const basePath = host.files.resolve(base, null);
  if (basePath === path) throw new UsageError(`${write} cannot extend itself`);
  if ((await host.files.kind(basePath)) !== 'file') {
    throw new UsageError(`--extends ${base}: there is no such file`);
  }
  if ((await host.files.kind(path)) === 'file') await refuseInputOf(host, base, write);
}

/** What the scenario of `--extends` reads is not overwritten, told to or not. @throws {UsageError} */
async function refuseInputOf(host: Host, base: string, write: string): Promise<void> {
  const options = { set: [], seed: null, replications: null, columnMap: [], skipBadRows: true };
  // One that cannot be read may be what the written file is to mend: it is told when that is run.
  const loaded = await load(host, base, options).catch((error: unknown) => {
    if (error instanceof InputProblems) return null;
    throw error;
  });
  if (loaded !== null) refuseInput(host, loaded, write);
}

/** @throws {InputProblems} with everything that is wrong with the log */
async function readLog(host: Host, args: CalibrateArguments) {
  const { columnMap, skipBadRows, quiet } = args;
  const faults = columnMapFaults(columnMap).map((fault) => mapProblem(fault));
  const path = host.files.resolve(args.log, null);
  const read = await readCalls(path, host.files, { columnMap, skipBadRows });
  const problems = [...faults, ...read.problems];
  if (problems.length === 0) {
    for (const pair of columnMap.filter((each) => !read.usedMaps.includes(each))) {
      problems.push(
        mapProblem({
          message: `${pair} names a column that the log does not have`,
          remedy: 'write ours=theirs, theirs as in the head',
        }),
      );
    }
  }
  if (problems.length > 0) throw new InputProblems(problems);
  if (quiet) return read.log;
  for (const { text, hint } of read.notes) host.stderr.write(`${text} — ${hint}\n`);
  const { file, rows, skippedRows } = read.record;
  if (skippedRows > 0) {
    const bad = skippedRows === 1 ? '1 bad row' : `${skippedRows} bad rows`;
    host.stderr.write(`${file}: ${bad} of ${rows} skipped\n`);
  }
  return read.log;
}

function mapProblem(fault: { readonly message: string; readonly remedy: string }): Problem {
  return { file: '--map', line: 0, column: 0, path: '', ...fault };
}

function print(host: Host, calibration: Calibration, args: CalibrateArguments): void {
  const { format, log } = args;
  switch (format) {
    case 'text':
      host.stdout.write(renderCalibrationText(calibration, log, palette(host, args.color)));
      return;
    case 'md':
      host.stdout.write(renderCalibrationMarkdown(calibration, log));
      return;
    case 'json':
      host.stdout.write(readableJson(calibrationDocument(calibration, log, host.version)));
      return;
    default:
      unreachable(format);
  }
}

async function writeFragment(
  host: Host,
  calibration: Calibration,
  { log, base, quiet }: CalibrateArguments,
  write: string,
): Promise<ExitCode> {
  const { files } = host;
  const path = files.resolve(write, null);
  const extended = base === null ? null : relativePath(path, files.resolve(base, null));
  const text = fragmentOf(calibration, log, extended);
  if (text === null) {
    host.stderr.write(`poolsim: ${write} not written: the log tells nothing of a scenario\n`);
    return EXIT.unsure;
  }
  try {
    await files.makeFolder(files.resolve('.', path));
    await files.writeFile(path, text);
  } catch (error) {
    if (!(error instanceof OutputError)) throw error;
    host.stderr.write(`poolsim: ${write} not written: ${error.message}\n`);
    return EXIT.notWritten;
  }
  const use = base === null ? `extends: ${write} in a scenario` : `poolsim run ${write}`;
  if (!quiet) host.stderr.write(`scenario: ${write} (${use})\n`);
  return EXIT.done;
}
