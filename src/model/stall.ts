import type { SimMs } from '../base/units.ts';
import type { StallPhase } from './happening.ts';
import { WAIT } from './ledger.ts';
import { type Numbers, PAUSED_BY, STATUS } from './phone-number.ts';
import type { StallCause, StallEpisode } from './result.ts';
import type { World } from './world.ts';

const NONE = 0;
const ACTIVE = 1;
/** Contacts wait, nobody is eligible, and every window is closed: the episode goes on when one opens. */
const PAUSED = 2;

/**
 * Stalls, exactly: a contact is stalled while it is due, inside its window, its campaign runs, and no
 * number of the pool is eligible for it, whatever the capacity. An episode of (campaign, country) is a
 * maximal time with at least one stalled contact; a closed window pauses it and does not end it.
 */
export class StallWatch {
  readonly state: Uint8Array;
  readonly startMs: Float64Array;
  readonly activeMs: Float64Array;
  readonly changedMs: Float64Array;
  readonly contactsMax: Float64Array;
  readonly cause: StallCause[];
  readonly episodes: StallEpisode[] = [];
  /** Cells with an episode under way, active or paused. */
  underWay = 0;

  constructor(cells: number) {
    this.state = new Uint8Array(cells);
    this.startMs = new Float64Array(cells);
    this.activeMs = new Float64Array(cells);
    this.changedMs = new Float64Array(cells);
    this.contactsMax = new Float64Array(cells);
    this.cause = Array.from({ length: cells }, () => 'spam');
  }

  /** Brings all episodes up to the books of this instant; most of the time there is none, nor can be. */
  update(world: World, nowMs: SimMs): void {
    if (this.underWay === 0 && world.cellsBarred === 0) return;
    for (let cell = 0; cell < this.state.length; cell++) {
      const stalled = stalledNow(world, cell);
      // The country opened, and nobody may dial it yet: another episode, with another cause.
      const opened = this.cause[cell] === 'structural' && world.structural[cell] === 0;
      if (opened && this.state[cell] !== NONE) this.end(world, cell, nowMs, false);
      const state = this.state[cell];
      if (stalled > 0) {
        if (state === NONE) this.begin(world, cell, nowMs);
        else if (state === PAUSED) {
          this.activate(world, cell, nowMs);
          this.tell(world, cell, 'goes_on', nowMs);
        }
        if (stalled > this.contactsMax[cell]) this.contactsMax[cell] = stalled;
      } else if (state !== NONE) {
        if (this.goesOn(world, cell)) {
          if (state === ACTIVE) {
            this.pause(world, cell, nowMs);
            this.tell(world, cell, 'pauses', nowMs);
          }
        } else this.end(world, cell, nowMs, false);
      }
    }
  }

  goesOn(world: World, cell: number): boolean {
    return (
      world.eligibleNow[cell] === 0 &&
      world.campaignPaused[world.prepared.cells[cell].campaign] === 0 &&
      world.ledger.waitingNow(WAIT.window, cell) > 0
    );
  }

  begin(world: World, cell: number, nowMs: SimMs): void {
    this.startMs[cell] = nowMs;
    this.activeMs[cell] = 0;
    this.contactsMax[cell] = 0;
    this.cause[cell] = causeOf(world, cell);
    this.underWay++;
    this.activate(world, cell, nowMs);
    if (this.cause[cell] !== 'structural') {
      world.ledger.count.episodes[cell]++;
      if (nowMs < world.ledger.firstStallMs[cell]) world.ledger.firstStallMs[cell] = nowMs;
    }
    const { campaign, country } = world.prepared.cells[cell];
    this.tell(world, cell, 'begins', nowMs);
    world.auditor?.onStall(campaign, country, nowMs);
  }

  activate(world: World, cell: number, nowMs: SimMs): void {
    this.state[cell] = ACTIVE;
    this.changedMs[cell] = nowMs;
    if (this.cause[cell] !== 'structural') world.ledger.stalledChanges(cell, 1, nowMs);
  }

  pause(world: World, cell: number, nowMs: SimMs): void {
    this.activeMs[cell] += nowMs - this.changedMs[cell];
    this.changedMs[cell] = nowMs;
    this.state[cell] = PAUSED;
    if (this.cause[cell] !== 'structural') world.ledger.stalledChanges(cell, -1, nowMs);
  }

  /** An episode that ends while it is paused ended when its window closed. */
  end(world: World, cell: number, nowMs: SimMs, open: boolean): void {
    if (this.state[cell] === ACTIVE) this.pause(world, cell, nowMs);
    const { campaign, country } = world.prepared.cells[cell];
    this.episodes.push({
      campaign,
      country,
      startMs: this.startMs[cell],
      endMs: this.changedMs[cell],
      activeMs: this.activeMs[cell],
      contactsMax: this.contactsMax[cell],
      cause: this.cause[cell],
      open,
    });
    this.state[cell] = NONE;
    this.underWay--;
    this.tell(world, cell, 'ends', nowMs);
  }

  tell(world: World, cell: number, phase: StallPhase, nowMs: SimMs): void {
    world.observer?.onHappening?.(nowMs, {
      kind: 'stall',
      campaign: world.prepared.cells[cell].campaign,
      country: world.prepared.cells[cell].country,
      phase,
      cause: this.cause[cell],
      contacts: Math.max(this.contactsMax[cell], stalledNow(world, cell)),
    });
  }

  /** At the horizon: what is under way is written down as open. */
  close(world: World, nowMs: SimMs): void {
    for (let cell = 0; cell < this.state.length; cell++) {
      if (this.state[cell] !== NONE) this.end(world, cell, nowMs, true);
    }
  }
}

function stalledNow({ ledger }: World, cell: number): number {
  return ledger.waitingNow(WAIT.stalled, cell) + ledger.waitingNow(WAIT.structural, cell);
}

/**
 * Out by what somebody did: paused, or resting or taken out of the pool with a score that would let it
 * dial. With a higher score the number would be out anyway.
 */
function isHeldBack(numbers: Numbers, row: number, threshold: number): boolean {
  const pausedBy = numbers.pausedBy(row);
  if ((pausedBy & PAUSED_BY.hand) !== 0) return true;
  if (pausedBy === 0 && numbers.rowAttached[row] === 1) return false;
  return numbers.observedScore[numbers.rowNumber[row]] <= threshold;
}

/**
 * Why nobody may dial the country: `structural` if nobody ever could so far, whatever the scores; else
 * `spam` if every row that could is flagged, `paused` if every one was taken out (paused, at rest,
 * detached, deactivated, released), `mixed` otherwise. A number not active to begin with is no cause.
 */
function causeOf(world: World, cell: number): StallCause {
  if (world.structural[cell] === 1) return 'structural';
  const { campaign, country } = world.prepared.cells[cell];
  const { numbers, prepared, scenario } = world;
  let byHand = 0;
  let flagged = 0;
  const { spamThreshold } = scenario.platform;
  for (const row of prepared.rowsOfCampaign[campaign]) {
    if (!numbers.wasAttached(row)) continue;
    const number = numbers.rowNumber[row];
    const allowed = numbers.allowedCountries[number];
    if (allowed.length > 0 && !allowed.includes(country)) continue;
    if (numbers.status[number] !== STATUS.active) {
      if (scenario.numbers[number].status === 'active') byHand++;
    } else if (isHeldBack(numbers, row, spamThreshold)) byHand++;
    else flagged++;
  }
  if (flagged === 0) return 'paused';
  return byHand === 0 ? 'spam' : 'mixed';
}
