import { FIGURES, type FigureSpec } from '../model/figures.ts';

const NUMBER_OR_NEVER = {
  description: 'a number; "never" stands for infinity; null for no data or for an open end',
  oneOf: [{ type: 'number' }, { const: 'never' }, { type: 'null' }],
};
const TEXT = { type: 'string' };
const COUNT = { type: 'integer', minimum: 0 };
const NUMBERS = { type: 'array', items: { type: 'number' } };
const CAMPAIGN = { type: 'string', description: 'campaign name, * over all' };
const COUNTRY = { type: 'string', description: 'ISO 3166-1 alpha-2, ?? unknown, * over all' };
const INTERVAL = {
  mean: { ...NUMBER_OR_NEVER, description: 'the estimate, also of a share or a quantile' },
  low: NUMBER_OR_NEVER,
  high: NUMBER_OR_NEVER,
  n: { ...COUNT, description: 'replications it rests on' },
};

/** JSON Schema of summary.json; the registry of figures is its source, so the two cannot drift apart. */
export function summarySchema(): unknown {
  const figures: readonly FigureSpec[] = FIGURES;
  const units = [...new Set(figures.map((spec) => spec.unit))];
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'poolsim summary',
    description: 'What poolsim run found: summary.json, and what run --json prints.',
    ...record({
      schemaVersion: { const: 1 },
      scenario: TEXT,
      seed: { oneOf: [{ type: 'integer' }, TEXT] },
      replications: { ...COUNT, description: 'replications finished: 0 … n − 1' },
      requested: { ...COUNT, description: 'replications asked for; of auto, its budget' },
      auto: { type: 'boolean' },
      partial: { type: 'boolean', description: 'true: interrupted, there is no verdict' },
      confidence: { type: 'number', description: 'confidence level of every interval' },
      resultHash: { type: 'string', pattern: '^[0-9a-f]{32}$' },
      exit: record({ code: { enum: [0, 3, 5, 130] }, reason: TEXT }),
      figures: list({
        key: { enum: figures.map((spec) => spec.key) },
        campaign: CAMPAIGN,
        country: COUNTRY,
        ...INTERVAL,
        unit: { enum: units },
      }),
      gates: list({
        gate: TEXT,
        ...INTERVAL,
        verdict: {
          enum: ['held', 'breached', 'unsure', 'no_data', null],
          description: 'null: the run was interrupted',
        },
      }),
      warnings: list({ code: TEXT, text: TEXT, hint: TEXT }),
      incidence: {
        ...list({
          campaign: CAMPAIGN,
          country: COUNTRY,
          atHours: NUMBERS,
          stalled: NUMBERS,
          stalledLow: NUMBERS,
          stalledHigh: NUMBERS,
          finished: NUMBERS,
        }),
        description:
          'share of replications whose first stall, or whose end, came by each time; ends at stall.risk',
      },
    }),
  };
}

function record(properties: Readonly<Record<string, unknown>>) {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  };
}

function list(properties: Readonly<Record<string, unknown>>) {
  return { type: 'array', items: record(properties) };
}
