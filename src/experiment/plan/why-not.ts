import { DAY_MS } from '../../base/units.ts';
import type { GateSpec } from '../../model/gate-spec.ts';
import { bindings } from './diagnose.ts';
import { estimatorOf, judge, wantsLow } from './judge.ts';
import type { PlanProblem } from './problem.ts';
import type { Trial } from './trials.ts';

/** Why no pool keeps the targets, and what would: sentences. */
export interface WhyNot {
  readonly reasons: readonly string[];
  readonly remedies: readonly string[];
}

/** Reads what is in the way off the largest pool that was put to the proof, and the smallest that was tried. */
export function whyNot(problem: PlanProblem, largest: Trial, tried: readonly Trial[]): WhyNot {
  const isMost = problem.mostOf.every((count, g) => largest.counts[g] >= count);
  const reasons: string[] = [];
  const remedies: string[] = [];
  if (largest.cutOff.length > 0) {
    reasons.push(`no number of the pool may dial ${largest.cutOff.join(', ')}`);
    remedies.push('add a number that may, or widen an allow-list');
  }
  const smallest = smallestOf(tried, largest);
  const missed = problem.targets.filter((target, t) => missedBy(target, t, largest));
  for (const [t, target] of problem.targets.entries()) {
    if (target.key === 'stall.structural_contacts') {
      reasons.push('some contacts are in countries that no number may dial: clones may not either');
      remedies.push('add a number for these countries, or widen an allow-list');
    } else if (isWorseWithMore(target, t, smallest, largest)) {
      const [few, many] = [smallest!, largest].map((trial) => told(problem, target, t, trial));
      const too = missedBy(target, t, smallest!) ? ', and few miss it too' : '';
      reasons.push(`more numbers make ${target.key} worse${too} (${few}; ${many})`);
      remedies.push(`loosen ${target.text}`);
      for (const [u, other] of problem.targets.entries()) {
        if (u === t || missed.includes(other) || !missedBy(other, u, smallest!)) continue;
        reasons.push(`fewer do not keep ${other.text} (${told(problem, other, u, smallest!)})`);
        remedies.push(`loosen ${other.text}`);
      }
    } else if (missed.includes(target) && !wantsFewStalls(target) && !WAITS.test(target.key)) {
      const many = told(problem, target, t, largest);
      reasons.push(`more numbers do not bring ${target.key} there (${many})`);
      remedies.push(`loosen ${target.text}`);
    } else if (missed.includes(target) && !wantsFewStalls(target)) {
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
  if (missed.some(wantsFewStalls) || reasons.length === 0)
    stallReasons(problem, largest, isMost, reasons, remedies);
  return { reasons: [...new Set(reasons)], remedies: [...new Set(remedies)] };
}

/** Figures that are the lower the longer contacts wait. */
const WAITS = /^(reach\.contacts|finish\.|blocked\.|flow\.)/;

function wantsFewStalls(target: GateSpec): boolean {
  return target.key.startsWith('stall.') && wantsLow(target);
}

/** The pool with the fewest numbers that was simulated at all; null where it is not below `largest`. */
function smallestOf(tried: readonly Trial[], largest: Trial): Trial | null {
  const total = ({ counts }: Trial) => counts.reduce((sum, count) => sum + count, 0);
  const simulated = tried.filter(({ all, cutOff }) => all.n > 0 && cutOff.length === 0);
  const [least] = [...simulated].sort((a, b) => total(a) - total(b));
  return least !== undefined && total(least) < total(largest) ? least : null;
}

/** The t-th target's figure over all replications of a pool; null on no data. */
function figureOf(target: GateSpec, t: number, { all }: Trial): number | null {
  const error = { held: 0.05, breached: 0.05 };
  return judge(target, all.pairs(t, all.n), error, 0).interval?.estimate ?? null;
}

function missedBy(target: GateSpec, t: number, trial: Trial): boolean {
  const { decision } = trial.judged[t] ?? {};
  if (decision === 'breached' || decision === 'near') return true;
  const value = figureOf(target, t, trial);
  if (value === null) return false;
  return wantsLow(target) ? value > target.bound : value < target.bound;
}

function isWorseWithMore(
  target: GateSpec,
  t: number,
  smallest: Trial | null,
  largest: Trial,
): boolean {
  if (smallest === null || !missedBy(target, t, largest)) return false;
  const [few, many] = [smallest, largest].map((trial) => figureOf(target, t, trial));
  if (few === null || many === null) return false;
  return wantsLow(target) ? many > few : many < few;
}

/** `4.6 with GB 2, US 2`. */
function told({ groups }: PlanProblem, target: GateSpec, t: number, trial: Trial): string {
  const value = figureOf(target, t, trial)!;
  const isShare = estimatorOf(target).unit === 'ratio';
  const text = isShare
    ? `${Number((value * 100).toPrecision(3))} %`
    : `${Number(value.toPrecision(4))}`;
  return `${text} with ${groups.map(({ name }, g) => `${name} ${trial.counts[g]}`).join(', ')}`;
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

/** Luck that strikes many numbers at once, and what numbers that are added may not dial. */
function stallReasons(
  { scenario, groups, by }: PlanProblem,
  largest: Trial,
  isMost: boolean,
  reasons: string[],
  remedies: string[],
): void {
  const { drift } = scenario;
  const days = scenario.durationMs / DAY_MS;
  const clones = groups.flatMap(({ mix }) => mix.map(({ typical }) => scenario.numbers[typical]));
  const left = largest.all.reading.countries.filter((code) => {
    const country = scenario.countries.indexOf(code);
    const more = clones.some(
      ({ allowedCountries: list }) => list.length === 0 || list.includes(country),
    );
    return !more && largest.all.stallsOf([code]) > 0;
  });
  if (left.length > 0) {
    reasons.push(
      `numbers that are added are like most of their group, and may not dial ${left.join(', ')}`,
    );
    remedies.push(by === 'allow-list' ? 'widen an allow-list' : 'plan with --group allow-list');
  }
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
  if (reasons.length > 0) return;
  if (drift.model === 'trace') {
    reasons.push(
      'all numbers that have a history do not keep the stall risk, and none can be added',
    );
    remedies.push('plan with a drift model, rest numbers before the start, or lower the load');
  } else if (isMost) {
    reasons.push('the most numbers that a pool may have do not keep the stall risk');
    remedies.push('raise --most, rest numbers before the start, or lower the load');
  } else {
    reasons.push('more numbers did not lower the stall risk');
    remedies.push('rest numbers before the start, or lower the load');
  }
}
