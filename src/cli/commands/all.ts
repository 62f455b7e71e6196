import type { CommandDefinition } from '../command-definition.ts';
import { metrics } from './metrics.ts';

/** Every command, in the order of `--help`. A command stands here when it works. */
export const COMMANDS: readonly CommandDefinition[] = [metrics];
