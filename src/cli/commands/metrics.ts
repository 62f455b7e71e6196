import { type CommandDefinition, flag } from '../command-definition.ts';

export const metrics: CommandDefinition = {
  usage: 'metrics [key]',
  about: 'What each reported figure means, its unit and how its interval is made',
  positionals: { key: { type: 'string', describe: 'A figure, or the beginning of its name' } },
  options: { json: flag('One JSON document on stdout') },
  examples: [
    ['poolsim metrics', 'the whole list'],
    ['poolsim metrics stall.risk', 'one figure'],
    ['poolsim metrics skip', 'all figures that begin with skip'],
  ],
  async handle(host, args) {
    const { showMetrics } = await import('../metrics/show-metrics.ts');
    return showMetrics(host, { key: args.text('key'), json: args.flag('json') });
  },
};
