import type { RunManifest } from '../../report/manifest.ts';
import { MANIFEST_FILE } from '../../report/stored/read-stored-run.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';
import { OtherRun } from './result-folder.ts';

/** What is asked for, as far as the manifest of a finished run tells it. */
export interface AskedRun {
  readonly loaded: LoadedScenario;
  /** `built-in`, or path and hash of the user's own. */
  readonly selector: string;
  /** The command that gives the same results again. */
  readonly reproduce: string;
}

/**
 * Found out before simulating, so that an hour of it is not for nothing. Whether the results of a folder of
 * the same run are the same is seen when there are some.
 * @throws {OtherRun} when the folder holds another run, or something that is no run
 * @throws {UsageError} when it is a file
 */
export async function refuseTakenFolder(host: Host, folder: string, asked: AskedRun) {
  const { files } = host;
  const kind = await files.kind(folder);
  if (kind === 'file') {
    throw new UsageError(`${files.display(folder)} is a file; --out names a folder`);
  }
  if (kind === null) return;
  const names = await files.list(folder);
  if (names.length === 0) return;
  const found = names.includes(MANIFEST_FILE)
    ? manifestIn(await files.readText(files.resolve(MANIFEST_FILE, `${folder}/.`)))
    : null;
  if (found === null || knownBefore(found) !== knownBefore(expected(host, asked))) {
    throw new OtherRun(files.display(folder));
  }
}

/** What a manifest says before there are results. */
type Known = Pick<
  RunManifest,
  'poolsim' | 'node' | 'reproduce' | 'source' | 'seed' | 'selector'
> & {
  readonly inputs: readonly Pick<RunManifest['inputs'][number], 'file' | 'sha256'>[];
};

function expected(host: Host, { loaded, selector, reproduce }: AskedRun): Known {
  const { source, inputs, scenario } = loaded;
  const made = { poolsim: host.version, node: host.nodeVersion };
  return { ...made, reproduce, source, seed: scenario.seed, selector, inputs };
}

function manifestIn(text: string): Known | null {
  try {
    const found = JSON.parse(text) as Partial<Known> | null;
    return Array.isArray(found?.inputs) ? (found as Known) : null;
  } catch {
    return null;
  }
}

function knownBefore({ poolsim, node, reproduce, source, seed, selector, inputs }: Known): string {
  const hashes = inputs.map((input) => [input?.file, input?.sha256]);
  return JSON.stringify([poolsim, node, reproduce, source, seed, selector, hashes]);
}
