import type { PlaybookSpec, Signal } from '../playbook-spec.ts';
import type { RowSight, Sight } from './sight.ts';
import { takes } from './steps.ts';

/** A row that a review makes a candidate, and why. */
export interface Spotted {
  readonly row: RowSight;
  readonly signal: Signal;
  readonly reason: string;
}

/** Calls per other row on average before no call at all means something. */
const CALLS_OF_OTHERS = 5;

/** Candidates, each row once per signal, in the order of the sight. O(rows). */
export function spot(playbook: PlaybookSpec, sight: Sight): Spotted[] {
  const pools = new PoolTotals(sight);
  return sight.rows.filter(isInUse).flatMap((row) => {
    if (sight.numbers.get(row.number)?.retired === true) return [];
    const found: Spotted[] = [];
    const add = (signal: Signal, reason: string) => found.push({ row, signal, reason });
    if (takes(playbook, 'spot_status')) {
      if (row.status === 'flagged') add('flagged', `flagged: score ${scoreOf(sight, row)}`);
      if (row.status === 'degraded') add('degraded', `degraded: score ${scoreOf(sight, row)}`);
    }
    if (takes(playbook, 'spot_silent') && pools.isSilent(row)) {
      const reviews = row.silentBefore + 1;
      if (reviews >= playbook.spot.silentReviews) {
        add('silent', `no call in ${reviews} reviews while others dial`);
      }
    }
    if (takes(playbook, 'spot_answer_rate')) {
      const fallen = pools.fallenRate(playbook, row);
      if (fallen !== '') add('answer_rate', fallen);
    }
    return found;
  });
}

interface Total {
  rows: number;
  dials: number;
  attempts: number;
  answered: number;
}

/** What the rows of each pool did since the last review, in all and by home country of the number. */
export class PoolTotals {
  private readonly sight: Sight;
  private readonly totals = new Map<string, Total>();

  constructor(sight: Sight) {
    this.sight = sight;
    for (const row of sight.rows) {
      for (const key of [this.poolKey(row), this.homeKey(row)]) {
        const total = this.totals.get(key) ?? { rows: 0, dials: 0, attempts: 0, answered: 0 };
        total.rows++;
        total.dials += row.dials;
        total.attempts += row.attempts;
        total.answered += row.answered;
        this.totals.set(key, total);
      }
    }
  }

  /** Not a call since the last review, although the row could be dialled and its like are. */
  isSilent(row: RowSight): boolean {
    if (row.dials > 0 || !row.wanted || !isInUse(row) || row.status === 'flagged') return false;
    // With a preference for the contact's country only numbers of one home compete.
    const { rows, dials } = this.totals.get(this.homeKey(row))!;
    return dials >= CALLS_OF_OTHERS * Math.max(1, rows - 1);
  }

  /** What to say of an answer rate that has fallen against the rest of the pool; else empty. */
  fallenRate(playbook: PlaybookSpec, row: RowSight): string {
    const { answerRateBelow, attemptsMin } = playbook.spot;
    const total = this.totals.get(this.poolKey(row))!;
    const attempts = total.attempts - row.attempts;
    if (row.attempts < attemptsMin || attempts < attemptsMin) return '';
    const rate = row.answered / row.attempts;
    const usual = (total.answered - row.answered) / attempts;
    if (!(rate < answerRateBelow * usual)) return '';
    return `answer rate ${percent(rate)} where others have ${percent(usual)}`;
  }

  private poolKey(row: RowSight): string {
    return `${row.campaign}`;
  }

  private homeKey(row: RowSight): string {
    return `${row.campaign}/${this.sight.numbers.get(row.number)?.country ?? -1}`;
  }
}

function isInUse(row: RowSight): boolean {
  return !['released', 'inactive', 'paused', 'resting'].includes(row.status);
}

function scoreOf(sight: Sight, row: RowSight): number {
  return Math.round((sight.numbers.get(row.number)?.score ?? 0) * 10) / 10;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
