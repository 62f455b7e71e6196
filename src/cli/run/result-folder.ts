import type { Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';
import { CHECKSUMS_FILE, mergedChecksums } from './checksums.ts';

/** A file of a run: its path inside the folder, and what it holds. */
export type ResultFiles = ReadonlyMap<string, string | Uint8Array>;

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
export async function storeRun(host: Host, folder: string, files: ResultFiles): Promise<Stored> {
  const { files: disk } = host;
  if ((await disk.kind(folder)) === 'folder' && (await disk.listFiles(folder)).length > 0) {
    return compare(host, folder, files);
  }
  const temporary = await disk.makeTemporaryFolder(folder);
  try {
    for (const [name, data] of files) {
      const path = disk.resolve(name, `${temporary}/.`);
      if (name.includes('/')) await disk.makeFolder(disk.resolve('.', path));
      await disk.writeFile(path, data);
    }
    if (await disk.moveFolder(temporary, folder)) return 'written';
  } finally {
    await disk.removeFolder(temporary);
  }
  return compare(host, folder, files);
}

async function compare(host: Host, folder: string, files: ResultFiles): Promise<Stored> {
  const { files: disk } = host;
  const present = new Set(await disk.listFiles(folder));
  if (!present.has(MANIFEST_FILE) || !(await sameInputs(host, folder, files))) {
    throw new OtherRun(disk.display(folder));
  }
  const different: string[] = [];
  const missing: [string, string | Uint8Array][] = [];
  for (const [name, data] of files) {
    if (name === TIMING_FILE) continue;
    if (!present.has(name) || name === PAGE_FILE) {
      missing.push([name, data]);
      continue;
    }
    const found = await disk.readBytes(disk.resolve(name, `${folder}/.`));
    const merged = name === CHECKSUMS_FILE ? mergedChecksums(textOf(found), textOf(data)) : data;
    if (merged === null) different.push(name);
    else if (same(found, merged)) continue;
    else if (name === CHECKSUMS_FILE) missing.push([name, merged]);
    else different.push(name);
  }
  if (different.length > 0) throw new DifferentBytes(disk.display(folder), different);
  for (const [name, data] of missing) {
    const path = disk.resolve(name, `${folder}/.`);
    await disk.makeFolder(disk.resolve('.', path));
    await disk.writeFile(path, data);
  }
  return 'identical';
}

/** Manifests tell all that went in, and of what came out only its hash. */
async function sameInputs(host: Host, folder: string, files: ResultFiles): Promise<boolean> {
  const { files: disk } = host;
  const path = disk.resolve(MANIFEST_FILE, `${folder}/.`);
  const found = textOf(await disk.readBytes(path));
  const inputs = (text: unknown) => String(text).replace(/"resultHash": "[^"]*"/, '');
  return inputs(found) === inputs(files.get(MANIFEST_FILE));
}

function textOf(data: string | Uint8Array): string {
  return typeof data === 'string' ? data : new TextDecoder().decode(data);
}

function same(found: Uint8Array, data: string | Uint8Array): boolean {
  const wanted = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  if (found.length !== wanted.length) return false;
  for (let i = 0; i < found.length; i++) if (found[i] !== wanted[i]) return false;
  return true;
}
