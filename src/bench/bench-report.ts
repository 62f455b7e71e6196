import type { CaseMeasured, CaseResult } from './case-result.ts';
import { growthExponent } from './growth.ts';

/** How the cost of a family of cases grows with the size of its problem. */
export interface FamilyGrowth {
  readonly family: string;
  /** What is meant by cost: the time of one operation, or of a whole run. */
  readonly cost: 'operation' | 'run';
  readonly sizes: readonly number[];
  /** Cost grows as size to the power of this: 0 is not at all, 1 in proportion. */
  readonly exponent: number;
}

export interface BenchReport {
  readonly cases: readonly CaseResult[];
  readonly growth: readonly FamilyGrowth[];
}

/** Puts the cases in relation: to the oracle at the same size, and to their own family. */
export function benchReport(cases: readonly CaseResult[]): BenchReport {
  const measured = cases.filter((each): each is CaseMeasured => each.kind === 'measured');
  const oracleNs = new Map<number | null, number>();
  for (const { group, size, ns } of measured) {
    if (group === 'oracle') oracleNs.set(size, ns.estimate);
  }
  return {
    cases: cases.map((each) => (each.kind === 'measured' ? besideOracle(each, oracleNs) : each)),
    growth: growthOf(measured),
  };
}

function besideOracle(
  measured: CaseMeasured,
  oracleNs: ReadonlyMap<number | null, number>,
): CaseMeasured {
  const oracle = oracleNs.get(measured.size);
  const isPick = measured.unit === 'pick' && measured.group !== 'oracle';
  if (oracle === undefined || !isPick) return measured;
  return { ...measured, oracleRatio: oracle / measured.ns.estimate };
}

function growthOf(measured: readonly CaseMeasured[]): FamilyGrowth[] {
  const families = new Map<string, CaseMeasured[]>();
  for (const each of measured) {
    if (each.family === null || each.size === null) continue;
    families.set(each.family, [...(families.get(each.family) ?? []), each]);
  }
  return [...families].flatMap(([family, members]) => {
    const cost = members[0].group === 'model' ? 'run' : 'operation';
    const exponent = growthExponent(
      members.map(({ size, ns, secondsPerRun }) => [
        size!,
        cost === 'run' ? secondsPerRun.estimate : ns.estimate,
      ]),
    );
    if (exponent === null) return [];
    return [{ family, cost, sizes: members.map(({ size }) => size!), exponent }];
  });
}
