import { HOUR_MS } from '../base/units.ts';
import { gini } from '../stats/gini.ts';
import { costsOf } from './costs.ts';
import { countEnds, type Ends } from './ends.ts';
import { FIGURES, figureIndex, NUMBER_METRICS, POOL_STATUSES, ROW_METRICS } from './figures.ts';
import { type Counter, WAIT } from './ledger.ts';
import { answeredOf, attemptsOf } from './operator/look.ts';
import { PENDING_REASONS } from './pending.ts';
import { STATUS } from './phone-number.ts';
import type { ReplicationResult } from './result.ts';
import type { World } from './world.ts';

const INDEX = Object.fromEntries(FIGURES.map((spec) => [spec.key, figureIndex(spec.key)]));
/** Where `status_*` begins in ROW_METRICS. */
const STATUS_AT = ROW_METRICS.indexOf('status_released_ms');

/** Reads the books of a finished world into the flat result that travels to the experiment. */
export function collectResult(world: World, replication: number): ReplicationResult {
  const { prepared, engine, stalls, timeline, ledger } = world;
  const ends = countEnds(world);
  const writer = new CellWriter(world, ends);
  prepared.scopes.forEach((_, scope) => {
    writer.writeScope(scope);
  });
  let dials = 0;
  for (const value of ledger.count.dials) dials += value;
  return {
    replication,
    cells: writer.cells,
    rows: collectRows(world),
    numbers: collectNumbers(world),
    timeline: timeline.values,
    episodes: stalls.episodes,
    actions: world.actions,
    events: engine.events,
    dials,
    fingerprint: hex(world.traceA) + hex(world.traceB),
  };
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

/** Writes (numerator, denominator) pairs; what is not written stays 0/0: no data. */
class CellWriter {
  readonly world: World;
  readonly cells: Float64Array;
  readonly scopes: number;
  /** Cells of each scope. */
  readonly members: number[][];
  readonly contacts: Float64Array;
  readonly ends: Ends;

  constructor(world: World, ends: Ends) {
    this.world = world;
    this.ends = ends;
    this.scopes = world.prepared.scopes.length;
    this.cells = new Float64Array(FIGURES.length * this.scopes * 2);
    this.members = world.prepared.scopes.map((_, scope) =>
      world.prepared.cells.flatMap((cell, i) => (cell.scopes.includes(scope) ? [i] : [])),
    );
    this.contacts = new Float64Array(world.prepared.cells.length);
    for (let i = 0; i < world.contacts.count; i++) {
      this.contacts[world.prepared.classes[world.contacts.classOf[i]].cell]++;
    }
  }

  put(key: string, scope: number, numerator: number, denominator: number): void {
    const at = (INDEX[key] * this.scopes + scope) * 2;
    this.cells[at] = numerator;
    this.cells[at + 1] = denominator;
  }

  /** A value per replication; NaN = it has none. */
  value(key: string, scope: number, value: number): void {
    if (!Number.isNaN(value)) this.put(key, scope, value, 1);
  }

  writeScope(scope: number): void {
    const { world, members } = this;
    const { ledger, scenario } = world;
    const cells = members[scope];
    const sum = (of: (cell: number) => number) => cells.reduce((total, c) => total + of(c), 0);
    const counted = (name: Counter) => sum((c) => ledger.count[name][c]);
    const waitedHours = (reason: number) => sum((c) => ledger.waitedMs(reason, c)) / HOUR_MS;
    const dials = counted('dials');
    const attempts = counted('attempts');
    const considered = counted('considered');
    const spam = counted('skipSpam');
    const country = counted('skipCountry');
    const both = counted('skipBoth');
    this.value('attempts', scope, attempts);
    this.value('dials', scope, dials);
    this.put('skip.rate', scope, spam + country + both, considered);
    this.put('skip.rate.spam', scope, spam, considered);
    this.put('skip.rate.country', scope, country, considered);
    this.put('skip.rate.spam_and_country', scope, both, considered);
    this.put('skip.attempt_share', scope, counted('attemptsWithSkip'), attempts);
    this.put('skip.sticky_broken', scope, counted('stickyBroken'), counted('stickyAttempts'));
    this.writeStalls(scope, cells, waitedHours, counted('episodes'), counted('lost'));
    this.put('pool.dialled_flagged', scope, counted('dialledFlagged'), dials);
    const eligibleMin = Math.min(...cells.map((c) => ledger.eligibleMin[c]));
    this.value('pool.eligible_min', scope, Number.isFinite(eligibleMin) ? eligibleMin : Number.NaN);
    const eligibleOpen = sum((c) => ledger.eligibleOpen.integral[c]);
    this.put(
      'pool.eligible_share',
      scope,
      eligibleOpen,
      sum((c) => ledger.activeOpen.integral[c]),
    );
    const reached = counted('reached');
    this.put(
      'reach.contact_rate',
      scope,
      reached,
      sum((c) => this.contacts[c]),
    );
    this.value('reach.contacts', scope, reached);
    this.put('reach.answer_rate', scope, counted('answered'), dials);
    this.put('reach.voicemail_rate', scope, counted('voicemail'), dials);
    this.put('reach.blocked_rate', scope, counted('blocked'), dials);
    this.put('reach.refused_rate', scope, counted('refused'), dials);
    this.writeWaits(scope, waitedHours);
    this.writeFinish(scope, cells, counted('expired'));
    this.ends.forEach((of, reason) => {
      this.value(
        `expired.${PENDING_REASONS[reason]}`,
        scope,
        sum((c) => of[c]),
      );
    });
    this.put('fault.throttled_rate', scope, counted('throttled'), dials);
    this.put('fault.lost_rate', scope, counted('lostCalls'), dials);
    this.value('fault.idle_line_hours', scope, counted('heldMs') / HOUR_MS);
    this.value('fault.doubled_notices', scope, counted('noticesDoubled'));
    this.value('fault.late_notices', scope, counted('noticesLate'));
    const openHours = ledger.scopeOpenMs.integral[scope] / HOUR_MS;
    this.put('flow.dials_per_hour', scope, dials, openHours);
    const inFlightMs = sum((c) => ledger.inFlight.integral[c]);
    this.value('flow.in_flight', scope, inFlightMs / scenario.durationMs);
    this.value('flow.in_flight_peak', scope, ledger.scopeInFlightPeak[scope]);
    this.value('flow.talk_hours', scope, counted('talkMs') / HOUR_MS);
    if (world.prepared.scopes[scope].country === '*') this.writePool(scope, cells, reached);
  }

  writeStalls(
    scope: number,
    cells: readonly number[],
    waitedHours: (reason: number) => number,
    episodes: number,
    lost: number,
  ): void {
    const { world } = this;
    const { ledger } = world;
    const first = Math.min(...cells.map((c) => ledger.firstStallMs[c]));
    const stalledHours = waitedHours(WAIT.stalled);
    this.value('stall.risk', scope, episodes > 0 ? 1 : 0);
    this.value('stall.episodes', scope, episodes);
    this.put(
      'stall.time_share',
      scope,
      ledger.scopeStalledMs.integral[scope],
      ledger.scopeOpenMs.integral[scope],
    );
    this.value('stall.contact_hours', scope, stalledHours);
    this.value('stall.contact_hours.p95', scope, stalledHours);
    this.value('stall.first', scope, first / HOUR_MS);
    this.value('stall.lost_contacts', scope, lost);
    const apart = cells.filter((c) => world.structural[c] === 1);
    this.value(
      'stall.structural_contacts',
      scope,
      apart.reduce((total, c) => total + this.contacts[c], 0),
    );
  }

  writeWaits(scope: number, waitedHours: (reason: number) => number): void {
    const capacity = {
      tenant: waitedHours(WAIT.tenant),
      campaign: waitedHours(WAIT.campaign),
      connection: waitedHours(WAIT.connection),
      number: waitedHours(WAIT.number),
    };
    const rate = waitedHours(WAIT.rate);
    const provider = waitedHours(WAIT.provider);
    const stalled = waitedHours(WAIT.stalled);
    const held = capacity.tenant + capacity.campaign + capacity.connection + capacity.number;
    this.value('blocked.campaign_paused', scope, waitedHours(WAIT.paused));
    this.value('blocked.outside_window', scope, waitedHours(WAIT.window));
    this.value('blocked.waiting_retry', scope, waitedHours(WAIT.retry));
    this.value('blocked.provider_down', scope, provider);
    this.value('blocked.at_capacity', scope, held);
    this.value('blocked.rate_limited', scope, rate);
    const all = held + rate + provider + stalled;
    this.put('limit.tenant', scope, capacity.tenant, all);
    this.put('limit.campaign', scope, capacity.campaign, all);
    this.put('limit.connection', scope, capacity.connection, all);
    this.put('limit.number', scope, capacity.number, all);
    this.put('limit.rate', scope, rate, all);
    this.put('limit.provider', scope, provider, all);
    this.put('limit.eligibility', scope, stalled, all);
  }

  writeFinish(scope: number, cells: readonly number[], expired: number): void {
    const { world } = this;
    const { ledger, horizonMs } = world;
    const dialable = cells.filter((c) => world.structural[c] === 0);
    this.value('finish.expired', scope, expired);
    if (dialable.length === 0) return;
    const lastMs = Math.max(...dialable.map((c) => ledger.finishedMs[c]));
    const finished = lastMs <= horizonMs;
    if (finished) this.value('finish.time', scope, lastMs / HOUR_MS);
    this.value('finish.time.p95', scope, finished ? lastMs / HOUR_MS : Number.POSITIVE_INFINITY);
    this.value('finish.share', scope, finished ? 1 : 0);
  }

  /** Figures of a campaign's pool, whatever the country. */
  writePool(scope: number, cells: readonly number[], reached: number): void {
    const { world } = this;
    const { numbers, prepared } = world;
    const campaigns = new Set(cells.map((c) => prepared.cells[c].campaign));
    const rows = prepared.layout.rows.flatMap((row, i) =>
      campaigns.has(row.campaign) && numbers.wasAttached(i) ? [i] : [],
    );
    const members = new Set(rows.map((row) => numbers.rowNumber[row]));
    let flags = 0;
    let toFlagHours = 0;
    let flagged = 0;
    for (const n of members) {
      flags += numbers.flagEpisodes[n];
      if (
        numbers.firstFlagMs[n] > numbers.firstDialMs[n] &&
        Number.isFinite(numbers.firstFlagMs[n])
      ) {
        toFlagHours += (numbers.firstFlagMs[n] - numbers.firstDialMs[n]) / HOUR_MS;
        flagged++;
      }
    }
    const active = rows.filter((row) => numbers.status[numbers.rowNumber[row]] === STATUS.active);
    const load = active.map((row) => numbers.rowDials[row]);
    this.value('pool.flag_episodes', scope, flags);
    this.put('pool.time_to_flag', scope, toFlagHours, flagged);
    if (load.some((calls) => calls > 0))
      this.value('pool.load_gini', scope, gini(load) ?? Number.NaN);
    const costs = costsOf(world, campaigns, cells);
    this.value('cost.total', scope, costs.total);
    this.put('cost.per_reached', scope, costs.total, reached);
    this.value('cost.rent', scope, costs.rent);
    this.value('cost.minutes', scope, costs.minutes);
    this.value('cost.checks', scope, costs.checks);
    this.value('cost.purchases', scope, costs.purchases);
  }
}

function collectRows(world: World): Float64Array {
  const { numbers, selector, poolStatus, lines, campaignAttempts } = world;
  const width = ROW_METRICS.length;
  const rows = numbers.rowNumber.length;
  const out = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const number = numbers.rowNumber[row];
    const campaign = numbers.rowCampaign[row];
    const from = world.consideredFrom[row];
    const considered =
      numbers.rowConsidered[row] + (from >= 0 ? campaignAttempts[campaign] - from : 0);
    const at = row * width;
    out.set(
      [
        numbers.rowDials[row],
        attemptsOf(world, row),
        answeredOf(world, row),
        numbers.rowAttached[row] === 1
          ? selector.weight(campaign, number)
          : numbers.rowWeightBefore[row],
        lines.mostCallsADay(number),
        considered,
        numbers.firstFlagMs[number],
        numbers.rowAttachedMs[row],
      ],
      at,
    );
    for (let s = 0; s < POOL_STATUSES.length; s++) {
      out[at + STATUS_AT + s] = poolStatus.spentMs[row * POOL_STATUSES.length + s];
    }
    out[at + width - 1] = poolStatus.now[row];
  }
  return out;
}

function collectNumbers(world: World): Float64Array {
  const { numbers, lines } = world;
  const width = NUMBER_METRICS.length;
  const out = new Float64Array(numbers.count * width);
  for (let n = 0; n < numbers.count; n++) {
    out.set(
      [
        numbers.dials[n],
        numbers.answered[n],
        lines.mostCallsADay(n),
        numbers.trueScore[n],
        numbers.observedScore[n],
        numbers.trueFlaggedMs[n],
        numbers.observedFlaggedMs[n],
        numbers.flagEpisodes[n],
        numbers.firstDialMs[n],
        numbers.firstFlagMs[n],
        numbers.complaints[n],
        numbers.rentedMs[n],
      ],
      n * width,
    );
  }
  return out;
}
