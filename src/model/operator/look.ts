import type { SimMs } from '../../base/units.ts';
import { POOL_STATUSES } from '../figures.ts';
import { STATUS } from '../phone-number.ts';
import { someoneMayDial } from '../structural.ts';
import type { World } from '../world.ts';
import type { CellSight, NumberSight, RowSight, Sight, SupplySight } from './sight.ts';

/** What the platform shows the operator now. Changes nothing. O(rows + numbers + cells). */
export function look(world: World, nowMs: SimMs): Sight {
  const { desk, scenario } = world;
  const replace = scenario.playbook?.replace;
  return {
    nowMs,
    rows: rowsNow(world),
    numbers: numbersNow(world),
    cells: world.prepared.cells.map((_, cell) => cellNow(world, cell)),
    rests: desk.rests,
    caps: desk.caps,
    spares: (replace?.spares ?? []).flatMap((number) => supplyNow(world, number)),
    purchasable: (replace?.purchasable ?? []).flatMap((number) => supplyNow(world, number)),
  };
}

function rowsNow(world: World): RowSight[] {
  const { numbers, desk, poolStatus, scenario } = world;
  const rows: RowSight[] = [];
  for (let row = 0; row < numbers.rowAttached.length; row++) {
    if (numbers.rowAttached[row] === 0) continue;
    const campaign = numbers.rowCampaign[row];
    const number = numbers.rowNumber[row];
    rows.push({
      campaign,
      number,
      status: POOL_STATUSES[poolStatus.now[row]],
      primary: scenario.campaigns[campaign].primary === number,
      dials: numbers.rowDials[row] - desk.dials[row],
      attempts: attemptsOf(world, row) - desk.attempts[row],
      answered: answeredOf(world, row) - desk.answered[row],
      silentBefore: desk.silent[row],
      wanted: isWanted(world, campaign, number),
    });
  }
  return rows;
}

/** Attempts of a row that count, over all times in which it stood in the pool. */
export function attemptsOf({ numbers, selector }: World, row: number): number {
  const before = numbers.rowAttemptsBefore[row];
  if (numbers.rowAttached[row] === 0) return before;
  return before + selector.attempts(numbers.rowCampaign[row], numbers.rowNumber[row]);
}

/** The same, answered. */
export function answeredOf({ numbers, selector }: World, row: number): number {
  const before = numbers.rowAnsweredBefore[row];
  if (numbers.rowAttached[row] === 0) return before;
  return before + selector.answered(numbers.rowCampaign[row], numbers.rowNumber[row]);
}

/** Policy lets the number dial some country of the campaign that has unfinished contacts. */
function isWanted(world: World, campaign: number, number: number): boolean {
  return world.prepared.cells.some(
    (cell, i) =>
      cell.campaign === campaign &&
      unfinishedOf(world, i) > 0 &&
      world.selector.isEligible(campaign, number, cell.country),
  );
}

function numbersNow(world: World): Map<number, NumberSight> {
  const { numbers, desk, scenario, lines } = world;
  const seen = new Map<number, NumberSight>();
  scenario.numbers.forEach(({ country, managed }, number) => {
    if (numbers.owned[number] === 0 || numbers.status[number] === STATUS.released) return;
    seen.set(number, {
      number,
      country,
      connection: lines.connectionOf[number],
      score: numbers.observedScore[number],
      managed,
      allowedCountries: numbers.allowedCountries[number],
      flaggedAtMs: desk.flaggedAtMs[number],
      retired: desk.retired[number] === 1,
      heldUntilMs: numbers.lastDialMs[number] + scenario.platform.releaseHoldMs,
    });
  });
  return seen;
}

function cellNow(world: World, cell: number): CellSight {
  const { campaign, country } = world.prepared.cells[cell];
  return {
    campaign,
    country,
    unfinished: unfinishedOf(world, cell),
    eligible: world.eligibleNow[cell],
    onOrder: onOrderFor(world, campaign, country),
    dialable: someoneMayDial(world, campaign, country),
  };
}

/** Contacts of a cell that are not finished, also while its country is counted apart. */
function unfinishedOf(world: World, cell: number): number {
  if (world.structural[cell] === 0) return world.ledger.unfinished[cell];
  let sum = 0;
  world.prepared.classes.forEach((waitClass, k) => {
    if (waitClass.cell === cell) sum += world.classApart[k];
  });
  return sum;
}

/** Numbers that are decided on or ordered for a campaign, not there yet, and may dial the country. */
function onOrderFor(world: World, campaign: number, country: number): number {
  const { orders, desk, numbers, prepared } = world;
  const coming = new Set<number>();
  const expect = (number: number, joins: boolean) => {
    const allowed = numbers.allowedCountries[number];
    if (joins && (allowed.length === 0 || allowed.includes(country))) coming.add(number);
  };
  const replacesHere = (number: number) => {
    const row = number < 0 ? -1 : prepared.rowOf[campaign][number];
    return row >= 0 && numbers.rowAttached[row] === 1;
  };
  for (const { number, campaigns, replaces } of orders) {
    if (numbers.owned[number] === 1) continue;
    expect(number, campaigns.includes(campaign) || replacesHere(replaces));
  }
  for (const { decision } of desk.planned) {
    const { action } = decision;
    if (action.verb === 'add') expect(action.number, action.campaigns.includes(campaign));
    if (action.verb === 'attach') expect(action.number, action.campaign === campaign);
    if (action.verb === 'replace') expect(action.by, replacesHere(action.number));
  }
  return coming.size;
}

function supplyNow(world: World, number: number): SupplySight[] {
  const { desk, prepared, numbers } = world;
  if (desk.used[number] === 1) return [];
  const rows = prepared.rowsOfNumber[number];
  const campaigns = rows.filter((row) => numbers.rowAttached[row] === 0);
  return [
    {
      number,
      country: numbers.country[number],
      allowedCountries: numbers.allowedCountries[number],
      campaigns: campaigns.map((row) => numbers.rowCampaign[row]),
    },
  ];
}
