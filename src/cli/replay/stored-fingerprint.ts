import { InputFileError } from '../../scenario/input-files.ts';
import type { Host } from '../host-seam.ts';
import { UsageError } from '../usage-error.ts';

const FILE = 'fingerprints.csv';

/** What a run says that one of its replications came out at; why nothing is known where it says nothing. */
export async function readFingerprint(
  host: Host,
  folder: string,
  shown: string,
  replication: number,
): Promise<{ readonly fingerprint: string | null; readonly notes: readonly string[] }> {
  let text: string;
  try {
    text = await host.files.readText(`${folder}/${FILE}`);
  } catch (error) {
    if (!(error instanceof InputFileError)) throw error;
    const note = `${shown} has no ${FILE}: whether the replication is the same cannot be told`;
    return { fingerprint: null, notes: [note] };
  }
  const line = text.split('\n')[replication + 1] ?? '';
  const found = /^(\d+),([0-9a-f]{16})$/.exec(line);
  if (found === null || Number(found[1]) !== replication) {
    throw new UsageError(`${shown}/${FILE}:${replication + 2}: damaged; run it again`);
  }
  return { fingerprint: found[2], notes: [] };
}
