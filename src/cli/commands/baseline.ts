import { GATES, type Gate } from '../baseline/document.ts';
import { type CommandDefinition, flag, valued } from '../command-definition.ts';
import { oneOf, type RawArgs } from '../raw-args.ts';
import { UsageError } from '../usage-error.ts';
import { SCENARIO_OPTIONS, scenarioArguments } from './scenario-options.ts';
import { workersOf } from './workers-option.ts';

const VERBS = ['save', 'list', 'show', 'accept'] as const;
type Verb = (typeof VERBS)[number];

const DEFAULT_FOLDER = 'reports/baselines';
const USUAL_SAMPLES = 12;
const USUAL_TIME_MS = 200;

/** Options that only some of the verbs know. */
const ONLY: Readonly<Record<string, readonly Verb[]>> = {
  reps: ['save'],
  seed: ['save'],
  set: ['save'],
  map: ['save'],
  'skip-bad-rows': ['save'],
  selector: ['save'],
  cases: ['save'],
  samples: ['save'],
  force: ['save'],
  reason: ['accept'],
  gates: ['accept'],
  workers: ['save', 'accept'],
  quiet: ['save', 'accept'],
  json: ['list', 'show'],
};

export const baseline: CommandDefinition = {
  usage: 'baseline <verb> [name..]',
  about: 'The figures a later run is held to: outcome, work and speed. save, list, show or accept',
  positionals: {
    verb: { type: 'string', describe: VERBS.join(', ') },
    name: {
      type: 'string',
      array: true,
      describe: 'Name of the baseline; of save, then the scenarios whose outcome is held',
    },
  },
  options: {
    dir: valued(`Folder of the baselines [default: ${DEFAULT_FOLDER}]`),
    reps: valued('save: replications [default: the scenario’s]'),
    ...SCENARIO_OPTIONS,
    selector: valued('save: a module with a selector of your own, in place of the real one'),
    cases: valued('save: holds the speed of these cases too, named as in poolsim bench'),
    samples: valued(`save: processes per case [default: ${USUAL_SAMPLES}]`),
    force: flag('save: overwrites a baseline of the same name'),
    reason: valued('accept: why the figures may move; kept in the file'),
    gates: valued('accept: which parts, such as outcome,work [default: all that it holds]'),
    workers: valued('Threads of the scenarios: a number, or auto [default: auto]'),
    json: flag('list, show: one JSON document'),
    quiet: flag('No progress on stderr'),
  },
  examples: [
    ['poolsim baseline save week scenarios/quickstart.yaml --reps 40', 'outcome and work'],
    ['poolsim baseline save fast --cases "reference pick"', 'work, and speed on this machine'],
    ['poolsim baseline list', 'what there is'],
    ['poolsim baseline show week', 'what it holds'],
    ['poolsim bench --against week', 'is it worse now?'],
    ['poolsim baseline accept week --reason "new index"', 'it may be: hold to this from now on'],
  ],
  async handle(host, args) {
    const verb = oneOf('verb', args.text('verb') ?? '', VERBS);
    const folder = args.text('dir') ?? DEFAULT_FOLDER;
    const [name, ...scenarios] = args.texts('name');
    checkOptions(verb, args);
    if (scenarios.length > 0 && verb !== 'save') {
      throw new UsageError(`baseline ${verb} takes one name, not ${scenarios.length + 1}`);
    }
    if (verb === 'list') {
      if (name !== undefined) throw new UsageError('baseline list takes no name; show does');
      const { listBaselines } = await import('../baseline/list.ts');
      return listBaselines(host, { folder, json: args.flag('json') });
    }
    if (name === undefined) throw new UsageError(`baseline ${verb} needs the name of a baseline`);
    const workers = workersOf(args);
    const quiet = args.flag('quiet');
    switch (verb) {
      case 'show': {
        const { showBaseline } = await import('../baseline/show.ts');
        return showBaseline(host, { name, folder, json: args.flag('json') });
      }
      case 'accept': {
        const reason = args.text('reason');
        if (reason === null)
          throw new UsageError('accept needs --reason: why may the figures move?');
        const gates = gatesArgument(args);
        const { acceptBaseline } = await import('../baseline/accept.ts');
        return acceptBaseline(host, { name, folder, reason, gates, workers, quiet });
      }
      case 'save': {
        const { saveBaseline } = await import('../baseline/save.ts');
        return saveBaseline(host, {
          name,
          folder,
          scenarios: scenarios.map((file) => scenarioTerms(file, args)),
          cases: args.text('cases'),
          samples: args.count('samples', 1) ?? USUAL_SAMPLES,
          timeMs: USUAL_TIME_MS,
          selector: args.text('selector'),
          workers,
          force: args.flag('force'),
          quiet,
        });
      }
    }
  },
};

/** What the command line says of a scenario, beside its file. */
export function scenarioTerms(file: string, args: RawArgs) {
  const replications = args.count('reps', 1);
  return { file, ...scenarioArguments(args), replications };
}

/** `outcome,work` in any order; null where the option is absent. */
export function gatesArgument(args: RawArgs): readonly Gate[] | null {
  const text = args.text('gates');
  if (text === null) return null;
  const asked = text.split(',').map((word) => oneOf('--gates', word.trim(), GATES));
  return GATES.filter((gate) => asked.includes(gate));
}

function checkOptions(verb: Verb, args: RawArgs): void {
  for (const [option, verbs] of Object.entries(ONLY)) {
    const value = args.values[option];
    if (value === undefined || value === false || verbs.includes(verb)) continue;
    throw new UsageError(`--${option} is for baseline ${verbs.join(' and ')}, not ${verb}`);
  }
}
