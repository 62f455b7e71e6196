import type { AllowLists } from './allow-lists.ts';
import type { CampaignPool } from './campaign-pool.ts';
import { ConnectionRooms } from './connection-rooms.ts';
import { COUNTS, FACTS, GroupTable, PREFER_FACT } from './group-table.ts';
import { Inversion } from './inversion.ts';
import type { NumberTable } from './number-table.ts';
import { NONE_READY, type PickLine, THROWN } from './pick-line.ts';
import { PickLines } from './pick-lines.ts';
import type { PoolRows } from './pool-rows.ts';
import { PoolUpkeep } from './pool-upkeep.ts';
import { decideSticky } from './sticky.ts';
import {
  AT_CAPACITY,
  type CampaignIndex,
  type ConnectionIndex,
  type CountryIndex,
  NO_ELIGIBLE,
  type NumberIndex,
  type PickRecord,
  type SelectorSettings,
} from './types.ts';

/*
 * Own names for imported constants. Measured on Node 20: a constant of another module is read from its
 * cell, checked and multiplied at every use, one of this module is folded into the machine code. It
 * halves the time of a pick.
 */
const COUNT_STRIDE = COUNTS;
const FACT_STRIDE = FACTS;
const PREFER = PREFER_FACT;
const IS_NONE_READY = NONE_READY;
const IS_THROWN = THROWN;
const NONE_ELIGIBLE = NO_ELIGIBLE;
const NO_CAPACITY = AT_CAPACITY;

const MOST_TRIES = 64;
/*
 * The draw of the second try is the fraction of the first one's times a factor, plus a step; of the third, of
 * the first one's times another factor, so that it need not wait for the second; of every later one, of the
 * draw before it times the factor of the second. On multiples of 2^-32 these are linear congruential
 * generators through all of them. Factors stay below 2^21, so that products are exact. Of those, two whose
 * points lie about as evenly as can be, each with the first draw, with each other, and three in a row: at
 * least 77 % of the greatest possible distance of lines and planes (the spectral test; Knuth, The Art of
 * Computer Programming, volume 2, 3.3.4). The step is the golden ratio.
 */
const SECOND_FACTOR = 1_262_453;
const THIRD_FACTOR = 2_082_313;
const STEP = 0x9e3779b9 / 2 ** 32;

/** Place of the draw in the scratch array. */
const DRAW = 0;

/**
 * The fast index as a pick reads it: a line per campaign and country (`pick-lines.ts`), and a draw that is
 * thrown at the line's slots. `PoolUpkeep` keeps true what lines are made up from.
 *
 * The draw chooses a slot and a height under the bound of all weights; a number that is ready and heavier
 * than the height is picked, else the next draw decides: exact in proportion to weight, and blind to how
 * the pool came to be so. Where too few would hit, `Inversion` finds the number in the running sum of
 * weights instead.
 *
 * Cost of a pick: O(1) tries expected, or what `Inversion` costs; O(connections) after one's room changed.
 * Nothing is allocated: doubles travel between methods through `scratch`, because a double handed to a
 * call that is not inlined is put on the heap. docs/decisions/019-pick-lines.md has what it costs, and why.
 */
export class PoolIndex {
  readonly groups = new GroupTable();
  readonly rooms = new ConnectionRooms();
  readonly lines = new PickLines(this.groups, this.rooms);
  readonly upkeep: PoolUpkeep;
  readonly numbers: NumberTable;
  readonly rows: PoolRows;
  readonly pools: CampaignPool[];
  readonly lists: AllowLists;
  readonly inversion: Inversion;
  /** Rule 3 for a sticky number that is eligible and busy. */
  readonly waitsForSticky: boolean;
  readonly scratch = new Float64Array(1);

  constructor(settings: SelectorSettings, numbers: NumberTable, rows: PoolRows, lists: AllowLists) {
    this.numbers = numbers;
    this.rows = rows;
    this.pools = rows.pools;
    this.lists = lists;
    this.upkeep = new PoolUpkeep(settings, this.groups, this.rooms, numbers, rows, lists);
    this.waitsForSticky = decideSticky(true, false, settings.stickyWhenBusy) === 'wait';
    this.inversion = new Inversion(this.groups, this.upkeep, rows);
  }

