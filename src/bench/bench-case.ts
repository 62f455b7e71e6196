/** A measured piece of the hot path that proves its own answer. */
export interface BenchCase {
  readonly name: string;
  readonly group: 'kernel' | 'model';
  /** What one operation is, in the singular: `hold`, `customer`, `attempt`. */
  readonly unit: string;
  /** Size of the problem, where cases of one name differ by it alone: for the growth exponent. */
  readonly size?: number;
  /** Runs that are enough for this case, where one takes seconds. */
  readonly leastRuns?: number;
  /** Builds the state to run on; not measured. */
  prepare(): PreparedCase;
}

export interface PreparedCase {
  /** Runs one batch, at least 1,000 operations, and tells how many. The only part that is timed. */
  run(): number;
  /** Null when all answers so far are right, else what was wrong. Not timed. */
  check(): string | null;
}
