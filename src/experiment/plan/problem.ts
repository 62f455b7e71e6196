import type { GateSpec } from '../../model/gate-spec.ts';
import type { Scenario } from '../../model/spec.ts';
import { type Counts, compareCosts, comparePools } from './candidate.ts';
import { type Component, componentsOf } from './components.ts';
import { type Grouping, type PlanGroup, planGroups } from './groups.ts';

/** What a plan is asked. */
export interface PlanRequest {
  readonly scenario: Scenario;
  readonly targets: readonly GateSpec[];
  readonly by: Grouping;
  /** Chance, at least, that what is promised is kept; and that what is refused misses the target. */
  readonly confidence: number;
  /** Most replications in all. */
  readonly budget: number;
  /** Half-width of the indifference zone around each bound, as a share of it. */
  readonly zone: number;
  /** Most numbers that a group may have; null: four times its own, at least 32. */
  readonly most: number | null;
  readonly guess: boolean;
}

/** The same, with everything that follows from it. */
export interface PlanProblem extends PlanRequest {
  readonly groups: readonly PlanGroup[];
  readonly components: readonly Component[];
  /** True when every part has one group and every target is one on stall risk: groups do not trade. */
  readonly separable: boolean;
  readonly mostOf: readonly number[];
  /** Replications of a pool that guide the search, at most. */
  readonly screening: number;
  /** The same of a pool that is put to the proof first. */
  readonly settling: number;
  readonly compare: (a: Counts, b: Counts) => number;
  /** Less in price or, at one price, in all; a pool that is only earlier in the alphabet is not. */
  readonly isCheaper: (a: Counts, b: Counts) => boolean;
}

/** Replications per 1/bound: few, for where screening errs the proof goes up or down from there. */
const SCREENING_PER_BOUND = 2;
const LEAST_SCREENING = 40;
const SCREENING_SHARE = 1 / 50;
/** Of the pool with which a proof begins so many times the screening: a wrong one costs far more. */
const SETTLING = 4;
const LEAST_MOST = 32;

export function planProblem(request: PlanRequest): PlanProblem {
  const { scenario, targets, budget } = request;
  const groups = planGroups(scenario, request.by);
  const components = componentsOf(scenario, groups);
  const stallsOnly = targets.every(({ key, op }) => key === 'stall.risk' && op.startsWith('<'));
  const tightest = Math.min(...targets.map(({ bound }) => (stallsOnly ? bound : 0.05)), 0.5);
  const wanted = Math.min(SCREENING_PER_BOUND / Math.max(tightest, 1e-6), budget * SCREENING_SHARE);
  const trace = scenario.drift.model === 'trace';
  const screening = Math.ceil(Math.min(Math.max(wanted, LEAST_SCREENING), budget));
  const costs = compareCosts(scenario, groups);
  return {
    ...request,
    groups,
    components,
    separable: stallsOnly && components.every((part) => part.groups.length === 1),
    mostOf: groups.map(({ own }) =>
      trace ? own.length : (request.most ?? Math.max(LEAST_MOST, 4 * own.length)),
    ),
    screening,
    settling: SETTLING * screening,
    compare: comparePools(scenario, groups),
    isCheaper: (a, b) => costs(a, b) < 0,
  };
}
