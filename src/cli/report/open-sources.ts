import type { StoredComparison } from '../../report/stored/comparison-document.ts';
import { readComparison } from '../../report/stored/comparison-document.ts';
import { type DocumentRead, readDocument } from '../../report/stored/json-document.ts';
import { readPlan, type StoredPlan } from '../../report/stored/plan-document.ts';
import type { StoredRun } from '../../report/stored/stored-run.ts';
import { readSweep, type StoredSweep } from '../../report/stored/sweep-document.ts';
import { nearest } from '../../scenario/nearest.ts';
import { InputProblems, type Problem } from '../../scenario/problem.ts';
import type { Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';
import { openRun } from './open-run.ts';

/** A run that was read, with its folder. */
export interface OpenedRun {
  /** Absolute. */
  readonly folder: string;
  readonly run: StoredRun;
}

/** What was named on the command line, sorted by what it is. */
export interface OpenedSources {
  readonly runs: readonly OpenedRun[];
  readonly plans: readonly StoredPlan[];
  readonly sweeps: readonly StoredSweep[];
  readonly comparisons: readonly StoredComparison[];
  /** Those of them that are no run, as typed: only a page shows them. */
  readonly beside: readonly string[];
}

type Opened =
  | { readonly kind: 'run'; readonly value: OpenedRun }
  | { readonly kind: 'plan'; readonly value: StoredPlan }
  | { readonly kind: 'sweep'; readonly value: StoredSweep }
  | { readonly kind: 'comparison'; readonly value: StoredComparison };

/**
 * Reads everything that is named, and tells all that is wrong with all of it at once.
 * @throws {UsageError} for what is no result at all
 * @throws {InputProblems} for results that are damaged
 */
export async function openSources(host: Host, sources: readonly string[]): Promise<OpenedSources> {
  const opened: { source: string; opened: Opened }[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    try {
      opened.push({ source, opened: await open(host, source) });
    } catch (error) {
      if (!(error instanceof InputProblems)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputProblems(problems);
  const of = <K extends Opened['kind']>(kind: K) =>
    opened.flatMap((each) =>
      each.opened.kind === kind ? [each.opened.value as Extract<Opened, { kind: K }>['value']] : [],
    );
  return {
    runs: of('run'),
    plans: of('plan'),
    sweeps: of('sweep'),
    comparisons: of('comparison'),
    beside: opened.filter((each) => each.opened.kind !== 'run').map(({ source }) => source),
  };
}

async function open(host: Host, source: string): Promise<Opened> {
  const path = host.files.resolve(source, null);
  const kind = await host.files.kind(path);
  if (kind === null) throw new UsageError(await nothingThere(host, source, path));
  return kind === 'folder' ? openFolder(host, source, path) : openFile(host, source, path);
}

async function openFolder(host: Host, source: string, folder: string): Promise<Opened> {
  const names = await host.files.list(folder);
  if (!names.includes('manifest.json')) {
    throw new UsageError(await noRunInside(host, source, folder, names));
  }
  if (!names.includes('sweep.json') && !names.includes('journal.ndjson')) {
    return { kind: 'run', value: { folder, run: await openRun(host, folder) } };
  }
  if (!names.includes('sweep.json')) {
    throw new UsageError(`${source} holds a sweep that is not finished: go on with sweep --resume`);
  }
  return { kind: 'sweep', value: await document(host, `${folder}/sweep.json`, readSweep) };
}

async function openFile(host: Host, source: string, path: string): Promise<Opened> {
  if (/\.ya?ml$/i.test(path)) {
    throw new UsageError(`${source} is a scenario, no result: poolsim run ${source} makes one`);
  }
  const shape = await document(host, path, (root) => Object.keys(Object(root.value)));
  if (shape.includes('frontier')) {
    return { kind: 'plan', value: await document(host, path, readPlan) };
  }
  if (shape.includes('comparisons')) {
    return { kind: 'comparison', value: await document(host, path, readComparison) };
  }
  if (shape.includes('axes')) {
    return { kind: 'sweep', value: await document(host, path, readSweep) };
  }
  const hint = shape.includes('resultHash') ? ': name the folder that it lies in' : '';
  throw new UsageError(
    `${source} is none of what plan --json, compare --json or a sweep leaves${hint}`,
  );
}

async function document<T>(host: Host, path: string, read: DocumentRead<T>): Promise<T> {
  const problems: Problem[] = [];
  const text = await host.files.readText(path);
  const value = readDocument(text, host.files.display(path), problems, read);
  if (value === null) throw new InputProblems(problems);
  return value;
}

async function nothingThere(host: Host, source: string, path: string): Promise<string> {
  const cut = path.lastIndexOf('/');
  const near = nearest(path.slice(cut + 1), await host.files.list(path.slice(0, cut) || '/'));
  const meant =
    near === null ? '' : `; did you mean ${host.files.display(`${path.slice(0, cut)}/${near}`)}?`;
  return `${source}: there is no such folder or file${meant}`;
}

/** A folder of folders is easily taken for one of them. */
async function noRunInside(
  host: Host,
  source: string,
  folder: string,
  names: readonly string[],
): Promise<string> {
  const runs: string[] = [];
  for (const name of names.slice(0, 200)) {
    const inner = `${folder}/${name}`;
    if ((await host.files.kind(inner)) !== 'folder') continue;
    if ((await host.files.list(inner)).includes('manifest.json')) {
      runs.push(host.files.display(inner));
    }
  }
  const some = runs.slice(0, 3).join(', ') + (runs.length > 3 ? ', …' : '');
  const inside = runs.length === 0 ? '' : `; there are results in ${some}`;
  return `${source} holds no results: manifest.json is not in it${inside}`;
}
