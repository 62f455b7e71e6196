import { MINUTE_MS, type SimMs } from '../base/units.ts';
import { entityUniform } from '../kernel/rng/entity-draw.ts';
import { blockedShare, liveShare } from './carrier.ts';
import { TASK } from './contact.ts';
import { joinLine } from './dispatcher.ts';
import { EVENT, PHASE } from './events.ts';
import { type FinishReason, whoIs } from './happening.ts';
import { WAIT } from './ledger.ts';
import { OUTCOMES } from './observer.ts';
import { judgeNumber } from './pool-status.ts';
import { ANSWERED, FAILED, LOST, REFUSED, VOICEMAIL } from './provider/mock-provider.ts';
import type { World } from './world.ts';
import { localHour } from './zone-clock.ts';

/** Places a call from a number that the selector picked. */
export function placeCall(
  world: World,
  contact: number,
  number: number,
  usedSticky: boolean,
  nowMs: SimMs,
): void {
  const { contacts, numbers, calls, lines, ledger, scenario, request, plan, prepared, carrier } =
    world;
  const { campaign, country, zone, cell } = prepared.classes[contacts.classOf[contact]];
  const attempt = ++contacts.attempts[contact];
  contacts.state[contact] = TASK.calling;
  const slot = calls.take();
  lines.take(campaign, number, nowMs);

  const score = numbers.trueScore[number];
  const label = carrier.labelOf(number, score);
  request.contactLo = contacts.keyLo[contact];
  request.contactHi = contacts.keyHi[contact];
  request.dial = contacts.dials[contact]++;
  request.connection = lines.connectionOf[number];
  request.country = country;
  request.valid = contacts.valid[contact];
  request.liveShare = liveShare(
    scenario.answer,
    contacts.propensity[contact],
    localHour(scenario.zones[zone], scenario.startEpochMs, nowMs),
    carrier.attemptFactors[attempt],
    numbers.country[number] === country,
    label,
  );
  request.blockedShare = blockedShare(scenario.answer, label);
  world.provider.plan(request, nowMs, plan);
  const refused = plan.outcome === REFUSED;
  world.auditor?.onDial(campaign, number, nowMs, slot, calls.serial[slot], refused);

  calls.contact[slot] = contact;
  calls.number[slot] = number;
  calls.outcome[slot] = plan.outcome;
  calls.throttled[slot] = plan.throttled;
  calls.ringMs[slot] = plan.ringMs;
  calls.talkMs[slot] = plan.talkMs;
  calls.dialMs[slot] = nowMs;
  calls.usedSticky[slot] = usedSticky ? 1 : 0;
  calls.trueScore[slot] = score;
  calls.observedScore[slot] = numbers.observedScore[number];

  ledger.count.dials[cell]++;
  const { spamThreshold } = scenario.platform;
  if (score > spamThreshold && numbers.observedScore[number] <= spamThreshold) {
    ledger.count.dialledFlagged[cell]++;
  }
  ledger.callStarts(cell, nowMs);
  numbers.dials[number]++;
  numbers.rowDials[prepared.rowOf[campaign][number]]++;
  if (nowMs < numbers.firstDialMs[number]) numbers.firstDialMs[number] = nowMs;
  if (!refused) {
    // What the provider refuses reaches no carrier: it neither wears nor warms the number.
    numbers.lastDialMs[number] = nowMs;
    if (nowMs < numbers.firstUsedMs[number]) numbers.firstUsedMs[number] = nowMs;
    world.drift.dialled(number);
  }
  if (plan.throttled === 1) backOff(world, request.connection, nowMs);
  if (lines.isCapped(number)) judgeNumber(world, number, nowMs);
  if (lines.numberGapMs[number] > 0) {
    const { numberReadyMs } = lines;
    world.engine.schedule(numberReadyMs[number], PHASE.line, EVENT.numberReady, number, 0);
  }

  world.observer?.onHappening?.(nowMs, {
    kind: 'dial',
    ...whoIs(world, contact),
    number,
    attempt,
    queueMs: plan.queueMs,
    ringMs: plan.ringMs,
    outcome: OUTCOMES[plan.outcome],
    trueScore: score,
    observedScore: numbers.observedScore[number],
  });
  if (scenario.selector.sticky.on === 'first_attempt') stick(world, contact, number, nowMs);

  const endMs = nowMs + plan.queueMs + plan.ringMs + plan.talkMs;
  world.engine.schedule(endMs, PHASE.callEnd, EVENT.callEnd, slot, 0);
}

