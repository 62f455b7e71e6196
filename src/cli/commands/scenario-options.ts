import { flag, repeated, valued } from '../command-definition.ts';
import type { RawArgs } from '../raw-args.ts';
import { UsageError } from '../usage-error.ts';

/** Options of every command that loads a scenario. */
export const SCENARIO_OPTIONS = {
  seed: valued('Seed in place of the scenario’s: a whole number, 0 or more, or any text'),
  set: repeated('Sets a value of the scenario, such as platform.spamThreshold=60; repeatable'),
  map: repeated('Reads a column under another name, such as e164=Telefon; repeatable'),
  'skip-bad-rows': flag('Goes on without the rows of CSV files that are wrong, and says how many'),
};

export interface ScenarioArguments {
  readonly seed: string | null;
  readonly set: readonly string[];
  readonly columnMap: readonly string[];
  readonly skipBadRows: boolean;
}

export function scenarioArguments(args: RawArgs): ScenarioArguments {
  return {
    seed: args.seed(),
    set: pairs('--set', args.texts('set'), 'path=value'),
    columnMap: pairs('--map', args.texts('map'), 'ours=theirs'),
    skipBadRows: args.flag('skip-bad-rows'),
  };
}

function pairs(option: string, texts: readonly string[], shape: string): readonly string[] {
  for (const text of texts) {
    if (text.indexOf('=') < 1) throw new UsageError(`${option} "${text}" is not ${shape}`);
  }
  return texts;
}
