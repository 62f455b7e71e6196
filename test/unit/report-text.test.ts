import { describe, expect, it } from 'vitest';
import { answerOf } from '../../src/report/text/answer.ts';
import {
  estimateText,
  hoursText,
  percent,
  quantity,
  rangeText,
} from '../../src/report/text/format.ts';
import { type Palette, PLAIN } from '../../src/report/text/palette.ts';
import { renderMarkdown } from '../../src/report/text/render-markdown.ts';
import { renderText } from '../../src/report/text/render-text.ts';
import { cutTo, displayWidth } from '../../src/report/text/width.ts';
import { fakeExperiment } from '../support/fake-experiment.ts';
import { fakeGate } from '../support/fake-run.ts';
import { fakeStored } from '../support/fake-stored.ts';

const held = fakeGate({ key: 'reach.answer_rate', op: '<=', bound: 0.9 });
const text = (experiment = fakeExperiment(40)) =>
  renderText(fakeStored(experiment), { palette: PLAIN, where: '' });
const answered = (experiment = fakeExperiment(40)) => answerOf(fakeStored(experiment));

describe('the answer', () => {
  it('is that the pool holds when nothing stalled, with what that leaves possible', () => {
    const gates = [fakeGate({ bound: 0.6 })];
    const { sentence, tone } = answered(fakeExperiment(3, { gates }));
    expect(sentence).toBe(
      'US and GB: the pool holds: a stall in 0 of 3 replications (0.0 %, 95 % interval 0.0–56.1 %); the gate held.',
    );
    expect(tone).toBe('good');
  });

  it.each([[[]], [[held]]])('does not call a few replications safe, with gates %j', (gates) => {
    const { sentence, tone } = answered(fakeExperiment(3, { gates }));
    expect(sentence).toContain('no stall was seen, in too few replications to rely on:');
    expect(tone).toBe('warn');
  });

  it('does not say that a pool holds that nobody called from', () => {
    const experiment = fakeExperiment(3, { gates: [] });
    const figures = experiment.figures.map((figure) =>
      figure.key === 'dials' && figure.interval !== null
        ? { ...figure, interval: { ...figure.interval, estimate: 0, low: 0, high: 0 } }
        : figure,
    );
    expect(answered({ ...experiment, figures })).toMatchObject({
      sentence: expect.stringContaining('no call was placed'),
      tone: 'bad',
    });
  });

  it('names the first country to stall, its cause, and the breached gate', () => {
    const gates = [held, fakeGate({ country: 'GB', bound: 0.001 })];
    const { sentence, tone } = answered(fakeExperiment(40, { gates }));
    expect(sentence).toContain('the pool does not hold: a stall in 4 of 40 replications');
    expect(sentence).toContain('GB first, by spam flags, after 2.5 h at the earliest');
    expect(sentence).toContain('1 of 2 gates breached (stall.risk{country=GB} <= 0.001)');
    expect(tone).toBe('bad');
  });

  it('does not say that a pool holds when a gate is unsure or has no data', () => {
    const unsure = answered(fakeExperiment(40, { gates: [fakeGate({ bound: 0.1 })] }));
    expect(unsure.sentence).toContain('unsure whether the pool holds');
    const nothing = fakeGate({ key: 'skip.sticky_broken', country: 'US', bound: 0.1 });
    const noData = answered(fakeExperiment(3, { gates: [nothing] }));
    expect(noData.sentence).toContain('unsure whether the pool holds');
    expect(noData.tone).toBe('warn');
  });

  it('tells a pool that stalls within its gates from one that nobody asked about', () => {
    const within = answered(fakeExperiment(40, { gates: [held] }));
    expect(within.sentence).toContain('the pool holds within its gates');
    const unasked = answered(fakeExperiment(40, { gates: [] }));
    expect(unasked.sentence).toContain('the pool stalls at times');
  });

  it('says what part of a run it is about', () => {
    expect(answered(fakeExperiment(0)).sentence).toContain('no answer');
    const partial = fakeExperiment(4, { gates: [held] }, { partial: true });
    const answer = answered(partial);
    expect(answer.sentence).toContain('GB: interrupted, so there is no verdict: a stall in');
    expect(answer.sentence).toContain('; 1 gate not judged.');
    expect(answer.tone).toBe('warn');
    expect(text(partial)).toMatch(/\nreach.answer_rate.* not judged /);
  });
});

