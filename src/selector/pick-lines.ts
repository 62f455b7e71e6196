import type { CampaignPool } from './campaign-pool.ts';
import type { ConnectionRooms } from './connection-rooms.ts';
import {
  FACTS,
  FLAGGED_FACT,
  type GroupTable,
  MATCHED_SUM,
  OPEN_MATCHED_SUM,
  OTHER_SUM,
  PREFER_FACT,
  READY_FACT,
  READY_FACTS,
  ROOM_TURN_FACT,
  STATE_FACTS,
  SUMS,
  WAITING_FACT,
} from './group-table.ts';
import { NONE_READY, PickLine, THROWN, WALKED } from './pick-line.ts';
import { FLAGGED, INACTIVE, PAUSED, READY, WAITING } from './pool-rows.ts';
import { allowedSide, matchedSide, OPEN_SIDE } from './slot-table.ts';
import type { CampaignIndex, CountryIndex } from './types.ts';

// Own names for imported constants; `pool-index.ts` says why.
const FACT_STRIDE = FACTS;
const SUM_STRIDE = SUMS;
const MATCHED = MATCHED_SUM;
const OTHER = OTHER_SUM;
const OPEN_MATCHED = OPEN_MATCHED_SUM;
const MATCHED_READY = READY_FACTS + MATCHED_SUM;
const OTHER_READY = READY_FACTS + OTHER_SUM;
const OPEN_MATCHED_READY = READY_FACTS + OPEN_MATCHED_SUM;
const ROOM_TURN = ROOM_TURN_FACT;
const FLAGGED_ROWS = FLAGGED_FACT;
const WAITING_ROWS = WAITING_FACT;
const READY_ROWS = READY_FACT;
const PREFER = PREFER_FACT;
const ALL_INACTIVE = STATE_FACTS + INACTIVE;
const ALL_PAUSED = STATE_FACTS + PAUSED;
const ALL_FLAGGED = STATE_FACTS + FLAGGED;
const ALL_WAITING = STATE_FACTS + WAITING;
const ALL_READY = STATE_FACTS + READY;

/** A draw is thrown where no more tries than this are expected. */
const EXPECTED_TRIES = 8;

/**
 * The lines of all campaigns and countries. A line is made up, from the facts of two columns, when a pick
 * finds that anything but weights within their classes has changed since; until then a pick only copies it.
 */
export class PickLines {
  readonly groups: GroupTable;
  readonly rooms: ConnectionRooms;
  /** At (campaign << shift) + country; a campaign's blank line until the first pick for the country. */
  lines: PickLine[] = [];
  readonly blanks: PickLine[] = [];
  /** A campaign has places for 2^shift countries. */
  shift = 2;

  constructor(groups: GroupTable, rooms: ConnectionRooms) {
    this.groups = groups;
    this.rooms = rooms;
  }

  addCampaign(pool: CampaignPool, countries: number): void {
    this.blanks.push(new PickLine(pool));
    this.resizeTo(countries);
  }

  /** Makes places for `countries` countries; all lines are blank. */
  resizeTo(countries: number): void {
    while (countries > 1 << this.shift) this.shift++;
    // Pushed one by one: an array made by length counts as one with holes, which each pick would look for.
    this.lines = [];
    for (const blank of this.blanks) {
      for (let i = 0; i < 1 << this.shift; i++) this.lines.push(blank);
      blank.pool.slots.resizeTo(countries);
    }
  }

  /** Makes a line up. O(1), and O(connections) after one's room changed. */
  refresh(campaign: CampaignIndex, country: CountryIndex): void {
    const { columnOf, openColumn, columnFacts } = this.groups;
    const column = columnOf[campaign][country];
    const openOne = openColumn[campaign];
    const named = column * FACT_STRIDE;
    const open = openOne * FACT_STRIDE;
    if (columnFacts[named + ROOM_TURN] !== this.rooms.turn) this.addUp(campaign, column);
    if (columnFacts[open + ROOM_TURN] !== this.rooms.turn) this.addUp(campaign, openOne);
    const flagged = columnFacts[open + ALL_FLAGGED];
    const passing = columnFacts[open + ALL_WAITING] + columnFacts[open + ALL_READY];
    const spam = columnFacts[named + FLAGGED_ROWS] + columnFacts[open + FLAGGED_ROWS];
    const eligible =
      columnFacts[named + WAITING_ROWS] +
      columnFacts[named + READY_ROWS] +
      columnFacts[open + WAITING_ROWS] +
      columnFacts[open + READY_ROWS];
    const matched = columnFacts[named + MATCHED_READY] + columnFacts[named + OPEN_MATCHED_READY];
    const withRoom =
      columnFacts[named + MATCHED_READY] +
      columnFacts[named + OTHER_READY] +
      columnFacts[open + OTHER_READY];
    const inactive = columnFacts[open + ALL_INACTIVE];
    const paused = columnFacts[open + ALL_PAUSED];
    const line = this.ownLine(campaign, country);
    line.turn = line.pool.turn;
    line.inPool = flagged + passing + inactive + paused;
    line.considered = flagged + passing;
    line.eligible = eligible;
    line.inactive = inactive;
    line.paused = paused;
    line.spam = spam;
    line.country = passing - eligible;
    line.spamAndCountry = flagged - spam;
    line.busy = eligible - withRoom;
    const onlyMatched = columnFacts[open + PREFER] === 1 && matched > 0;
    setDraw(line, country, onlyMatched, onlyMatched ? matched : withRoom);
  }

  private ownLine(campaign: CampaignIndex, country: CountryIndex): PickLine {
    const at = (campaign << this.shift) + country;
    const blank = this.blanks[campaign];
    if (this.lines[at] === blank) this.lines[at] = new PickLine(blank.pool);
    return this.lines[at];
  }

  /** Adds a column's ready rows up over the connections with room. O(connections). */
  private addUp(campaign: CampaignIndex, column: number): void {
    const { campaignConnections, columnFacts, ready, stride } = this.groups;
    const { open } = this.rooms;
    const connections = campaignConnections[campaign];
    let matched = 0;
    let other = 0;
    let openMatched = 0;
    for (let i = 0; i < connections.length; i++) {
      if (open[connections[i]] === 0) continue;
      const place = (column * stride + connections[i]) * SUM_STRIDE;
      matched += ready[place + MATCHED];
      other += ready[place + OTHER];
      openMatched += ready[place + OPEN_MATCHED];
    }
    const facts = column * FACT_STRIDE;
    columnFacts[facts + MATCHED_READY] = matched;
    columnFacts[facts + OTHER_READY] = other;
    columnFacts[facts + OPEN_MATCHED_READY] = openMatched;
    columnFacts[facts + ROOM_TURN] = this.rooms.turn;
  }
}

/** What becomes of a draw for the country, and where it is thrown. */
function setDraw(
  line: PickLine,
  country: CountryIndex,
  onlyMatched: boolean,
  competing: number,
): void {
  const { slots, standing, bound } = line.pool;
  const { start, size } = slots;
  const first = onlyMatched ? matchedSide(country) : allowedSide(country);
  line.slots = size[first] + (onlyMatched ? 0 : size[OPEN_SIDE]);
  line.firstSlots = size[first];
  line.firstAt = start[first];
  line.secondAt = start[OPEN_SIDE] - size[first];
  line.numbers = slots.numbers;
  line.standing = standing;
  line.height = bound.height;
  const isThrown = EXPECTED_TRIES * competing * bound.mean >= line.slots * bound.height;
  line.course = competing === 0 ? NONE_READY : isThrown ? THROWN : WALKED;
}
