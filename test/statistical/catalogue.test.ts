import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, CATALOGUE_SCENARIOS } from '../../scripts/catalogue/all-entries.ts';
import type { CatalogueEntry } from '../../scripts/catalogue/entry.ts';
import { Outcomes } from '../../scripts/catalogue/outcomes.ts';
import { entrySection, PAGE, scenariosHash } from '../../scripts/catalogue/page.ts';
import { runHere } from '../../scripts/catalogue/run-here.ts';

const page = readFileSync(PAGE, 'utf8');

/** Runs that several entries are held to, in as many replications. */
const runs = new Map<string, ReturnType<typeof runHere>>();

async function outcomesOf(
  { scenarios }: CatalogueEntry,
  replications: number | null,
): Promise<Outcomes> {
  const done = scenarios.map(async (name) => {
    const key = `${name} ${replications}`;
    const run = runs.get(key) ?? runHere(name, replications);
    runs.set(key, run);
    return [name, await run] as const;
  });
  return new Outcomes(new Map(await Promise.all(done)));
}

// Common random numbers pair the scenarios of an entry, so that few replications show the direction.
// Seeds are fixed: what held once holds until the model or a scenario changes.
describe('the answer points the way it should', () => {
  const tested = CATALOGUE.filter(({ testReplications }) => testReplications !== null);

  it.each(tested)('$title: $expects', { timeout: 120_000 }, async (entry) => {
    expect(entry.holds(await outcomesOf(entry, entry.testReplications))).toBe(true);
  });

  it('and would be seen not to', { timeout: 120_000 }, async () => {
    const entry = CATALOGUE.find(({ scenarios }) => scenarios[0] === 'sticky-strand')!;
    const { runs: right } = await outcomesOf(entry, entry.testReplications);
    const swapped = new Map([
      ['sticky-strand', right.get('sticky-kept')!],
      ['sticky-kept', right.get('sticky-strand')!],
    ]);
    expect(entry.holds(new Outcomes(swapped))).toBe(false);
  });
});

describe('the page of the catalogue (npm run catalogue writes it anew)', () => {
  it('has every scenario in the box', () => {
    const files = readdirSync(new URL('./', PAGE)).filter((name) => name.endsWith('.yaml'));
    expect(CATALOGUE_SCENARIOS.map((name) => `${name}.yaml`).sort()).toEqual(files.sort());
  });

  it.each(CATALOGUE)('was written from the scenarios of "$title" as they are', (entry) => {
    expect(page).toContain(
      `## ${entry.title}\n<!-- scenarios ${scenariosHash(entry.scenarios)} -->`,
    );
    expect(page).toContain(`: ${entry.expects}.`);
  });

  it('says what a cheap one gives', { timeout: 120_000 }, async () => {
    const cheap = CATALOGUE.find(({ scenarios }) => scenarios[0] === 'sticky-strand')!;
    expect(page).toContain(entrySection(cheap, await outcomesOf(cheap, null)));
  });
});
