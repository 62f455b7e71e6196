import type { Variant } from '../../bench/sample.ts';
import type { Host, ProcessEnd } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';
import { CHECKOUT_FOLDER, claim, discard, removeStale } from './stale-checkouts.ts';

/** Another version, to be run beside this one, and how to remove it. */
export interface Checkout {
  readonly variant: Variant;
  close(): Promise<void>;
}

/** Full hash of the commit that a ref names; null when there is none, or no git, or no repository. */
export async function resolveRef(host: Host, ref: string): Promise<string | null> {
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const end = await host.runProgram('git', words, host.cwd);
  return end !== null && end.code === 0 ? end.stdout.trim() : null;
}

/**
 * Checks a commit out beside the working files, as a git worktree in a temporary folder of the
 * repository: there the packages installed here are found. A checkout of poolsim is built; of a
 * user's selector module, the module of that commit is all that is needed.
 *
 * The folder has a `.gitignore` of its own, so that the repository stays as clean as it was. It goes
 * away with `close`, and with the process; after a `kill -9` with the next checkout.
 *
 * @param selector the module as typed; null: poolsim itself is compared
 * @throws {UsageError} when the commit cannot be checked out or built
 */
export async function openCheckout(
  host: Host,
  commit: string,
  selector: string | null,
): Promise<Checkout> {
  const root = (await git(host, host.cwd, ['rev-parse', '--show-toplevel'])).stdout.trim();
  const inside = (path: string) => host.files.resolve(path, `${root}/.`);
  if (selector === null) await checkPoolsim(host, inside('package.json'));
  await git(host, root, ['worktree', 'prune']);
  await removeStale(host, root);
  const folder = await host.files.makeTemporaryFolder(inside(CHECKOUT_FOLDER));
  const tree = host.files.resolve('tree', `${folder}/.`);
  const close = () => discard(host, root, folder);
  try {
    await claim(host, folder);
    await host.files.writeFile(host.files.resolve('.gitignore', `${folder}/.`), '*\n');
    const add = ['-c', 'core.hooksPath=/dev/null', 'worktree', 'add', '--detach', '--force'];
    await git(host, root, [...add, tree, commit]);
    if (selector !== null) {
      return { variant: { module: await moduleIn(host, root, tree, selector) }, close };
    }
    await build(host, root, tree);
    return { variant: { checkout: tree }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function checkPoolsim(host: Host, path: string): Promise<void> {
  let name: unknown = null;
  if ((await host.files.kind(path)) === 'file') {
    name = (JSON.parse(await host.files.readText(path)) as { name?: unknown }).name;
  }
  if (name === 'poolsim') return;
  throw new UsageError(
    'a git ref needs a checkout of poolsim, or --selector with a module of this repository',
  );
}

/** The user's module as it was at that commit. */
async function moduleIn(
  host: Host,
  root: string,
  folder: string,
  selector: string,
): Promise<string> {
  const here = host.files.resolve(selector, null);
  if (!here.startsWith(`${root}/`)) {
    throw new UsageError(`--selector ${selector} lies outside of the repository ${root}`);
  }
  const path = host.files.resolve(here.slice(root.length + 1), `${folder}/.`);
  if ((await host.files.kind(path)) === 'file') return path;
  throw new UsageError(`--selector ${selector}: that commit has no such file`);
}

async function build(host: Host, root: string, folder: string): Promise<void> {
  const compiler = host.files.resolve('node_modules/typescript/bin/tsc', `${root}/.`);
  if ((await host.files.kind(compiler)) !== 'file') {
    throw new UsageError('a git ref is built with the compiler of this checkout: run npm ci first');
  }
  const end = await host.runProgram('node', [compiler, '-p', 'tsconfig.build.json'], folder);
  const built = host.files.resolve('dist/selector/index.js', `${folder}/.`);
  if ((await host.files.kind(built)) === 'file') return;
  throw new UsageError(`that commit cannot be built: ${firstLine(end)}`);
}

async function git(host: Host, folder: string, words: readonly string[]): Promise<ProcessEnd> {
  const end = await host.runProgram('git', words, folder);
  if (end === null) throw new UsageError('there is no git on this machine');
  if (end.code !== 0) throw new UsageError(`git ${words[0]} failed: ${firstLine(end)}`);
  return end;
}

function firstLine(end: ProcessEnd | null): string {
  if (end === null) return 'it could not be started';
  return `${end.stderr}\n${end.stdout}`.trim().split('\n', 1)[0] || `it ended with ${end.code}`;
}
