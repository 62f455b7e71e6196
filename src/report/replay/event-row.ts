import { unreachable } from '../../base/assert.ts';
import type {
  PickSeen,
  TimelineEvent,
  TimelineWhat,
} from '../../experiment/replay/timeline-event.ts';
import { POOL_STATUSES } from '../../model/figures.ts';
import { actedOnWords } from '../../model/operator/acted-on.ts';
import type { Scenario } from '../../model/spec.ts';
import { AT_CAPACITY } from '../../selector/index.ts';
import { contactLabel } from '../attempts.ts';
import { instant } from '../names.ts';
import { eventWords, faultConnection } from './event-words.ts';

/** An event with names in place of indices: one line of NDJSON. What does not apply is absent. */
export interface EventRow {
  readonly at: string;
  readonly atMs: number;
  readonly event: number;
  readonly kind: string;
  readonly campaign?: string;
  readonly contact?: string;
  readonly country?: string;
  readonly number?: string | null;
  /** The event in words, without its time. */
  readonly text: string;
  readonly numbers?: readonly VerdictRow[];
  readonly [detail: string]: unknown;
}

/** A number of the pool and what became of it in a pick. */
export interface VerdictRow {
  readonly number: string;
  readonly verdict: string;
  readonly spamScore: number;
  readonly weight: number;
  readonly probability: number;
}

export function eventRow(scenario: Scenario, { atMs, event, what }: TimelineEvent): EventRow {
  return {
    at: instant(scenario, atMs),
    atMs,
    event,
    kind: what.kind,
    ...subject(scenario, what),
    ...details(scenario, what),
    text: eventWords(scenario, what),
  };
}

/** Whom it concerns: campaign, contact, country, number, where it has them. */
function subject(scenario: Scenario, what: TimelineWhat) {
  return {
    ...('campaign' in what ? { campaign: scenario.campaigns[what.campaign].name } : {}),
    ...('contact' in what ? { contact: contactLabel(scenario, what.campaign, what.contact) } : {}),
    ...('country' in what ? { country: scenario.countries[what.country] } : {}),
    ...('number' in what ? { number: scenario.numbers[what.number].id } : {}),
  };
}

function details(scenario: Scenario, what: TimelineWhat): Readonly<Record<string, unknown>> {
  switch (what.kind) {
    case 'due':
      return { attempt: what.attempt };
    case 'pick':
      return pickDetails(scenario, what);
    case 'dial': {
      const { attempt, queueMs, ringMs, trueScore, observedScore } = what;
      const connection = scenario.connections[scenario.numbers[what.number].connection].id;
      const scores = { trueScorePoints: trueScore, observedScorePoints: observedScore };
      return { attempt, connection, queueMs, ringMs, ...scores };
    }
    case 'ring':
    case 'complaint':
      return {};
    case 'answer':
      return { by: what.by };
    case 'outcome': {
      const { attempt, outcome, ringMs, talkMs } = what;
      return { attempt, outcome, ringMs, talkMs };
    }
    case 'retry':
      return { followUp: what.followUp, dueMs: what.dueMs, dueAt: instant(scenario, what.dueMs) };
    case 'sticky':
      return { before: idOrNull(scenario, what.before) };
    case 'finished':
      return { why: what.why };
    case 'score':
    case 'fetch':
      return { fromPoints: what.from, toPoints: what.to };
    case 'flag':
    case 'unflag':
      return { scorePoints: what.score, known: what.known };
    case 'status':
      return { status: POOL_STATUSES[what.status] };
    case 'window':
      return { zone: scenario.zones[what.zone].name, open: what.open };
    case 'stall':
      return { phase: what.phase, cause: what.cause, contacts: what.contacts };
    case 'action': {
      const { by, verb, reason, outcome, cost, effect } = what.row;
      return { by, verb, target: actedOnWords(what.row), reason, outcome, cost, effect };
    }
    case 'fault': {
      const fault = scenario.faults[what.fault];
      const connection = faultConnection(scenario, fault);
      const country = 'country' in fault ? { country: scenario.countries[fault.country] } : {};
      return { fault: fault.kind, connection, ...country, starts: what.starts };
    }
    default:
      return unreachable(what);
  }
}

function pickDetails(scenario: Scenario, pick: PickSeen) {
  const { answer } = pick;
  return {
    number: idOrNull(scenario, answer),
    why: answer >= 0 ? 'picked' : answer === AT_CAPACITY ? 'at_capacity' : 'no_eligible_number',
    sticky: idOrNull(scenario, pick.sticky),
    numbers: pick.rows.map(({ number, verdict, spamScore, weight, probability }) => {
      return { number: scenario.numbers[number].id, verdict, spamScore, weight, probability };
    }),
  };
}

function idOrNull(scenario: Scenario, number: number): string | null {
  return number < 0 ? null : scenario.numbers[number].id;
}
