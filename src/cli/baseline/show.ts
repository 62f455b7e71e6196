import type { ModelWork } from '../../bench/baseline/model-work.ts';
import { WORK_COUNTERS } from '../../bench/baseline/work-count.ts';
import { medianInterval } from '../../bench/case-result.ts';
import { estimate } from '../../experiment/figures-summary.ts';
import { pairsOf } from '../../experiment/outcome-baseline.ts';
import { FIGURES, type FigureSpec } from '../../model/figures.ts';
import { estimateText, NO_DATA, quantity, rangeText } from '../../report/text/format.ts';
import { PLAIN } from '../../report/text/palette.ts';
import { tableLines } from '../../report/text/render-text.ts';
import { cell, left, right, type TextColumn } from '../../report/text/section.ts';
import { wrap } from '../../report/text/width.ts';
import { DEFAULT_LEVEL } from '../../stats/interval.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command, Host } from '../host-seam.ts';
import type { Baseline, HeldScenario, HeldSpeed, HeldWork, Stamp } from './document.ts';
import { contentsOf } from './save.ts';
import { shortCommit } from './stamp.ts';
import { loadBaseline } from './store.ts';

export interface ShowArguments {
  readonly name: string;
  readonly folder: string;
  readonly json: boolean;
}

const WIDTH = 80;

/** Prints what a baseline holds, in 80 columns; with `json`, the file's own document. */
export const showBaseline: Command<ShowArguments> = async (host, { name, folder, json }) => {
  const baseline = await loadBaseline(host, folder, name);
  if (json) host.stdout.write(`${JSON.stringify(baseline, neverAsText, 2)}\n`);
  else host.stdout.write(`${textOf(host, baseline).join('\n')}\n`);
  return EXIT.done;
};

function neverAsText(_key: string, value: unknown): unknown {
  return value === Infinity ? 'never' : value;
}

function textOf(host: Host, baseline: Baseline): string[] {
  const { name, selector, outcome, work, speed, accepted } = baseline;
  const lines = wrap(`${name}: ${contentsOf(baseline)}`, WIDTH);
  lines.push(`selector ${selector ?? 'built-in'}`);
  for (const { at, commit, gates, reason } of accepted) {
    const what = `accepted ${at.slice(0, 10)} at ${shortCommit(commit)} (${gates.join(', ')}): `;
    lines.push(...wrap(what + reason, WIDTH));
  }
  if (outcome !== null) {
    for (const scenario of outcome.scenarios) {
      lines.push('', ...scenarioLines(scenario), ...takenLines(host, outcome.taken));
    }
  }
  if (work !== null) lines.push('', ...workLines(work), ...takenLines(host, work.taken));
  if (speed !== null) lines.push('', ...speedLines(speed), ...takenLines(host, speed.taken));
  return lines;
}

function takenLines(host: Host, { at, version, node, machine, commit }: Stamp): string[] {
  const when = `taken ${at.slice(0, 16).replace('T', ' ')} UTC at ${shortCommit(commit)}`;
  const where = machine === host.machine ? 'this machine' : machine;
  return wrap(`${when}, poolsim ${version}, Node ${node}, ${where}`, WIDTH);
}

function table(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  return tableLines({ columns, rows: rows.map((row) => row.map((text) => cell(text))) }, PLAIN);
}

function scenarioLines(held: HeldScenario): string[] {
  const { scenario, file, seed, replications, resultHash, figures } = held;
  const what = `Outcome of ${scenario} (${file}), seed ${seed}, ${quantity(replications)} replications`;
  const rows = figures.map((figure): string[] => {
    const spec = FIGURES.find(({ key }) => key === figure.key) as FigureSpec | undefined;
    const scope = figure.country === '*' ? figure.campaign : `${figure.campaign} ${figure.country}`;
    const name = scope === '*' ? figure.key : `${figure.key} ${scope}`;
    if (spec === undefined) return [name, NO_DATA, NO_DATA, ''];
    const interval = estimate(spec.estimator, spec.bounded01, pairsOf(figure), DEFAULT_LEVEL);
    const { unit } = spec;
    const unitText = unit === 'ratio' ? '' : unit.replaceAll('_', ' ');
    return [name, estimateText(interval, unit), rangeText(interval, unit), unitText];
  });
  const columns = [left('figure', true), right('estimate'), right('95 % interval'), left('unit')];
  return [...wrap(what, WIDTH), ...table(columns, rows), `result hash ${resultHash}`];
}

function workLines({ counts }: HeldWork): string[] {
  const { requests, sizes } = counts;
  const told = WORK_COUNTERS.filter(([counter]) => sizes.some((size) => size[counter] !== null));
  const rows = told.map(([counter, what]) => [
    what,
    ...sizes.map((size) => {
      const total = size[counter];
      return total === null ? NO_DATA : (total / requests).toPrecision(4);
    }),
  ]);
  const columns = [
    left('per request'),
    ...sizes.map(({ numbers }) => right(`${quantity(numbers)} numbers`)),
  ];
  const title = `Work of the selector, ${quantity(requests)} requests of the reference workload`;
  return [title, ...table(columns, rows), ...modelLines(counts.model)];
}

function modelLines(model: ModelWork | null): string[] {
  if (model === null) return [];
  const { contacts, calls, steps } = model;
  const of = `one replication with ${quantity(contacts)} contacts`;
  return wrap(`Work of the model, ${of}: ${quantity(steps / calls)} steps per call`, WIDTH);
}

function speedLines({ cases }: HeldSpeed): string[] {
  const rows = cases.map(({ name, ns, draws }) => {
    const time = medianInterval(ns);
    return [
      name,
      time.estimate.toPrecision(4),
      `${time.low.toPrecision(3)}–${time.high.toPrecision(3)}`,
      medianInterval(draws).estimate.toPrecision(3),
      String(ns.length),
    ];
  });
  const columns = [
    left('case', true),
    right('ns'),
    right('interval'),
    right('draws'),
    right('processes'),
  ];
  return ['Speed, per operation', ...table(columns, rows)];
}
