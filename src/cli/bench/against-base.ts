import type { Variant } from '../../bench/sample.ts';
import { nearest } from '../../scenario/nearest.ts';
import type { Baseline } from '../baseline/document.ts';
import { readBaseline } from '../baseline/read-baseline.ts';
import { shortCommit } from '../baseline/stamp.ts';
import { BUILT_IN, baselineNames, baselinePath } from '../baseline/store.ts';
import type { Host } from '../host-seam.ts';
import { checkedSelector } from '../run/chosen-selector.ts';
import { UsageError } from '../usage-error.ts';
import { openCheckout, resolveRef } from './against-checkout.ts';

/** What the present state is held to: figures stored earlier, or something that can be run now. */
export type Base = StoredBase | LiveBase;

export interface StoredBase {
  readonly kind: 'stored';
  readonly label: string;
  readonly baseline: Baseline;
  close(): Promise<void>;
}

export interface LiveBase {
  readonly kind: 'live';
  readonly label: string;
  readonly variant: Variant;
  /** Removes what was made for it. */
  close(): Promise<void>;
}

/** What was asked for. */
export interface BaseTerms {
  /** As typed. */
  readonly against: string;
  /** Folder of the baselines. */
  readonly folder: string;
  /** The head's selector module as typed: of a git ref, the same module is then taken. */
  readonly selector: string | null;
}

const PREFIXES = ['baseline:', 'module:', 'git:'] as const;
const nothingToClose = async () => {};

/**
 * Reads what `--against` names: `built-in`, a module (`.js`, `.mjs`, `.cjs`), a baseline (its name, or a
 * `.json` file), else a git ref; `baseline:`, `module:` and `git:` before it leave no doubt.
 *
 * @throws {UsageError} when there is nothing of that name @throws {Interrupted} after Ctrl-C
 */
export async function openBase(
  host: Host,
  { against: typed, folder, selector }: BaseTerms,
  signal: AbortSignal,
): Promise<Base> {
  const prefix = PREFIXES.find((each) => typed.startsWith(each)) ?? null;
  const name = prefix === null ? typed : typed.slice(prefix.length);
  if (prefix === null && name === BUILT_IN) {
    return live('the built-in selector', 'here');
  }
  if (prefix === 'module:' || (prefix === null && /\.[cm]?js$/.test(name))) {
    const path = await checkedSelector(host, name, '--against', signal);
    return live(`module ${name}`, { module: path! });
  }
  if (prefix !== 'git:') {
    const stored = await storedBase(host, name, folder);
    if (stored !== null) {
      if (prefix === null) await noteRefOfThatName(host, name);
      return stored;
    }
  }
  if (prefix !== 'baseline:') {
    const commit = await resolveRef(host, name);
    if (commit !== null) {
      const checkout = await openCheckout(host, commit, selector);
      const label = `git ${name} (${shortCommit(commit)})`;
      return { kind: 'live', label, variant: checkout.variant, close: checkout.close };
    }
  }
  throw await unknown(host, typed, prefix, folder);
}

function live(label: string, variant: Variant): LiveBase {
  return { kind: 'live', label, variant, close: nothingToClose };
}

async function storedBase(host: Host, name: string, folder: string): Promise<StoredBase | null> {
  const isFile = name.endsWith('.json');
  const path = isFile ? host.files.resolve(name, null) : baselinePath(host, folder, name);
  if ((await host.files.kind(path)) !== 'file') return null;
  const baseline = readBaseline(await host.files.readText(path), host.files.display(path));
  const label = `baseline ${baseline.name}`;
  return { kind: 'stored', label, baseline, close: nothingToClose };
}

async function noteRefOfThatName(host: Host, name: string): Promise<void> {
  if ((await resolveRef(host, name)) === null) return;
  host.stderr.write(
    `note: ${name} is a baseline and a git ref; the baseline is taken, git:${name} means the other\n`,
  );
}

async function unknown(
  host: Host,
  typed: string,
  prefix: (typeof PREFIXES)[number] | null,
  folder: string,
): Promise<UsageError> {
  if (prefix === 'git:') return new UsageError(`--against ${typed}: ${await whyNoCommit(host)}`);
  const names = await baselineNames(host, folder);
  const near =
    prefix === null
      ? nearest(typed, [BUILT_IN, ...names])
      : nearest(typed.slice(prefix.length), names);
  const held =
    names.length === 0
      ? `no baselines in ${folder}; poolsim baseline save makes one`
      : `baselines: ${names.join(', ')}`;
  const hint = near === null ? held : `did you mean ${prefix ?? ''}${near}?`;
  const what = prefix === null ? 'no baseline, no module and no commit' : 'no baseline';
  return new UsageError(`--against ${typed}: ${what} of that name — ${hint}`);
}

async function whyNoCommit(host: Host): Promise<string> {
  const inside = await host.runProgram('git', ['rev-parse', '--is-inside-work-tree'], host.cwd);
  if (inside === null) return 'there is no git on this machine';
  if (inside.code !== 0) return 'this folder is in no git repository';
  // A runner fetches one commit unless it is told to fetch more.
  return 'no commit of that name here; a shallow clone has few: git fetch --unshallow';
}
