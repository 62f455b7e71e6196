import { type CommandDefinition, flag } from '../command-definition.ts';
import { oneOf } from '../raw-args.ts';
import { UsageError } from '../usage-error.ts';
import { SCENARIO_OPTIONS, scenarioArguments } from './scenario-options.ts';

const VERBS = ['list', 'show', 'validate', 'init'] as const;

export const scenarios: CommandDefinition = {
  usage: 'scenarios <verb> [scenario..]',
  about: 'list, show, validate or init scenario files',
  positionals: {
    verb: { type: 'string', describe: VERBS.join(', ') },
    scenario: { type: 'string', array: true, describe: 'Files; for list, a folder' },
  },
  options: {
    ...SCENARIO_OPTIONS,
    json: flag('One JSON document on stdout'),
    force: flag('init: overwrites the file'),
  },
  examples: [
    ['poolsim scenarios list', 'names and questions of the scenarios in scenarios/'],
    ['poolsim scenarios show mine.yaml', 'every value with where it came from'],
    ['poolsim scenarios validate scenarios/*.yaml', 'all problems of all files'],
    ['poolsim scenarios init mine.yaml', 'a commented scenario to begin with'],
  ],
  async handle(host, args) {
    const verb = oneOf('verb', args.text('verb') ?? '', VERBS);
    const paths = args.texts('scenario');
    const json = args.flag('json');
    const load = { ...scenarioArguments(args), replications: null };
    switch (verb) {
      case 'list': {
        const { listScenarios } = await import('../scenarios/list-scenarios.ts');
        return listScenarios(host, { folder: atMostOne(paths) ?? 'scenarios', json });
      }
      case 'show': {
        const { showScenarios } = await import('../scenarios/show-scenarios.ts');
        return showScenarios(host, { paths: atLeastOne(paths), load, json });
      }
      case 'validate': {
        const { validateScenarios } = await import('../scenarios/validate-scenarios.ts');
        return validateScenarios(host, { paths: atLeastOne(paths), load, json });
      }
      case 'init': {
        const { initScenario } = await import('../scenarios/init-scenario.ts');
        const force = args.flag('force');
        return initScenario(host, { path: atMostOne(paths) ?? 'scenario.yaml', force });
      }
    }
  },
};

function atLeastOne(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) throw new UsageError('a scenario file is needed');
  return paths;
}

function atMostOne(paths: readonly string[]): string | null {
  if (paths.length > 1) throw new UsageError(`one path is enough, got ${paths.length}`);
  return paths[0] ?? null;
}
