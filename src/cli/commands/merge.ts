import type { CommandDefinition } from '../command-definition.ts';
import { OUTPUT_OPTIONS, outputArguments } from './sweep.ts';

export const merge: CommandDefinition = {
  usage: 'merge <folder..>',
  about: 'Puts the shards of a sweep together, as if one machine had done it all',
  positionals: {
    folder: { type: 'string', array: true, describe: 'Folders of sweep --shard i/n, in any order' },
  },
  options: OUTPUT_OPTIONS,
  examples: [
    ['poolsim merge reports/*-shard-*', 'all shards of a sweep'],
    ['poolsim merge a b c d --out together --parquet', 'into a folder, as Parquet too'],
  ],
  async handle(host, args) {
    const { runMerge } = await import('../sweep/run-merge.ts');
    return runMerge(host, { folders: args.texts('folder'), ...outputArguments(args) });
  },
};
