/**
 * Count, mean, variance and range of a stream of numbers in one pass.
 *
 * Welford (1962), "Note on a method for calculating corrected sums of squares"; merging by Chan,
 * Golub & LeVeque (1979). State lies in plain fields, so a snapshot is a copy of them.
 */
export class Tally {
  n = 0;
  /** Mean of what was added; 0 while n = 0, so ask `n` first. */
  mean = 0;
  /** Sum of squared deviations from the mean. */
  m2 = 0;
  /** Infinity while n = 0. */
  min = Infinity;
  /** −Infinity while n = 0. */
  max = -Infinity;

  /** Adds one finite observation. O(1), no allocation. */
  add(x: number): void {
    this.n += 1;
    const delta = x - this.mean;
    this.mean += delta / this.n;
    this.m2 += delta * (x - this.mean);
    if (x < this.min) this.min = x;
    if (x > this.max) this.max = x;
  }

  /** Takes in all that `other` saw, as if added here. Rounding depends on the order of merging. */
  merge(other: Tally): void {
    if (other.n === 0) return;
    const n = this.n + other.n;
    const delta = other.mean - this.mean;
    this.m2 += other.m2 + (delta * delta * this.n * other.n) / n;
    this.mean += (delta * other.n) / n;
    this.n = n;
    if (other.min < this.min) this.min = other.min;
    if (other.max > this.max) this.max = other.max;
  }

  /** Unbiased sample variance (divisor n − 1); null below two observations. */
  variance(): number | null {
    return this.n < 2 ? null : this.m2 / (this.n - 1);
  }

  /** Square root of the sample variance; null below two observations. */
  standardDeviation(): number | null {
    return this.n < 2 ? null : Math.sqrt(this.m2 / (this.n - 1));
  }

  /** Standard error of the mean; null below two observations. */
  standardError(): number | null {
    return this.n < 2 ? null : Math.sqrt(this.m2 / (this.n - 1) / this.n);
  }
}

/** A tally of a whole array. */
export function tallyOf(values: ArrayLike<number>): Tally {
  const tally = new Tally();
  for (let i = 0; i < values.length; i++) tally.add(values[i]);
  return tally;
}
