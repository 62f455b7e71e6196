import type { PlaybookStep } from '../../model/operator/steps.ts';
import type { PlaybookSpec } from '../../model/playbook-spec.ts';
import { didYouMean } from '../nearest.ts';
import { timeZoneFromText, timeZoneNames } from '../phone/time-zones.ts';
import type { PlaybookInput } from '../schema/playbook.ts';
import type { ScenarioInput } from '../schema/scenario.ts';
import { everOpens } from '../windows.ts';
import type { Path } from '../yaml/source-tree.ts';
import { zoneSpec } from '../zones.ts';
import { audienceOf } from './audience.ts';
import type { InterventionTargets } from './interventions.ts';
import { resolveWindow } from './window-spec.ts';

const AT: Path = ['playbook'];

/** The playbook, and every number that it could ever bring in; null for `none`. */
export function resolvePlaybook(
  input: ScenarioInput,
  targets: InterventionTargets,
): PlaybookSpec | null {
  const { playbook } = input;
  if (playbook === 'none') return null;
  const { spares, purchasable } = supplyOf(playbook, targets);
  return {
    without: playbook.without as PlaybookStep[],
    ...hoursOf(playbook, input, targets),
    reviewMs: playbook.review,
    reactionMs: playbook.reaction,
    eligibleMin: playbook.eligibleMin,
    preflight: playbook.preflight,
    spot: playbook.spot,
    pause: {
      level: playbook.pause.level,
      resumeBelow: playbook.pause.resumeBelow,
      restMinMs: playbook.pause.restMin,
      restMax: playbook.pause.restMax,
    },
    narrow: playbook.narrow,
    replace: { leadMs: playbook.replace.lead, spares, purchasable },
    retire: { flags: playbook.retire.flags, windowMs: playbook.retire.window },
    signOffMs: playbook.signOff,
  };
}

function hoursOf(
  { hours }: PlaybookInput,
  { start, duration }: ScenarioInput,
  { context }: InterventionTargets,
): Pick<PlaybookSpec, 'hours' | 'zone'> {
  const path = [...AT, 'hours'];
  const problems = context.problems.length;
  const window = resolveWindow(hours, path, context);
  const name = hours === 'always' ? 'UTC' : hours.timezone;
  const known = timeZoneFromText(name);
  if (known === null) {
    const remedy = didYouMean(name, timeZoneNames(), 'an IANA name, such as Europe/London');
    context.problem([...path, 'timezone'], `there is no time zone ${name}`, remedy);
  }
  const zone = zoneSpec(known ?? 'UTC', start, duration);
  if (problems === context.problems.length && !everOpens(window, zone, start, duration)) {
    const message = 'the operator never works between the start and the end of the scenario';
    context.problem(path, message, 'change the hours, the start or the duration');
  }
  return { hours: window, zone };
}

/**
 * Spares in hand and what may be bought: in each country that is called, and in the home countries of
 * pool numbers, which may have to be replaced by their like. Spares may join any pool, a bought number
 * those that call its country or have numbers of it.
 */
function supplyOf(
  { replace }: PlaybookInput,
  targets: InterventionTargets,
): { spares: number[]; purchasable: number[] } {
  const { context, connections, inventory, campaigns, supply } = targets;
  const path = [...AT, 'replace'];
  const connection = connections.index(replace.connection ?? null);
  if (connection < 0 && replace.connection !== undefined) {
    const message = `there is no connection ${replace.connection}`;
    context.problem([...path, 'connection'], message, connections.remedy(replace.connection));
  }
  const make = (group: 'spare' | 'buy', country: number, count: number, pools: number[]) =>
    Array.from({ length: count }, () => {
      const id = supply.nextId(group, context.countries.names[country]);
      const allowedCountries = replace.allowed === 'home' ? [country] : [];
      const facts = { id, country, connection, allowedCountries, managed: 'twilio' } as const;
      const number = supply.add({ ...facts, owned: group === 'spare' }, path, inventory, context);
      for (const campaign of pools) supply.reserves[campaign].add(number);
      return number;
    });
  const all = [...campaigns.keys()];
  const homes = inventory.list.map(({ country }) => country);
  const spares = Object.entries(replace.spares).flatMap(([code, count]) =>
    make('spare', context.country(code, [...path, 'spares', code]), count, all),
  );
  const countriesOf = campaigns.map(({ contacts, pool }) => {
    const audience = [...audienceOf(contacts).byCountry].filter(([, count]) => count > 0);
    return new Set([...audience.map(([country]) => country), ...pool.map((n) => homes[n])]);
  });
  const { names } = context.countries;
  const countries = [...new Set(countriesOf.flatMap((set) => [...set]))]
    .filter((country) => country !== 0)
    .sort((a, b) => (names[a] < names[b] ? -1 : 1));
  const purchasable = countries.flatMap((country) => {
    const pools = all.filter((campaign) => countriesOf[campaign].has(country));
    return make('buy', country, replace.max, pools);
  });
  return { spares, purchasable };
}
