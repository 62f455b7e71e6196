import { describe, expect, it } from 'vitest';
import { renderGates } from '../../src/cli/bench/against-render.ts';
import type { GateReport } from '../../src/cli/bench/against-report.ts';
import { PLAIN } from '../../src/report/text/palette.ts';

const REPORT: GateReport = {
  base: 'baseline a<b',
  head: 'the selector here',
  code: 4,
  answer: 'Worse than baseline a<b: outcome.',
  notJudged: ['speed: the baseline holds none'],
  sections: [
    {
      gate: 'outcome',
      column: 'figure',
      title: 'Outcome of week, 20 replications: worse',
      result: 'failed',
      checks: [
        {
          name: 'stall.risk{country=GB}',
          base: '1.0 %',
          head: '9.0 %',
          change: '+8.0 (+6.1 … +9.9) pt',
          verdict: 'worse',
          result: 'failed',
        },
        {
          name: 'skip.sticky_broken',
          base: '–',
          head: '2.0 %',
          change: '–',
          verdict: 'no_data',
          result: 'unsure',
        },
        {
          name: 'dials',
          base: '100',
          head: '140',
          change: '+40 (+39 … +41)',
          verdict: 'moved',
          result: 'informed',
        },
        {
          name: 'attempts',
          base: '100',
          head: '101',
          change: '+1 (0 … +2)',
          verdict: 'same',
          result: 'passed',
        },
      ],
      notes: ['week.yaml has changed since'],
    },
    {
      gate: 'work',
      column: 'per request',
      title: 'Work of the selector, 4,096 requests: same',
      result: 'passed',
      checks: [],
      notes: ['all 16 counts are equal'],
    },
  ],
};

const render = (format: Parameters<typeof renderGates>[1]) =>
  renderGates(REPORT, format, PLAIN, { raw: true });

describe('a report of gates', () => {
  it('is text of 80 columns, the answer first', () => {
    const lines = render('text').split('\n');
    expect(lines[0]).toBe('Worse than baseline a<b: outcome.');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(render('text')).toContain('stall.risk{country=GB}  1.0 %  9.0 %');
    expect(lines.at(-2)).toBe('not judged: speed: the baseline holds none');
  });

  it('is Markdown whose markup is its own', () => {
    const text = render('md');
    expect(text).toContain('**Worse than baseline a\\<b: outcome.**');
    expect(text).toContain('| figure | base | now | change | verdict |\n| --- | ---: |');
    expect(text).toContain('| skip.sticky\\_broken | – | 2.0 % | – | no data |');
    expect(text).toContain('- not judged: speed');
  });

  it('is annotations of GitHub, one for each check that is not plainly passed', () => {
    const lines = render('github').split('\n');
    expect(lines.slice(0, 5)).toEqual([
      '::error title=poolsim outcome%3A stall.risk{country=GB}::worse: 1.0 %25 → 9.0 %25, +8.0 (+6.1 … +9.9) pt',
      '::warning title=poolsim outcome%3A skip.sticky_broken::no data: – → 2.0 %25, –',
      '::notice title=poolsim outcome%3A dials::moved: 100 → 140, +40 (+39 … +41)',
      '::warning title=poolsim::not judged: speed: the baseline holds none',
      'Worse than baseline a<b: outcome.',
    ]);
  });

  it('is JUnit XML: a suite per gate, what is worse or unsure failed', () => {
    const text = render('junit');
    expect(text).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="poolsim against baseline a&lt;b">/,
    );
    expect(text).toContain('name="Outcome of week, 20 replications: worse" tests="4" failures="2"');
    expect(text).toContain('<failure type="worse" message="worse: 1.0 % → 9.0 %');
    expect(text).toContain('<testcase classname="poolsim.outcome" name="dials"/>');
    expect(text).toContain('<testsuite name="not judged" tests="1" failures="1">');
    expect(text.match(/<testsuite /g)).toHaveLength(3);
    for (const tag of ['testsuites', 'testsuite', 'testcase', 'failure', 'system-out']) {
      const opened = text.match(new RegExp(`<${tag}[ >](?![^>]*/>)`, 'g'))?.length ?? 0;
      expect([tag, text.match(new RegExp(`</${tag}>`, 'g'))?.length ?? 0]).toEqual([tag, opened]);
    }
  });

  it('is one JSON document with the raw comparisons', () => {
    const document = JSON.parse(render('json'));
    expect(document).toMatchObject({ schemaVersion: 1, exit: 4, raw: { raw: true } });
    expect(document.sections[0].checks[0].verdict).toBe('worse');
  });
});
