import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { summaryOf } from '../../src/experiment/summary.ts';
import { readableJson } from '../../src/report/json.ts';
import { summarySchema } from '../../src/report/summary-schema.ts';
import { fakeExperiment } from '../support/fake-experiment.ts';

describe('schemas/summary.schema.json', () => {
  it('is what the registry of figures gives', async () => {
    await expect(readableJson(summarySchema())).toMatchFileSnapshot(
      '../../schemas/summary.schema.json',
    );
  });

  it('accepts the summary of a run, and of one that was interrupted at once', () => {
    const published = JSON.parse(readFileSync('schemas/summary.schema.json', 'utf8'));
    const schema = z.fromJSONSchema(published);
    for (const experiment of [fakeExperiment(40), fakeExperiment(1), fakeExperiment(0)]) {
      const summary = JSON.parse(readableJson(summaryOf(experiment)));
      expect(schema.safeParse(summary).error?.issues.slice(0, 3)).toBeUndefined();
      expect(summary).toEqual(JSON.parse(JSON.stringify(summaryOf(experiment))));
    }
    const summary = JSON.parse(readableJson(summaryOf(fakeExperiment(1))));
    expect(schema.safeParse({ ...summary, extra: 1 }).success).toBe(false);
    summary.figures[0].mean = 'Infinity';
    expect(schema.safeParse(summary).success).toBe(false);
  });
});
