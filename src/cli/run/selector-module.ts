import type { CustomSelector } from '../../selector/index.ts';
import { UsageError } from '../usage-error.ts';

/** Makes a selector for one replication, so that none remembers another one's calls. */
export type SelectorFactory = () => CustomSelector;

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
