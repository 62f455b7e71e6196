import { assertPositive, assertProbability } from './check.ts';
import { betaRegularised } from './incomplete-beta.ts';
import { logGamma } from './log-gamma.ts';
import { normalQuantile } from './normal.ts';
import { solveIncreasing } from './solve-increasing.ts';

/** Density of Student's t with `df` > 0 degrees of freedom (not necessarily whole). */
export function studentTPdf(t: number, df: number): number {
  assertPositive(df, 'degrees of freedom');
  const logConstant = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
  return Math.exp(logConstant - ((df + 1) / 2) * Math.log1p((t * t) / df));
}

/**
 * P(T > t) of Student's t: ½ I_{df/(df+t²)}(df/2, ½) for t ≥ 0.
 * Abramowitz & Stegun (1964), 26.7.1 with 26.5.27.
 */
export function studentTTail(t: number, df: number): number {
  assertPositive(df, 'degrees of freedom');
  if (t < 0) return 1 - studentTTail(-t, df);
  if (t === Infinity) return 0;
  const square = t * t;
  const sum = df + square;
  if (sum === Infinity) return 0;
  // The complement keeps the digits where df/(df+t²) would round to 1.
  return 0.5 * betaRegularised(df / sum, df / 2, 0.5, square / sum);
}

/** P(T ≤ t) of Student's t with `df` > 0 degrees of freedom. */
export function studentTCdf(t: number, df: number): number {
  return studentTTail(-t, df);
}

/**
 * The t with P(T ≤ t) = p; ±Infinity at p = 1 and 0. Closed forms at df = 1 (Cauchy) and df = 2,
 * else a root of −ln P(T > t), which is nearly straight in both light and heavy tails.
 */
export function studentTQuantile(p: number, df: number): number {
  assertProbability(p, 'p');
  assertPositive(df, 'degrees of freedom');
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const t = upperQuantile(tail, df);
  return p < 0.5 ? -t : t;
}

function upperQuantile(tail: number, df: number): number {
  if (df === 1) return 1 / Math.tan(Math.PI * tail);
  if (df === 2) return (1 - 2 * tail) / Math.sqrt(2 * tail * (1 - tail));
  const start = normalQuantile(1 - tail);
  let high = Math.max(1, start);
  while (studentTTail(high, df) > tail && high < 1e300) high *= 2;
  return solveIncreasing(
    (t) => -Math.log(studentTTail(t, df)),
    (t) => studentTPdf(t, df) / studentTTail(t, df),
    -Math.log(tail),
    { low: 0, high },
    start,
  );
}
