import { unreachable } from '../../base/assert.ts';
import { renderCsv } from '../../report/csv.ts';
import { FIGURES_TABLE } from '../../report/figures-table.ts';
import { renderPage } from '../../report/html/render-page.ts';
import { readableJson } from '../../report/json.ts';
import { PLAIN } from '../../report/text/palette.ts';
import { renderMarkdown } from '../../report/text/render-markdown.ts';
import { renderText } from '../../report/text/render-text.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import { OutputError } from '../output-error.ts';
import { refuseOverwriting } from '../refuse-overwriting.ts';
import { palette } from '../run/print-report.ts';
import { PAGE_FILE } from '../run/result-folder.ts';
import { UsageError } from '../usage-error.ts';
import { type OpenedRun, type OpenedSources, openSources } from './open-sources.ts';
import type { ReportArguments } from './report-arguments.ts';

/** Shows finished runs once more, from what they stored; nothing is simulated, no gate judged again. */
export const runReport: Command<ReportArguments> = async (host, args) => {
  const { out, force } = args;
  if (out !== null && out !== '-') await refuseOverwriting(host, '--out', out, force);
  const sources = await openSources(host, args.sources);
  checkTogether(sources, args);
  if (!args.quiet) noteRuns(host, sources.runs);
  if (args.format === 'html') {
    await writePage(host, sources, args);
    return EXIT.done;
  }
  const text = rendered(host, sources.runs, args);
  if (args.out === null || args.out === '-') host.stdout.write(text);
  else await writeOut(host, args.out, text, args.quiet);
  return EXIT.done;
};

function checkTogether({ runs, beside }: OpenedSources, { format }: ReportArguments): void {
  if (runs.length === 0) {
    throw new UsageError(
      `${beside.join(', ')}: a page is about a run; name the folder of one beside it`,
    );
  }
  if (format !== 'html' && beside.length > 0) {
    throw new UsageError(
      `${beside.join(', ')}: only a page shows what is no run; add --format html`,
    );
  }
}

/** Says on stderr what about the runs may surprise. */
function noteRuns(host: Host, runs: readonly OpenedRun[]): void {
  for (const { folder, run } of runs) {
    const { partial, replications, poolsim } = run.manifest;
    const note = (text: string) => {
      host.stderr.write(`${host.files.display(folder)}/: ${text}\n`);
    };
    if (partial) note(`the run was interrupted after ${replications} replications`);
    if (poolsim !== host.version) note(`made by poolsim ${poolsim}, this is ${host.version}`);
  }
}

/** What `run` printed of the same runs. */
function rendered(host: Host, runs: readonly OpenedRun[], args: ReportArguments): string {
  const where = ({ folder }: OpenedRun) => `${host.files.display(folder)}/`;
  const { format, out } = args;
  switch (format) {
    case 'text': {
      const colors = out === null ? palette(host, args.color) : PLAIN;
      const options = (run: OpenedRun) => ({ palette: colors, where: where(run) });
      return runs.map((each) => renderText(each.run, options(each))).join('\n');
    }
    case 'md':
      return runs.map((each) => renderMarkdown(each.run, where(each))).join('\n');
    case 'csv':
      return runs.map(({ run }) => [...renderCsv(FIGURES_TABLE, run)].join('')).join('');
    case 'json': {
      const documents = runs.map(({ run }) => run.summary);
      return readableJson(documents.length === 1 ? documents[0] : documents);
    }
    case 'html':
      return '';
    default:
      return unreachable(format);
  }
}

/** A page goes to a file; its path is what stdout gets. */
async function writePage(host: Host, sources: OpenedSources, args: ReportArguments): Promise<void> {
  const [first, ...others] = sources.runs;
  const page = renderPage({
    run: first.run,
    others: others.map(({ run }) => run),
    plans: sources.plans,
    sweeps: sources.sweeps,
    comparisons: sources.comparisons,
    version: host.version,
  });
  if (args.out === '-') {
    host.stdout.write(page);
    return;
  }
  const path =
    args.out === null ? `${first.folder}/${PAGE_FILE}` : host.files.resolve(args.out, null);
  await writeFile(host, path, page);
  host.stdout.write(`${host.files.display(path)}\n`);
}

async function writeOut(host: Host, out: string, text: string, quiet: boolean): Promise<void> {
  const path = host.files.resolve(out, null);
  await writeFile(host, path, text);
  if (!quiet) host.stderr.write(`report: ${host.files.display(path)} (written)\n`);
}

/** Makes the folder that a file lies in where there is none. @throws {OutputError} */
async function writeFile(host: Host, path: string, text: string): Promise<void> {
  const folder = host.files.resolve('.', path);
  if ((await host.files.kind(folder)) === 'file') throw new OutputError(folder, 'ENOTDIR');
  await host.files.makeFolder(folder);
  await host.files.writeFile(path, text);
}
