import { type CommandDefinition, flag, repeated, valued } from '../command-definition.ts';
import { SCENARIO_OPTIONS } from './scenario-options.ts';
import { WORKERS_OPTION } from './workers-option.ts';

export const plan: CommandDefinition = {
  usage: 'plan <scenario>',
  about: 'The least numbers per country that keep a target, with confidence, and at what price',
  positionals: { scenario: { type: 'string', describe: 'A scenario file, YAML or JSON' } },
  options: {
    target: repeated(
      'What to keep, such as stall.risk{country=GB}<=1%; repeatable [default: the scenario’s gates]',
    ),
    group: valued('What is counted: country, connection or allow-list [default: country]'),
    confidence: valued('Chance that what is promised is kept [default: 95%]'),
    budget: valued('Most replications in all [default: 10000, or 200 over the least stall bound]'),
    indifference: valued(
      'A pool nearer to a bound than this part of it may be passed over [default: 40%]',
    ),
    most: valued('Most numbers that a group may have [default: four times its own, at least 32]'),
    'no-guess': flag('Begins at the scenario’s own pool, not at a closed-form guess'),
    write: valued('Writes the scenario with the answer filled in to this file'),
    force: flag('Overwrites --write'),
    ...WORKERS_OPTION,
    selector: valued('A module with a selector of your own, in place of the real one'),
    ...SCENARIO_OPTIONS,
    format: valued('What stdout gets: text, json, csv or md [default: text]'),
    json: flag('The same as --format json: exactly one document'),
    quiet: flag('No progress and no notes on stderr'),
    'no-color': flag('No colours; so does NO_COLOR'),
  },
  examples: [
    ["poolsim plan mine.yaml --target 'stall.risk<=1%'", 'how many numbers in which country'],
    [
      "poolsim plan mine.yaml --target 'stall.risk<=1%' --write answer.yaml",
      'as a scenario to run',
    ],
    [
      "poolsim plan mine.yaml --target 'stall.risk<=1%' --target 'reach.contact_rate>=15%'",
      'several at once',
    ],
    ["poolsim plan mine.yaml --target 'stall.risk<=5%' --group connection", 'by connection'],
    ['poolsim plan mine.yaml', 'what keeps the scenario’s own gates'],
  ],
  async handle(host, args) {
    const { planArguments } = await import('../plan/plan-arguments.ts');
    const parsed = planArguments(args);
    const { runPlan } = await import('../plan/run-plan.ts');
    return runPlan(host, parsed);
  },
};
