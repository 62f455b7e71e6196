import type { RunManifest } from '../../report/manifest.ts';
import { formatProblem, InputProblems } from '../../scenario/problem.ts';
import type { Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';

/** A run that was made by another poolsim or Node than this one. */
export interface OtherVersion {
  /** Which, in words, and which this is. */
  readonly words: string;
  /** The run's own command, that makes it again; empty where its manifest does not say. */
  readonly reproduce: string;
}

/**
 * Asked before anything else of a manifest is believed: what another version wrote may have another shape.
 * Null where the versions are the same, or the text names none.
 */
export function otherVersionOf(host: Host, manifestText: string): OtherVersion | null {
  const { poolsim, node, reproduce } = namesIn(manifestText);
  if (typeof poolsim !== 'string' || typeof node !== 'string') return null;
  if (poolsim === host.version && node === host.nodeVersion) return null;
  const own = `poolsim ${host.version} on Node ${host.nodeVersion}`;
  return {
    words: `made by poolsim ${poolsim} on Node ${node}; this is ${own}`,
    reproduce: typeof reproduce === 'string' ? reproduce : '',
  };
}

function namesIn(text: string): Partial<Record<keyof RunManifest, unknown>> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Why a run of another version cannot be replayed: the version comes first, what it led to second. */
export function versionError(shown: string, other: OtherVersion, consequence: string): UsageError {
  const again = other.reproduce === '' ? '' : `:\n    ${other.reproduce}`;
  return new UsageError(
    [
      `${shown} was ${other.words}:`,
      ...consequence.split('\n').map((line) => `    ${line}`),
      `  replay it with the version that made it, or make a new run with this one${again}`,
    ].join('\n'),
  );
}

/** What to throw for a failure over a run of another version: what is wrong there is that version. */
export function laidOnVersion(shown: string, other: OtherVersion | null, error: unknown): unknown {
  if (other === null || error instanceof UsageError) return error;
  return versionError(shown, other, failureText(error));
}

/** Lets `open` read what a run left. @throws as {@link laidOnVersion} says */
export async function readAcrossVersions<T>(
  shown: string,
  other: OtherVersion | null,
  open: () => T | Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw laidOnVersion(shown, other, error);
  }
}

function failureText(error: unknown): string {
  if (error instanceof InputProblems) return error.problems.map(formatProblem).join('\n');
  return error instanceof Error ? error.message : String(error);
}
