import { PLAIN } from '../../report/text/palette.ts';
import { tableLines } from '../../report/text/render-text.ts';
import { cell, left } from '../../report/text/section.ts';
import { InputProblems } from '../../scenario/problem.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { reportFailure } from '../failure.ts';
import type { Command, Host } from '../host-seam.ts';
import { type Baseline, gatesOf, type Stamp } from './document.ts';
import { contentsOf } from './save.ts';
import { shortCommit } from './stamp.ts';
import { baselineNames, loadBaseline } from './store.ts';

export interface ListArguments {
  readonly folder: string;
  readonly json: boolean;
}

/** Prints every baseline of the folder in a line. Damaged files are told on stderr, and are exit 2. */
export const listBaselines: Command<ListArguments> = async (host, { folder, json }) => {
  const read: Baseline[] = [];
  let code: ExitCode = EXIT.done;
  for (const name of await baselineNames(host, folder)) {
    try {
      read.push(await loadBaseline(host, folder, name));
    } catch (error) {
      if (!(error instanceof InputProblems)) throw error;
      code = reportFailure(host, error, 'baseline');
    }
  }
  if (json) host.stdout.write(`${JSON.stringify(read.map(head), null, 2)}\n`);
  else if (read.length > 0) host.stdout.write(table(host, read));
  else if (code === EXIT.done) host.stderr.write(`no baselines in ${folder}\n`);
  return code;
};

function head(baseline: Baseline): unknown {
  const { name, selector, accepted } = baseline;
  const { at, commit, machine } = newest(baseline);
  return { name, holds: gatesOf(baseline), selector, at, commit, machine, accepted };
}

function table(host: Host, baselines: readonly Baseline[]): string {
  const rows = baselines.map((baseline) => {
    const { at, commit, machine } = newest(baseline);
    const isHere = machine === host.machine;
    return [
      cell(baseline.name),
      cell(contentsOf(baseline)),
      cell(at.slice(0, 10)),
      cell(shortCommit(commit)),
      cell(isHere ? 'this machine' : 'another'),
    ];
  });
  const columns = [left('name', true), left('holds', true), left('taken'), left('at'), left('on')];
  return `${tableLines({ columns, rows }, PLAIN).join('\n')}\n`;
}

/** The stamp of the part that was taken last. */
export function newest(baseline: Baseline): Stamp {
  const { outcome, work, speed } = baseline;
  const stamps = [outcome, work, speed].flatMap((part) => (part === null ? [] : [part.taken]));
  return stamps.reduce((a, b) => (b.at > a.at ? b : a));
}