describe('the text report', () => {
  it('shows a row that was never considered as absent, not as zero', () => {
    const row = text()
      .split('\n')
      .find((line) => line.startsWith('+442079460002'))!;
    expect(row).toMatch(/flagged +– +– +– +100\.0 %$/);
  });

  it('gives no answer rate where a call or two could mean any', () => {
    const run = fakeStored();
    const pool = run.pool.map((row) => {
      return { ...row, answerRate: { estimate: 1, low: 0, high: 1, n: 40 } };
    });
    const shown = renderText({ ...run, pool }, { palette: PLAIN, where: '' });
    expect(shown).toMatch(/\n\+14155550100\* +\w+(?: \d+ %)? +[\d.]+ +– +\d\.\d{3} /);
    expect(shown).toContain('\n– as answer rate: no calls, or too few to tell anything from\n');
    expect(text()).not.toContain('– as answer rate');
  });

  it('cuts no head and no cell of the stalls, though every replication stalls', () => {
    const experiment = fakeExperiment(40);
    const figures = experiment.figures.map((figure) =>
      figure.key === 'stall.risk' && figure.interval !== null
        ? { ...figure, interval: { ...figure.interval, estimate: 1, low: 0.907, high: 1 } }
        : figure,
    );
    const stalls = text({ ...experiment, figures })
      .split('Stalls by country')[1]!
      .split('\n\n')[0]!;
    expect(stalls).toContain('main cause');
    expect(stalls).not.toContain('…');
  });

  it('does not ask to raise a provider that is down', () => {
    const experiment = fakeExperiment(5);
    const figures = experiment.figures.map((figure) =>
      figure.key.startsWith('limit.')
        ? {
            ...figure,
            interval: {
              estimate: figure.key === 'limit.provider' ? 1 : 0,
              low: 0,
              high: 1,
              n: 5,
            },
          }
        : figure,
    );
    const shown = text({ ...experiment, figures }).replaceAll('\n', ' ');
    expect(shown).toContain('provider down. To finish sooner, spread the numbers over more');
  });

  it('cuts a long pool to its worst and says where the rest is', () => {
    const experiment = fakeExperiment(3);
    const rowHealth = Array.from({ length: 50 }, (_, row) => {
      return { ...experiment.rowHealth[row % 4], row };
    });
    const shown = text({ ...experiment, rowHealth });
    expect(shown).toContain('… and 20 more in number_pool_health.csv');
    // Twelve of the fifty are flagged, and all twelve are among the worst.
    expect(shown.match(/^\+442079460002/gm)).toHaveLength(12);
  });

  it('colours what is good and bad, and adds nothing but colour', () => {
    const mark = (tag: string) => (s: string) => `<${tag}>${s}</${tag}>`;
    const palette: Palette = {
      bold: mark('b'),
      dim: mark('d'),
      good: mark('g'),
      bad: mark('r'),
      warn: mark('w'),
    };
    const experiment = fakeExperiment(40);
    const coloured = renderText(fakeStored(experiment), { palette, where: '' });
    expect(coloured).toMatch(/<r>flagged *<\/r>/);
    expect(coloured).toMatch(/<g>held *<\/g>/);
    expect(coloured).toMatch(/<r>breached *<\/r>/);
    expect(coloured.replace(/<\/?[bdgrw]>/g, '').replace(/ +$/gm, '')).toBe(text(experiment));
  });

  it('ends with where the files are, on a line of its own', () => {
    const shown = renderText(fakeStored(fakeExperiment(3)), {
      palette: PLAIN,
      where: 'reports/fake',
    });
    expect(shown).toContain('\nFiles\nreports/fake\n');
    expect(text()).not.toContain('Files');
  });

  it('lets no name become markup in Markdown', () => {
    const warnings = [{ code: 'x', text: '<b>|*bold*', hint: '[a](b)' }];
    const markdown = renderMarkdown(fakeStored(fakeExperiment(3, { warnings })), '');
    expect(markdown).toContain('\\<b\\>\\|\\*bold\\*');
    expect(markdown).toContain('\\[a\\](b)');
  });
});

describe('the width of a text in a terminal', () => {
  it('is two columns for wide letters, none for marks that stand on others', () => {
    expect(['abc', '東京', 'e\u0301', '📞', '＋', ''].map(displayWidth)).toEqual([
      3, 4, 1, 2, 2, 0,
    ]);
    expect(cutTo('東京office', 6)).toBe('東京o…');
    expect(cutTo('東京office', 4)).toBe('東…');
  });
});

describe('figures for people', () => {
  it('shares are percent, with more digits where they are small', () => {
    expect([0, 0.123, 0.01, 0.0004, 0.00001, 1].map(percent)).toEqual([
      '0.0 %',
      '12.3 %',
      '1.0 %',
      '0.04 %',
      '<0.01 %',
      '100.0 %',
    ]);
  });

  it('counts have thousands apart, times are in words', () => {
    expect([1234567, 12.34, 1.234, 0, Infinity].map(quantity)).toEqual([
      '1,234,567',
      '12.3',
      '1.23',
      '0',
      'never',
    ]);
    expect([0.25, 3.5, 24, 28.2, Infinity].map(hoursText)).toEqual([
      '15 min',
      '3.5 h',
      '1 d',
      '1 d 4 h',
      'never',
    ]);
  });

  it('open ends and no data are said in words', () => {
    const interval = (low: number, high: number) => ({ estimate: 5, low, high, n: 9 });
    expect(rangeText(interval(-Infinity, Infinity), 'calls')).toBe('open');
    expect(rangeText(interval(2, Infinity), 'hours')).toBe('from 2 h');
    expect(rangeText(interval(-Infinity, 7), 'calls')).toBe('to 7');
    expect(rangeText(interval(Infinity, Infinity), 'hours')).toBe('never');
    expect(rangeText(interval(0.1, 0.25), 'ratio')).toBe('10.0–25.0 %');
    expect(rangeText(null, 'ratio')).toBe('–');
    expect(estimateText(null, 'ratio')).toBe('–');
  });
});
