import type { Host } from '../host-seam.ts';

/** A file of a run: its path inside the folder, and what it holds. */
export type ResultFiles = ReadonlyMap<string, string | Uint8Array>;

export type Stored = 'written' | 'identical';

/** The only file that may differ between two equal runs. */
export const TIMING_FILE = 'timing.json';

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

/**
 * Puts a run's folder in its place, whole or not at all: everything is written beside it under a
 * temporary name and renamed. Where the folder is already there its bytes are compared; a file that
 * only this run was asked for is added. Two runs at once both end well: the slower one compares.
 *
 * @throws {OutputError} when it cannot be written
 * @throws {DifferentBytes} when the folder holds other results
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
  const different: string[] = [];
  const missing: [string, string | Uint8Array][] = [];
  for (const [name, data] of files) {
    if (name === TIMING_FILE) continue;
    if (!present.has(name)) missing.push([name, data]);
    else if (!same(await disk.readBytes(disk.resolve(name, `${folder}/.`)), data)) {
      different.push(name);
    }
  }
  // A folder that lacks what every run writes is not a run's folder.
  if (!present.has('manifest.json')) different.push('manifest.json');
  if (different.length > 0) throw new DifferentBytes(disk.display(folder), different);
  for (const [name, data] of missing) {
    const path = disk.resolve(name, `${folder}/.`);
    await disk.makeFolder(disk.resolve('.', path));
    await disk.writeFile(path, data);
  }
  return 'identical';
}

function same(found: Uint8Array, data: string | Uint8Array): boolean {
  const wanted = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  if (found.length !== wanted.length) return false;
  for (let i = 0; i < found.length; i++) if (found[i] !== wanted[i]) return false;
  return true;
}
