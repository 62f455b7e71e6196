import { readableJson } from '../../report/json.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import type { Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';
import type { Baseline } from './document.ts';
import { readBaseline } from './read-baseline.ts';

/** Where baselines lie unless another folder is named. They are meant to be committed. */
export const BASELINE_FOLDER = 'reports/baselines';
/** A word that means the real selector wherever a baseline could be named. */
export const BUILT_IN = 'built-in';

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/** @throws {UsageError} unless it can name a file on any machine, and means nothing else already */
export function checkName(name: string): void {
  if (name === BUILT_IN) throw new UsageError(`"${BUILT_IN}" means the real selector`);
  if (!NAME.test(name) || name.endsWith('.json')) {
    throw new UsageError(
      `"${name}" cannot name a baseline: letters, digits and . _ - only, and no .json at the end`,
    );
  }
}

export function baselinePath(host: Host, folder: string, name: string): string {
  return host.files.resolve(`${name}.json`, `${host.files.resolve(folder, null)}/.`);
}

/** Names in the folder, sorted; none where there is no folder. */
export async function baselineNames(host: Host, folder: string): Promise<readonly string[]> {
  const names = await host.files.list(host.files.resolve(folder, null));
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
}

/**
 * @throws {UsageError} when there is none of this name
 * @throws {InputProblems} when the file is damaged, foreign or of a newer version
 */
export async function loadBaseline(host: Host, folder: string, name: string): Promise<Baseline> {
  const path = baselinePath(host, folder, name);
  if ((await host.files.kind(path)) !== 'file') {
    const names = await baselineNames(host, folder);
    const all =
      names.length === 0
        ? `there are none in ${folder}; poolsim baseline save makes one`
        : `${folder} holds ${names.join(', ')}`;
    throw new UsageError(`no baseline "${name}" — ${didYouMean(name, names, all)}`);
  }
  return readBaseline(await host.files.readText(path), host.files.display(path));
}

/** Writes it whole or not at all, and tells where. @throws {OutputError} */
export async function storeBaseline(
  host: Host,
  folder: string,
  baseline: Baseline,
): Promise<string> {
  const path = baselinePath(host, folder, baseline.name);
  await host.files.makeFolder(host.files.resolve(folder, null));
  await host.files.writeFile(path, readableJson(withNever(baseline)));
  return host.files.display(path);
}

/** JSON has no Infinity. */
function withNever(value: unknown): unknown {
  if (value === Infinity) return 'never';
  if (Array.isArray(value)) return value.map(withNever);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNever(item)]));
}
