import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { STEP_NAMES } from '../../src/model/operator/steps.ts';
import { call } from '../support/call.ts';

/** Two numbers that flag sooner than they heal, a spare, and somebody new every two hours. */
const WORLD = `name: two-numbers
why: What does looking after two numbers buy?
seed: 7
start: 2026-03-02T09:00:00Z
duration: 4d
platform: { scoreRefresh: 0h }
connections: [{ id: main, concurrency: 10 }]
numbers:
  - generate: { country: GB, count: 2, spamScore: 20 }
campaigns:
  - name: outreach
    pool: all
    windows: always
    contacts:
      generate: { count: 40, countries: { GB: 100% } }
      arrivals: { poisson: 12/d }
    retries: { max: 0 }
answer: { mean: 60%, concentration: infinite }
drift: { model: two-state, flagPerDay: 2, clearPerDay: 0.05 }
prices: { purchase: 5, currency: EUR }
`;
const files = {
  'w.yaml': `${WORLD}playbook: { hours: always, review: 6h, replace: { lead: 6h, spares: { GB: 1 } } }\n`,
  'none.yaml': WORLD,
};
const LINE = 'playbook w.yaml --reps 6 --quiet';
const ENOUGH = 'playbook w.yaml --reps 24 --quiet';

interface Row {
  readonly step: string;
  readonly key: string;
  readonly idle: boolean;
  readonly verdict: string;
  readonly aEstimate: number;
  readonly bEstimate: number;
  readonly differenceEstimate: number;
  readonly differenceLow: number;
  readonly differenceHigh: number;
}

async function rowsOf(line: string): Promise<readonly Row[]> {
  const { code, stdout } = await call(`${line} --json`, { files });
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { steps: Row[] }).steps;
}

describe('playbook', () => {
  it('tells what it buys as a whole and step by step, paired', async () => {
    const rows = await rowsOf(ENOUGH);
    const steps = [...new Set(rows.map(({ step }) => step))];
    expect(steps).toEqual(['playbook', ...STEP_NAMES]);
    const of = (step: string, key: string) =>
      rows.find((row) => row.step === step && row.key === key)!;
    for (const row of rows) {
      expect(row.differenceEstimate).toBeCloseTo(row.bEstimate - row.aEstimate, 6);
      expect(row.differenceLow).toBeLessThanOrEqual(row.differenceEstimate);
      expect(row.differenceHigh).toBeGreaterThanOrEqual(row.differenceEstimate);
      // The world with the whole playbook is the same in every row.
      expect(row.bEstimate).toBe(of('playbook', row.key).bEstimate);
    }
    expect(of('playbook', 'reach.contacts').differenceEstimate).toBeGreaterThan(0);
    expect(of('keep_eligible', 'reach.contacts')).toMatchObject({ verdict: 'better', idle: false });
    expect(of('playbook', 'cost.total').differenceEstimate).toBeGreaterThan(0);
    // Every number may dial every country: there is never a rule to correct.
    expect(of('country_rules', 'cost.total')).toMatchObject({ idle: true, differenceEstimate: 0 });
  });

  it('answers first, within 80 columns, the same with any number of threads', async () => {
    const { code, stdout, stderr } = await call(LINE, { files });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^The playbook as a whole: cost\.total up by [\d.]+ EUR;/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const two = await call(`${LINE} --workers 2`, { files });
    expect(two.stdout).toBe(stdout);
  });

  it('leaves out what the scenario leaves out already', async () => {
    const rows = await rowsOf(`${LINE} --set playbook.without=[narrow,release] --figures dials`);
    const steps = rows.map(({ step }) => step);
    expect(steps).toEqual([
      'playbook',
      ...STEP_NAMES.filter((step) => step !== 'narrow' && step !== 'release'),
    ]);
  });

  it('writes a table and Markdown', async () => {
    const csv = await call(`${LINE} --format csv --figures dials,cost.total`, { files });
    const records = parse(csv.stdout, { columns: true }) as Record<string, string>[];
    expect(records).toHaveLength(2 * (STEP_NAMES.length + 1));
    expect(records[0]).toMatchObject({ step: 'playbook', key: 'dials', campaign: '*' });
    const md = await call(`${LINE} --format md --figures dials`, { files });
    expect(md.stdout).toMatch(/^# poolsim playbook\n\n\*\*/);
    expect(md.stdout).toContain('| keep\\_eligible |');
  });

  it('takes a playbook from the command line', async () => {
    const line = 'playbook none.yaml --reps 2 --quiet --figures dials';
    expect((await rowsOf(`${line} --set playbook={}`)).length).toBe(STEP_NAMES.length + 1);
  });

  it.each([
    ['playbook none.yaml', /no playbook.*--set playbook=\{\}/s],
    ['playbook w.yaml --reps 1', /--reps/],
    ['playbook w.yaml --figures stall.risc', /did you mean stall\.risk/],
    ['playbook w.yaml --set playbook.without=[narow]', /did you mean narrow/],
  ])('%s is refused', async (line, shape) => {
    const { code, stderr } = await call(line, { files });
    expect(code).toBe(2);
    expect(stderr).toMatch(shape);
  });
});
