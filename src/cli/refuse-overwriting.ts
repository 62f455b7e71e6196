import type { Host } from './host-seam.ts';
import { UsageError } from './usage-error.ts';

/**
 * For `--write`, before the work is done, not after it.
 * @throws {UsageError} where the file is a folder, or is there already and nobody said `--force`
 */
export async function refuseOverwriting(host: Host, write: string, force: boolean): Promise<void> {
  const kind = await host.files.kind(host.files.resolve(write, null));
  if (kind === 'folder') throw new UsageError(`--write ${write} is a folder; name a file`);
  if (kind === 'file' && !force) {
    throw new UsageError(`${write} is already there; --force overwrites it`);
  }
}

/** @throws {UsageError} where `--force` has nothing to overwrite */
export function refuseIdleForce(write: string | null, force: boolean): void {
  if (write !== null || !force) return;
  throw new UsageError('--force overwrites the file of --write: name that file too');
}
