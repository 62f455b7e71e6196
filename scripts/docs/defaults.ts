import { readFileSync } from 'node:fs';
import { DEFAULT_NOTES } from '../../src/scenario/default-notes.ts';
import { code, table, yamlValue } from './markdown.ts';
import { scenarioKeyRows } from './scenario-keys.ts';

/** Every default that a result leans on, with its value in the scenario's notation. */
export function defaultTable(): string {
  const known = scenarioKeyRows();
  return table(
    ['Key', 'Default', 'Grade', 'Why, and where from'],
    DEFAULT_NOTES.map(({ keys, grade, note, sources = [] }) => [
      keys.map(code).join(', '),
      keys.map((key) => shownDefault(known, key)).join(', '),
      grade,
      [note, ...sources.map((url) => `<${url}>`)].filter((part) => part !== '').join(' '),
    ]),
  );
}

function shownDefault(known: ReturnType<typeof scenarioKeyRows>, key: string): string {
  const found = known.find((row) => row.path === key);
  if (found === undefined) throw new Error(`no key ${key} in the scenario's schema`);
  const { default: value } = found.node;
  if (value === undefined) throw new Error(`${key} has no default`);
  if (Array.isArray(value) && value.length === 24) return '24 factors';
  return Object.keys(Object(value)).length === 0 && typeof value === 'object'
    ? 'by country'
    : code(yamlValue(value));
}

/** The addresses that the comments of the defaults give. */
export function sourcesInCode(): string[] {
  const path = new URL('../../src/scenario/defaults.ts', import.meta.url);
  return [...readFileSync(path, 'utf8').matchAll(/https?:\/\/[^\s*]+?(?=[.:,)]*(\s|$))/g)].map(
    (match) => match[0],
  );
}
