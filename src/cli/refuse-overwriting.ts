import type { LoadedScenario } from '../scenario/loaded.ts';
import type { Host } from './host-seam.ts';
import { UsageError } from './usage-error.ts';

/**
 * For a file that the user names to be written, before the work is done, not after it. Nothing is overwritten
 * in a device or a pipe.
 *
 * @param option what named it, such as `--write`; empty where it stands alone
 * @throws {UsageError} where the file is a folder, or is there already and nobody said `--force`
 */
export async function refuseOverwriting(
  host: Host,
  option: string,
  typed: string,
  force: boolean,
): Promise<void> {
  const path = host.files.resolve(typed, null);
  const kind = await host.files.kind(path);
  if (kind === 'folder') {
    const named = option === '' ? typed : `${option} ${typed}`;
    throw new UsageError(`${named} is a folder; name a file in it`);
  }
  if (kind === null || force || (await host.files.isStream(path))) return;
  throw new UsageError(`${typed} is already there; --force overwrites it`);
}

/** With `--force` too. @throws {UsageError} where the file is one that the scenario reads */
export function refuseInput(host: Host, { inputs }: LoadedScenario, write: string): void {
  const path = host.files.resolve(write, null);
  if (!inputs.some(({ file }) => host.files.resolve(file, null) === path)) return;
  throw new UsageError(`--write ${write} is read by the scenario; name another file`);
}

/** @throws {UsageError} where `--force` has nothing to overwrite */
export function refuseIdleForce(option: string, file: string | null, force: boolean): void {
  if (file !== null || !force) return;
  throw new UsageError(`--force overwrites the file of ${option}: name that file too`);
}
