import type { CustomSelector } from '../../selector/index.ts';
import { UsageError } from '../usage-error.ts';

/** Makes a selector for one replication, so that none remembers another one's calls. */
export type SelectorFactory = () => CustomSelector;

/** Imports a JavaScript module by absolute path. */
export type ImportModule = (path: string) => Promise<Readonly<Record<string, unknown>>>;

/** A module of the user's: where it is, and what messages call it. */
export interface NamedModule {
  /** Absolute. */
  readonly path: string;
  readonly typed: string;
  /** What named it: an option, or the baseline that holds it. */
  readonly named: string;
}

/**
 * Imports a `--selector` module and makes a first selector with it.
 * @throws {UsageError} when it cannot be imported or gives no selector
 */
export async function importSelector(
  { path, typed, named }: NamedModule,
  importModule: ImportModule,
): Promise<SelectorFactory> {
  let module: Readonly<Record<string, unknown>>;
  try {
    module = await importModule(path);
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
  return create;
}

/**
 * Reads what a `--selector` module exports: a default function that makes a selector, or a default
 * object with `pick` (fine as long as it remembers nothing), or `pick` itself.
 *
 * @throws {UsageError} when there is none of these
 */
export function selectorFactory(
  module: Readonly<Record<string, unknown>>,
  path: string,
): SelectorFactory {
  const exported = module.default;
  if (typeof exported === 'function') {
    return () => {
      const made: unknown = exported();
      if (!isSelector(made)) throw new UsageError(`${path}: the default function ${NEEDED}`);
      return made;
    };
  }
  if (isSelector(exported)) return () => exported;
  if (isSelector(module)) return () => module;
  throw new UsageError(`${path}: the module ${NEEDED}`);
}

const NEEDED =
  'gives no selector: an object with pick(request, pool) is needed, see docs/SELECTOR.md';

function isSelector(value: unknown): value is CustomSelector {
  return typeof (value as { pick?: unknown } | null | undefined)?.pick === 'function';
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
