import {
  MANIFEST_FILE,
  readManifest,
  readStoredRun,
  storedFiles,
} from '../../report/stored/read-stored-run.ts';
import type { StoredRun } from '../../report/stored/stored-run.ts';
import { InputFileError } from '../../scenario/input-files.ts';
import { InputProblems } from '../../scenario/problem.ts';
import type { Host } from '../host-seam.ts';
import { changedFiles } from './changed-files.ts';

/**
 * Reads the folder of a finished run.
 * @param folder absolute; it has a manifest.json
 * @throws {InputProblems} with everything that is wrong with its files
 */
export async function openRun(host: Host, folder: string): Promise<StoredRun> {
  const shown = `${host.files.display(folder)}/`;
  const manifestPath = `${folder}/${MANIFEST_FILE}`;
  const read = readManifest(await host.files.readText(manifestPath), `${shown}${MANIFEST_FILE}`);
  if (!read.ok) throw new InputProblems(read.problems);
  const texts = new Map<string, string>();
  for (const name of storedFiles(read.manifest)) {
    const text = await textOf(host, `${folder}/${name}`);
    if (text !== null) texts.set(name, text);
  }
  const run = readStoredRun(read.manifest, texts, shown);
  const problems = run.ok ? [] : run.problems;
  const told = new Set(problems.map(({ file }) => file));
  const changed = await changedFiles(host, folder, shown, read.manifest, told);
  if (!run.ok || changed.length > 0) throw new InputProblems([...problems, ...changed]);
  return run.run;
}

/** Null where there is no such file; the reader of the run tells that with the others. */
async function textOf(host: Host, path: string): Promise<string | null> {
  try {
    return await host.files.readText(path);
  } catch (error) {
    if (error instanceof InputFileError && error.reason === 'missing') return null;
    throw error;
  }
}
