import { describe, expect, it } from 'vitest';
import { influencesOf } from '../../src/report/html/influences.ts';
import { readComparison } from '../../src/report/stored/comparison-document.ts';
import { JsonField } from '../../src/report/stored/json-fields.ts';
import { readPlan } from '../../src/report/stored/plan-document.ts';
import { readSweep } from '../../src/report/stored/sweep-document.ts';
import { call } from '../support/call.ts';
import type { MemoryHost } from '../support/memory-host.ts';
import { STALLING, stallingPages } from '../support/page-world.ts';

describe('what plan, sweep and compare leave, on the page of a run', () => {
  it('is shown with its figures, and only there', async () => {
    const { plain, full } = await stallingPages();
    expect(plain).not.toContain('id="found"');
    const found = (full.split('id="found"')[1] ?? '').split('</section>')[0];
    const words = found.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    expect(words).toContain('Plan: stalling');
    expect(words).toContain('What moves stall.risk');
    expect(words).toContain('drift.flagPerDay = 4');
    expect(words).toContain('B against A, over the same luck');
    expect(words).toContain('Runs side by side');
    // The assumptions say which of them matter most once a sweep is there.
    const assumptions = (full.split('id="assumptions"')[1] ?? '').split('</section>')[0];
    expect(assumptions).toContain('drift.flagPerDay');
  });

  it('is refused beside other formats, and without a run', async () => {
    const { host } = await call('run w.yaml --reps 2 --out r --quiet', {
      files: { 'w.yaml': STALLING },
    });
    const files = { ...texts(host), 'ab.json': '{"comparisons": 1}' };
    const broken = await call('report r ab.json', { files });
    expect(broken.stderr).toContain('ab.json:1:1: schemaVersion: it is missing');
    const sweep = await call(
      'sweep w.yaml --vary platform.spamThreshold=60,80 --reps 2 --out s --quiet',
      { files: { 'w.yaml': STALLING } },
    );
    const both = { ...texts(host), ...texts(sweep.host) };
    const text = await call('report r s', { files: both });
    expect(text.code).toBe(2);
    expect(text.stderr).toContain('s: only a page shows what is no run; add --format html');
    const alone = await call('report s --format html', { files: both });
    expect(alone.stderr).toContain('s: a page is about a run; name the folder of one beside it');
  });
});

describe('documents of other commands', () => {
  it('are read with never and open ends', () => {
    const figure = { key: 'stall.first', campaign: '*', country: '*', unit: 'hours', point: 1 };
    const sweep = readSweep(
      new JsonField({
        schemaVersion: 1,
        scenario: 'a',
        seed: '1',
        design: 'oat',
        replications: 4,
        partial: false,
        confidence: 0.95,
        resultHash: '',
        axes: [{ path: 'x', base: null, values: ['1'] }],
        points: [{ point: 1, values: { x: null }, n: 4 }],
        figures: [{ ...figure, mean: 'never', low: 2, high: null, n: 4 }],
        effects: [
          { ...figure, axis: 'x', value: '1', mean: '-never', low: null, high: null, n: 4 },
        ],
      }),
    );
    expect(sweep.figures[0].interval).toEqual({ estimate: Infinity, low: 2, high: Infinity, n: 4 });
    expect(sweep.effects[0].difference?.estimate).toBe(-Infinity);
    expect(influencesOf([sweep])[0]).toMatchObject({ path: 'x', share: 1 });
  });

  it.each([
    ['plan', readPlan, { schemaVersion: 1 }, 'poolsim: it is missing'],
    ['plan', readPlan, { schemaVersion: 2 }, 'schemaVersion: 2 was found'],
    ['comparison', readComparison, { schemaVersion: 1, a: 3 }, 'a: 3 was found'],
    ['sweep', readSweep, { schemaVersion: 1, scenario: [] }, 'scenario: [] was found'],
  ])('%s: what is wrong is named', (_, read, value, message) => {
    const problem = (() => {
      try {
        read(new JsonField(value));
        return '';
      } catch (error) {
        const { path, message: text } = error as { path: string; message: string };
        return `${path}: ${text}`;
      }
    })();
    expect(problem).toBe(message);
  });
});

function texts(host: MemoryHost): Record<string, string> {
  const decoder = new TextDecoder();
  return Object.fromEntries([...host.disk].map(([path, data]) => [path, decoder.decode(data)]));
}
