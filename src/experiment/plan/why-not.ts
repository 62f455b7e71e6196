import { DAY_MS } from '../../base/units.ts';
import type { Scenario } from '../../model/spec.ts';
import { bindings } from './diagnose.ts';
import type { PlanProblem } from './problem.ts';
import type { Trial } from './trials.ts';

/** Why no pool keeps the targets, and what would: sentences. */
export interface WhyNot {
  readonly reasons: readonly string[];
  readonly remedies: readonly string[];
}

/** Reads what is in the way off the largest pool that was tried. */
export function whyNot(problem: PlanProblem, largest: Trial): WhyNot {
  const isMost = problem.mostOf.every((count, g) => largest.counts[g] >= count);
  const reasons: string[] = [];
  const remedies: string[] = [];
  if (largest.cutOff.length > 0) {
    reasons.push(`no number of the pool may dial ${largest.cutOff.join(', ')}`);
    remedies.push('add a number that may, or widen an allow-list');
  }
  for (const target of problem.targets) {
    if (target.key === 'stall.structural_contacts') {
      reasons.push('some contacts are in countries that no number may dial: clones may not either');
      remedies.push('add a number for these countries, or widen an allow-list');
    } else if (!target.key.startsWith('stall.')) {
      const [most] = bindings(largest);
      if (most !== undefined && most.contactHours > 0) {
        const bind = BINDS[most.key as keyof typeof BINDS];
        reasons.push(`${target.key} does not follow the numbers: contacts wait for ${bind[0]}`);
        remedies.push(bind[1]);
      } else {
        reasons.push(`${target.key} does not follow the numbers`);
        remedies.push('look at the scenario with poolsim run');
      }
    }
  }
  if (problem.targets.some(({ key }) => key.startsWith('stall.')))
    stallReasons(problem.scenario, isMost, reasons, remedies);
  return { reasons: [...new Set(reasons)], remedies: [...new Set(remedies)] };
}

/** What contacts wait for, and what helps. */
export const BINDS = {
  'blocked.outside_window': ['the calling window', 'make the calling window longer'],
  'blocked.at_capacity': [
    'a free line',
    'raise the concurrency of connections, tenant or campaign',
  ],
  'blocked.rate_limited': ['calls per second', 'raise callsPerSecond of the connections'],
} as const;

/** Luck that strikes many numbers at once, whatever their count. */
function stallReasons(
  scenario: Scenario,
  isMost: boolean,
  reasons: string[],
  remedies: string[],
): void {
  const { drift } = scenario;
  const days = scenario.durationMs / DAY_MS;
  if (drift.model === 'usage' && drift.shockPerDay > 0 && drift.shockHitShare > 0) {
    const strike = 1 - Math.exp(-drift.shockPerDay * days);
    const hit = drift.shockHitShare;
    const share = `${Math.round(hit * 100)} %`;
    reasons.push(
      `a shock strikes a country in ${(strike * 100).toPrecision(2)} % of the replications and hits ${hit >= 1 ? 'all' : share} of its numbers at once${hit >= 1 ? `: that is the floor of its stall risk, with any count` : ''}`,
    );
    remedies.push('let numbers of another country dial it too: a shock stays in its country');
  }
  if (scenario.interventions.some(({ verb }) => verb === 'pause' || verb === 'deactivate')) {
    reasons.push('interventions pause or deactivate numbers');
    remedies.push('move or drop these interventions');
  }
  if (reasons.length === 0) {
    reasons.push(
      isMost
        ? 'the most numbers that a pool may have do not keep the stall risk'
        : 'more numbers did not lower the stall risk',
    );
    remedies.push('raise --most, rest numbers before the start, or lower the load');
  }
}
