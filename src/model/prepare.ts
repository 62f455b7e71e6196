import { assert } from '../base/assert.ts';
import { type EntityKey, entityKey } from '../base/hash.ts';
import { HOUR_MS } from '../base/units.ts';
import { type ReviewTimes, reviewTimes } from './operator/review-times.ts';
import { betaQuantileTable } from './propensity.ts';
import type { ResultLayout, RowRef, Scope } from './result.ts';
import type { ContactSource, Scenario } from './spec.ts';
import { type WindowTable, windowTable } from './zone-clock.ts';

/** Contacts that are always dialable together: one campaign, one country, one time zone. */
export interface WaitClass {
  readonly campaign: number;
  readonly country: number;
  readonly zone: number;
  /** (campaign, country) for the books. */
  readonly cell: number;
  /** Position in `windows`. */
  readonly window: number;
}

/** One (campaign, country of its audience): the finest place where figures are kept. */
export interface Cell {
  readonly campaign: number;
  readonly country: number;
  /** The scopes that this cell is part of. */
  readonly scopes: readonly number[];
  /** True when, at the start, no active row of the pool may dial the country even with a score of 0. */
  readonly structural: boolean;
}

/**
 * What can be worked out once for all replications of a scenario. Frozen, so that a snapshot of a world
 * does not copy it.
 */
export interface Prepared {
  readonly scenario: Scenario;
  readonly classes: readonly WaitClass[];
  readonly cells: readonly Cell[];
  readonly scopes: readonly Scope[];
  readonly layout: ResultLayout;
  readonly windows: readonly WindowTable[];
  /** First contact of each campaign in the world's contact numbering, and one past the last. */
  readonly contactFrom: readonly number[];
  /** Class of each contact of a table; null where the campaign generates its contacts. */
  readonly classOfContact: readonly (Int32Array | null)[];
  /** Class of each entry of a generated campaign's mix. */
  readonly classOfMix: readonly (Int32Array | null)[];
  /** Contacts of a `column` campaign in order of arrival. */
  readonly arrivalOrder: readonly (Int32Array | null)[];
  /** Row of (campaign, number), or -1: `rowOf[campaign][number]`. */
  readonly rowOf: readonly Int32Array[];
  /** Rows of each number, over campaigns. */
  readonly rowsOfNumber: readonly (readonly number[])[];
  /** Rows of each campaign: its pool, then its reserve. */
  readonly rowsOfCampaign: readonly (readonly number[])[];
  /** Identity of each country, for draws that belong to one. */
  readonly countryKeys: readonly EntityKey[];
  /** Quantiles of the answer propensity per country index; null where all contacts are alike. */
  readonly propensity: readonly (Float64Array | null)[];
  /** When the operator looks at the pools, and when each look bears fruit. */
  readonly reviews: ReviewTimes;
}

const prepared = new WeakMap<Scenario, Prepared>();

/** Works a scenario out, once: the second call for the same object answers from memory. */
export function prepare(scenario: Scenario): Prepared {
  let value = prepared.get(scenario);
  if (value === undefined) {
    // A snapshot of a world stops at what is frozen: a scenario that came to a thread no longer is.
    Object.freeze(scenario);
    value = Object.freeze(build(scenario));
    prepared.set(scenario, value);
  }
  return value;
}

class ClassTable {
  readonly classes: WaitClass[] = [];
  readonly cells: { campaign: number; country: number }[] = [];
  readonly windows: WindowTable[] = [];
  readonly classIds = new Map<string, number>();
  readonly cellIds = new Map<string, number>();
  readonly windowIds = new Map<string, number>();
  readonly scenario: Scenario;

  constructor(scenario: Scenario) {
    this.scenario = scenario;
  }

  classOf(campaign: number, country: number, zone: number): number {
    const key = `${campaign}/${country}/${zone}`;
    let id = this.classIds.get(key);
    if (id === undefined) {
      id = this.classes.length;
      this.classIds.set(key, id);
      this.classes.push({
        campaign,
        country,
        zone,
        cell: this.cellOf(campaign, country),
        window: this.windowOf(campaign, zone),
      });
    }
    return id;
  }

  cellOf(campaign: number, country: number): number {
    const key = `${campaign}/${country}`;
    let id = this.cellIds.get(key);
    if (id === undefined) {
      id = this.cells.length;
      this.cellIds.set(key, id);
      this.cells.push({ campaign, country });
    }
    return id;
  }

  windowOf(campaign: number, zone: number): number {
    const key = `${campaign}/${zone}`;
    let id = this.windowIds.get(key);
    if (id === undefined) {
      id = this.windows.length;
      this.windowIds.set(key, id);
      const { campaigns, zones, startEpochMs, durationMs } = this.scenario;
      this.windows.push(
        windowTable(campaigns[campaign].windows, zones[zone], startEpochMs, durationMs),
      );
    }
    return id;
  }

  /** Classes of imported contacts, one array entry per contact. */
  ofTable(campaign: number, source: Extract<ContactSource, { kind: 'table' }>): Int32Array {
    const { count, country, zone } = source.table;
    const zones = this.scenario.zones.length;
    const seen = new Int32Array(this.scenario.countries.length * zones).fill(-1);
    const out = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const pair = country[i] * zones + zone[i];
      if (seen[pair] < 0) seen[pair] = this.classOf(campaign, country[i], zone[i]);
      out[i] = seen[pair];
    }
    return out;
  }
}

