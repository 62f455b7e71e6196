import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { call } from '../support/call.ts';

it('prints the schema that is published for editors', async () => {
  const published = new URL('../../schemas/scenario.schema.json', import.meta.url);
  expect((await call('schema')).stdout).toBe(await readFile(published, 'utf8'));
});

it('prints the schema of the summary', async () => {
  const schema = JSON.parse((await call('schema summary')).stdout) as { properties: object };
  expect(schema.properties).toHaveProperty('figures');
});

it('suggests the nearest document', async () => {
  const { code, stderr } = await call('schema sumary');
  expect(code).toBe(2);
  expect(stderr).toContain('did you mean summary?');
});
