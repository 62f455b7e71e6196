import type { LoadedScenario, LoadOptions } from '../../scenario/loaded.ts';
import { resolvedLines, resolvedText } from '../dry-run/resolved-lines.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from '../host-seam.ts';
import { load as loadScenario } from '../load.ts';

export interface ShowArguments {
  readonly paths: readonly string[];
  readonly load: Omit<LoadOptions, 'environment'>;
  readonly json: boolean;
}

/** Prints each scenario as it is resolved, every value with where it came from. */
export const showScenarios: Command<ShowArguments> = async (host, { paths, load, json }) => {
  const shown: unknown[] = [];
  for (const path of paths) {
    const loaded = await loadScenario(host, path, load);
    if (json) shown.push(resolvedDocument(loaded));
    else host.stdout.write(resolvedText(resolvedLines(loaded)));
  }
  if (json) host.stdout.write(`${JSON.stringify(one(shown), null, 2)}\n`);
  return EXIT.done;
};

/** The resolved scenario for a JSON document. */
export function resolvedDocument(loaded: LoadedScenario): Record<string, unknown> {
  return {
    scenario: loaded.source,
    resolved: loaded.resolved,
    origins: Object.fromEntries(loaded.origins),
    inputs: loaded.inputs,
    warnings: loaded.warnings,
  };
}

/** One document for one scenario, a list for several. */
export function one<T>(documents: readonly T[]): T | readonly T[] {
  return documents.length === 1 ? documents[0]! : documents;
}
