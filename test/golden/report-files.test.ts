import { describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/report/csv.ts';
import { FIGURES_TABLE } from '../../src/report/figures-table.ts';
import { runFiles } from '../../src/report/files.ts';
import { PLAIN } from '../../src/report/text/palette.ts';
import { renderMarkdown } from '../../src/report/text/render-markdown.ts';
import { renderText } from '../../src/report/text/render-text.ts';
import { fakeContext } from '../support/fake-context.ts';
import { fakeExperiment } from '../support/fake-experiment.ts';
import { fakeStored } from '../support/fake-stored.ts';

// Expected output lies in golden/report/; `npx vitest run test/golden/report -u` writes it anew after a
// change that is meant. Three replications keep it readable, the text is of forty.

const golden = (name: string) => `../golden/report/${name.replace(/(\.[a-z]+)$/, '.golden$1')}`;

describe('the files of a run', () => {
  const experiment = fakeExperiment(4);
  const context = fakeContext(experiment);
  for (const file of runFiles(context)) {
    it(`${file.name} has not changed`, async () => {
      const text = [...file.render(experiment, context)].join('');
      expect(text.endsWith('\n')).toBe(true);
      await expect(text).toMatchFileSnapshot(golden(file.name.replaceAll('/', '-')));
    });
  }
});

describe('what a run prints', () => {
  const run = fakeStored();

  it('text has not changed', async () => {
    const text = renderText(run, { palette: PLAIN, where: 'reports/fake-week-0123abcd' });
    await expect(text).toMatchFileSnapshot(golden('text.txt'));
  });

  it('Markdown has not changed', async () => {
    const text = renderMarkdown(run, 'reports/fake-week-0123abcd');
    await expect(text).toMatchFileSnapshot(golden('markdown.md'));
  });

  it('figures as CSV have not changed', async () => {
    const text = [...renderCsv(FIGURES_TABLE, run)].join('');
    await expect(text).toMatchFileSnapshot(golden('figures.csv'));
  });
});
