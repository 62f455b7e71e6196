import { assertCount, assertNonNegative } from '../check.ts';
import { poissonTail } from '../poisson.ts';

/**
 * A stock of `stock` spare numbers, one ordered for each one used (the (S−1, S) policy), used at
 * Poisson instants: orders outstanding are Poisson with mean demand rate × mean lead time, whatever
 * the law of the lead time. Palm's theorem (1938); Feeney & Sherbrooke (1966).
 */
export interface Spares {
  /** S ≥ 0: spares held and ordered together. */
  readonly stock: number;
  /** Spares used per unit of time. */
  readonly demandRate: number;
  /** Mean time from order to arrival, same unit. */
  readonly meanLeadTime: number;
}

/** P(a demand finds no spare) = P(orders outstanding ≥ S). */
export function shortProbability(spares: Spares): number {
  return poissonTail(spares.stock, outstanding(spares));
}

/** Mean number of demands that wait for a spare, E(X − S)⁺ = mP(X ≥ S) − SP(X ≥ S + 1). */
export function meanBackorders(spares: Spares): number {
  const mean = outstanding(spares);
  const { stock } = spares;
  return mean * poissonTail(stock, mean) - stock * poissonTail(stock + 1, mean);
}

function outstanding(spares: Spares): number {
  assertCount(spares.stock, 'the stock');
  assertNonNegative(spares.demandRate, 'the demand rate');
  assertNonNegative(spares.meanLeadTime, 'the mean lead time');
  return spares.demandRate * spares.meanLeadTime;
}
