import { commandLine } from '../command-line-text.ts';
import { DEFAULT_ZONE, type PlanArguments } from './plan-arguments.ts';

/** The command that gives the same plan again, always in the same order and spelling. */
export function planCommand(args: PlanArguments, seed: string): string {
  const { load } = args;
  const words = ['plan', args.scenario];
  for (const target of args.targets) words.push('--target', target);
  words.push('--seed', seed);
  if (args.by !== 'country') words.push('--group', args.by);
  if (args.confidence !== 0.95) words.push('--confidence', String(args.confidence));
  if (args.budget !== null) words.push('--budget', String(args.budget));
  if (args.zone !== DEFAULT_ZONE) words.push('--indifference', String(args.zone));
  if (args.most !== null) words.push('--most', String(args.most));
  if (!args.guess) words.push('--no-guess');
  for (const pair of load.set) words.push('--set', pair);
  for (const pair of load.columnMap) words.push('--map', pair);
  if (load.skipBadRows) words.push('--skip-bad-rows');
  if (args.selector !== null) words.push('--selector', args.selector);
  return commandLine(words);
}
