import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectFiles } from '../support/project-files.ts';

const scenarios = [...projectFiles()].filter(([path]) =>
  /^scenarios\/.*\.(?:ya?ml|json)$/.test(path),
);

/** What a scenario says of itself is not enough: missing, empty, or no question at all. */
function lacksWhy(text: string): boolean {
  const { why } = parse(text) as { why?: unknown };
  return typeof why !== 'string' || why.trim().split(/\s+/).length < 4;
}

describe('scenarios in the box', () => {
  it('are there', () => {
    expect(scenarios.map(([path]) => path)).toContain('scenarios/quickstart.yaml');
  });

  it.each(scenarios)('%s says why it is there', (_, text) => {
    expect(lacksWhy(text)).toBe(false);
  });

  it('would be found without a reason', () => {
    expect(lacksWhy('name: x')).toBe(true);
    expect(lacksWhy('why: ""')).toBe(true);
    expect(lacksWhy('why: test')).toBe(true);
    expect(lacksWhy('why: Does one flagged number stop the list?')).toBe(false);
  });
});