function build(scenario: Scenario): Prepared {
  assert(scenario.countries[0] === '??', 'country 0 must be the unknown one');
  const table = new ClassTable(scenario);
  const contactFrom = [0];
  const classOfContact: (Int32Array | null)[] = [];
  const classOfMix: (Int32Array | null)[] = [];
  const arrivalOrder: (Int32Array | null)[] = [];
  scenario.campaigns.forEach((campaign, c) => {
    const source = campaign.contacts;
    const count = source.kind === 'table' ? source.table.count : source.count;
    contactFrom.push(contactFrom[c] + count);
    classOfContact.push(source.kind === 'table' ? table.ofTable(c, source) : null);
    classOfMix.push(
      source.kind === 'generated'
        ? Int32Array.from(source.mix, (part) => table.classOf(c, part.country, part.zone))
        : null,
    );
    arrivalOrder.push(campaign.arrivals.kind === 'column' ? orderOfArrival(source) : null);
  });
  const { scopes, scopesOfCell } = layOutScopes(scenario, table.cells);
  const rows: RowRef[] = [];
  const rowOf = scenario.campaigns.map((campaign, c) => {
    const index = new Int32Array(scenario.numbers.length).fill(-1);
    for (const number of campaign.pool) {
      index[number] = rows.length;
      rows.push({ campaign: c, number, reserve: false });
    }
    for (const number of campaign.reserve) {
      index[number] = rows.length;
      rows.push({ campaign: c, number, reserve: true });
    }
    return index;
  });
  const rowsOfNumber = scenario.numbers.map((_, n) =>
    rowOf.map((index) => index[n]).filter((row) => row >= 0),
  );
  const rowsOfCampaign: number[][] = scenario.campaigns.map(() => []);
  for (const [i, row] of rows.entries()) rowsOfCampaign[row.campaign].push(i);
  const hours = Math.ceil(scenario.durationMs / HOUR_MS);
  return {
    scenario,
    classes: table.classes,
    cells: table.cells.map((cell, i) => ({
      ...cell,
      scopes: scopesOfCell[i],
      structural: !poolMayDial(scenario, cell.campaign, cell.country),
    })),
    scopes,
    layout: { scopes, rows, hours },
    windows: table.windows,
    contactFrom,
    classOfContact,
    classOfMix,
    arrivalOrder,
    rowOf,
    rowsOfNumber,
    rowsOfCampaign,
    countryKeys: scenario.countries.map(entityKey),
    reviews: reviewTimes(scenario),
    propensity: propensities(scenario, new Set(table.cells.map((cell) => cell.country))),
  };
}

/** One table per country of the audience, shared by countries with the same mean. */
function propensities(scenario: Scenario, audience: ReadonlySet<number>): (Float64Array | null)[] {
  const byMean = new Map<number, Float64Array | null>();
  const { meanByCountry, concentration } = scenario.answer;
  return Array.from(meanByCountry, (mean, country) => {
    if (!audience.has(country)) return null;
    if (!byMean.has(mean)) byMean.set(mean, betaQuantileTable(mean, concentration));
    return byMean.get(mean) ?? null;
  });
}

/** Stable order of arrival: by time, then by place in the file. */
function orderOfArrival(source: ContactSource): Int32Array {
  assert(source.kind === 'table' && source.table.arrivesMs !== null, 'arrivals need their column');
  const at = source.table.arrivesMs;
  const order = Int32Array.from({ length: source.table.count }, (_, i) => i);
  return order.sort((x, y) => at[x] - at[y] || x - y);
}

/** May any active number of the campaign's pool dial the country, were its score 0? */
export function poolMayDial(scenario: Scenario, campaign: number, country: number): boolean {
  return scenario.campaigns[campaign].pool.some((n) => {
    const { status, allowedCountries } = scenario.numbers[n];
    return (
      status === 'active' && (allowedCountries.length === 0 || allowedCountries.includes(country))
    );
  });
}

/** Scopes in reading order: `*,*`, each country over all campaigns, then each campaign and its countries. */
function layOutScopes(scenario: Scenario, cells: readonly { campaign: number; country: number }[]) {
  const scopes: Scope[] = [];
  const ids = new Map<string, number>();
  const add = (campaign: string, country: string): number => {
    const key = JSON.stringify([campaign, country]);
    let id = ids.get(key);
    if (id === undefined) {
      id = scopes.length;
      ids.set(key, id);
      scopes.push({ campaign, country });
    }
    return id;
  };
  const named = cells.map((cell) => ({
    campaign: scenario.campaigns[cell.campaign].name,
    country: scenario.countries[cell.country],
  }));
  const countries = [...new Set(named.map((cell) => cell.country))].sort();
  add('*', '*');
  for (const country of countries) add('*', country);
  for (const campaign of scenario.campaigns) {
    add(campaign.name, '*');
    for (const country of countries) {
      if (named.some((cell) => cell.campaign === campaign.name && cell.country === country)) {
        add(campaign.name, country);
      }
    }
  }
  const scopesOfCell = named.map(({ campaign, country }) => [
    add('*', '*'),
    add('*', country),
    add(campaign, '*'),
    add(campaign, country),
  ]);
  return { scopes, scopesOfCell };
}
