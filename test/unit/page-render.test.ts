import { describe, expect, it } from 'vitest';
import { renderPage } from '../../src/report/html/render-page.ts';
import { storedRunOf } from '../../src/report/stored/of-experiment.ts';
import type { StoredRun } from '../../src/report/stored/stored-run.ts';
import { fakeContext } from '../support/fake-context.ts';
import { fakeExperiment } from '../support/fake-experiment.ts';

const experiment = fakeExperiment(40);
const run = storedRunOf(experiment, fakeContext(experiment));

function pageOf(over: Partial<StoredRun> = {}): string {
  return renderPage({
    run: { ...run, ...over },
    others: [],
    plans: [],
    sweeps: [],
    comparisons: [],
    version: '0.0.0',
  });
}

describe('the page', () => {
  const text = pageOf();

  it('is one whole document that asks for nothing from elsewhere', () => {
    expect(text.startsWith('<!doctype html>')).toBe(true);
    expect(text.trimEnd().endsWith('</html>')).toBe(true);
    expect(text).not.toMatch(/<(?:link|img|iframe|object|script[^>]*\bsrc)/);
    expect(text).not.toMatch(/@import|url\(/);
    expect(text).toContain("default-src 'none'");
  });

  it('is the same for the same run', () => {
    expect(pageOf()).toBe(text);
  });

  it('has each identifier once, and a target for every link inside it', () => {
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
  });

  it('leaves names inert, whatever they hold', () => {
    const evil = '"><script>alert(1)</script>';
    const changed = JSON.parse(
      JSON.stringify(run).replaceAll('q1', evil.replaceAll('"', '\\"')).replaceAll('US', '<i>'),
    ) as typeof run;
    const made = pageOf({ ...changed, exemplars: [] });
    expect(made).not.toContain('<script>alert');
    expect(made).not.toContain('<i>');
    expect(made).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});
