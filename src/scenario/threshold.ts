import type { Problem } from './problem.ts';
import { problemAt } from './yaml/read-document.ts';
import { formatPath, type Path, type SourceNode } from './yaml/source-tree.ts';

/** Spellings of "skip numbers above this score", letters only. */
const THRESHOLD =
  /threshold|skipabove|scoreabove|(max|limit|cutoff).*(spam|score)|(spam|score).*(max|limit|cutoff)/;

export const THRESHOLD_REASON =
  'there is one spam threshold for the whole platform, and no campaign can change it';
export const THRESHOLD_REMEDY = 'set platform.spamThreshold, for all campaigns';

/** Whether a key, in any spelling, asks for a spam threshold. */
export function asksForThreshold(key: string): boolean {
  return THRESHOLD.test(key.toLowerCase().replace(/[^a-z]/g, ''));
}

/** Every place within the campaigns that tries to set a spam threshold of its own. */
export function campaignThresholds(root: SourceNode): Problem[] {
  const campaigns = root.kind === 'map' ? root.entries.get('campaigns')?.node : undefined;
  return campaigns === undefined ? [] : search(campaigns, ['campaigns']);
}

function search(node: SourceNode, path: Path): Problem[] {
  if (node.kind === 'list') return node.items.flatMap((item, i) => search(item, [...path, i]));
  if (node.kind !== 'map') return [];
  return [...node.entries].flatMap(([key, entry]) => {
    const at = [...path, key];
    if (!asksForThreshold(key)) return search(entry.node, at);
    return [problemAt(entry.keyPlace, THRESHOLD_REASON, THRESHOLD_REMEDY, formatPath(at))];
  });
}
