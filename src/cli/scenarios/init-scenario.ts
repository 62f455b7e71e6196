import { EXIT } from '../exit-codes.ts';
import { writeOut } from '../generate/generate-csv.ts';
import type { Command } from '../host-seam.ts';
import { refuseOverwriting } from '../refuse-overwriting.ts';
import { STARTER } from './starter.ts';

export interface InitArguments {
  readonly path: string;
  readonly force: boolean;
}

/** Writes a commented scenario that validates and runs as it is. */
export const initScenario: Command<InitArguments> = async (host, { path, force }) => {
  await refuseOverwriting(host, '', path, force);
  await writeOut(host, path, STARTER);
  host.stderr.write(`next: poolsim run ${path}\n`);
  return EXIT.done;
};
