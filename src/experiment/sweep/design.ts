import { SequentialStream } from '../../kernel/rng/sequential.ts';
import { streamKey } from '../../kernel/rng/streams.ts';
import type { Problem } from '../../scenario/problem.ts';
import { type Axis, axisValueAt, axisValues, MOST_POINTS, varyProblem } from './axis.ts';

export const DESIGNS = ['grid', 'lhs', 'oat'] as const;
/** Every combination; a Latin hypercube; one axis at a time around the scenario as it is. */
export type Design = (typeof DESIGNS)[number];

/** The value of every axis, in the order of the axes; null: as the scenario has it. */
export type PointValues = readonly (string | null)[];

/** The points of a design, in their order, or what is wrong with its axes. */
export interface DesignedPoints {
  readonly points: readonly PointValues[];
  readonly problems: readonly Problem[];
}

/**
 * @param count points of a Latin hypercube; null for other designs
 * @param seed of the scenario: the same seed draws the same hypercube
 */
export function designPoints(
  design: Design,
  axes: readonly Axis[],
  count: number | null,
  seed: string,
): DesignedPoints {
  if (design === 'lhs') return latinHypercube(axes, count ?? 0, seed);
  const read = axes.map(axisValues);
  const problems = read.flatMap((each) => each.problems);
  const values = read.map((each) => each.values);
  const points = design === 'grid' ? product(values) : oneAtATime(values);
  if (points !== null) return { points, problems };
  const size = values.map(({ length }) => length).join(' × ');
  const remedy = `at most ${MOST_POINTS}: take larger steps, or --design lhs or oat`;
  return {
    points: [],
    problems: [...problems, varyProblem('', `asks for ${size} points`, remedy)],
  };
}

/** Every combination, the last axis fastest; null where there are too many. */
function product(values: readonly (readonly string[])[]): PointValues[] | null {
  if (values.reduce((size, each) => size * each.length, 1) > MOST_POINTS) return null;
  let points: string[][] = [[]];
  for (const each of values) points = points.flatMap((head) => each.map((v) => [...head, v]));
  return points;
}

/** The scenario as it is, then one value of one axis after the other. */
function oneAtATime(values: readonly (readonly string[])[]): PointValues[] | null {
  if (values.reduce((size, each) => size + each.length, 1) > MOST_POINTS) return null;
  const base: PointValues = values.map(() => null);
  const moved = values.flatMap((each, axis) =>
    each.map((value) => base.map((_, i) => (i === axis ? value : null))),
  );
  return [base, ...moved];
}

/**
 * Latin hypercube: each axis is cut into `count` strata of equal share, and each stratum is drawn from
 * exactly once. McKay, Beckman & Conover (1979), "A comparison of three methods for selecting values of
 * input variables in the analysis of output from a computer code". An axis draws from a stream of its
 * own, named by its path: another axis more or less does not move it.
 */
function latinHypercube(axes: readonly Axis[], count: number, seed: string): DesignedPoints {
  const problems = axes.flatMap((axis) => {
    const mixed = axis.parts.length > 1 && axis.parts.some((part) => typeof part !== 'string');
    return mixed ? axisValues(axis).problems : [];
  });
  if (problems.length > 0) return { points: [], problems };
  const columns = axes.map((axis) => {
    const stream = new SequentialStream(streamKey(seed, 0, 0, `sweep.lhs/${axis.path}`));
    const strata = shuffled(count, stream);
    return strata.map((stratum) => axisValueAt(axis, (stratum + stream.next()) / count));
  });
  const points = Array.from({ length: count }, (_, i) =>
    columns.map((column) => column[i] ?? null),
  );
  return { points, problems: [] };
}

/** 0 … n − 1 in random order: Fisher & Yates, as in Knuth (1997), algorithm 3.4.2 P. */
function shuffled(n: number, stream: SequentialStream): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(stream.next() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