/** Too many requests: the connection is left alone for a while, which other calls on it wait for. */
function backOff(world: World, connection: number, nowMs: SimMs): void {
  const { platform } = world.scenario;
  world.auditor?.onThrottled(connection, nowMs);
  world.lines.holdOff(connection, nowMs + platform.throttleBackoffMs, nowMs);
}

/** The outcome arrives, or is given up: lines are free, the weight follows, the contact moves on. */
export function endCall(world: World, slot: number, nowMs: SimMs): void {
  const { calls, contacts, numbers, lines, ledger, selector, prepared, scenario } = world;
  const contact = calls.contact[slot];
  const number = calls.number[slot];
  const outcome = calls.outcome[slot];
  const { campaign, cell } = prepared.classes[contacts.classOf[contact]];
  calls.give(slot);
  lines.give(campaign, number, nowMs);
  if (outcome === REFUSED) refund(world, slot, campaign, number, nowMs);
  ledger.callEnds(cell, Math.min(nowMs, world.horizonMs));
  world.auditor?.onEnd(campaign, number, outcome, nowMs, slot, calls.serial[slot]);
  world.outcomes[outcome]++;

  const { count } = ledger;
  if (outcome === ANSWERED) count.answered[cell]++;
  else if (outcome === VOICEMAIL) count.voicemail[cell]++;
  else if (outcome === REFUSED) count.refused[cell]++;
  else if (outcome === LOST) count.lostCalls[cell]++;
  else if (OUTCOMES[outcome] === 'blocked') count.blocked[cell]++;
  if (outcome !== FAILED && outcome !== REFUSED && outcome !== LOST) {
    const answered = outcome === ANSWERED;
    selector.recordOutcome(campaign, number, answered);
    world.poolAttempts[campaign]++;
    if (answered) {
      world.poolAnswered[campaign]++;
      numbers.answered[number]++;
    }
  }
  world.observer?.onHappening?.(nowMs, {
    kind: 'outcome',
    ...whoIs(world, contact),
    number,
    attempt: contacts.attempts[contact],
    outcome: OUTCOMES[outcome],
    ringMs: calls.ringMs[slot],
    talkMs: calls.talkMs[slot],
  });
  if (calls.talkMs[slot] > 0) bill(world, slot, contact, number, cell, nowMs);
  if (world.observer?.onAttempt !== undefined) report(world, slot, nowMs);

  const stickOn = scenario.selector.sticky.on;
  const reached =
    outcome === ANSWERED || (stickOn === 'answered_or_voicemail' && outcome === VOICEMAIL);
  if (reached && stickOn !== 'first_attempt') stick(world, contact, number, nowMs);
  if (calls.throttled[slot] === 1) {
    count.throttled[cell]++;
    deferContact(world, contact, nowMs);
  } else moveOn(world, contact, outcome, nowMs);
}

/** A call refused at dial was none to its number's limits, which may have held it as capped. */
function refund(world: World, slot: number, campaign: number, number: number, nowMs: SimMs): void {
  const { lines, calls } = world;
  const capped = lines.isCapped(number);
  lines.refund(campaign, number, calls.dialMs[slot], nowMs);
  if (capped && !lines.isCapped(number)) judgeNumber(world, number, nowMs);
}

/** Too many requests say nothing about the contact: the attempt was none, and is made again. */
function deferContact(world: World, contact: number, nowMs: SimMs): void {
  world.contacts.attempts[contact]--;
  if (world.closed) world.contacts.state[contact] = TASK.retryPending;
  else joinLine(world, contact, nowMs);
}

/** Remembers the number for the contact's later attempts. */
function stick(world: World, contact: number, number: number, nowMs: SimMs): void {
  const { sticky } = world.contacts;
  const before = sticky[contact];
  if (before === number) return;
  sticky[contact] = number;
  world.observer?.onHappening?.(nowMs, {
    kind: 'sticky',
    ...whoIs(world, contact),
    number,
    before,
  });
}

/** Talk time costs money, and some of those who took the call complain about it. */
function bill(
  world: World,
  slot: number,
  contact: number,
  number: number,
  cell: number,
  nowMs: SimMs,
): void {
  const { calls, ledger, contacts, streams, scenario } = world;
  const talkMs = calls.talkMs[slot];
  ledger.count.talkMs[cell] += talkMs;
  ledger.count.billedMinutes[cell] += Math.ceil(talkMs / MINUTE_MS);
  const { drift } = scenario;
  if (drift.model !== 'usage' || drift.complaintShare <= 0) return;
  const u = entityUniform(
    streams.complaint,
    contacts.keyLo[contact],
    contacts.keyHi[contact],
    contacts.dials[contact],
    0,
  );
  if (u < drift.complaintShare) {
    world.drift.complain(number);
    world.numbers.complaints[number]++;
    world.observer?.onHappening?.(nowMs, { kind: 'complaint', ...whoIs(world, contact), number });
  }
}

