import type { CommandDefinition } from '../command-definition.ts';
import { bench } from './bench.ts';
import { generate } from './generate.ts';
import { metrics } from './metrics.ts';
import { scenarios } from './scenarios.ts';

/** Every command, in the order of `--help`. A command stands here when it works. */
export const COMMANDS: readonly CommandDefinition[] = [scenarios, generate, metrics, bench];
