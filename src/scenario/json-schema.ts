import { z } from 'zod';
import { scenarioSchema } from './schema/scenario.ts';

/**
 * The text of `schemas/scenario.schema.json`: JSON Schema draft 7 of a scenario file as a user writes
 * it, for editors. Generated from the one schema that also checks the file.
 */
export function scenarioJsonSchema(): string {
  const generated = z.toJSONSchema(scenarioSchema, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      // The range of safe integers says nothing to an author.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  const { required, ...rest } = generated;
  const document = {
    ...rest,
    // A file that extends another may leave anything to it.
    anyOf: [{ required: required ?? [] }, { required: ['extends'] }],
  };
  return `${JSON.stringify(withExamples(document), null, 2)}\n`;
}

/** `usage` in the metadata of a field is what JSON Schema calls `examples`. */
function withExamples(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExamples);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) =>
    key === 'usage' && Array.isArray(child) ? ['examples', child] : [key, withExamples(child)],
  );
  return Object.fromEntries(entries);
}
