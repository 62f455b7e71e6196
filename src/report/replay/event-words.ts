import { unreachable } from '../../base/assert.ts';
import { SECOND_MS } from '../../base/units.ts';
import type { PickSeen, TimelineWhat } from '../../experiment/replay/timeline-event.ts';
import { POOL_STATUSES } from '../../model/figures.ts';
import type { FinishReason, StallPhase, Who } from '../../model/happening.ts';
import { actedOnWords } from '../../model/operator/acted-on.ts';
import type { FaultSpec, Scenario } from '../../model/spec.ts';
import { formatDuration } from '../../scenario/quantities.ts';
import { AT_CAPACITY } from '../../selector/index.ts';
import { contactLabel } from '../attempts.ts';
import { counted, percent } from '../text/format.ts';

/** What happened, in a sentence without its time. */
export function eventWords(scenario: Scenario, what: TimelineWhat): string {
  const number = (index: number) => scenario.numbers[index].id;
  const who = (event: Who) => contactName(scenario, event);
  switch (what.kind) {
    case 'due':
      return `${who(what)} is due for attempt ${what.attempt}`;
    case 'pick':
      return pickWords(scenario, what);
    case 'dial':
      return `${who(what)} from ${number(what.number)}, attempt ${what.attempt}, ${dialScore(scenario, what)}`;
    case 'ring':
      return `${who(what)} rings, from ${number(what.number)}`;
    case 'answer':
      return `${who(what)} is answered by a ${what.by}`;
    case 'outcome':
      return `${who(what)} from ${number(what.number)}: ${plain(what.outcome)}${spans(what)}`;
    case 'complaint':
      return `${who(what)} complains about ${number(what.number)}`;
    case 'retry': {
      const kind = what.followUp ? 'a follow-up' : 'the next attempt';
      return `${who(what)} is due for ${kind} at ${clock(what.dueMs)}`;
    }
    case 'sticky': {
      const before = what.before < 0 ? '' : `, no longer to ${number(what.before)}`;
      return `${who(what)} now sticks to ${number(what.number)}${before}`;
    }
    case 'finished':
      return `${who(what)}: ${FINISHES[what.why]}`;
    case 'score':
      return `${number(what.number)} truly ${points(what.from)} → ${points(what.to)}`;
    case 'fetch':
      return what.from === what.to
        ? `${number(what.number)} is seen at ${points(what.to)}, as before`
        : `${number(what.number)} is seen at ${points(what.to)}, before ${points(what.from)}`;
    case 'flag':
    case 'unflag':
      return flagWords(scenario, what);
    case 'status':
      return `${number(what.number)} in ${scenario.campaigns[what.campaign].name} is ${POOL_STATUSES[what.status]}`;
    case 'window':
      return `${scenario.campaigns[what.campaign].name}, ${scenario.countries[what.country]}: calling hours of ${scenario.zones[what.zone].name} ${what.open ? 'begin' : 'end'}`;
    case 'stall':
      return stallWords(scenario, what);
    case 'action': {
      const { by, verb, reason, outcome, effect } = what.row;
      const done = outcome === 'refused' ? `refused, ${effect}` : effect;
      return `${by}: ${plain(verb)} ${actedOnWords(what.row)} (${reason}); ${done}`;
    }
    case 'fault':
      return `${faultName(scenario, scenario.faults[what.fault])} ${what.starts ? 'begins' : 'ends'}`;
    default:
      return unreachable(what);
  }
}

