import { scheduleArrivals } from './arrival.ts';
import { startCalendar } from './calendar.ts';
import { scheduleFaults } from './faults.ts';
import { scheduleInterventions } from './interventions.ts';
import { startOperator } from './operator/review.ts';
import { judgeAll } from './pool-status.ts';
import type { World } from './world.ts';

/** The world as it stands at time 0, before anybody is dialled. */
export function startWorld(world: World): void {
  const { scenario, numbers, drift, engine } = world;
  openBooks(world);
  drift.start(world);
  const startsObserved = !['usage', 'none'].includes(scenario.drift.model);
  for (let n = 0; n < numbers.count; n++) {
    numbers.setTrue(n, numbers.trueScore[n], scenario.platform.spamThreshold, 0);
    const observed = startsObserved ? numbers.trueScore[n] : numbers.observedScore[n];
    world.setObservedScore(n, observed, 0);
  }
  world.scores.start(world);
  for (let row = 0; row < world.consideredFrom.length; row++) world.followRow(row);
  judgeAll(world, 0);
  world.refreshEligibility(0);
  scheduleInterventions(world);
  scheduleFaults(world);
  startOperator(world);
  startCalendar(world);
  scheduleArrivals(world);
  if (!(engine.queue.peekTimeMs() <= 0)) world.settle(0);
}

/** Who is unfinished at the start, and which windows are open for them. */
function openBooks(world: World): void {
  const { contacts, ledger, prepared, classOpen, classUnfinished } = world;
  for (let i = 0; i < contacts.count; i++) {
    const classIndex = contacts.classOf[i];
    const { cell } = prepared.classes[classIndex];
    if (world.structural[cell] === 1) {
      world.classApart[classIndex]++;
      continue;
    }
    classUnfinished[classIndex]++;
    ledger.unfinished[cell]++;
  }
  prepared.classes.forEach(({ cell }, k) => {
    if (classOpen[k] === 1 && classUnfinished[k] > 0) ledger.openChanges(cell, 1, 0);
  });
}
