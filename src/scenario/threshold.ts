import type { Problem } from './problem.ts';
import { asksForThreshold, THRESHOLD_REASON, THRESHOLD_REMEDY } from './threshold-keys.ts';
import { problemAt } from './yaml/read-document.ts';
import { formatPath, type Path, type SourceNode } from './yaml/source-tree.ts';

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
