import type { Host } from '../host-seam.ts';
import type { OpenedSide } from './opened-side.ts';

/** Says on stderr what about the sides may surprise. */
export function noteSides(host: Host, sides: readonly OpenedSide[]): void {
  for (const side of sides) {
    const note = (text: string) =>
      host.stderr.write(`${side.args.name}, ${side.args.source}: ${text}\n`);
    if (side.kind === 'live') {
      for (const { file, rows, skippedRows } of side.loaded.inputs) {
        if (skippedRows > 0) note(`${skippedRows} of ${rows} rows of ${file} skipped`);
      }
      continue;
    }
    const { version, partial, results } = side.run;
    if (partial) note(`the run was interrupted after ${results.replications} replications`);
    if (version !== host.version) note(`made by poolsim ${version}, this is ${host.version}`);
  }
}
