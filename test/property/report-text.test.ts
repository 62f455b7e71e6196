import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../../src/report/text/palette.ts';
import { renderMarkdown } from '../../src/report/text/render-markdown.ts';
import { renderText, tableLines } from '../../src/report/text/render-text.ts';
import { cell } from '../../src/report/text/section.ts';
import { cutTo, displayWidth, padEnd, padStart, wrap } from '../../src/report/text/width.ts';
import { fakeExperiment } from '../support/fake-experiment.ts';
import { fakeGate, fakeLoaded, fakeScenario } from '../support/fake-run.ts';
import { fakeStored } from '../support/fake-stored.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    '東京'.repeat(40),
    'word '.repeat(40),
    'x'.repeat(200),
    'é́'.repeat(30),
    '\t\n\u0007',
  ),
);

describe('the width of a text', () => {
  it('is what cutting and padding make it', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 90 }), (text, width) => {
        expect(displayWidth(cutTo(text, width))).toBeLessThanOrEqual(width);
        expect(displayWidth(padEnd(cutTo(text, width), width))).toBe(width);
        expect(displayWidth(padStart(cutTo(text, width), width))).toBe(width);
      }),
    );
  });

  it('is kept by wrapping, which loses no letter', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 90 }), (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        const bare = (s: string) => s.replace(/ |\p{Cc}|·/gu, '');
        expect(bare(lines.join(''))).toBe(bare(text));
      }),
    );
  });
});

describe('the text report', () => {
  it('is never wider than 80 columns, whatever names there are', () => {
    const { campaigns, numbers, countries } = fakeScenario();
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 0, max: 30 }), (name, id, replications) => {
        const scenario = fakeScenario({
          name,
          countries,
          campaigns: [{ ...campaigns[0], name }],
          numbers: numbers.map((number, i) => (i === 1 ? { ...number, id } : number)),
        });
        const gates = [fakeGate({ text: `stall.risk{campaign=${name}} <= 5%` })];
        const warnings = [{ code: 'x', text: name, hint: id }];
        const loaded = fakeLoaded({ scenario, gates, warnings });
        const run = fakeStored(fakeExperiment(replications, loaded));
        const text = renderText(run, { palette: PLAIN, where: '' });
        for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(80);
        expect(text).not.toContain('undefined');
        expect(text).not.toContain('NaN');
        expect(renderMarkdown(run, '')).not.toMatch(/undefined|NaN/);
      }),
      { numRuns: 60 },
    );
  });

  it('sets every table cell of a right column at the right', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 5 }), (texts) => {
        const table = {
          columns: [
            { title: 'a', align: 'left' as const, mayCut: true },
            { title: 'b', align: 'right' as const },
          ],
          rows: texts.map((text, i) => [cell(text), cell(String(10 ** i))]),
        };
        const lines = tableLines(table, PLAIN);
        const widths = new Set(lines.map(displayWidth));
        expect(widths.size).toBe(1);
      }),
    );
  });
});
