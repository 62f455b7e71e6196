import { DAY_MS } from '../base/units.ts';
import type { World } from './world.ts';

const RENT_PERIOD_MS = 30 * DAY_MS;

/** What a campaign, or all of them, paid, by kind; in the currency of the prices. */
export interface Costs {
  rent: number;
  checks: number;
  purchases: number;
  minutes: number;
  total: number;
}

/**
 * Costs of some campaigns with the cells given. A number that several campaigns share is paid by each of
 * them in equal parts; one that was in no pool yet (a spare, an order), by those that it was kept for.
 */
export function costsOf(
  world: World,
  campaigns: ReadonlySet<number>,
  cells: readonly number[],
): Costs {
  const { numbers, prepared, ledger, scenario, scores } = world;
  const { numberPerMonthByCountry, minuteByCountry, check } = scenario.prices;
  const costs: Costs = { rent: 0, checks: 0, purchases: 0, minutes: 0, total: 0 };
  for (const n of payersOf(world, campaigns)) {
    const uses = usesOf(world, n);
    const mine = uses.filter((row) => campaigns.has(numbers.rowCampaign[row])).length;
    const rent =
      (numberPerMonthByCountry[numbers.country[n]] * numbers.rentedMs[n]) / RENT_PERIOD_MS;
    const checks = scores.fetchesOf[n] * check;
    const purchases = numbers.purchaseCost[n];
    costs.rent += (rent * mine) / uses.length;
    costs.checks += (checks * mine) / uses.length;
    costs.purchases += (purchases * mine) / uses.length;
    costs.total += ((rent + checks + purchases) * mine) / uses.length;
  }
  for (const c of cells) {
    const minutes = ledger.count.billedMinutes[c] * minuteByCountry[prepared.cells[c].country];
    costs.minutes += minutes;
    costs.total += minutes;
  }
  return costs;
}

/** Numbers with a row in one of the campaigns, each once, in the order of the rows. */
function payersOf(world: World, campaigns: ReadonlySet<number>): Set<number> {
  const { numbers, prepared } = world;
  const found = new Set<number>();
  prepared.layout.rows.forEach((row, i) => {
    if (campaigns.has(row.campaign)) found.add(numbers.rowNumber[i]);
  });
  return found;
}

/** Rows by which a number's cost is shared out. */
function usesOf({ numbers, prepared }: World, number: number): readonly number[] {
  const rows = prepared.rowsOfNumber[number];
  const used = rows.filter((row) => numbers.wasAttached(row));
  return used.length > 0 ? used : rows;
}
