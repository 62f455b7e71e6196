import { type CommandDefinition, flag, valued } from '../command-definition.ts';
import { AGAINST_OPTIONS, againstArguments } from './bench-against.ts';

export const bench: CommandDefinition = {
  usage: 'bench [filter]',
  about: 'Speed of selector, kernel and model; every case checks its answer before its time counts',
  positionals: {
    filter: {
      type: 'string',
      describe: 'pick, update, oracle, package, kernel, model, or a part of a case’s name',
    },
  },
  options: {
    format: valued('text, json, csv or md; with --against also github and junit [default: text]'),
    json: flag('The same as --format json'),
    quick: flag('A look within a minute: fewer and shorter samples, no whole runs of minutes'),
    samples: valued('Processes per case [default: 12, with --quick 3]'),
    selector: valued('Measure a selector module of your own (a .js or .mjs file)'),
    ...AGAINST_OPTIONS,
  },
  examples: [
    ['poolsim bench --quick', 'everything, for a look'],
    ['poolsim bench "reference pick"', 'the pick of the reference workload at every pool size'],
    ['poolsim bench pick --selector ./mine.mjs', 'your own selector, through the same cases'],
    ['poolsim bench hold --json', 'cases whose name holds “hold”, for scripts'],
    ['poolsim bench --against week', 'is anything worse than the baseline “week”?'],
    ['poolsim bench --against main', 'is the selector or a run slower than on the branch main?'],
    ['poolsim bench --selector ./mine.mjs --against built-in', 'is mine slower than the real one?'],
  ],
  async handle(host, args) {
    const against = againstArguments(args);
    if (against !== null) {
      const { benchAgainst } = await import('../bench/against.ts');
      return benchAgainst(host, against);
    }
    const { BENCH_FORMATS } = await import('../bench/print-bench.ts');
    const filter = args.text('filter');
    const samples = args.count('samples', 1);
    const { runBench } = await import('../bench/run-bench.ts');
    return runBench(host, {
      filter,
      format: args.format(BENCH_FORMATS),
      quick: args.flag('quick'),
      samples,
      selector: args.text('selector'),
    });
  },
};