  addConnection(connection: ConnectionIndex): void {
    this.rooms.add(connection);
    this.groups.addConnection(connection);
  }

  addCampaign(campaign: CampaignIndex, preferCountryMatched: boolean, countries: number): void {
    this.groups.addCampaign(countries, preferCountryMatched);
    this.lines.addCampaign(this.pools[campaign], countries);
  }

  /** Gives every campaign the countries up to `countries` - 1. */
  addCountries(countries: number): void {
    for (let campaign = 0; campaign < this.pools.length; campaign++) {
      this.groups.addCountries(campaign, countries);
    }
    this.lines.resizeTo(countries);
  }

  /** Whether the connection has room; counts follow when they are read next. O(campaigns). */
  setConnectionRoom(connection: ConnectionIndex, room: 0 | 1): void {
    if (!this.rooms.set(connection, room)) return;
    for (let campaign = 0; campaign < this.pools.length; campaign++)
      this.pools[campaign].turnOver();
  }

  /** Eligible rows for a country, busy ones included. O(1). */
  eligibleCount(campaign: CampaignIndex, country: CountryIndex): number {
    const facts = this.groups.columnFacts;
    const named = this.groups.columnOf[campaign][country] * FACT_STRIDE;
    const open = this.groups.openColumn[campaign] * FACT_STRIDE;
    return facts[named + 1] + facts[named + 2] + facts[open + 1] + facts[open + 2];
  }

  /** Eligible rows for a country on one connection, busy ones included. O(1). */
  eligibleOn(campaign: CampaignIndex, country: CountryIndex, connection: ConnectionIndex): number {
    const { cellCounts, columnOf, openColumn, stride } = this.groups;
    const named = (columnOf[campaign][country] * stride + connection) * COUNT_STRIDE;
    const open = (openColumn[campaign] * stride + connection) * COUNT_STRIDE;
    return (
      cellCounts[named + 1] + cellCounts[named + 2] + cellCounts[open + 1] + cellCounts[open + 2]
    );
  }

  /** Rule 1 and 6 for one number of a pool. O(1). */
  isEligible(campaign: CampaignIndex, number: NumberIndex, country: CountryIndex): boolean {
    return (
      this.pools[campaign].standing[number] !== 0 &&
      this.lists.allows(this.numbers.allowList[number], country)
    );
  }

  /** Rule 7 for one number: room on its connection and under its own cap. O(1). */
  hasRoom(number: NumberIndex): boolean {
    return (
      this.numbers.room[number] === 1 && this.rooms.open[this.numbers.connection[number]] === 1
    );
  }

  /**
   * One pick, in the order of the rules. Answers with the number, `NO_ELIGIBLE` or `AT_CAPACITY`, and
   * fills `out`. `u` is uniform in [0, 1); nothing is checked here.
   */
  pick(
    campaign: CampaignIndex,
    country: CountryIndex,
    sticky: NumberIndex,
    u: number,
    out: PickRecord,
  ): number {
    this.scratch[DRAW] = u;
    return this.pickDrawn(campaign, country, sticky, out);
  }

