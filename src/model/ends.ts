import { TASK } from './contact.ts';
import { whoIs } from './happening.ts';
import { WAIT } from './ledger.ts';
import { PENDING_REASONS, pendingAtEnd } from './pending.ts';
import type { World } from './world.ts';

/** Contacts unfinished at the horizon, `[reason][cell]`, reasons in the order of PENDING_REASONS. */
export type Ends = readonly Float64Array[];

/** Closes the list: who did not finish, what held them, and who of them last found no eligible number. */
export function countEnds(world: World): Ends {
  const { prepared, contacts, ledger } = world;
  const ends = PENDING_REASONS.map(() => new Float64Array(prepared.cells.length));
  pendingAtEnd(world, (contact, reason) => {
    const { cell } = prepared.classes[contacts.classOf[contact]];
    if (world.structural[cell] === 1) return;
    ends[PENDING_REASONS.indexOf(reason)][cell]++;
    ledger.count.expired[cell]++;
  });
  countStallLosses(world);
  expire(world);
  return ends;
}

/** Attempts that were left, and whose last word was that nobody is eligible. */
function countStallLosses({ room, prepared, contacts, ledger }: World): void {
  room.queues.forEach((queue, line) => {
    if (room.openReason[line] !== WAIT.stalled) return;
    const { cell } = prepared.classes[room.lineClass[line]];
    for (let p = queue.head; p < queue.tail; p++) {
      if (contacts.counted[queue.at(p)] === 1) ledger.count.lost[cell]++;
    }
  });
}

function expire(world: World): void {
  const { contacts, horizonMs } = world;
  for (let i = 0; i < contacts.count; i++) {
    const state = contacts.state[i];
    if (state === TASK.completed || state === TASK.failed) continue;
    contacts.state[i] = TASK.expired;
    world.observer?.onHappening?.(horizonMs, {
      kind: 'finished',
      ...whoIs(world, i),
      why: 'horizon',
    });
  }
}
