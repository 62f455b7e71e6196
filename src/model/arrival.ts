import type { SimMs } from '../base/units.ts';
import { entityUniform } from '../kernel/rng/entity-draw.ts';
import { exponentialQuantile } from '../kernel/rng/quantiles.ts';
import { endContact } from './call.ts';
import { TASK } from './contact.ts';
import { becomeDue } from './dispatcher.ts';
import { EVENT, PHASE } from './events.ts';
import type { World } from './world.ts';

/** Everybody who is there at the start falls due at once, in file order; of the others, the first. */
export function scheduleArrivals(world: World): void {
  const { prepared, scenario } = world;
  scenario.campaigns.forEach((campaign, c) => {
    const from = prepared.contactFrom[c];
    const to = prepared.contactFrom[c + 1];
    if (campaign.arrivals.kind === 'at_start') {
      for (let contact = from; contact < to; contact++) arrive(world, contact, 0);
    } else scheduleNext(world, c, 0);
  });
}

/** The next contact of a campaign arrives, and the one after it is planned. */
export function nextArrival(world: World, campaign: number, nowMs: SimMs): void {
  const order = world.prepared.arrivalOrder[campaign];
  const position = world.arrivalCursor[campaign]++;
  const place = order === null ? position : order[position];
  arrive(world, world.prepared.contactFrom[campaign] + place, nowMs);
  scheduleNext(world, campaign, nowMs);
}

function scheduleNext(world: World, campaign: number, nowMs: SimMs): void {
  const { prepared, scenario, contacts, streams } = world;
  const position = world.arrivalCursor[campaign];
  const from = prepared.contactFrom[campaign];
  if (from + position >= prepared.contactFrom[campaign + 1]) return;
  const { arrivals, contacts: source } = scenario.campaigns[campaign];
  let atMs = nowMs;
  if (arrivals.kind === 'poisson') {
    const contact = from + position;
    const u = entityUniform(
      streams.contactArrival,
      contacts.keyLo[contact],
      contacts.keyHi[contact],
      0,
      0,
    );
    atMs = nowMs + exponentialQuantile(u, 1 / arrivals.perMs);
  } else if (source.kind === 'table' && source.table.arrivesMs !== null) {
    const order = prepared.arrivalOrder[campaign] as Int32Array;
    atMs = Math.max(nowMs, source.table.arrivesMs[order[position]]);
  }
  if (atMs <= world.horizonMs) {
    world.engine.schedule(atMs, PHASE.contact, EVENT.arrival, campaign, 0);
  }
}

/** A contact that used up its attempts in an earlier campaign has none left here. */
function arrive(world: World, contact: number, nowMs: SimMs): void {
  const { contacts, prepared, scenario } = world;
  const { campaign } = prepared.classes[contacts.classOf[contact]];
  if (contacts.attempts[contact] > scenario.campaigns[campaign].retries.max) {
    endContact(world, contact, TASK.failed, 'attempts_used', nowMs);
  } else becomeDue(world, contact, nowMs);
}
