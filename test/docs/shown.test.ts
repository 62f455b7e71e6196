import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { blocksOf, readDocument } from './documents.ts';
import { Playground } from './playground.ts';

describe('what is shown', () => {
  const play = new Playground();
  afterAll(() => rmSync(play.folder, { recursive: true }));

  it('in the README is what the quickstart prints', { timeout: 300_000 }, async () => {
    const [shown] = blocksOf(readDocument('README.md'));
    const run = await play.shell('poolsim run scenarios/quickstart.yaml --quiet');
    expect(run.code, run.stderr).toBe(0);
    for (const line of shown.text.split('\n')) expect(run.stdout.split('\n')).toContain(line);
  });

  it('in INPUTS is what a bad file gives', async () => {
    const shown = blocksOf(readDocument('docs/INPUTS.md')).find(
      ({ language }) => language === 'text',
    );
    const set = "--set 'numbers=[{file: fixtures/bad/bad-phone.csv}]'";
    const run = await play.shell(`poolsim scenarios validate scenarios/quickstart.yaml ${set}`);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain(shown?.text.trim());
  });
});
