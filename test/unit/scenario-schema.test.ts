import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { nearest } from '../../src/scenario/nearest.ts';
import { scenarioSchema } from '../../src/scenario/schema/scenario.ts';
import { fillDefaults } from '../../src/scenario/schema/walk.ts';
import { load, scenarioText } from '../support/scenario-input.ts';

describe('the JSON Schema', () => {
  it('is the one that is published (vitest -u writes it anew)', async () => {
    await expect(scenarioJsonSchema()).toMatchFileSnapshot('../../schemas/scenario.schema.json');
  });

  it('explains every field that an author may write', async () => {
    const bare: string[] = [];
    const visit = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, child] of Object.entries(node)) {
        if (key === 'default' || key === 'examples') continue;
        if (key === 'properties') {
          for (const [name, field] of Object.entries(child as Record<string, object>)) {
            if (!('description' in field) && !('const' in field)) bare.push(`${path}.${name}`);
          }
        }
        visit(child, key === 'properties' ? path : `${path}.${key}`);
      }
    };
    visit(JSON.parse(scenarioJsonSchema()), '');
    expect(bare).toEqual([]);
  });
});

describe('defaults', () => {
  it('written out mean the same as left out', async () => {
    const minimal = {
      name: 'a',
      why: 'b',
      numbers: [{ generate: { country: 'US', count: 1 } }, { e164: '+14155550100' }],
      campaigns: [
        { name: 'q', pool: 'all', contacts: { generate: { count: 1, countries: { US: 1 } } } },
      ],
    };
    for (const model of ['usage', 'ou', 'two-state', 'none']) {
      const document = { ...minimal, drift: { model } };
      const filled = fillDefaults(scenarioSchema, document);
      expect(filled).not.toEqual(document);
      expect(scenarioSchema.parse(filled)).toEqual(scenarioSchema.parse(document));
      expect(fillDefaults(scenarioSchema, filled)).toEqual(filled);
    }
  });

  it('have an origin for every leaf of the resolved document', async () => {
    const { resolved, origins } = await load(scenarioText());
    const leaves: string[] = [];
    const visit = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
        leaves.push(path);
      } else if (Array.isArray(value)) {
        for (const [i, item] of value.entries()) visit(item, `${path}[${i}]`);
      } else
        for (const [key, item] of Object.entries(value)) visit(item, path ? `${path}.${key}` : key);
    };
    visit(resolved, '');
    expect([...origins.keys()]).toEqual(leaves);
    expect(origins.get('why')).toBe('s.yaml:2');
    expect(origins.get('answer.mean')).toBe('default');
  });
});

describe('the quickstart', () => {
  it('names its schema, and says why it exists', async () => {
    const text = await readFile('scenarios/quickstart.yaml', 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.\.\/schemas\/scenario\.schema\.json/);
    const loaded = await load({
      's.yaml': 'extends: scenarios/quickstart.yaml\n',
      'scenarios/quickstart.yaml': text,
      'fixtures/numbers.csv': await readFile('fixtures/numbers.csv', 'utf8'),
      'fixtures/contacts.csv': await readFile('fixtures/contacts.csv', 'utf8'),
    });
    expect(loaded.scenario.numbers).toHaveLength(30);
    expect(loaded.scenario.campaigns[0].contacts).toMatchObject({ table: { count: 5_000 } });
    expect(loaded.scenario.campaigns[0].followUp.share).toBeGreaterThan(0);
    expect(loaded.gates.length).toBeGreaterThan(0);
    expect(loaded.replications).toBeGreaterThanOrEqual(400);
  });
});

describe('the nearest name', () => {
  it.each([
    ['nmae', ['name', 'node'], 'name'],
    ['scorerefresh', ['scoreRefresh', 'scoreLag'], 'scoreRefresh'],
    ['threshold', ['spamThreshold', 'why'], 'spamThreshold'],
    ['xyz', ['name', 'why'], null],
    ['', ['name'], null],
  ] as const)('of %s', (name, candidates, found) => {
    expect(nearest(name, candidates)).toBe(found);
  });
});
