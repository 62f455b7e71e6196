import type { BenchReport } from '../../bench/bench-report.ts';
import type { CaseMeasured } from '../../bench/case-result.ts';
import { medianOf } from '../../bench/sample-case.ts';
import { csvLines } from '../../report/csv.ts';
import { padEnd, padStart, wrap } from '../../report/text/width.ts';
import type { Host } from '../host-seam.ts';
import {
  FILE_COLUMNS,
  growthLine,
  intervalNote,
  OPERATION_COLUMNS,
  RUN_COLUMNS,
  type ShownColumn,
} from './bench-columns.ts';

const WIDTH = 80;
/** Of a processor; below it a time says more about the machine's other work than about the case. */
const QUIET_SHARE = 0.9;

export const BENCH_FORMATS = ['text', 'json', 'csv', 'md'] as const;
export type BenchFormat = (typeof BENCH_FORMATS)[number];

/** The report as one text. */
export function renderBench(host: Host, report: BenchReport, format: BenchFormat): string {
  if (format === 'json') return `${JSON.stringify(benchDocument(host, report), null, 2)}\n`;
  if (format === 'csv') return [...csvLines(FILE_COLUMNS, measuredOf(report))].join('');
  const sections = tablesOf(report).map(format === 'md' ? markdownTable : textTable);
  const notes = notesOf(host, report).flatMap((note) =>
    format === 'md' ? [`- ${note}`] : wrap(note, WIDTH),
  );
  return [...sections, ...(notes.length > 0 ? [`${notes.join('\n')}\n`] : [])].join('\n');
}

function measuredOf({ cases }: BenchReport): readonly CaseMeasured[] {
  return cases.filter((each): each is CaseMeasured => each.kind === 'measured');
}

type Rows = readonly (readonly string[])[];

/** Head and rows of the operations, then of the whole runs. */
function tablesOf(report: BenchReport): Rows[] {
  const measured = measuredOf(report);
  const isRun = ({ group }: CaseMeasured) => group === 'model';
  return [
    tableOf(
      measured.filter((each) => !isRun(each)),
      OPERATION_COLUMNS,
    ),
    tableOf(measured.filter(isRun), RUN_COLUMNS),
  ].filter((rows) => rows.length > 1);
}

/** Columns that say nothing about any of the cases are left out. */
function tableOf(measured: readonly CaseMeasured[], columns: readonly ShownColumn[]): Rows {
  const told = columns.filter(({ show }) => measured.some((each) => show(each) !== ''));
  return [
    ['case', ...told.map(({ heading }) => heading)],
    ...measured.map((each) => [each.name, ...told.map(({ show }) => show(each))]),
  ];
}

function textTable(rows: Rows): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? padEnd : padStart)(cell, widths[i]!))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}

function markdownTable([head, ...rows]: Rows): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head!.map((_, i) => (i === 0 ? '---' : '---:'));
  return `${[head!, rule, ...rows].map(line).join('\n')}\n`;
}

function notesOf(host: Host, report: BenchReport): string[] {
  const measured = measuredOf(report);
  const untimed = report.cases.flatMap((each) => {
    if (each.kind === 'measured') return [];
    const what = each.kind === 'wrong' ? 'WRONG ANSWER, no time' : 'not measured';
    return [`${what}: ${each.name}: ${each.why}`];
  });
  if (measured.length === 0) return untimed;
  const alea = Math.min(...measured.map(({ aleaNs }) => aleaNs));
  const processes = measured.reduce((sum, { samples }) => sum + samples, 0);
  return [
    ...untimed,
    ...report.growth.map(growthLine),
    intervalNote(report),
    ...busyNote(measured),
    `${processes} ${processes === 1 ? 'sample' : 'samples'}, each in a process of its own; ${host.machine}, ${host.nodeVersion}`,
    `one draw of seedrandom.alea, the yardstick: ${alea.toFixed(2)} ns`,
  ];
}

/** A clock goes on while others have the processor. */
function busyNote(measured: readonly CaseMeasured[]): string[] {
  const share = medianOf(measured.map(({ cpuShare }) => cpuShare));
  if (share >= QUIET_SHARE) return [];
  const percent = `${Math.round(share * 100)} %`;
  return [
    `the machine was busy: the median sample had ${percent} of a processor; times are too long`,
  ];
}

function benchDocument(host: Host, { cases, growth }: BenchReport): unknown {
  const { machine, nodeVersion: node, version } = host;
  return { schemaVersion: 1, machine, node, version, growth, cases };
}
