/**
 * The candidate that a mistyped name most likely meant, or null where none is near enough: fewest
 * edits (insert, delete, replace, swap of neighbours: Damerau 1964, restricted), ignoring case.
 * Near enough is at most a third of the name's length, and at least one edit. O(Σ lengths).
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  const most = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | null = null;
  let bestDistance = most + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? byContainment(wanted, candidates);
}

/** `did you mean X?`, or the fallback where nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>, fallback: string): string {
  const found = nearest(name, candidates);
  return found === null ? fallback : `did you mean ${found}?`;
}

/** `spam` means `spamThreshold` where it is the only candidate that contains it. */
function byContainment(wanted: string, candidates: Iterable<string>): string | null {
  if (wanted.length < 4) return null;
  let found: string | null = null;
  for (const candidate of candidates) {
    const lower = candidate.toLowerCase();
    if (lower.length < 4 || !(lower.includes(wanted) || wanted.includes(lower))) continue;
    if (found !== null) return null;
    found = candidate;
  }
  return found;
}

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, beforeLast[j - 2] + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}