function moveOn(world: World, contact: number, outcome: number, nowMs: SimMs): void {
  const { contacts, scenario, prepared, ledger, streams } = world;
  const { campaign, cell } = prepared.classes[contacts.classOf[contact]];
  const { retries, followUp } = scenario.campaigns[campaign];
  if (outcome === ANSWERED) {
    if (contacts.reached[contact] === 0) {
      contacts.reached[contact] = 1;
      ledger.count.reached[cell]++;
    }
    const round = contacts.followUps[contact];
    const wanted =
      round < followUp.max &&
      entityUniform(streams.followUp, contacts.keyLo[contact], contacts.keyHi[contact], round, 0) <
        followUp.share;
    if (!wanted) return endContact(world, contact, TASK.completed, 'answered', nowMs);
    contacts.followUps[contact]++;
    contacts.attempts[contact] = 0;
    return waitFor(world, contact, followUp.delayMs, true, nowMs);
  }
  if (outcome === FAILED) return endContact(world, contact, TASK.failed, 'invalid', nowMs);
  if (outcome === VOICEMAIL && !retries.onVoicemail) {
    return endContact(world, contact, TASK.completed, 'voicemail', nowMs);
  }
  const made = contacts.attempts[contact];
  if (made > retries.max) return endContact(world, contact, TASK.failed, 'attempts_used', nowMs);
  const delay = retries.delaysMs[Math.min(made, retries.delaysMs.length) - 1];
  return waitFor(world, contact, delay, false, nowMs);
}

function waitFor(
  world: World,
  contact: number,
  delayMs: number,
  followUp: boolean,
  nowMs: SimMs,
): void {
  const { contacts, ledger, prepared, engine } = world;
  contacts.state[contact] = TASK.retryPending;
  if (!world.closed) {
    ledger.wait(WAIT.retry, prepared.classes[contacts.classOf[contact]].cell, 1, nowMs);
  }
  const atMs = nowMs + delayMs;
  world.observer?.onHappening?.(nowMs, {
    kind: 'retry',
    ...whoIs(world, contact),
    followUp,
    dueMs: atMs,
  });
  if (atMs <= world.horizonMs) engine.schedule(atMs, PHASE.contact, EVENT.due, contact, 0);
}

/** The contact's task is over: the books of unfinished contacts follow. */
export function endContact(
  world: World,
  contact: number,
  state: number,
  why: FinishReason,
  nowMs: SimMs,
): void {
  const { contacts, ledger, prepared } = world;
  contacts.state[contact] = state;
  world.observer?.onHappening?.(nowMs, { kind: 'finished', ...whoIs(world, contact), why });
  const classIndex = contacts.classOf[contact];
  const { cell } = prepared.classes[classIndex];
  if (world.structural[cell] === 1) {
    world.classApart[classIndex]--;
    return;
  }
  world.classUnfinished[classIndex]--;
  if (world.classUnfinished[classIndex] === 0 && world.classOpen[classIndex] === 1) {
    if (!world.closed) ledger.openChanges(cell, -1, nowMs);
  }
  ledger.unfinished[cell]--;
  if (!world.closed) ledger.count.ended[cell]++;
  if (ledger.unfinished[cell] === 0) {
    ledger.finishedMs[cell] = nowMs;
    if (!world.closed) {
      ledger.eligibleOpen.set(cell, 0, nowMs);
      ledger.activeOpen.set(cell, 0, nowMs);
    }
  }
}

function report(world: World, slot: number, nowMs: SimMs): void {
  const { calls, contacts, prepared } = world;
  const contact = calls.contact[slot];
  const { campaign, country, zone } = prepared.classes[contacts.classOf[contact]];
  world.observer?.onAttempt?.({
    campaign,
    contact: contact - prepared.contactFrom[campaign],
    country,
    zone,
    number: calls.number[slot],
    attempt: contacts.attempts[contact],
    dueMs: contacts.dueMs[contact],
    dialMs: calls.dialMs[slot],
    endMs: nowMs,
    ringMs: calls.ringMs[slot],
    talkMs: calls.talkMs[slot],
    outcome: OUTCOMES[calls.outcome[slot]],
    throttled: calls.throttled[slot] === 1,
    usedSticky: calls.usedSticky[slot] === 1,
    trueScore: calls.trueScore[slot],
    observedScore: calls.observedScore[slot],
  });
}
