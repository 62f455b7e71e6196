import { describe, expect, it } from 'vitest';
import { planGroups } from '../../src/experiment/plan/groups.ts';
import type { Plan } from '../../src/experiment/plan/plan.ts';
import { frontierLines } from '../../src/report/plan/frontier-lines.ts';
import { poolText, rowVerdict, totalOf, trialVerdict } from '../../src/report/plan/plan-rows.ts';
import { PLAIN } from '../../src/report/text/palette.ts';
import { displayWidth } from '../../src/report/text/width.ts';
import { fakeGate } from '../support/fake-run.ts';
import { campaign, connection, number, scenario } from '../support/scenario-builder.ts';

/** A frontier of three pools, as far as its table asks for it; many groups with long names make it wide. */
function planOf(
  names: readonly string[],
  most: number,
  targets = [fakeGate({ bound: 0.05 })],
): Plan {
  const own = scenario({
    numbers: names.map((_, i) => number(`n/${i}`, { connection: i })),
    connections: names.map((id) => connection({ id })),
    campaigns: [campaign(names.length, 10)],
  });
  const groups = planGroups(own, 'connection');
  const judged = targets.map(() => ({
    interval: { estimate: 0.0123, low: 0.000_912, high: 0.05, n: 9 },
  }));
  const frontier = [1, 2, 3].map((i) => ({
    counts: names.map((_, g) => most - i - g),
    cutOff: [],
    all: { n: 12_345 },
    judged,
    decision: 'held',
  }));
  const problem = { scenario: own, groups, targets, isCheaper: () => false };
  return { problem, frontier, answer: frontier[2], ties: [] } as never;
}

describe('the frontier of a plan', () => {
  it('tells on the row of each target what that target says', () => {
    const plan = planOf(['DE', 'US'], 40, [fakeGate({ bound: 0.05 }), fakeGate({ bound: 0.01 })]);
    const on = (decision: string, own: readonly string[]) => {
      const judged = own.map((each) => ({ decision: each, interval: null }));
      const trial = { ...plan.frontier[0], decision, judged } as never;
      return own.map((_, target) => rowVerdict({ plan, trial, target }));
    };
    expect(on('breached', ['held', 'breached'])).toEqual(['held', 'breached']);
    expect(on('breached', ['open', 'breached'])).toEqual(['–', 'breached']);
    expect(on('near', ['near', 'held'])).toEqual(['refused', 'held']);
    expect(on('held', ['held', 'held'])).toEqual(['held', 'held']);
  });

  it('tells pools apart that are open and that nobody needs to decide', () => {
    const plan = planOf(['DE', 'US'], 40);
    const open = { ...plan.frontier[0], decision: 'open' as const };
    expect(trialVerdict(plan, open)).toBe('not needed');
    const cheaper = { ...plan, problem: { ...plan.problem, isCheaper: () => true } };
    expect(trialVerdict(cheaper, open)).toBe('open');
    expect(trialVerdict({ ...plan, answer: null }, open)).toBe('open');
    expect(trialVerdict({ ...plan, ties: [open] }, open)).toBe('as dear');
  });

  it('tells an interval that is open above by its low end alone', () => {
    const plan = planOf(['DE', 'US'], 40);
    const [first, ...others] = plan.frontier;
    const shown = (low: number) => {
      const judged = [{ interval: { estimate: 0.1, low, high: 1, n: 9 } }];
      const frontier = [{ ...first, judged }, ...others];
      return frontierLines({ ...plan, frontier } as never, PLAIN)[1];
    };
    expect(shown(0.03)).toMatch(/ 10\.0 % +from 3\.0 % /);
    expect(shown(1e-6)).toMatch(/ 10\.0 % +– /);
  });

  it('shows all that it has where a line bears it', () => {
    const lines = frontierLines(planOf(['DE', 'US'], 40), PLAIN);
    expect(lines[0]).toMatch(
      /^numbers +in all +price +stall.risk +interval +replications +verdict$/,
    );
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/^DE 37, US 36 +73 .* 12,345 {2}answer$/);
  });

  it.each([
    [['DE', 'FR', 'GB', 'US'], 4_000],
    [['carrier-one', 'carrier-two', 'spare', 'x'], 100],
  ])('leaves out what others tell already, and names it: %j', (names, most) => {
    const plan = planOf(names, most);
    const lines = frontierLines(plan, PLAIN);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
    const text = lines.join('\n');
    for (const trial of plan.frontier) expect(text).toContain(poolText(plan, trial));
    expect(lines[3]).toMatch(/1\.2 % +0\.09–5\.0 % .*answer$/);
    expect(text.replaceAll('\n', ' ')).toMatch(
      /Too wide to show here: in all.*; --format md, csv and json have them\.$/,
    );
    expect(lines[0]).not.toContain('in all');
    expect(totalOf(plan.frontier[0])).toBeGreaterThan(0);
  });

  it('is no wider with several targets', () => {
    const targets = [0.05, 0.01].map((bound) =>
      fakeGate({ text: `stall.risk <= ${bound}`, bound }),
    );
    const lines = frontierLines(planOf(['DE', 'FR', 'GB', 'US'], 400, targets), PLAIN);
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
    expect(lines[0]).toMatch(/^numbers +target +figure/);
    expect(lines.filter((line) => line.endsWith('answer'))).toHaveLength(2);
  });
});