/** `1d 04:12:33`: days and the clock since the start; fractions of a second are left out. */
export function clock(atMs: number): string {
  const seconds = Math.floor(atMs / SECOND_MS);
  const two = (value: number) => String(value).padStart(2, '0');
  const [day, hour] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24];
  return `${day}d ${two(hour)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `list/12 (GB)`. */
export function contactName(scenario: Scenario, { campaign, contact, country }: Who): string {
  return `${contactLabel(scenario, campaign, contact)} (${scenario.countries[country]})`;
}

/** `outage of twilio-main`, `refusal of GB on every connection`. */
export function faultName(scenario: Scenario, fault: FaultSpec): string {
  const connection = faultConnection(scenario, fault) ?? 'every connection';
  const country = 'country' in fault ? `${scenario.countries[fault.country]} on ` : '';
  return `${plain(fault.kind)} of ${country}${connection}`;
}

/** Id of the connection that has the fault; null = every one. */
export function faultConnection(scenario: Scenario, { connection }: FaultSpec): string | null {
  return connection < 0 ? null : scenario.connections[connection].id;
}

export function plain(name: string): string {
  return name.replaceAll('_', ' ');
}

export function points(score: number): string {
  return score.toFixed(1);
}

const FINISHES: Readonly<Record<FinishReason, string>> = {
  answered: 'done, answered',
  voicemail: 'done, voicemail',
  invalid: 'given up, the line does not exist',
  attempts_used: 'given up, no attempts left',
  dropped: 'given up, every line was busy',
  horizon: 'not finished when the scenario ended',
};

function pickWords(scenario: Scenario, pick: PickSeen): string {
  const who = contactName(scenario, pick);
  const id = (number: number) => scenario.numbers[number].id;
  const sticky = pick.rows.find((row) => row.number === pick.sticky);
  const broken =
    pick.sticky < 0 || pick.sticky === pick.answer
      ? ''
      : `; its sticky ${id(pick.sticky)} is ${sticky === undefined ? 'left out' : plain(sticky.verdict)}`;
  if (pick.answer === AT_CAPACITY) return `${who}: nobody, all eligible numbers are busy${broken}`;
  if (pick.answer < 0) return `${who}: nobody, no number is eligible${broken}`;
  if (pick.sticky === pick.answer) return `${who}: ${id(pick.answer)}, sticky`;
  const taken = pick.rows.find((row) => row.number === pick.answer);
  const chance = taken === undefined ? '' : `, drawn with ${percent(taken.probability)}`;
  return `${who}: ${id(pick.answer)}${chance}${broken}`;
}

/** A call from a number that is flagged and not known to be is worth saying. */
function dialScore(
  scenario: Scenario,
  { trueScore, observedScore }: { readonly trueScore: number; readonly observedScore: number },
): string {
  const { spamThreshold } = scenario.platform;
  const unknown = trueScore > spamThreshold && observedScore <= spamThreshold;
  return unknown
    ? `score ${points(trueScore)}, seen as ${points(observedScore)}: flagged, unknowingly`
    : `score ${points(observedScore)}`;
}

function spans({ ringMs, talkMs }: { readonly ringMs: number; readonly talkMs: number }): string {
  const ring = ` after ${formatDuration(Math.round(ringMs / SECOND_MS) * SECOND_MS)}`;
  const talk = formatDuration(Math.round(talkMs / SECOND_MS) * SECOND_MS);
  return talkMs > 0 ? `${ring}, ${talk} long` : ring;
}

function flagWords(
  scenario: Scenario,
  what: Extract<TimelineWhat, { kind: 'flag' | 'unflag' }>,
): string {
  const { id } = scenario.numbers[what.number];
  const side = what.kind === 'flag' ? 'above' : 'no longer above';
  const where = `${side} ${scenario.platform.spamThreshold}`;
  return what.known
    ? `${id} is seen at ${points(what.score)}, ${where}`
    : `${id} is truly at ${points(what.score)}, ${where}; the platform knows when it looks`;
}

const PHASES: Readonly<Record<StallPhase, string>> = {
  begins: 'begins',
  pauses: 'pauses, calling hours are over',
  goes_on: 'goes on',
  ends: 'ends',
};

function stallWords(scenario: Scenario, what: Extract<TimelineWhat, { kind: 'stall' }>): string {
  const where = `${scenario.campaigns[what.campaign].name}, ${scenario.countries[what.country]}`;
  const held = counted(what.contacts, 'contact');
  const size = what.phase === 'begins' ? `${held} wait` : `at most ${held} waited`;
  return `${where}: a stall ${PHASES[what.phase]} (${what.cause}), ${size}`;
}
