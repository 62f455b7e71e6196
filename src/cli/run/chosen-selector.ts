import { InputFileError } from '../../scenario/input-files.ts';
import { FILE_REASONS } from '../failure.ts';
import type { Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';
import { selectorFactory } from './selector-module.ts';
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
 * @param named what named the module, for messages
 * @throws {UsageError} when the module cannot be read, cannot be imported or gives no selector
 */
export async function chosenSelector(
  host: Host,
  typed: string | null,
  named = '--selector',
): Promise<ChosenSelector> {
  if (typed === null) return REAL_SELECTOR;
  const path = host.files.resolve(typed, null);
  let text: string;
  try {
    text = await host.files.readText(path);
  } catch (error) {
    if (error instanceof InputFileError) {
      throw new UsageError(`${named} ${typed}: ${FILE_REASONS[error.reason]}`);
    }
    throw error;
  }
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await host.importModule(path);
  } catch (error) {
    // The engine tells where only to who runs the file.
    const place = error instanceof SyntaxError ? `; node --check ${typed} shows where` : '';
    throw new UsageError(`${named} ${typed}: cannot be imported: ${firstLine(error)}${place}`);
  }
  const create = selectorFactory(module, typed);
  try {
    create();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${named} ${typed}: its default function threw: ${firstLine(error)}`);
  }
  const sha256 = host.sha256(text);
  return { label: `${typed} sha256:${sha256}`, path, sha256, create };
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
