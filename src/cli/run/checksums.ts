/** Hashes of the files of a run, in the form that `sha256sum --check` reads too. */
export const CHECKSUMS_FILE = 'SHA256SUMS';

/** One line a file with its SHA-256, sorted by name so that equal folders have equal lists. */
export function checksumText(hashes: ReadonlyMap<string, string>): string {
  const names = [...hashes.keys()].sort();
  return names.map((name) => `${hashes.get(name)}  ${name}\n`).join('');
}

/** Hash by name; a line that is none is passed over, and its file is then not in the list. */
export function readChecksums(text: string): Map<string, string> {
  const lines = text.matchAll(/^([0-9a-f]{64}) [ *](.+?)\r?$/gm);
  return new Map([...lines].map(([, hash, name]) => [name, hash]));
}

/**
 * The list in a folder with what a later run of the same inputs adds to it, such as attempts.
 * Null where the two tell other hashes of one file.
 */
export function mergedChecksums(found: string, more: string): string | null {
  const merged = readChecksums(found);
  for (const [name, hash] of readChecksums(more)) {
    if ((merged.get(name) ?? hash) !== hash) return null;
    merged.set(name, hash);
  }
  return checksumText(merged);
}
