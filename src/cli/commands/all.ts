import type { CommandDefinition } from '../command-definition.ts';
import { bench } from './bench.ts';
import { explain } from './explain.ts';
import { generate } from './generate.ts';
import { metrics } from './metrics.ts';
import { run } from './run.ts';
import { scenarios } from './scenarios.ts';
import { schema } from './schema.ts';
import { verify } from './verify.ts';

/** Every command, in the order of `--help`. A command stands here when it works. */
export const COMMANDS: readonly CommandDefinition[] = [
  run,
  explain,
  scenarios,
  generate,
  schema,
  metrics,
  verify,
  bench,
];
