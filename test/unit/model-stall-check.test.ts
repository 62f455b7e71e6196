import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/base/units.ts';
import { LawBreach } from '../../src/model/breach.ts';
import { FIGURES } from '../../src/model/figures.ts';
import { prepare } from '../../src/model/prepare.ts';
import { runReplication } from '../../src/model/run-replication.ts';
import type { Scenario } from '../../src/model/spec.ts';
import { stalledCells } from '../../src/model/stall-check.ts';
import { richScenario } from '../support/model-rich.ts';
import { twoStateScenario } from '../support/plan-world.ts';

const STALL_RISK = FIGURES.findIndex(({ key }) => key === 'stall.risk');

/** The cells that stalled, read off the whole result. */
function wholeAnswer(scenario: Scenario, replication: number): number[] {
  const { cells, layout } = prepare(scenario);
  const result = runReplication(scenario, { replication });
  return cells.map((cell) => {
    const scope = layout.scopes.findIndex(
      ({ campaign, country }) =>
        campaign === scenario.campaigns[cell.campaign].name &&
        country === scenario.countries[cell.country],
    );
    return result.cells[(STALL_RISK * layout.scopes.length + scope) * 2];
  });
}

describe('stalls alone', () => {
  // Scores high enough that some countries stall, and German contacts that nobody could ever dial.
  const rich = richScenario();
  const busy = {
    ...rich,
    numbers: rich.numbers.map((number, i) => ({
      ...number,
      allowedCountries: i < 3 ? [1] : number.allowedCountries.filter((country) => country !== 3),
      status: number.allowedCountries.includes(3) ? ('inactive' as const) : number.status,
      spamScore: 64,
    })),
  };

  // One number may dial Germany alone from the fourth hour on; it is flagged long after the others.
  const opened: Scenario = {
    ...rich,
    drift: { model: 'none' },
    platform: { ...rich.platform, scoreRefreshMs: 0, scoreLagMs: 0 },
    numbers: busy.numbers,
    interventions: [
      { atMs: 4 * HOUR_MS, verb: 'allow', number: 0, countries: [3] },
      ...busy.numbers.map((_, number) => ({
        atMs: (number === 0 ? 60 : 5) * HOUR_MS,
        verb: 'set_score' as const,
        number,
        score: 100,
      })),
    ],
  };

  it.each([
    ['a world in which everything happens', rich, 4],
    ['one that stalls, in part for good', busy, 6],
    ['one in which an action opens a country that nobody could dial', opened, 3],
    ['one whose last number is flagged at times', twoStateScenario('5', 1 / 3, 1.5, 2), 60],
  ])('are those of the whole replication: %s', (_, scenario, replications) => {
    const stalled = new Set<number>();
    for (let replication = 0; replication < replications; replication++) {
      const short = [...stalledCells(scenario, { replication })];
      expect(short).toEqual(wholeAnswer(scenario, replication));
      for (const each of short) stalled.add(each);
    }
    if (scenario !== rich) expect(stalled).toContain(1);
  });

  it('hold a selector of the user’s own to the laws', () => {
    const selector = { pick: () => 0 };
    expect(() => stalledCells(busy, { replication: 0, selector })).toThrow(LawBreach);
  });
});
