import { InputFileError } from '../../scenario/input-files.ts';
import { FILE_REASONS } from '../failure.ts';
import type { Host } from '../host-seam.ts';
import { inThread } from '../in-thread.ts';
import { ThreadEnded } from '../thread-ended.ts';
import { UsageError } from '../usage-error.ts';
import type { ModuleAnswer } from './module-thread.ts';
import { importSelector, type NamedModule } from './selector-module.ts';
import type { CreateSelector } from './simulate.ts';

/** The selector that a run drives. */
export interface ChosenSelector {
  /** For the manifest: `built-in`, or path and hash of the user's own. */
  readonly label: string;
  /** Absolute path of the module, or null for the real one. */
  readonly path: string | null;
  /** SHA-256 of the module's text; empty for the real one, whose version is poolsim's. */
  readonly sha256: string;
  /** Makes one for a replication, or null for the real one. */
  readonly create: CreateSelector;
}

export const REAL_SELECTOR: ChosenSelector = {
  label: 'built-in',
  path: null,
  sha256: '',
  create: () => null,
};

/**
 * Imports it here, on the main thread: for commands that do not listen to Ctrl-C yet, and end at it as
 * any process does.
 *
 * @param named what named the module, for messages
 * @throws {UsageError} when the module cannot be read, cannot be imported or gives no selector
 */
export async function chosenSelector(
  host: Host,
  typed: string | null,
  named = '--selector',
): Promise<ChosenSelector> {
  if (typed === null) return REAL_SELECTOR;
  const module = { path: host.files.resolve(typed, null), typed, named };
  const sha256 = host.sha256(await textOf(host, module));
  const create = await importSelector(module, (file) => host.importModule(file));
  return { label: `${typed} sha256:${sha256}`, path: module.path, sha256, create };
}

/**
 * The path of a module that gives a selector, as a thread found out; null for the real one. For commands
 * that listen to Ctrl-C themselves, which a module must not keep from being heard.
 *
 * @throws {UsageError} as {@link chosenSelector} @throws {Interrupted} after Ctrl-C
 */
export async function checkedSelector(
  host: Host,
  typed: string | null,
  named: string,
  signal: AbortSignal,
): Promise<string | null> {
  if (typed === null) return null;
  const module = { path: host.files.resolve(typed, null), typed, named };
  await textOf(host, module);
  const wrong = await wrongIn(host, module, signal);
  if (wrong !== null) throw new UsageError(wrong);
  return module.path;
}

async function textOf(host: Host, { path, typed, named }: NamedModule): Promise<string> {
  try {
    return await host.files.readText(path);
  } catch (error) {
    if (!(error instanceof InputFileError)) throw error;
    throw new UsageError(`${named} ${typed}: ${FILE_REASONS[error.reason]}`);
  }
}

async function wrongIn(
  host: Host,
  module: NamedModule,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    return (await inThread<ModuleAnswer>(host, { kind: 'module', module }, signal)).wrong;
  } catch (error) {
    if (!(error instanceof ThreadEnded)) throw error;
    return `${module.named} ${module.typed}: its import ended the thread: ${error.message}`;
  }
}
