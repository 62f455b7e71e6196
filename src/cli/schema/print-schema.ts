import { readableJson } from '../../report/json.ts';
import { summarySchema } from '../../report/summary-schema.ts';
import { scenarioJsonSchema } from '../../scenario/json-schema.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from '../host-seam.ts';

export interface SchemaArguments {
  readonly document: 'scenario' | 'summary';
}

/** Prints a JSON Schema, draft 7. */
export const printSchema: Command<SchemaArguments> = async (host, { document }) => {
  const text = document === 'scenario' ? scenarioJsonSchema() : readableJson(summarySchema());
  host.stdout.write(text);
  return EXIT.done;
};
