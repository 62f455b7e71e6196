import { readContacts } from '../csv/contacts.ts';
import { readNumbers } from '../csv/numbers.ts';
import { readPrices } from '../csv/prices.ts';
import { readScores } from '../csv/scores.ts';
import { nodeAt, type Path, type SourceNode } from '../yaml/source-tree.ts';
import type { Context } from './context.ts';

/**
 * Reads the files that a faulty document names, only for what is wrong in them: a user should not
 * have to mend the scenario before hearing of the first bad row.
 */
export async function probeFiles(context: Context): Promise<void> {
  const { root, files, options } = context;
  for (const path of listedFiles(root, 'numbers', [])) {
    const file = fileAt(root, path);
    if (file !== null) {
      context.took(await readNumbers(context.open(file, path), files, options), path);
    }
  }
  for (const path of listedFiles(root, 'campaigns', ['contacts'])) {
    const file = fileAt(root, path);
    if (file !== null) {
      context.took(await readContacts(context.open(file, path), files, options), path);
    }
  }
  const prices = fileAt(root, ['prices', 'file']);
  if (prices !== null) {
    const opened = context.open(prices, ['prices', 'file']);
    context.took(await readPrices(opened, files, options), ['prices', 'file']);
  }
  const scores = fileAt(root, ['drift', 'file']);
  if (scores !== null) {
    const opened = context.open(scores, ['drift', 'file']);
    context.took(await readScores(opened, files, options), ['drift', 'file']);
  }
}

function listedFiles(root: SourceNode, key: string, below: Path): Path[] {
  const list = nodeAt(root, [key]);
  if (list?.kind !== 'list') return [];
  return list.items.map((_, i) => [key, i, ...below, 'file']);
}

function fileAt(root: SourceNode, path: Path): string | null {
  const node = nodeAt(root, path);
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') return null;
  return node.value;
}
