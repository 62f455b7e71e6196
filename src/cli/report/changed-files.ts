import type { RunManifest } from '../../report/manifest.ts';
import { InputFileError } from '../../scenario/input-files.ts';
import type { Problem } from '../../scenario/problem.ts';
import { sha256OfLines, sha256OfPieces } from '../file-hash.ts';
import type { Host } from '../host-seam.ts';
import { CHECKSUMS_FILE, readChecksums } from '../run/checksums.ts';

/**
 * Every file of a run's folder that is not as the run wrote it, also those that no report reads: one of them
 * that was changed says that the folder as a whole cannot be relied on.
 * @param shown the folder as messages name it, with `/` at the end
 * @param told files whose fault is known already, with its place
 */
export async function changedFiles(
  host: Host,
  folder: string,
  shown: string,
  manifest: RunManifest,
  told: ReadonlySet<string>,
): Promise<Problem[]> {
  const remedy = `bring it back as it was, or make the run anew: ${manifest.reproduce}`;
  const problem = (name: string, message: string): Problem => {
    return { file: `${shown}${name}`, line: 0, column: 0, path: '', message, remedy };
  };
  const list = await unlessMissing(host.files.readText(`${folder}/${CHECKSUMS_FILE}`));
  if (list === null) return [problem(CHECKSUMS_FILE, 'the file is missing')];
  const hashes = readChecksums(list);
  const belonging = ['manifest.json', ...manifest.files.map(({ name }) => name)];
  const problems: Problem[] = [];
  for (const name of new Set([...belonging, ...hashes.keys()])) {
    if (told.has(`${shown}${name}`)) continue;
    const hash = hashes.get(name);
    if (hash === undefined) {
      problems.push(problem(CHECKSUMS_FILE, `it has no hash of ${name}`));
      continue;
    }
    const found = await hashOf(host, `${folder}/${name}`, hash);
    // What a run leaves on request only, such as the attempts, may be thrown away: it is large.
    if (found === null && !belonging.includes(name)) continue;
    if (found === null) problems.push(problem(name, 'the file is missing'));
    else if (found !== hash) problems.push(problem(name, otherHash(found, hash)));
  }
  return problems;
}

/** Of `names`, those that are not as the run wrote them by `SHA256SUMS`, which is there; one without a hash is let be. */
export async function changedAmong(
  host: Host,
  folder: string,
  shown: string,
  names: readonly string[],
): Promise<Problem[]> {
  const hashes = readChecksums(await host.files.readText(`${folder}/${CHECKSUMS_FILE}`));
  const remedy = 'bring it back as it was, or make the run anew';
  const problems: Problem[] = [];
  for (const name of names) {
    const hash = hashes.get(name);
    if (hash === undefined) continue;
    const found = await hashOf(host, `${folder}/${name}`, hash);
    if (found === null || found === hash) continue;
    const message = otherHash(found, hash);
    problems.push({ file: `${shown}${name}`, line: 0, column: 0, path: '', message, remedy });
  }
  return problems;
}

async function hashOf(host: Host, path: string, wanted: string): Promise<string | null> {
  const found = await unlessMissing(sha256OfPieces(host.files.stream(path)));
  if (found === null || found === wanted || !/\.(csv|json)$/.test(path)) return found;
  const asLines = await sha256OfLines(host.files, path);
  return asLines === wanted ? wanted : found;
}

function otherHash(found: string, wanted: string): string {
  const cut = (hash: string) => `${hash.slice(0, 12)}…`;
  return `it is not as the run wrote it: sha256 ${cut(found)}, in ${CHECKSUMS_FILE} ${cut(wanted)}`;
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof InputFileError && error.reason === 'missing') return null;
    throw error;
  }
}
