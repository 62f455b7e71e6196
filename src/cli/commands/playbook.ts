import { type CommandDefinition, flag, repeated, valued } from '../command-definition.ts';
import { SCENARIO_OPTIONS, scenarioArguments } from './scenario-options.ts';
import { WORKERS_OPTION, workersOf } from './workers-option.ts';

const FORMATS = ['text', 'json', 'csv', 'md'] as const;
const REPLICATIONS = 100;

export const playbook: CommandDefinition = {
  usage: 'playbook <scenario>',
  about: 'What each step of the playbook buys in stall risk, reached contacts and money',
  positionals: { scenario: { type: 'string', describe: 'A scenario file with a playbook' } },
  options: {
    reps: valued(`Replications of each world [default: ${REPLICATIONS}]`),
    figures: repeated(
      'Figures, by comma: keys, keys with a group such as dials{country=GB}, primary, all [default: risk, reach and cost]',
    ),
    horizon: repeated(
      'Differences up to here are the same: a share of the value, or key=amount for one figure [default: 5%]',
    ),
    ...WORKERS_OPTION,
    selector: valued('A module with a selector of your own, in place of the real one'),
    ...SCENARIO_OPTIONS,
    format: valued('What stdout gets: text, json, csv or md [default: text]'),
    json: flag('The same as --format json: exactly one document'),
    quiet: flag('No progress and no notes on stderr'),
    'no-color': flag('No colours; so does NO_COLOR'),
  },
  examples: [
    ['poolsim playbook mine.yaml', 'with it, without it, and without each step in turn'],
    ['poolsim playbook mine.yaml --set playbook={}', 'the default playbook'],
    ['poolsim playbook mine.yaml --figures stall.risk{country=GB},cost.total', 'two figures'],
    ['poolsim playbook mine.yaml --reps 400 --format csv', 'narrower intervals, for a table'],
  ],
  async handle(host, args) {
    const { figureRequests, horizonArgument } = await import('../compare/figure-arguments.ts');
    const { runPlaybook } = await import('../playbook/run-playbook.ts');
    return runPlaybook(host, {
      scenario: args.text('scenario') ?? '',
      load: { ...scenarioArguments(args), replications: null },
      replications: args.count('reps', 2) ?? REPLICATIONS,
      figures: figureRequests(args.texts('figures')),
      horizon: horizonArgument(args.texts('horizon')),
      workers: workersOf(args),
      selector: args.text('selector'),
      format: args.format(FORMATS),
      quiet: args.flag('quiet'),
      color: !args.flag('no-color'),
    });
  },
};
