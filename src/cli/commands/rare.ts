import { type CommandDefinition, flag, valued } from '../command-definition.ts';
import { SCENARIO_OPTIONS, scenarioArguments } from './scenario-options.ts';
import { WORKERS_OPTION, workersOf } from './workers-option.ts';

const DEFAULT_ROOTS = 1_000;

export const rare: CommandDefinition = {
  usage: 'rare <scenario>',
  about: 'Stall risk where stalls are too rare for plain replications, by splitting',
  positionals: { scenario: { type: 'string', describe: 'Scenario file' } },
  options: {
    campaign: valued('Stalls of this campaign only'),
    country: valued('Stalls of contacts in this country only'),
    roots: valued(`Independent trajectories to start from [default: ${DEFAULT_ROOTS}]`),
    ...SCENARIO_OPTIONS,
    ...WORKERS_OPTION,
    json: flag('One JSON document on stdout'),
    quiet: flag('No progress on stderr'),
  },
  examples: [
    ['poolsim rare mine.yaml --country DE', 'a risk of one in a million, say'],
    ['poolsim rare mine.yaml --roots 4000 --json', 'a narrower interval, for scripts'],
  ],
  async handle(host, args) {
    const parsed = {
      scenario: args.text('scenario') ?? '',
      campaign: args.text('campaign') ?? '*',
      country: args.text('country') ?? '*',
      roots: args.count('roots', 2) ?? DEFAULT_ROOTS,
      load: { ...scenarioArguments(args), replications: null },
      workers: workersOf(args),
      json: args.flag('json'),
      quiet: args.flag('quiet'),
    };
    const { runRare } = await import('../rare/run-rare.ts');
    return runRare(host, parsed);
  },
};
