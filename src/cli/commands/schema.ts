import type { CommandDefinition } from '../command-definition.ts';
import { oneOf } from '../raw-args.ts';

const DOCUMENTS = ['scenario', 'summary'] as const;

export const schema: CommandDefinition = {
  usage: 'schema [document]',
  about: 'The JSON Schema of a scenario file, or of summary.json',
  positionals: { document: { type: 'string', describe: 'scenario (default) or summary' } },
  options: {},
  examples: [
    ['poolsim schema', 'what a scenario may say'],
    ['poolsim schema summary', 'what run --json prints'],
  ],
  async handle(host, args) {
    const document = oneOf('document', args.text('document') ?? 'scenario', DOCUMENTS);
    const { printSchema } = await import('../schema/print-schema.ts');
    return printSchema(host, { document });
  },
};
