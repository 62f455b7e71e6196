import { type CommandDefinition, flag, valued } from '../command-definition.ts';
import { wholeNumber } from '../raw-args.ts';

const FORMATS = ['text', 'json', 'csv', 'md'] as const;
const DEFAULT_REPLICATIONS = 100;
/** Fewer would leave Student's t to carry what the data should. */
const LEAST_REPLICATIONS = 10;
const DEFAULT_SEED = '1';

export const verify: CommandDefinition = {
  usage: 'verify [filter]',
  about: 'The simulator against closed forms: law, theory, simulated value, interval, z, verdict',
  positionals: {
    filter: {
      type: 'string',
      describe:
        'kernel, calls, answers, picks, scores, stalls, playbook, or a part of a law’s name',
    },
  },
  options: {
    reps: valued('Replications of every experiment, at least 10 [default: 100]'),
    seed: valued(
      'Seed of the family: a whole number, 0 or more, or any text; every experiment adds its name to it [default: 1]',
    ),
    format: valued('What stdout gets: text, json, csv or md [default: text]'),
    json: flag('The same as --format json: exactly one document'),
    quiet: flag('No progress and no notes on stderr'),
    'no-color': flag('No colours; so does NO_COLOR'),
  },
  examples: [
    ['poolsim verify', 'every law, some ten seconds'],
    ['poolsim verify stalls --reps 2000', 'one part, held twenty times closer'],
    ['poolsim verify --seed 2026 --json', 'other luck, for scripts'],
  ],
  async handle(host, args) {
    const reps = args.text('reps');
    const replications =
      reps === null ? DEFAULT_REPLICATIONS : wholeNumber('--reps', reps, LEAST_REPLICATIONS);
    const filter = args.text('filter');
    const seed = args.seed() ?? DEFAULT_SEED;
    const { runVerify } = await import('../verify/run-verify.ts');
    return runVerify(host, {
      filter,
      seed,
      replications,
      format: args.format(FORMATS),
      quiet: args.flag('quiet'),
      color: !args.flag('no-color'),
    });
  },
};
