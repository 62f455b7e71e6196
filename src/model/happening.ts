import type { SimMs } from '../base/units.ts';
import type { CampaignIndex, CountryIndex, NumberIndex, TraceRow } from '../selector/index.ts';
import type { Outcome } from './observer.ts';
import type { ActionRow, StallCause } from './result.ts';
import type { World } from './world.ts';

/** A contact by its campaign, its place in that campaign's list from 0, and its country. */
export interface Who {
  readonly campaign: CampaignIndex;
  readonly contact: number;
  readonly country: CountryIndex;
}

/** Why a contact's task is over. */
export type FinishReason =
  | 'answered'
  | 'voicemail'
  | 'invalid'
  | 'attempts_used'
  | 'dropped'
  | 'horizon';

/** A closed window pauses an episode, and it goes on when one opens. */
export type StallPhase = 'begins' | 'pauses' | 'goes_on' | 'ends';

/**
 * Something that happened in a replication, as an observer is told it: the whole vocabulary of timelines
 * on one page. Indices are the scenario's; it is told after the fact, and within the event that did it.
 */
export type Happening =
  /** A contact joins the queue; `attempt` is the one it waits for, from 1. */
  | ({ readonly kind: 'due'; readonly attempt: number } & Who)
  | Pick
  /** A call is placed; `ringMs` and `talkMs` are what the provider has in store for it. */
  | ({
      readonly kind: 'dial';
      readonly number: NumberIndex;
      readonly attempt: number;
      readonly queueMs: number;
      readonly ringMs: number;
      readonly outcome: Outcome;
      readonly trueScore: number;
      readonly observedScore: number;
    } & Who)
  | ({
      readonly kind: 'outcome';
      readonly number: NumberIndex;
      readonly attempt: number;
      readonly outcome: Outcome;
      readonly ringMs: number;
      readonly talkMs: number;
    } & Who)
  /** Who took the call reported the number. */
  | ({ readonly kind: 'complaint'; readonly number: NumberIndex } & Who)
  /** The contact will be due again at `dueMs`. */
  | ({ readonly kind: 'retry'; readonly followUp: boolean; readonly dueMs: SimMs } & Who)
  /** The number that reached the contact is remembered; `before` = -1 where there was none. */
  | ({ readonly kind: 'sticky'; readonly number: NumberIndex; readonly before: number } & Who)
  | ({ readonly kind: 'finished'; readonly why: FinishReason } & Who)
  /** A true score moves. */
  | {
      readonly kind: 'score';
      readonly number: NumberIndex;
      readonly from: number;
      readonly to: number;
    }
  /** The platform sees a score; equal where nothing new was seen. */
  | {
      readonly kind: 'fetch';
      readonly number: NumberIndex;
      readonly from: number;
      readonly to: number;
    }
  /** Calling hours of a campaign's contacts of one country and zone begin or end. */
  | {
      readonly kind: 'window';
      readonly campaign: CampaignIndex;
      readonly country: CountryIndex;
      readonly zone: number;
      readonly open: boolean;
    }
  /** Where an episode of stalls stands; `contacts` = most of them at once so far. */
  | {
      readonly kind: 'stall';
      readonly campaign: CampaignIndex;
      readonly country: CountryIndex;
      readonly phase: StallPhase;
      readonly cause: StallCause;
      readonly contacts: number;
    }
  | { readonly kind: 'action'; readonly row: ActionRow }
  /** A fault of the provider, an index into the scenario's faults, begins or ends. */
  | { readonly kind: 'fault'; readonly fault: number; readonly starts: boolean };

/** The selector was asked for a number; or would have been, had any been eligible. */
export interface Pick extends Who {
  readonly kind: 'pick';
  /** The contact's sticky number, or -1. */
  readonly sticky: number;
  /** The number, or `NO_ELIGIBLE` or `AT_CAPACITY` of the selector. */
  readonly answer: number;
  /** Every number of the pool with its verdict. Costs a scan of the pool; right only while it is told. */
  readonly rows: () => readonly TraceRow[];
}

/** @param contact its place in the world */
export function whoIs(world: World, contact: number): Who {
  const { contacts, prepared } = world;
  const { campaign, country } = prepared.classes[contacts.classOf[contact]];
  return { campaign, contact: contact - prepared.contactFrom[campaign], country };
}

/** What the selector was asked on behalf of a contact, and what it said. */
export function pickOf(world: World, contact: number, answer: number): Pick {
  const who = whoIs(world, contact);
  const sticky = world.contacts.sticky[contact];
  const rows = () => world.selector.trace(who.campaign, who.country, sticky);
  return { kind: 'pick', ...who, sticky, answer, rows };
}
