import { hashedOnTheWay, sha256OfContent, sha256OfPieces } from '../file-hash.ts';
import type { FileContent, Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';
import { CHECKSUMS_FILE, checksumText, mergedChecksums } from './checksums.ts';

/** What the files of a run hold, by their path inside the folder. */
export type ResultFiles = ReadonlyMap<string, FileContent>;

/** Whether the folder gets a list of the hashes of its files, {@link CHECKSUMS_FILE}. */
export type Checksums = 'with checksums' | 'without checksums';

export type Stored = 'written' | 'identical';

/** The only file that may differ between two equal runs. */
export const TIMING_FILE = 'timing.json';
/** The page of a run: drawn from its other files, so it is the only one that may be replaced. */
export const PAGE_FILE = 'report.html';
const MANIFEST_FILE = 'manifest.json';

/** The same inputs gave different bytes: poolsim is not deterministic, or somebody changed the folder. */
export class DifferentBytes extends Error {
  override name = 'DifferentBytes';
  readonly folder: string;
  readonly files: readonly string[];

  constructor(folder: string, files: readonly string[]) {
    const some = files.slice(0, 3).join(', ') + (files.length > 3 ? ', …' : '');
    super(`${folder} holds other results for the same inputs (${some}); nothing was overwritten`);
    this.folder = folder;
    this.files = files;
  }
}

/** The folder holds the results of other inputs: another seed, another scenario, another version. */
export class OtherRun extends UsageError {
  override name = 'OtherRun';

  constructor(folder: string) {
    super(`${folder} holds another run, or something that is no run; choose another --out`);
  }
}

/**
 * Puts a run's folder in its place, whole or not at all: everything is written beside it under a
 * temporary name and renamed. Where the folder is already there its bytes are compared; a file that
 * only this run was asked for is added, and a page is drawn anew. Two runs at once both end well: the slower one compares.
 *
 * @throws {OutputError} when it cannot be written
 * @throws {OtherRun} when the folder is there and belongs to other inputs
 * @throws {DifferentBytes} when the folder holds other results of the same inputs
 */
export async function storeRun(
  host: Host,
  folder: string,
  files: ResultFiles,
  checksums: Checksums,
): Promise<Stored> {
  const { files: disk } = host;
  if ((await disk.kind(folder)) === 'folder' && (await disk.listFiles(folder)).length > 0) {
    return compare(host, folder, files, checksums);
  }
  const temporary = await disk.makeTemporaryFolder(folder);
  try {
    const hashes = new Map<string, string>();
    for (const [name, content] of files) {
      await write(host, temporary, name, content, (sha256) => hashes.set(name, sha256));
    }
    if (checksums === 'with checksums') {
      await write(host, temporary, CHECKSUMS_FILE, sumsOf(hashes), () => {});
    }
    if (await disk.moveFolder(temporary, folder)) return 'written';
  } finally {
    await disk.removeFolder(temporary);
  }
  return compare(host, folder, files, checksums);
}

async function write(
  host: Host,
  folder: string,
  name: string,
  content: FileContent,
  onHash: (sha256: string) => void,
): Promise<void> {
  const { files: disk } = host;
  const path = disk.resolve(name, `${folder}/.`);
  if (name.includes('/')) await disk.makeFolder(disk.resolve('.', path));
  await disk.writeFile(path, hashedOnTheWay(content, onHash));
}

/** What differs between equal runs, or may be drawn anew, has no hash in the list. */
function sumsOf(hashes: ReadonlyMap<string, string>): string {
  const lasting = [...hashes].filter(([name]) => name !== TIMING_FILE && name !== PAGE_FILE);
  return checksumText(new Map(lasting));
}

async function compare(
  host: Host,
  folder: string,
  files: ResultFiles,
  checksums: Checksums,
): Promise<Stored> {
  const { files: disk } = host;
  const present = new Set(await disk.listFiles(folder));
  if (!present.has(MANIFEST_FILE) || !(await sameInputs(host, folder, files))) {
    throw new OtherRun(disk.display(folder));
  }
  const hashes = new Map<string, string>();
  const different: string[] = [];
  const missing = new Map<string, FileContent>();
  for (const [name, content] of files) {
    if (name === TIMING_FILE) continue;
    if (name !== PAGE_FILE) hashes.set(name, sha256OfContent(content));
    if (!present.has(name) || name === PAGE_FILE) missing.set(name, content);
    else if ((await storedHash(host, folder, name)) !== hashes.get(name)) different.push(name);
  }
  if (checksums === 'with checksums') {
    const found = present.has(CHECKSUMS_FILE) ? await storedText(host, folder, CHECKSUMS_FILE) : '';
    const merged = mergedChecksums(found, sumsOf(hashes));
    if (merged === null) different.push(CHECKSUMS_FILE);
    else if (merged !== found) missing.set(CHECKSUMS_FILE, merged);
  }
  if (different.length > 0) throw new DifferentBytes(disk.display(folder), different);
  for (const [name, content] of missing) await write(host, folder, name, content, () => {});
  return 'identical';
}

/** Manifests tell all that went in, and of what came out only its hash. */
async function sameInputs(host: Host, folder: string, files: ResultFiles): Promise<boolean> {
  const found = await storedText(host, folder, MANIFEST_FILE);
  const inputs = (text: string) => text.replace(/"resultHash": "[^"]*"/, '');
  return inputs(found) === inputs(textOf(files.get(MANIFEST_FILE) ?? ''));
}

function storedHash(host: Host, folder: string, name: string): Promise<string> {
  return sha256OfPieces(host.files.readBack(host.files.resolve(name, `${folder}/.`)));
}

async function storedText(host: Host, folder: string, name: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const path = host.files.resolve(name, `${folder}/.`);
  for await (const piece of host.files.readBack(path)) {
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

function textOf(content: FileContent): string {
  if (typeof content === 'function') return [...content()].join('');
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
