import type { Host } from '../host-seam.ts';
import type { Stamp } from './document.ts';

/** What is true now: when, where, with what. */
export async function stampNow(host: Host): Promise<Stamp> {
  return {
    at: new Date(host.epochMs()).toISOString(),
    version: host.version,
    node: host.nodeVersion,
    machine: host.machine,
    commit: await commitHere(host),
  };
}

/** The commit checked out here, with `+` where files were changed since; null outside of git. */
async function commitHere(host: Host): Promise<string | null> {
  const head = await host.runProgram('git', ['rev-parse', '--verify', 'HEAD'], host.cwd);
  if (head === null || head.code !== 0) return null;
  const changes = await host.runProgram(
    'git',
    ['status', '--porcelain', '--untracked-files=no'],
    host.cwd,
  );
  const isChanged = changes !== null && changes.stdout.trim() !== '';
  return head.stdout.trim() + (isChanged ? '+' : '');
}

/** `1a7a3f2` or `1a7a3f2+`: what people call a commit. */
export function shortCommit(commit: string | null): string {
  if (commit === null) return 'no commit';
  return commit.slice(0, 7) + (commit.endsWith('+') ? '+' : '');
}
