import { describe, expect, it } from 'vitest';
import { type PageData, pageData } from '../../src/report/html/page-data.ts';
import type { PageInput } from '../../src/report/html/page-input.ts';
import { actionKinds } from '../../src/report/html/sections/action-kinds.ts';
import { pageSections } from '../../src/report/html/sections/all.ts';
import { sentence } from '../../src/report/html/sections/answer.ts';
import { storedRunOf } from '../../src/report/stored/of-experiment.ts';
import type { StoredRun } from '../../src/report/stored/stored-run.ts';
import { percent } from '../../src/report/text/format.ts';
import { fakeContext } from '../support/fake-context.ts';
import { fakeExperiment } from '../support/fake-experiment.ts';

const experiment = fakeExperiment(40);
const run = storedRunOf(experiment, fakeContext(experiment));

function pageOf(over: Partial<StoredRun> = {}, input: Partial<PageInput> = {}): PageData {
  const others = { others: [], plans: [], sweeps: [], comparisons: [], version: '0.0.0' };
  return pageData({ run: { ...run, ...over }, ...others, ...input });
}

/** Words of a section, without its markup. */
function wordsOf(id: string, page = pageOf()): string {
  const section = pageSections(page).find((each) => each.id === id);
  expect(section, id).toBeDefined();
  return section!.body.text
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

function markupOf(id: string, page = pageOf()): string {
  return pageSections(page).find((each) => each.id === id)!.body.text;
}

describe('the parts of the page', () => {
  it('stand in their order, each with a sentence that says what it is for', () => {
    const sections = pageSections(pageOf());
    expect(sections.map(({ id }) => id)).toEqual([
      'answer',
      'pool-rules',
      'pool-health',
      'number-detail',
      'phone-numbers',
      'skips-and-stalls',
      'flow',
      'actions',
      'assumptions',
      'replay',
    ]);
    for (const { lead, short } of sections) {
      expect(lead.length).toBeGreaterThan(40);
      expect(short.length).toBeLessThan(25);
    }
  });

  it('name what a chart shows, its units and its file', () => {
    for (const id of ['skips-and-stalls', 'flow']) {
      const figures = markupOf(id).split('<figure class="chart">').slice(1);
      expect(figures.length).toBeGreaterThan(1);
      for (const figure of figures) {
        expect(figure).toMatch(/class="chart-title">[^<]+/);
        expect(figure).toMatch(/class="y-label">[^<]+/);
        expect(figure).toMatch(/class="x-label">time, UTC/);
        expect(figure).toMatch(/role="img" aria-label="[^"]{20,}"/);
        expect(figure).toMatch(/class="file">[^<]*\.(?:csv|json)/);
      }
    }
  });
});

describe('the answer', () => {
  it('is a sentence per campaign with the interval of its risk', () => {
    const risk = run.figures.find((f) => f.key === 'stall.risk' && f.campaign === 'q1')!.interval!;
    const text = sentence(pageOf(), 'q1');
    expect(text).toContain(`a stall in ${risk.estimate * 40} of 40 replications`);
    expect(text).toContain('95 % interval');
    expect(text).toContain('earliest in GB');
    expect(wordsOf('answer')).toContain(percent(risk.estimate));
  });

  it('shows every gate with its verdict, every warning with its hint, and the command', () => {
    const words = wordsOf('answer');
    for (const { text, verdict } of run.gates) {
      expect(words).toContain(text);
      expect(words).toContain(verdict!.replace('_', ' '));
    }
    for (const { hint } of run.summary.warnings) expect(words).toContain(hint);
    expect(words).toContain(`${run.manifest.reproduce} --format html`);
    expect(words).toContain(run.manifest.resultHash);
  });

  it('says so where nothing was asked for and nothing stalled', () => {
    const figures = run.figures.map((figure) =>
      figure.key === 'stall.risk'
        ? { ...figure, interval: { estimate: 0, low: 0, high: 0.09, n: 40 } }
        : figure,
    );
    const page = pageOf({ gates: [], figures });
    expect(sentence(page, 'q1')).toContain('no stall in 40 replications (95 % interval 0.0–9.0 %)');
    expect(wordsOf('answer', page)).toContain('None were asked for');
  });
});

describe('how the pool works', () => {
  const resolved = {
    platform: { spamThreshold: 70, scoreRefresh: '24h', scoreLag: '0h', tenantConcurrency: 40 },
    selector: {
      weight: { priorMean: 0.15, priorStrength: 20, floor: 0.02 },
      sticky: { on: 'answered', whenBusy: 'another' },
    },
    connections: [{ id: 'twilio-main', concurrency: 20, callsPerSecond: 1 }],
    campaigns: [{ preferCountryMatched: true, concurrency: 20 }],
  };
  const words = wordsOf('pool-rules', pageOf({ manifest: { ...run.manifest, resolved } }));

  it('tells the six rules and capacity with the settings of the run', () => {
    for (const title of [
      'One number per attempt',
      'The first call is weighted random',
      'Sticky contacts',
      'Performance weight',
      'Country preference',
      'Spam & compliance skips',
      'Capacity decides when',
    ]) {
      expect(words).toContain(title);
    }
    expect(words).toContain('70 points; equal is still eligible');
    expect(words).toContain('max(0.02, (answered + 20 × 0.15) / (attempts + 20))');
    expect(words).toContain('twilio-main : 20 at once, 1 per second');
  });

  it('says that skips have no switch per campaign, and counts them', () => {
    expect(words).toContain('no switch for it per campaign');
    expect(words).toContain('the very first call included');
    const spam = run.skips.find((each) => each.reason === 'spam' && each.country === '*')!;
    expect(words).toContain(`(${percent(spam.share!.estimate)})`);
    // Number 3 of the fake was given a score of 88 against a threshold of 70.
    const above = run.numbers.filter(({ scoreAtStart }) => (scoreAtStart ?? 0) > 70).length;
    expect(words).toContain(`${above} of 4 numbers at the start`);
  });

  it('tells of one replication how calls were chosen', () => {
    expect(words).toContain('1 of 4 (25.0 %) in replication 0');
  });
});

describe('Number Pool Health and the detail', () => {
  it('has a row per pooled number that leads to its detail', () => {
    const markup = markupOf('pool-health');
    const detail = markupOf('number-detail');
    for (const [i, { number }] of run.numbers.entries()) {
      expect(markup).toContain(`<a href="#number-${i + 1}"><bdi class="id">${number}</bdi></a>`);
      expect(detail).toContain(`<div id="number-${i + 1}">`);
    }
    const row = run.pool[0];
    expect(wordsOf('pool-health')).toContain(percent(row.answerRate!.estimate));
    expect(wordsOf('pool-health')).toContain(row.weight!.estimate.toFixed(3));
  });

  it('shows no answer rate where a call or two could mean any', () => {
    const anything = { estimate: 1, low: 0, high: 1, n: 40 };
    const none = <T>(rows: readonly T[]) => rows.map((row) => ({ ...row, answerRate: anything }));
    const page = pageOf({ pool: none(run.pool), campaignHealth: none(run.campaignHealth) });
    for (const id of ['pool-health', 'number-detail']) {
      expect(wordsOf(id, page)).not.toContain('0.0–100.0 %');
    }
    expect(wordsOf('pool-health', page)).toContain('– as answer rate: no calls, or too few');
  });

  it('shows shares of time in each status that are those of the file', () => {
    const markup = markupOf('pool-health');
    const widths = [...markup.matchAll(/<i class="(\w+)" style="width:([\d.]+)%"><\/i>/g)];
    const row = run.pool[0];
    const first = widths.slice(
      0,
      widths.findIndex(([, s], i) => i > 0 && s === widths[0][1]),
    );
    for (const [, status, width] of first) {
      const share = row.statusTime[status as 'healthy']!.estimate;
      expect(Number(width)).toBeCloseTo(share * 100, 1);
    }
    expect(first.length).toBeGreaterThan(0);
  });

  it('shows no Campaign Health where no pick ever considered the number', () => {
    const absent = run.campaignHealth.find(({ poolStatus }) => poolStatus === null)!;
    const part = markupOf('number-detail').split('<details class="number">');
    const own = part.find((text) => text.includes(`<h3><bdi class="id">${absent.number}</bdi>`))!;
    expect(own).toContain('attached, and never considered by a pick');
    expect(own).not.toContain('Campaign Health of');
  });

  it('draws the scores that the exemplar holds', () => {
    const markup = markupOf('number-detail');
    // Number 0 of the fake had a true score of 10, 11 and 12 points in the first three hours.
    const path = /class="line true" d="M(\d+) (\d+)/.exec(markup)!;
    expect(path.slice(1).map(Number)).toEqual([0, 400 - 10 * 4]);
    expect(wordsOf('number-detail')).toContain('Its life as pool status');
  });

  it('goes without what the run kept of no replication', () => {
    const page = pageOf({ exemplars: [] });
    expect(markupOf('number-detail', page)).not.toContain('<svg');
    expect(wordsOf('number-detail', page)).toContain('Campaign Health');
    expect(wordsOf('flow', page)).not.toContain('How calls ended');
  });
});

describe('the inventory', () => {
  it('has the general status and Twilio, and no word on reputation', () => {
    const words = wordsOf('phone-numbers');
    expect(words).toContain('Twilio');
    expect(words).not.toMatch(/score|flagged|spam/i);
  });
});

describe('skips and stalls', () => {
  it('draws the shares that stand in the table behind the chart', () => {
    const markup = markupOf('skips-and-stalls');
    const chart = markup.slice(markup.indexOf('Share of numbers skipped'));
    const hour = run.timeline.find(({ country, values }) => {
      return country === '*' && (values.considered?.estimate ?? 0) > 0;
    })!;
    const share = hour.values.skips_spam!.estimate / hour.values.considered!.estimate;
    const [, x, y] = /class="line s2" d="M(\d+) (\d+)/.exec(chart)!.map(Number);
    const top = Number(/<span style="top:0%">(\d+)<\/span>/.exec(chart)![1]);
    expect(x).toBe(Math.round(((hour.hour + 0.5) / 6) * 1000));
    expect(y).toBe(Math.round((1 - (share * 100) / top) * 400));
    expect(chart).toContain(`<td>${percent(share)}`);
  });

  it('has the risk of each country with its interval and causes', () => {
    const words = wordsOf('skips-and-stalls');
    for (const country of ['US', 'GB']) {
      const risk = run.figures.find((f) => {
        return f.key === 'stall.risk' && f.campaign === 'q1' && f.country === country;
      })!;
      expect(words).toContain(percent(risk.interval!.estimate));
    }
    expect(words).toContain('Time to the first stall');
    expect(words).toContain('0 eligible: stall');
  });
});

describe('actions', () => {
  const action = {
    replication: 3,
    atHours: 2,
    at: '2026-03-02T16:00:00Z',
    by: 'playbook',
    verb: 'pause',
    number: run.numbers[0].number,
    replacement: '',
    campaign: 'q1',
    connection: '',
    reason: 'pause: flagged <now>: score 81.4',
    outcome: 'done',
    costMoney: 1.5,
    effect: 'eligible 3 → 2',
  };
  const actions = [
    action,
    { ...action, replication: 3, atHours: 5 },
    { ...action, replication: 7, atHours: 4, reason: 'pause: flagged <now>: score 90' },
    { ...action, replication: 7, atHours: 1, verb: 'release', outcome: 'refused' },
  ];

  it('of one kind on one target are one row over all replications', () => {
    const kinds = actionKinds(actions);
    expect(kinds).toHaveLength(2);
    expect(kinds[0]).toMatchObject({
      why: 'flagged <now>',
      replications: 2,
      times: 3,
      refused: 0,
      costMean: 1.5,
      firstMedianHours: 2,
    });
    expect(kinds[1]).toMatchObject({ replications: 1, refused: 1 });
    const words = wordsOf('actions', pageOf({ actions }));
    expect(words).toContain('4 actions in 40 replications: 0.10 per replication, for 0.15');
    expect(words).toContain('2 of 40');
    expect(markupOf('actions', pageOf({ actions }))).toContain('flagged &lt;now&gt;');
    const { number } = action;
    expect(markupOf('actions', pageOf({ actions }))).toContain(`href="#number-1">`);
    expect(words).toContain(`${number} in q1`);
  });

  it('are told step by step for one replication: the first that acted, where the median did not', () => {
    const markup = markupOf('actions', pageOf({ actions }));
    const log = markup.slice(markup.indexOf('step by step'));
    expect(log).toContain('Replication 3, the first in which somebody acted');
    expect(log.match(/<tr>/g)).toHaveLength(3);
    expect(log).toContain('eligible 3 → 2');
    const own = actions.map((each) => ({ ...each, replication: 0 }));
    expect(wordsOf('actions', pageOf({ actions: own }))).toContain('the one nearest the median');
    expect(wordsOf('actions', pageOf({ actions: own }))).toContain('release refused');
  });

  it('say so where there were none', () => {
    expect(wordsOf('actions', pageOf({ actions: [] }))).toContain('left to itself');
  });
});

describe('assumptions', () => {
  const resolved = {
    drift: { model: 'usage', safeCallsPerDay: 75 },
    provider: { ringAnswered: { law: 'lognormal', median: '8s', sigma: 0.5 } },
    answer: { mean: '20%' },
  };
  const origins = { 'answer.mean': 'mine.yaml:4', 'drift.safeCallsPerDay': 'default' };
  const manifest = { ...run.manifest, resolved, origins };

  it('have value, grade and source; what the scenario sets is told with its place', () => {
    const words = wordsOf('assumptions', pageOf({ manifest }));
    expect(words).toContain('drift.safeCallsPerDay 75 published vendors agree on 75 to 100');
    expect(words).toContain('provider.ringAnswered lognormal, median 8s, sigma 0.5 measured');
    expect(words).toContain('answer.mean 20% mine.yaml:4');
    expect(words).toContain('poolsim sweep --design oat');
  });

  it('are told as what matters most where a sweep says so', () => {
    const page = pageOf({ manifest });
    const influence = {
      path: 'drift.growthPerDay',
      figure: 'stall.risk',
      change: '+12 % (4–20 %)',
      value: '8',
      share: 1,
      sure: true,
    };
    const words = wordsOf('assumptions', { ...page, influences: [influence] });
    expect(words).toContain('Which of them matter most');
    expect(words).toContain('drift.growthPerDay stall.risk 8 +12 % (4–20 %)');
  });

  it('end with the glossary of the registry', () => {
    const words = wordsOf('assumptions');
    expect(words).toContain('stall.contact_hours');
    expect(words).toContain('Columns of number_pool_health.csv');
  });
});
