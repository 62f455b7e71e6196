import { type CommandDefinition, flag, valued } from '../command-definition.ts';

export const bench: CommandDefinition = {
  usage: 'bench [filter]',
  about:
    'Speed of the kernel and of the model; every case checks its answer before its time counts',
  positionals: {
    filter: { type: 'string', describe: 'kernel, model, or a part of a case’s name' },
  },
  options: {
    format: valued('text or json [default: text]'),
    json: flag('The same as --format json'),
    quick: flag('Fewer and shorter measurements: for a look, not for a comparison'),
  },
  examples: [
    ['poolsim bench', 'everything'],
    ['poolsim bench kernel', 'event queue and run loop'],
    ['poolsim bench hold --json', 'cases whose name holds “hold”, for scripts'],
  ],
  async handle(host, args) {
    const format = args.choice('format', ['text', 'json'] as const) ?? 'text';
    const filter = args.text('filter');
    const { runBench } = await import('../bench/run-bench.ts');
    return runBench(host, {
      filter,
      json: args.flag('json') || format === 'json',
      quick: args.flag('quick'),
    });
  },
};
