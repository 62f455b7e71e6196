import type { Options, PositionalOptions } from 'yargs';
import type { ExitCode } from './exit-codes.ts';
import type { Host } from './host-seam.ts';
import type { RawArgs } from './raw-args.ts';

/** What the command line knows of a command before it is called: everything that `--help` prints. */
export interface CommandDefinition {
  /** As yargs wants it: `run <scenario..>`. */
  readonly usage: string;
  readonly about: string;
  readonly positionals?: Readonly<Record<string, PositionalOptions>>;
  readonly options: Readonly<Record<string, Options>>;
  /** Pairs of a command line and what it does. */
  readonly examples: readonly (readonly [string, string])[];
  /** Reads the arguments, then loads the command itself: nothing heavy is imported before. */
  handle(host: Host, args: RawArgs): Promise<ExitCode>;
}

/** An option with a value. Always text for yargs; {@link RawArgs} reads it. */
export function valued(describe: string, extra: Options = {}): Options {
  return { type: 'string', requiresArg: true, describe, ...extra };
}

/** An option that may be repeated. */
export function repeated(describe: string): Options {
  return { type: 'string', array: true, requiresArg: true, describe };
}

/** An option that is there or not. */
export function flag(describe: string): Options {
  return { type: 'boolean', describe };
}
