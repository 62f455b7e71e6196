import type { SimMs } from '../base/units.ts';
import { STATUS } from './phone-number.ts';
import type { Cell } from './prepare.ts';
import type { Scenario } from './spec.ts';
import type { World } from './world.ts';

/** May stalls of the cell ever count? Where it is structural at the start only an action can open it. */
export function mayStall(scenario: Scenario, { structural }: Cell): boolean {
  return !structural || scenario.playbook !== null || scenario.interventions.length > 0;
}

/**
 * A country that no active number of the pool could ever dial is counted apart. The first moment in which
 * one could, were its score 0, ends that for good: from then on the country's contacts are in all books,
 * and its stalls are stalls like others. O(rows of the pool), and O(classes) once.
 */
export function openIfDialable(world: World, cell: number, nowMs: SimMs): void {
  const { campaign, country } = world.prepared.cells[cell];
  if (!someoneMayDial(world, campaign, country)) return;
  const { prepared, ledger, classApart, classUnfinished, classOpen } = world;
  world.structural[cell] = 0;
  prepared.classes.forEach((waitClass, k) => {
    if (waitClass.cell !== cell || classApart[k] === 0) return;
    classUnfinished[k] = classApart[k];
    ledger.unfinished[cell] += classApart[k];
    classApart[k] = 0;
    if (classOpen[k] === 1) ledger.openChanges(cell, 1, nowMs);
  });
  if (ledger.unfinished[cell] === 0) ledger.finishedMs[cell] = nowMs;
}

/** May any active number that stands in the pool dial the country, were its score 0? Pauses aside. */
export function someoneMayDial(world: World, campaign: number, country: number): boolean {
  const { numbers, prepared } = world;
  return prepared.rowsOfCampaign[campaign].some((row) => {
    const number = numbers.rowNumber[row];
    const allowed = numbers.allowedCountries[number];
    return (
      numbers.rowAttached[row] === 1 &&
      numbers.status[number] === STATUS.active &&
      (allowed.length === 0 || allowed.includes(country))
    );
  });
}
