import { describe, expect, it } from 'vitest';
import { listed } from '../../src/experiment/warning-input.ts';
import { endWarnings } from '../../src/experiment/warnings-ends.ts';
import { poolWarnings } from '../../src/experiment/warnings-pool.ts';
import { precisionWarnings } from '../../src/experiment/warnings-precision.ts';
import { PENDING_REASONS } from '../../src/model/pending.ts';
import type { Scenario } from '../../src/model/spec.ts';
import type { LoadedScenario } from '../../src/scenario/loaded.ts';
import { fakeAggregate, fakeExperiment } from '../support/fake-experiment.ts';
import { FAKE_NUMBERS, fakeGate, fakeLoaded, fakeScenario } from '../support/fake-run.ts';

/** Warnings where some figures have other estimates. */
function warningsWith(
  warn: typeof poolWarnings,
  estimates: Readonly<Record<string, number>>,
  over: Partial<LoadedScenario> = {},
  replications = 5,
) {
  const { figures, gates } = fakeExperiment(5);
  return warn({
    loaded: fakeLoaded(over),
    aggregate: fakeAggregate(replications),
    figures: figures.map((figure) => {
      const estimate = estimates[figure.key];
      if (estimate === undefined) return figure;
      return {
        ...figure,
        interval: { estimate, low: estimate, high: estimate, n: 5, level: 0.95 },
      };
    }),
    gates,
    extent: { requested: 5, auto: false, partial: false, confidence: 0.95 },
  });
}

const poolWarningsWith = (
  estimates: Readonly<Record<string, number>>,
  over: Partial<LoadedScenario> = {},
) => warningsWith(poolWarnings, estimates, over);

const codes = (replications: number) => fakeExperiment(replications).warnings.map((w) => w.code);

