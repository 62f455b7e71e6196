import { type CommandDefinition, flag, valued } from '../command-definition.ts';
import type { RawArgs } from '../raw-args.ts';
import { refuseIdleForce } from '../refuse-overwriting.ts';
import type { ReportArguments } from '../report/report-arguments.ts';

const FORMATS = ['text', 'json', 'csv', 'md', 'html'] as const;

export const report: CommandDefinition = {
  usage: 'report <run..>',
  about: 'A finished run once more: as text, data or a page to open, without simulating again',
  positionals: {
    run: {
      type: 'string',
      array: true,
      describe:
        'Folders of finished runs; for a page also sweeps, and files of plan --json and compare --json',
    },
  },
  options: {
    format: valued('What is made: text, json, csv, md, or html, one page to open [default: text]'),
    json: flag('The same as --format json: exactly one document'),
    out: valued(
      'The file that it goes to, - for stdout [default: stdout; a page: report.html in the run’s folder]',
    ),
    force: flag('Overwrites --out'),
    quiet: flag('No notes on stderr'),
    'no-color': flag('No colours; so does NO_COLOR'),
  },
  examples: [
    ['poolsim report reports/mine-1a2b3c4d5e6f', 'what the run printed'],
    ['poolsim report reports/mine-1a2b3c4d5e6f --format html', 'a page to open, and its path'],
    ['poolsim report old new --format md --out runs.md', 'two runs, for a wiki'],
    [
      'poolsim report mine plan.json my-sweep ab.json --format html --out page.html',
      'with what plan, sweep and compare found',
    ],
  ],
  async handle(host, args) {
    const parsed = reportArguments(args);
    const { runReport } = await import('../report/run-report.ts');
    return runReport(host, parsed);
  },
};

function reportArguments(args: RawArgs): ReportArguments {
  const out = args.text('out');
  const force = args.flag('force');
  refuseIdleForce('--out', out, force);
  return {
    sources: args.texts('run'),
    format: args.format(FORMATS),
    out,
    force,
    quiet: args.flag('quiet'),
    color: !args.flag('no-color'),
  };
}
