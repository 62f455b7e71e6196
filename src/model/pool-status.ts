import type { SimMs } from '../base/units.ts';
import { POOL_STATUSES } from './figures.ts';
import { PAUSED_BY, STATUS } from './phone-number.ts';
import type { World } from './world.ts';

const RELEASED = POOL_STATUSES.indexOf('released');
const INACTIVE = POOL_STATUSES.indexOf('inactive');
const PAUSED = POOL_STATUSES.indexOf('paused');
const RESTING = POOL_STATUSES.indexOf('resting');
const FLAGGED = POOL_STATUSES.indexOf('flagged');
const CAPPED = POOL_STATUSES.indexOf('capped');
const DEGRADED = POOL_STATUSES.indexOf('degraded');
const HEALTHY = POOL_STATUSES.indexOf('healthy');

/** The row is in no pool. */
const NONE = -1;

/** Attempts of a row before its answer rate may call it degraded. */
const LEAST_ATTEMPTS = 50;
/** A row that answers less than this share of the pool's rate is degraded. */
const DEGRADED_SHARE = 0.5;

/** Which status each pool row has, and for how long it had each. */
export class PoolStatusBook {
  readonly now: Int8Array;
  readonly sinceMs: Float64Array;
  /** `row * statuses + status`. */
  readonly spentMs: Float64Array;

  constructor(rows: number) {
    this.now = new Int8Array(rows).fill(-1);
    this.sinceMs = new Float64Array(rows);
    this.spentMs = new Float64Array(rows * POOL_STATUSES.length);
  }

  /** True when the status changed. @param status -1 while the row is in no pool */
  set(row: number, status: number, nowMs: SimMs): boolean {
    const before = this.now[row];
    if (before === status) return false;
    if (before >= 0) this.spentMs[row * POOL_STATUSES.length + before] += nowMs - this.sinceMs[row];
    this.now[row] = status;
    this.sinceMs[row] = nowMs;
    return true;
  }

  close(nowMs: SimMs): void {
    for (let row = 0; row < this.now.length; row++) {
      if (this.now[row] < 0) continue;
      const at = row * POOL_STATUSES.length + this.now[row];
      this.spentMs[at] += nowMs - this.sinceMs[row];
      this.sinceMs[row] = nowMs;
    }
  }
}

/** The first status that applies, in the order of POOL_STATUSES. */
function judge(world: World, row: number): number {
  const { numbers, lines, selector, scenario } = world;
  if (numbers.rowAttached[row] === 0) return NONE;
  const number = numbers.rowNumber[row];
  const status = numbers.status[number];
  if (status === STATUS.released) return RELEASED;
  if (status === STATUS.inactive) return INACTIVE;
  const pausedBy = numbers.pausedBy(row);
  if (pausedBy !== 0) return pausedBy === PAUSED_BY.rest ? RESTING : PAUSED;
  const { spamThreshold, warningBand } = scenario.platform;
  const score = numbers.observedScore[number];
  if (score > spamThreshold) return FLAGGED;
  if (lines.isCapped(number) || lines.caps.isRowCapped(row)) return CAPPED;
  if (score > spamThreshold - warningBand) return DEGRADED;
  const campaign = numbers.rowCampaign[row];
  const attempts = selector.attempts(campaign, number);
  if (attempts >= LEAST_ATTEMPTS) {
    const poolRate = world.poolAnswered[campaign] / world.poolAttempts[campaign];
    if (selector.answered(campaign, number) / attempts < DEGRADED_SHARE * poolRate) return DEGRADED;
  }
  return HEALTHY;
}

/** Judges one row anew; called when something that decides its status has changed. */
export function judgeRow(world: World, row: number, nowMs: SimMs): void {
  const status = judge(world, row);
  if (world.poolStatus.set(row, status, nowMs)) world.observer?.onStatus?.(nowMs, row, status);
}

export function judgeNumber(world: World, number: number, nowMs: SimMs): void {
  for (const row of world.prepared.rowsOfNumber[number]) judgeRow(world, row, nowMs);
}

/** Answer rates move with every call; they are judged on the hour. */
export function judgeAll(world: World, nowMs: SimMs): void {
  for (let row = 0; row < world.poolStatus.now.length; row++) judgeRow(world, row, nowMs);
}
