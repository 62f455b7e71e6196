import type { Host, ProcessName } from '../host-seam.ts';

/** Folders of checkouts begin so; eight hex digits follow. */
export const CHECKOUT_FOLDER = 'poolsim-against';
const FOLDER_NAME = new RegExp(`^\\.${CHECKOUT_FOLDER}-[0-9a-f]{8}$`);
const OWNER_FILE = 'owner.json';

/** Says in the folder of a checkout which process it belongs to, for the time after a `kill -9`. */
export async function claim(host: Host, folder: string): Promise<void> {
  const { pid, place } = host.processName;
  const text = `${JSON.stringify({ kind: 'poolsim-checkout', pid, place })}\n`;
  await host.files.writeFile(host.files.resolve(OWNER_FILE, `${folder}/.`), text);
}

/** Removes a checkout: its files, and what git knows of it. */
export async function discard(host: Host, root: string, folder: string): Promise<void> {
  const tree = host.files.resolve('tree', `${folder}/.`);
  await host.runProgram('git', ['worktree', 'remove', '--force', tree], root);
  await host.files.removeFolder(folder);
  await host.runProgram('git', ['worktree', 'prune'], root);
}

/**
 * Removes the checkouts in a repository whose processes were killed before they could do it. A folder goes
 * only where it says itself that it is one, and its process is certainly dead: one of another machine, or
 * one that says nothing, may be in use.
 */
export async function removeStale(host: Host, root: string): Promise<void> {
  for (const name of await host.files.list(root)) {
    if (!FOLDER_NAME.test(name)) continue;
    const folder = host.files.resolve(name, `${root}/.`);
    const owner = await ownerOf(host, folder);
    if (owner === null || host.isAlive(owner) !== false) continue;
    await discard(host, root, folder);
    host.stderr.write(`removed ${name}, which process ${owner.pid} left when it was killed\n`);
  }
}

async function ownerOf(host: Host, folder: string): Promise<ProcessName | null> {
  const path = host.files.resolve(OWNER_FILE, `${folder}/.`);
  if ((await host.files.kind(path)) !== 'file') return null;
  let found: Readonly<Record<string, unknown>>;
  try {
    found = Object(JSON.parse(await host.files.readText(path)));
  } catch {
    return null;
  }
  const { kind, pid, place } = found;
  const isOwner = kind === 'poolsim-checkout' && Number.isSafeInteger(pid) && Number(pid) > 0;
  return isOwner && typeof place === 'string' ? { pid: Number(pid), place } : null;
}