  /**
   * The pick for the draw in `scratch`. Kept longer than what V8 inlines (460 bytes of bytecode): so
   * `pick` stays small enough to be inlined into its callers, and `u` need not be put on the heap.
   *
   * The first three tries are made side by side. Whether one of them hits cannot be foreseen, and a
   * processor that guessed wrong starts over only when slot and weight are there; that one of three hits
   * it guesses right seven times of eight.
   */
  private pickDrawn(
    campaign: CampaignIndex,
    country: CountryIndex,
    sticky: NumberIndex,
    out: PickRecord,
  ): number {
    const { lines, shift } = this.lines;
    const line = lines[(campaign << shift) + country];
    if (line.turn !== line.pool.turn) {
      this.lines.refresh(campaign, country);
      return this.pickDrawn(campaign, country, sticky, out);
    }
    line.copyTo(out);
    const { standing } = line;
    if (sticky >= 0) {
      const units = standing[sticky];
      if (units !== 0 && this.lists.allows(this.numbers.allowList[sticky], country)) {
        out.work = 1;
        if (units > 0 && this.rooms.open[this.numbers.connection[sticky]] === 1) {
          out.usedSticky = 1;
          return sticky;
        }
        if (this.waitsForSticky) return NO_CAPACITY;
      }
    }
    if (line.course === IS_THROWN) {
      const { slots, firstSlots, firstAt, secondAt, height, numbers } = line;
      const u = this.scratch[DRAW];
      const v = fraction(u * SECOND_FACTOR + STEP);
      const w = fraction(u * THIRD_FACTOR + STEP);
      const x = u * slots;
      const y = v * slots;
      const z = w * slots;
      const i = x | 0;
      const j = y | 0;
      const k = z | 0;
      const one = numbers[((i < firstSlots ? firstAt : secondAt) + i) | 0];
      const two = numbers[((j < firstSlots ? firstAt : secondAt) + j) | 0];
      const three = numbers[((k < firstSlots ? firstAt : secondAt) + k) | 0];
      let hit = Number((x - i) * height < standing[one]);
      let hit2 = Number((y - j) * height < standing[two]);
      let hit3 = Number((z - k) * height < standing[three]);
      if (this.rooms.full !== 0) {
        const { open } = this.rooms;
        hit &= open[this.numbers.connection[one]];
        hit2 &= open[this.numbers.connection[two]];
        hit3 &= open[this.numbers.connection[three]];
      }
      const either = hit | hit2;
      if ((either | hit3) !== 0) {
        out.work = 4 - hit - either;
        out.rejections += 2 - hit - either;
        const later = (three + Math.imul(two - three, hit2)) | 0;
        return (later + Math.imul(one - later, hit)) | 0;
      }
      this.scratch[DRAW] = w;
      return this.pickLater(campaign, country, line, out);
    }
    return this.pickWithoutHit(campaign, country, line, out);
  }

  /** The fourth try and all after it, one by one; `scratch` holds the third one's draw. */
  private pickLater(
    campaign: CampaignIndex,
    country: CountryIndex,
    line: PickLine,
    out: PickRecord,
  ): number {
    const { slots, firstSlots, firstAt, secondAt, height, numbers, standing } = line;
    const { open } = this.rooms;
    let u = this.scratch[DRAW];
    for (let tries = 4; tries <= MOST_TRIES; tries++) {
      u = fraction(u * SECOND_FACTOR + STEP);
      const x = u * slots;
      const i = x | 0;
      const number = numbers[((i < firstSlots ? firstAt : secondAt) + i) | 0];
      const hits = (x - i) * height < standing[number];
      if (hits && open[this.numbers.connection[number]] === 1) {
        out.work = 1 + tries;
        out.rejections += tries - 1;
        return number;
      }
    }
    this.scratch[DRAW] = fraction(u * SECOND_FACTOR + STEP);
    out.rejections += MOST_TRIES;
    return this.pickWithoutHit(campaign, country, line, out);
  }

  /** The pick where no try hit, or none was made. */
  private pickWithoutHit(
    campaign: CampaignIndex,
    country: CountryIndex,
    { course, eligible }: PickLine,
    out: PickRecord,
  ): number {
    out.work = course === IS_THROWN ? 1 + MOST_TRIES : 1;
    if (course === IS_NONE_READY) return eligible === 0 ? NONE_ELIGIBLE : NO_CAPACITY;
    this.inversion.rest[0] = this.scratch[DRAW];
    return this.inversion.find(campaign, country, this.prefersMatched(campaign), out);
  }

  /** Rule 5 is switched on for the campaign. */
  prefersMatched(campaign: CampaignIndex): boolean {
    return this.groups.columnFacts[this.groups.openColumn[campaign] * FACT_STRIDE + PREFER] === 1;
  }

  /** Fills the skip counts of a pick. O(1), and O(connections) after one's room changed. */
  survey(campaign: CampaignIndex, country: CountryIndex, out: PickRecord): void {
    const { lines, shift } = this.lines;
    const at = (campaign << shift) + country;
    if (lines[at].turn !== lines[at].pool.turn) this.lines.refresh(campaign, country);
    lines[at].copyTo(out);
    out.work = 1;
  }
}

function fraction(x: number): number {
  return x - Math.floor(x);
}
