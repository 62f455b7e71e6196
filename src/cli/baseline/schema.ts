import { z } from 'zod';
import { WORK_COUNTERS } from '../../bench/baseline/work-count.ts';
import { BASELINE_KIND, BASELINE_SCHEMA_VERSION, GATES } from './document.ts';

const stamp = z.strictObject({
  at: z.iso.datetime(),
  version: z.string(),
  node: z.string(),
  machine: z.string(),
  commit: z.string().nullable(),
});

/** JSON has no Infinity: a time that never came. */
const value = z.union([z.number(), z.literal('never').transform(() => Infinity)]);
const count = z.int().min(0);
const time = z.number().positive();

const figure = z
  .strictObject({
    key: z.string(),
    campaign: z.string(),
    country: z.string(),
    numerators: z.array(value),
    denominators: z.array(z.number()).nullable(),
  })
  .refine(
    ({ numerators, denominators }) =>
      denominators === null || denominators.length === numerators.length,
    'needs as many denominators as numerators',
  );

const scenario = z
  .strictObject({
    scenario: z.string(),
    file: z.string(),
    seed: z.string(),
    replications: z.int().min(1),
    set: z.array(z.string()),
    columnMap: z.array(z.string()),
    skipBadRows: z.boolean(),
    inputs: z.array(z.strictObject({ file: z.string(), sha256: z.string() })),
    resultHash: z.string(),
    figures: z.array(figure),
  })
  .refine(
    ({ replications, figures }) =>
      figures.every(({ numerators }) => numerators.length === replications),
    'needs one value per replication in every figure',
  );

const sizeWork = z.strictObject({
  numbers: count,
  ...Object.fromEntries(WORK_COUNTERS.map(([counter]) => [counter, count.nullable()])),
});

const modelWork = z.strictObject({
  contacts: z.int().min(1),
  fingerprint: z.string(),
  calls: z.int().min(1),
  steps: z.int().min(1),
});

const heldCase = z
  .strictObject({
    name: z.string(),
    answerHash: z.string().nullable(),
    ns: z.array(time).min(1),
    draws: z.array(time),
  })
  .refine(({ ns, draws }) => ns.length === draws.length, 'needs as many draws as ns');

/** The file; unknown keys are damage, because every key of a baseline decides something. */
export const BASELINE_SCHEMA = z.strictObject({
  kind: z.literal(BASELINE_KIND),
  schemaVersion: z.literal(BASELINE_SCHEMA_VERSION),
  name: z.string(),
  selector: z.string().nullable(),
  accepted: z.array(
    z.strictObject({
      at: z.iso.datetime(),
      commit: z.string().nullable(),
      gates: z.array(z.enum(GATES)),
      reason: z.string(),
    }),
  ),
  outcome: z.strictObject({ taken: stamp, scenarios: z.array(scenario).min(1) }).nullable(),
  work: z
    .strictObject({
      taken: stamp,
      counts: z.strictObject({
        workload: z.string(),
        requests: count,
        answerHash: z.string(),
        sizes: z.array(sizeWork),
        // Baselines before 0.2.1 have none.
        model: modelWork.nullable().default(null),
      }),
    })
    .nullable(),
  speed: z.strictObject({ taken: stamp, timeMs: time, cases: z.array(heldCase).min(1) }).nullable(),
});
