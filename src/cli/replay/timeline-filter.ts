import {
  KIND_GROUPS,
  QUIET_KINDS,
  TIMELINE_KINDS,
  type TimelineKind,
} from '../../experiment/replay/timeline-event.ts';
import type { TimelineFilter } from '../../experiment/replay/timeline-filter.ts';
import type { Scenario } from '../../model/spec.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { chosenCampaigns, findContact } from '../explain/find-contact.ts';
import { instantOf } from '../instant-of.ts';
import { oneOf } from '../raw-args.ts';
import { UsageError } from '../usage-error.ts';
import type { TimelineRequest } from './replay-arguments.ts';

/** The filter that was typed, as indices of the scenario. @throws {UsageError} for what it does not have */
export function timelineFilter(scenario: Scenario, request: TimelineRequest): TimelineFilter {
  const { numbers, contact, countries, campaign, from, to, kinds } = request;
  const fromMs = from === null ? 0 : instantOf(scenario, '--from', from);
  const toMs = to === null ? Number.POSITIVE_INFINITY : instantOf(scenario, '--to', to);
  if (fromMs > toMs) throw new UsageError(`--from ${from} is later than --to ${to}`);
  const ofCampaign = campaign === null ? null : chosenCampaigns(scenario, campaign)[0]!;
  return {
    numbers: setOf(numbers, (typed) => findNumber(scenario, typed)),
    contact: contact === null ? null : findContact(scenario, contact, campaign),
    countries: setOf(countries, (typed) => findCountry(scenario, typed)),
    campaign: ofCampaign,
    fromMs,
    toMs,
    kinds: kindsOf(kinds),
  };
}

function setOf(typed: readonly string[], find: (text: string) => number): Set<number> | null {
  return typed.length === 0 ? null : new Set(typed.map(find));
}

/** By its name in the scenario, or by its digits however they are spaced. */
function findNumber(scenario: Scenario, typed: string): number {
  const ids = scenario.numbers.map(({ id }) => id);
  const exact = ids.indexOf(typed);
  const found = exact >= 0 ? exact : ids.indexOf(`+${typed.replaceAll(/\D/g, '')}`);
  if (found >= 0) return found;
  const hint = didYouMean(typed, ids, `there are ${ids.length}, ${ids[0]} among them`);
  throw new UsageError(`--number "${typed}" is no number of the scenario — ${hint}`);
}

function findCountry({ countries }: Scenario, typed: string): number {
  const found = countries.indexOf(typed.toUpperCase());
  if (found >= 0) return found;
  throw new UsageError(
    `--country "${typed}" is no country of the scenario — there is ${countries.join(', ')}`,
  );
}

/** One kind, or those of a group. */
function kindsNamed(text: string): readonly TimelineKind[] {
  const groups = Object.keys(KIND_GROUPS) as (keyof typeof KIND_GROUPS)[];
  const name = oneOf('--kind', text, [...TIMELINE_KINDS, ...groups]);
  return groups.includes(name as keyof typeof KIND_GROUPS)
    ? KIND_GROUPS[name as keyof typeof KIND_GROUPS]
    : [name as TimelineKind];
}

function kindsOf(typed: readonly string[] | null): ReadonlySet<TimelineKind> {
  if (typed === null) return new Set(TIMELINE_KINDS.filter((kind) => !QUIET_KINDS.includes(kind)));
  return new Set(typed.flatMap((text) => kindsNamed(text.trim())));
}
