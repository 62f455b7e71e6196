import type { GateSpec } from '../../model/gate-spec.ts';
import { estimatorOf, type LookError, wantsLow } from './judge.ts';

export interface PlanLook extends LookError {
  /** Replications that are read at it. */
  readonly n: number;
  /** True where a proof that goes on this long is put off until some pool is proved. */
  readonly late: boolean;
}

/** In first useful sizes: a pool at 0.6 of its bound is proved by then as a rule. */
const LATE = 5;

const GROWTH = 1.5;
const FIRST_LOOK = 24;
const OF_ALL = 6 / Math.PI ** 2;

/**
 * When the k-th candidate under proof is looked at, and how sure each look must be.
 *
 * What is promised is safe over all pools together: candidate k gets 6α/(π²k²) of the error probability α, as
 * Σ 6/(π²k²) = 1, and look j at which a promise is possible gets 6/(π²j²) of that. By Bonferroni's
 * inequality the chance that any pool is ever promised wrongly is then at most α, however many there are
 * and however their luck hangs together. What is refused is safe pool by pool: each gets α, in equal parts
 * over its looks, so that a pool better than the indifference zone is passed over with chance α at most.
 *
 * Looks grow by 1.5. One of them falls on the least size at which a share of runs without a single event
 * can hold its bound, ln(error)/ln(1 − bound); before it nothing can be promised, so nothing of the error
 * of promising is spent there, while what is hopeless is dropped from look 1 on.
 *
 * @param targets bounds whose first useful look is to be met; error probabilities are split over them
 * @param most replications that the last look may have
 */
export function planLooks(
  targets: readonly GateSpec[],
  candidate: number,
  error: number,
  most: number,
): readonly PlanLook[] {
  const share = (error * OF_ALL) / candidate ** 2 / targets.length;
  const useful = Math.max(...targets.map((target) => firstUseful(target, share * OF_ALL)));
  const sizes: number[] = [];
  for (let n = Math.min(useful, most); n >= FIRST_LOOK; n = Math.floor(n / GROWTH)) {
    sizes.unshift(n);
  }
  for (let n = useful * GROWTH; n <= most; n *= GROWTH) sizes.push(Math.ceil(n));
  if (sizes.length === 0 || (sizes.at(-1)! < most && most < useful * GROWTH)) sizes.push(most);
  let promises = 0;
  return sizes.map((n) => {
    const breached = error / targets.length / sizes.length;
    const late = n > LATE * useful;
    if (n < useful) return { n, breached, held: 0, late };
    promises++;
    return { n, breached, held: (share * OF_ALL) / promises ** 2, late };
  });
}

/** Least n at which a share with no event at all keeps its bound; the first look for other figures. */
function firstUseful(target: GateSpec, error: number): number {
  const { estimator } = estimatorOf(target);
  if (estimator !== 'share_of_runs') return FIRST_LOOK;
  const bad = wantsLow(target) ? target.bound : 1 - target.bound;
  if (bad <= 0 || bad >= 1) return FIRST_LOOK;
  return Math.max(FIRST_LOOK, Math.ceil(Math.log(error) / Math.log1p(-bad)));
}
