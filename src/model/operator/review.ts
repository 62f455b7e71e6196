import type { SimMs } from '../../base/units.ts';
import type { ActionTarget, OperatorAction } from '../action-spec.ts';
import { EVENT, PHASE } from '../events.ts';
import type { PlaybookSpec } from '../playbook-spec.ts';
import type { World } from '../world.ts';
import { decide, decidePreflight } from './decide.ts';
import { covers, type Decision, targetKey } from './decision.ts';
import type { Held, Planned } from './desk.ts';
import { answeredOf, attemptsOf, look } from './look.ts';
import { perform } from './perform.ts';
import type { Sight } from './sight.ts';
import { PoolTotals } from './spot.ts';

/** The preflight, and the first review. */
export function startOperator(world: World): void {
  const { playbook } = world.scenario;
  if (playbook === null) return;
  for (const decision of decidePreflight(playbook, look(world, 0))) {
    keepInMind(world, decision);
    carryOut(world, decision, 0);
  }
  planReview(world, 0);
}

function planReview(world: World, review: number): void {
  const { atMs } = world.prepared.reviews;
  if (review >= atMs.length) return;
  world.engine.schedule(atMs[review], PHASE.outside, EVENT.review, review, 0);
}

/** The operator looks, decides, and plans what follows for when it has reacted. */
export function review(world: World, index: number, nowMs: SimMs): void {
  const { playbook } = world.scenario;
  if (playbook === null) return;
  noticeFlags(world, nowMs);
  const sight = look(world, nowMs);
  const decisions = decide(playbook, sight);
  remember(world, sight);
  const actMs = world.prepared.reviews.actMs[index];
  for (const decision of decisions) plan(world, decision, actMs);
  planReview(world, index + 1);
}

function plan(world: World, decision: Decision, actMs: SimMs): void {
  const { desk, engine, horizonMs } = world;
  if (isUnderWay(world, decision.action)) return;
  keepInMind(world, decision);
  const dueMs = decision.signOff ? actMs + desk.signOffMs : actMs;
  const atMs = Math.max(dueMs, decision.notBeforeMs);
  // What can only be done after the end is never done, and still decided.
  if (!(atMs <= horizonMs)) return;
  const position = desk.planned.push({ decision, atMs }) - 1;
  engine.schedule(atMs, PHASE.outside, EVENT.operatorAct, position, 0);
}

/** The same is planned already: an earlier review saw it too. */
function isUnderWay({ desk }: World, action: OperatorAction): boolean {
  const key = actionKey(action);
  return desk.planned.some(({ decision }) => actionKey(decision.action) === key);
}

function actionKey(action: OperatorAction): string {
  if ('target' in action) return `${action.verb} ${targetKey(action.target)}`;
  const campaign = 'campaign' in action ? action.campaign : '';
  return `${action.verb} ${action.number} ${campaign}`;
}

/** Marks what a decision uses up or settles, so that no later review decides on it again. */
function keepInMind({ desk }: World, { step, action }: Decision): void {
  if (action.verb === 'add' || action.verb === 'attach') desk.used[action.number] = 1;
  if (action.verb === 'replace') {
    desk.used[action.by] = 1;
    desk.retired[action.number] = 1;
  }
  if (step === 'detach' || step === 'deactivate' || step === 'release') {
    if ('number' in action) desk.retired[action.number] = 1;
  }
}

/** A decision's moment has come. */
export function actAsPlanned(world: World, position: number, nowMs: SimMs): void {
  const { desk } = world;
  const { decision } = desk.planned[position];
  desk.planned[position] = DONE;
  carryOut(world, decision, nowMs);
}

/** Takes the place of what was done: positions in the list must not move. */
const DONE: Planned = Object.freeze({
  decision: Object.freeze({
    step: 'pause',
    action: Object.freeze({ verb: 'activate', number: -1 }),
    reason: '',
    signOff: false,
    notBeforeMs: 0,
  }),
  atMs: 0,
});

function carryOut(world: World, { step, action, reason }: Decision, nowMs: SimMs): void {
  const { desk } = world;
  const done = perform(world, action, 'playbook', `${step}: ${reason}`, nowMs);
  if (!done || !('target' in action)) return;
  const { target, verb } = action;
  const list = verb === 'pause' || verb === 'resume' ? desk.rests : desk.caps;
  const at = list.findIndex((held) => targetKey(held.target) === targetKey(target));
  if (verb === 'pause' || verb === 'narrow') {
    const held: Held = Object.freeze({ target, sinceMs: nowMs, numbers: troubled(world, target) });
    if (at < 0) list.push(held);
    else list[at] = held;
  } else if (at >= 0) list.splice(at, 1);
}

/** The numbers for whose sake a target is held: of several, those that are not healthy. */
function troubled(world: World, target: ActionTarget): readonly number[] {
  if (target.kind === 'number' || target.kind === 'row') return [target.number];
  const { playbook, platform } = world.scenario;
  const { resumeBelow } = (playbook as PlaybookSpec).pause;
  const { rows, numbers } = look(world, world.engine.nowMs);
  const touched = rows.filter((row) =>
    covers(target, row, numbers.get(row.number)?.connection ?? -1),
  );
  const bad = touched.filter(({ number }) => {
    const score = numbers.get(number)?.score ?? 0;
    return score > platform.spamThreshold || score >= resumeBelow;
  });
  return [...new Set(bad.map(({ number }) => number))];
}

/**
 * Flags since the last review, as the platform counts them: of numbers that are there. A number's
 * books start anew when it is delivered; what was noticed before would count against it and hide
 * its next flags.
 */
function noticeFlags(world: World, nowMs: SimMs): void {
  const { numbers, desk } = world;
  for (let n = 0; n < numbers.count; n++) {
    if (numbers.owned[n] === 0) continue;
    for (; desk.flagsSeen[n] < numbers.flagEpisodes[n]; desk.flagsSeen[n]++) {
      desk.flaggedAtMs[n].push(nowMs);
    }
  }
}

/** Keeps the counters of this review for the next one. */
function remember(world: World, sight: Sight): void {
  const { desk, numbers, prepared } = world;
  const totals = new PoolTotals(sight);
  for (const row of sight.rows) {
    const at = prepared.rowOf[row.campaign][row.number];
    desk.silent[at] = totals.isSilent(row) ? desk.silent[at] + 1 : 0;
    desk.dials[at] = numbers.rowDials[at];
    desk.attempts[at] = attemptsOf(world, at);
    desk.answered[at] = answeredOf(world, at);
  }
}