describe('warnings', () => {
  it('names the replications that a 95th percentile needs', () => {
    const warning = fakeExperiment(40).warnings.find((w) => w.code === 'too-few-replications');
    expect(warning?.text).toContain('40 replications');
    expect(warning?.hint).toContain('--reps 72');
    expect(codes(72)).not.toContain('too-few-replications');
    expect(codes(71)).toContain('too-few-replications');
  });

  it('says what an unsure gate would take', () => {
    const gates = [fakeGate({ key: 'stall.risk', op: '<=', bound: 0.12 })];
    const warning = fakeExperiment(100, { gates }).warnings.find((w) => w.code === 'gate-unsure');
    expect(warning?.text).toContain('stall.risk');
    expect(warning?.hint).toMatch(/about \d+ replications/);
  });

  it('does not take the same value in few replications for a proof', () => {
    // 0 in every replication of the made-up run.
    const gates = [fakeGate({ key: 'stall.structural_contacts', op: '<=', bound: 1 })];
    const unsure = fakeExperiment(3, { gates });
    expect(unsure.gates[0].verdict).toBe('unsure');
    expect(unsure.verdict.code).toBe(5);
    const warning = unsure.warnings.find((w) => w.code === 'gate-unsure');
    expect(warning?.text).toContain('3 replications with the same value');
    expect(warning?.hint).toContain('--reps 73 or more');
    expect(fakeExperiment(72, { gates }).gates[0].verdict).toBe('unsure');
    expect(fakeExperiment(73, { gates }).gates[0].verdict).toBe('held');
  });

  it('takes it where the bound is far from what others may do to it', () => {
    // 3 in every replication in the US: of up to 56 % others each may have 0 to 6, so 1.3 to 4.7.
    const verdicts = (n: number) =>
      fakeExperiment(n, {
        gates: [1, 4, 5, 3].map((bound) =>
          fakeGate({ key: 'pool.eligible_min', country: 'US', op: '>=', bound }),
        ),
      }).gates.map(({ verdict }) => verdict);
    expect(verdicts(3)).toEqual(['held', 'unsure', 'breached', 'unsure']);
    expect(verdicts(73)).toEqual(['held', 'breached', 'breached', 'held']);
  });

  it('tells that no stall in n is not a risk of zero', () => {
    const warning = fakeExperiment(3).warnings.find((w) => w.code === 'none-stalled');
    expect(warning?.text).toContain('up to 56 %');
    expect(codes(40)).not.toContain('none-stalled');
    expect(warning?.hint).toBe('for a bound near 14 % use --reps 12');
  });

  it('names the command for rare stalls where thousands of replications had none', () => {
    const [few, many] = [4_999, 5_000].map((replications) =>
      warningsWith(precisionWarnings, { 'stall.risk': 0 }, {}, replications),
    );
    const hint = (warnings: typeof few) => warnings.find((w) => w.code === 'none-stalled')?.hint;
    expect(hint(few)).not.toContain('poolsim rare');
    expect(hint(many)).toMatch(/use --reps 20000, or poolsim rare/);
  });

  it('names active pool numbers that were never dialled from', () => {
    const warning = fakeExperiment(5).warnings.find((w) => w.code === 'numbers-never-used');
    expect(warning?.text).toContain('+442079460002');
    expect(warning?.text).not.toContain('+442079460001');
  });

  it('does not tell again which contacts nobody may dial', () => {
    const figures = { 'stall.structural_contacts': 1 };
    const [warning] = poolWarningsWith(figures).filter((w) => w.code === 'structural-stall');
    expect(warning.text).toBe(
      '1 contact (US and GB) can be dialled by no active number of their pool, whatever the scores',
    );
    const warnings = [{ code: 'structural-stall', text: 'DE: 3', hint: 'add a number' }];
    const again = poolWarningsWith(figures, { warnings }).map((w) => w.code);
    expect(again).not.toContain('structural-stall');
  });

  it('names a country that gets down to one number, unless it starts with one', () => {
    const figures = { 'pool.eligible_min': 1, 'stall.structural_contacts': 0 };
    const text = (over: Partial<Scenario>) =>
      poolWarningsWith(figures, { scenario: fakeScenario(over) }).find(
        (w) => w.code === 'one-eligible-number',
      )?.text;
    expect(text({})).toContain('US and GB');
    // Number 1 may dial the US only, so that GB is left with number 0.
    const numbers = FAKE_NUMBERS.map((n, i) => (i < 2 ? n : { ...n, spamScore: 88 }));
    expect(text({ numbers })).toMatch(/^US:/);
  });

  it('says that contacts were left when the duration ended', () => {
    expect(codes(40)).toContain('contacts-expired');
    expect(codes(3)).not.toContain('contacts-expired');
  });

  it('warns of a mean that a few replications make', () => {
    expect(codes(40)).toContain('skewed-means');
    expect(codes(3)).not.toContain('skewed-means');
  });

  it('warns of nothing but the lack of results when there are none', () => {
    expect(codes(0)).toEqual(['no-replications']);
  });

  it('keeps the warnings of loading, first', () => {
    const warnings = [
      { code: 'missing-scores', text: '2 numbers have no score', hint: 'score them' },
    ];
    expect(fakeExperiment(5, { warnings }).warnings[0].code).toBe('missing-scores');
  });

  it('lists a few names and counts the rest', () => {
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listed(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e and 2 more');
  });
});

describe('warnings of a list that did not end', () => {
  const NOBODY = Object.fromEntries(PENDING_REASONS.map((reason) => [`expired.${reason}`, 0]));
  const LEFT = {
    ...NOBODY,
    'finish.share': 0.5,
    'finish.expired': 240,
    'expired.at_capacity': 213,
    'expired.waiting_retry': 27,
  };
  const faulty = (toMs: number) => ({
    scenario: fakeScenario({ faults: [{ kind: 'outage', connection: -1, fromMs: 0, toMs }] }),
  });
  const HOUR = 3_600_000;

  it('name what held the rest, most of it first', () => {
    const [warning, ...others] = warningsWith(endWarnings, LEFT);
    expect(others).toEqual([]);
    expect(warning.code).toBe('contacts-expired');
    expect(warning.text).toMatch(/duration ended: 213 at capacity and 27 waiting retry$/);
    const [never] = warningsWith(endWarnings, { ...LEFT, 'finish.share': 0 });
    expect(never).toMatchObject({ code: 'horizon-too-short' });
    expect(never.text).toMatch(/240 contacts are left on average: 213 at capacity and 27/);
    expect(never.hint).toContain('lengthen duration');
    for (const share of [0, 0.5]) {
      const flagged = { ...LEFT, 'expired.no_eligible_number': 214, 'finish.share': share };
      const [want] = warningsWith(endWarnings, flagged);
      expect(want.hint).toMatch(/^keep more numbers eligible/);
    }
  });

  it('say that a backlog of faults has not drained, where there was time to', () => {
    const [, backlog] = warningsWith(endWarnings, LEFT, faulty(2 * HOUR));
    expect(backlog.code).toBe('fault-backlog');
    expect(backlog.text).toMatch(/4h after the last fault was over: 213 at capacity/);
    expect(warningsWith(endWarnings, LEFT, faulty(7 * HOUR))).toHaveLength(1);
    const drained = { ...NOBODY, 'finish.share': 1, 'finish.expired': 0 };
    expect(warningsWith(endWarnings, drained, faulty(2 * HOUR))).toEqual([]);
  });
});
