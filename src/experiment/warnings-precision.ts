import { FIGURES, type FigureSpec } from '../model/figures.ts';
import type { Warning } from '../model/warning.ts';
import { quantileRanks } from '../stats/quantile-interval.ts';
import { isTooSkewed } from '../stats/skewness.ts';
import { findFigure } from './figures-summary.ts';
import { type GateResult, isConstant } from './gates.ts';
import { replicationsToBeSure } from './sure-of-all.ts';
import { listed, type WarningInput } from './warning-input.ts';

/** Are there enough replications for what is said? */
export function precisionWarnings(input: WarningInput): Warning[] {
  return [
    ...partialRun(input),
    ...tooFewReplications(input),
    ...unsureGates(input),
    ...allOrNoneStalled(input),
    ...skewedMeans(input),
  ];
}

function partialRun({ aggregate, extent }: WarningInput): Warning[] {
  if (!extent.partial) return [];
  return [
    {
      code: 'partial-run',
      text: `interrupted after ${aggregate.replications} of ${extent.requested} replications`,
      hint: 'run again to the end before deciding anything on it',
    },
  ];
}

/** Below 72 replications a p95 has no upper bound at 95 %: 0.95⁷² ≤ 0.025 < 0.95⁷¹. */
function tooFewReplications({ aggregate, extent }: WarningInput): Warning[] {
  const n = aggregate.replications;
  const bounded = (m: number) => quantileRanks(m, 0.95, extent.confidence).high <= m;
  if (bounded(n)) return [];
  let enough = n;
  while (!bounded(enough)) enough++;
  const one = 'one replication shows one outcome of chance and gives no interval';
  const few = `${n} replications are too few to bound a 95th percentile from above`;
  return [
    {
      code: 'too-few-replications',
      text: n === 1 ? one : few,
      hint: `use --reps ${enough} or more (default 400)`,
    },
  ];
}

function unsureGates({ gates, aggregate, extent }: WarningInput): Warning[] {
  const unsure = gates.filter((result) => result.verdict === 'unsure');
  return unsure.map((result) => {
    const { gate, interval, n } = result;
    if (isConstant(gate, interval)) {
      return {
        code: 'gate-unsure',
        text: `gate ${gate.text} is unsure: ${n} replications with the same value say little of others`,
        hint: `use --reps ${replicationsToBeSure(extent.confidence)} or more, or --reps auto`,
      };
    }
    const needed = replicationsToDecide(result, aggregate.replications);
    return {
      code: 'gate-unsure',
      text: `gate ${result.gate.text} is unsure: its interval holds the bound`,
      hint:
        needed === null
          ? 'use more replications, or --reps auto'
          : `about ${needed} replications would decide it if the estimate stays; or use --reps auto`,
    };
  });
}

/** An interval shrinks with √n: until its half width is the distance from the estimate to the bound. */
function replicationsToDecide(result: GateResult, n: number): number | null {
  const { interval, gate } = result;
  if (interval === null) return null;
  const { estimate, low, high } = interval;
  const distance = Math.abs(estimate - gate.bound);
  const half = estimate < gate.bound ? high - estimate : estimate - low;
  const needed = n * (half / distance) ** 2;
  if (!Number.isFinite(needed) || needed > 1e6) return null;
  const coarse = 10 ** Math.max(1, Math.floor(Math.log10(needed)) - 1);
  return Math.ceil((needed * 1.1) / coarse) * coarse;
}

/** What did not stall in so many is a case for splitting. */
const MANY_REPLICATIONS = 5_000;

function smallerBound(n: number, bound: string): string {
  const more = `for a bound near ${bound} use --reps ${n * 4}`;
  return n < MANY_REPLICATIONS ? more : `${more}, or poolsim rare, which need not wait for stalls`;
}

function allOrNoneStalled({ figures, aggregate }: WarningInput): Warning[] {
  const n = aggregate.replications;
  const risk = findFigure(figures, 'stall.risk')?.interval;
  if (!risk || n < 2) return [];
  if (risk.estimate === 0) {
    return [
      {
        code: 'none-stalled',
        text: `no replication stalled, which still allows a risk of up to ${percent(risk.high)}`,
        hint: smallerBound(n, percent(risk.high / 4)),
      },
    ];
  }
  if (risk.estimate < 1) return [];
  return [
    {
      code: 'all-stalled',
      text: 'every replication stalled: the risk says nothing more about how bad it is',
      hint: 'look at stall.contact_hours, stall.time_share and stall.first, and at the stalled countries',
    },
  ];
}

function skewedMeans({ aggregate, gates }: WarningInput): Warning[] {
  const { scopes } = aggregate.layout;
  const asked = new Set(gates.map((result) => result.gate.key));
  const n = aggregate.replications;
  const overall = scopes.findIndex((s) => s.country === '*');
  const skewed: string[] = [];
  FIGURES.forEach((spec: FigureSpec, index) => {
    const matters = asked.has(spec.key) || spec.key === 'stall.contact_hours';
    if (spec.estimator !== 'mean' || !matters || overall < 0 || n < 20) return;
    const { numerators, denominators } = aggregate.pairs(index, overall);
    if (isTooSkewed(numerators.filter((_, i) => denominators[i] > 0))) skewed.push(spec.key);
  });
  if (skewed.length === 0) return [];
  return [
    {
      code: 'skewed-means',
      text: `a few replications make most of ${listed(skewed)}: the mean's interval is too narrow`,
      hint: 'read stall.contact_hours.p95 and replications.csv beside it, or use more replications',
    },
  ];
}

function percent(share: number): string {
  return `${(share * 100).toPrecision(2)} %`;
}
