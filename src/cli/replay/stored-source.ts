import { aboutPipes, lastingWord } from '../../base/pipe-words.ts';
import type { RunManifest } from '../../report/manifest.ts';
import { MANIFEST_FILE, readManifest } from '../../report/stored/read-stored-run.ts';
import { InputFileError, type InputFiles } from '../../scenario/input-files.ts';
import { loadScenario } from '../../scenario/load.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import { InputProblems } from '../../scenario/problem.ts';
import { formatPath, type Path } from '../../scenario/yaml/source-tree.ts';
import { commandLine } from '../command-line-text.ts';
import { FILE_REASONS } from '../failure.ts';
import type { Host } from '../host-seam.ts';
import { type ChosenSelector, chosenSelector } from '../run/chosen-selector.ts';
import { UsageError } from '../usage-error.ts';
import { otherVersionOf, readAcrossVersions } from './other-version.ts';
import type { ReplayArguments } from './replay-arguments.ts';
import type { ReplaySource } from './replay-source.ts';
import { readFingerprint } from './stored-fingerprint.ts';

/**
 * Opens a finished run as it was: the scenario from its manifest, whatever became of the scenario file
 * since, and the input files where they are still the same.
 * @throws {UsageError} when an input file or the selector is not what it was
 */
export async function openStoredRun(
  host: Host,
  folder: string,
  { replication }: ReplayArguments,
): Promise<ReplaySource> {
  const shown = host.files.display(folder);
  const text = await manifestText(host, folder, shown);
  const other = otherVersionOf(host, text);
  const manifest = await readAcrossVersions(shown, other, () => manifestOf(text, shown));
  refuseBeyond(manifest, shown, replication);
  const notes = await checkInputs(host, manifest, shown);
  const selector = await sameSelector(host, manifest, shown);
  const load = () => loadResolved(host, folder, manifest);
  const { scenario } = await readAcrossVersions(shown, other, load);
  const at = String(replication);
  const found = await readFingerprint(host, folder, shown, replication);
  return {
    scenario,
    selector,
    label: `replication ${replication} of ${shown}`,
    shown,
    fingerprint: found.fingerprint,
    notes: [...(other === null ? [] : [`${shown} was ${other.words}`]), ...notes, ...found.notes],
    commands: { reproduce: commandLine(['replay', shown, '--rep', at]), timeline: null },
    otherVersion: other,
  };
}

/** @throws {UsageError} where there is none */
async function manifestText(host: Host, folder: string, shown: string): Promise<string> {
  if (!(await host.files.list(folder)).includes(MANIFEST_FILE)) {
    throw new UsageError(`${shown} holds no run: ${MANIFEST_FILE} is not in it`);
  }
  return host.files.readText(`${folder}/${MANIFEST_FILE}`);
}

/** @throws {InputProblems} where it is none of a run */
function manifestOf(text: string, shown: string): RunManifest {
  const read = readManifest(text, `${shown}/${MANIFEST_FILE}`);
  if (!read.ok) throw new InputProblems(read.problems);
  return read.manifest;
}

/** A run is replayed as it was: a replication that it did not have belongs to its scenario. */
function refuseBeyond(
  { replications, reproduce }: RunManifest,
  shown: string,
  replication: number,
): void {
  if (replication < replications) return;
  const ofScenario = reproduce
    .replace(/^poolsim run /, 'poolsim replay ')
    .replace(/ --reps \S+/, '');
  throw new UsageError(
    [
      `--rep ${replication}: ${shown} has replications 0 to ${replications - 1}`,
      '  name one of those, or replay the scenario, which has any:',
      ...makingAnew(`${ofScenario} --rep ${replication}`),
    ].join('\n'),
  );
}

/** Notes on scenario files that changed since: what the run had of them is in its manifest. */
async function checkInputs(host: Host, manifest: RunManifest, shown: string): Promise<string[]> {
  const notes: string[] = [];
  const changed: string[] = [];
  for (const { file, sha256 } of manifest.inputs) {
    const isScenario = file === manifest.source || /\.(ya?ml|json)$/i.test(file);
    const fault = await changeOf(host, file, sha256, isScenario);
    if (fault === null) continue;
    if (isScenario) notes.push(`${file} ${fault}; replayed is what the run had, from its manifest`);
    else changed.push(`${file} ${fault}`);
  }
  if (changed.length === 0) return notes;
  throw new UsageError(
    [
      `${shown} cannot be replayed, its input files are not what they were:`,
      ...changed.map((line) => `    ${line}`),
      '  bring them back as they were, in the folder where the run was made, or make a new run:',
      ...makingAnew(manifest.reproduce),
    ].join('\n'),
  );
}

/** The command, and what in it is still to be made. */
function makingAnew(command: string): string[] {
  const about = aboutPipes(command);
  return [`    ${command}`, ...(about === null ? [] : [`    ${about}`])];
}

async function changeOf(
  host: Host,
  file: string,
  sha256: string,
  isText: boolean,
): Promise<string | null> {
  // Opened by another process: here it would be another pipe, or the keyboard.
  if (lastingWord(file) !== file) return 'came through a pipe and is gone';
  const path = host.files.resolve(file, null);
  try {
    const now = host.sha256(
      isText ? await host.files.readText(path) : await wholeFile(host.files, path),
    );
    if (now === sha256) return null;
    return `has changed: sha256 ${now.slice(0, 12)}…, in the run ${sha256.slice(0, 12)}…`;
  } catch (error) {
    if (!(error instanceof InputFileError)) throw error;
    return `is gone: ${FILE_REASONS[error.reason]}`;
  }
}

async function wholeFile(files: InputFiles, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of files.stream(path)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The selector of the run. @throws {UsageError} when the module has changed since */
async function sameSelector(
  host: Host,
  { selector }: RunManifest,
  shown: string,
): Promise<ChosenSelector> {
  const own = /^(.+) sha256:([0-9a-f]{64})$/.exec(selector);
  const found = await chosenSelector(host, own?.[1] ?? null);
  if (found.label === selector) return found;
  throw new UsageError(
    `${shown} cannot be replayed: its selector ${own?.[1] ?? selector} has changed since the run`,
  );
}

/** The resolved scenario of a manifest, read like any other; paths are taken as they were then. */
async function loadResolved(
  host: Host,
  folder: string,
  manifest: RunManifest,
): Promise<LoadedScenario> {
  const { columnMap, skipBadRows } = manifest;
  const path = `${folder}/${MANIFEST_FILE}`;
  const document = withPaths(manifest.resolved, manifest.origins, host.files, []);
  const files: InputFiles = {
    ...host.files,
    readText: async (wanted) =>
      wanted === path ? JSON.stringify(document) : host.files.readText(wanted),
  };
  const options = { set: [], seed: manifest.seed, replications: null, environment: {} };
  return loadScenario(path, files, { ...options, columnMap, skipBadRows });
}

/** The document with every `file` as an absolute path: it was relative to the file that named it. */
function withPaths(
  value: unknown,
  origins: RunManifest['origins'],
  files: InputFiles,
  path: Path,
): unknown {
  if (Array.isArray(value)) {
    return value.map((item, i) => withPaths(item, origins, files, [...path, i]));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, child]) => {
      return [key, withPaths(child, origins, files, [...path, key])] as const;
    });
    return Object.fromEntries(entries);
  }
  if (path.at(-1) !== 'file' || typeof value !== 'string') return value;
  const written = /^(?:extends )?(.+):\d+$/.exec(origins[formatPath(path)] ?? '');
  return files.resolve(value, written === null ? null : files.resolve(written[1], null));
}
