import type { InterventionSpec, OperatorAction } from '../../model/action-spec.ts';
import { parsePhone } from '../phone/parse.ts';
import type { ScenarioInput } from '../schema/scenario.ts';
import type { Path } from '../yaml/source-tree.ts';
import type { Supply } from './supply.ts';
import { findCampaign, findNumber, findTarget, late, type Targets } from './targets.ts';

type Input = ScenarioInput['interventions'][number];
type InputOf<V extends Input['do']> = Extract<Input, { do: V }>;

/** What interventions are resolved against: everything that they may name or bring. */
export interface InterventionTargets extends Targets {
  readonly supply: Supply;
}

/** Interventions in order of time, then of the document. */
export function resolveInterventions(
  inputs: readonly Input[],
  targets: InterventionTargets,
): InterventionSpec[] {
  // What is bought or brought first, so that other actions can name it, wherever they stand.
  const supplied = inputs.map((input, i) => supplyFor(input, ['interventions', i], targets));
  const specs = inputs.flatMap((input, i): InterventionSpec[] => {
    const path: Path = ['interventions', i];
    late(input.at, [...path, 'at'], targets.context);
    const action = resolveAction(input, supplied[i], path, targets);
    return action === null ? [] : [{ ...action, atMs: input.at }];
  });
  reserveRows(specs, targets);
  inputs.forEach((input, i) => {
    checkRow(input, ['interventions', i], targets);
  });
  return specs.sort((a, b) => a.atMs - b.atMs);
}

/** Index of the number that an action buys or brings; -1 where it does neither. */
function supplyFor(input: Input, path: Path, targets: InterventionTargets): number {
  if (input.do === 'add') return supplyAdded(input, path, targets);
  if (input.do !== 'replace' || input.with !== undefined) return -1;
  const { inventory, supply, context } = targets;
  const replaced = inventory.find(input.number);
  if (replaced < 0) return -1;
  const { country, connection, allowedCountries } = inventory.list[replaced];
  const id = supply.nextId('add', context.countries.names[country]);
  const facts = { id, country, connection, allowedCountries, owned: false };
  return supply.add({ ...facts, managed: 'twilio' }, path, inventory, context);
}

function supplyAdded(input: InputOf<'add'>, path: Path, targets: InterventionTargets): number {
  const { context, connections, inventory, supply } = targets;
  if ((input.number === undefined) === (input.country === undefined)) {
    const found = input.number === undefined ? 'names nothing to add' : 'names two things to add';
    context.problem(path, found, 'a country to buy a number in, or the number that is brought');
    return -1;
  }
  const connection = connections.index(input.connection ?? null);
  if (connection < 0 && input.connection !== undefined) {
    const message = `there is no connection ${input.connection}`;
    context.problem([...path, 'connection'], message, connections.remedy(input.connection));
  }
  const allowedCountries = input.allowedCountries.map((code, i) =>
    context.country(code, [...path, 'allowedCountries', i]),
  );
  const facts = { connection, allowedCountries: [...new Set(allowedCountries)], owned: false };
  if (input.country !== undefined) {
    const country = context.country(input.country, [...path, 'country']);
    const id = supply.nextId('add', input.country.toUpperCase());
    return supply.add({ ...facts, id, country, managed: 'twilio' }, path, inventory, context);
  }
  const id = (input.number ?? '').replace(/[\s().-]/g, '');
  const phone = /^\+[1-9]\d{6,14}$/.test(id) ? parsePhone(id) : null;
  if (phone === null || !phone.valid) {
    const message = `${JSON.stringify(input.number)} is not a phone number in E.164`;
    context.problem([...path, 'number'], message, 'such as +14155550100');
    return -1;
  }
  const country = phone.country === null ? 0 : context.countries.index(phone.country);
  return supply.add({ ...facts, id, country, managed: 'byo' }, path, inventory, context);
}

function resolveAction(
  input: Input,
  supplied: number,
  path: Path,
  targets: InterventionTargets,
): OperatorAction | null {
  switch (input.do) {
    case 'pause':
    case 'resume':
    case 'widen': {
      const target = findTarget(input, input.do, path, targets);
      return target === null ? null : { verb: input.do, target };
    }
    case 'narrow': {
      const target = findTarget(input, input.do, path, targets);
      if (target === null) return null;
      return { verb: 'narrow', target, callsPerDay: input.callsPerDay };
    }
    case 'attach':
    case 'detach': {
      const number = findNumber(input.number, [...path, 'number'], targets);
      const campaign = findCampaign(input.campaign, [...path, 'campaign'], targets);
      return number < 0 || campaign < 0 ? null : { verb: input.do, number, campaign };
    }
    case 'add':
      return supplied < 0 ? null : added(input, supplied, path, targets);
    default:
      return onNumber(input, supplied, path, targets);
  }
}

function onNumber(
  input: InputOf<'replace' | 'deactivate' | 'activate' | 'release' | 'allow' | 'set_score'>,
  supplied: number,
  path: Path,
  targets: InterventionTargets,
): OperatorAction | null {
  const number = findNumber(input.number, [...path, 'number'], targets);
  if (input.do === 'release') mayRelease(input, number, path, targets);
  if (number < 0) return null;
  switch (input.do) {
    case 'replace':
      return replaced(input, number, supplied, path, targets);
    case 'allow': {
      const indices = input.countries.map((code, i) =>
        targets.context.country(code, [...path, 'countries', i]),
      );
      return { verb: 'allow', number, countries: [...new Set(indices)] };
    }
    case 'set_score':
      return { verb: 'set_score', number, score: input.score };
    default:
      return { verb: input.do, number };
  }
}

function added(
  input: InputOf<'add'>,
  number: number,
  path: Path,
  targets: InterventionTargets,
): OperatorAction {
  const campaigns = (input.campaigns ?? targets.campaigns.map(({ name }) => name)).map((name, i) =>
    findCampaign(name, [...path, 'campaigns', i], targets),
  );
  // What is brought along costs no set-up, unless it is said to.
  const brought = targets.inventory.list[number].managed === 'byo';
  const price = input.price ?? (brought ? 0 : null);
  return {
    verb: 'add',
    number,
    campaigns: [...new Set(campaigns)].filter((campaign) => campaign >= 0),
    leadMs: input.lead,
    price,
  };
}

function replaced(
  input: InputOf<'replace'>,
  number: number,
  supplied: number,
  path: Path,
  targets: InterventionTargets,
): OperatorAction | null {
  const { context } = targets;
  if (input.with === undefined) {
    const { lead: leadMs, price = null } = input;
    return { verb: 'replace', number, by: supplied, leadMs, price };
  }
  const by = findNumber(input.with, [...path, 'with'], targets);
  if (by < 0) return null;
  if (by === number) {
    context.problem([...path, 'with'], `${input.with} would replace itself`, 'another number');
  }
  // A spare is in hand: no delivery, and no set-up unless it is said to cost one.
  return { verb: 'replace', number, by, leadMs: 0, price: input.price ?? 0 };
}

function mayRelease(
  input: InputOf<'release'>,
  number: number,
  path: Path,
  targets: InterventionTargets,
): void {
  const { context, inventory } = targets;
  if (input.confirm !== true) {
    const message = `${input.number} would be given up for good`;
    context.problem(path, message, 'a release needs confirm: true, as it cannot be undone');
  }
  if (number < 0 || inventory.list[number].managed === 'twilio') return;
  const message = `${input.number} was brought along (byo): the platform cannot release it`;
  context.problem([...path, 'number'], message, 'do: deactivate, which can be undone');
}

/** Lays out a row wherever an action may attach a number that is not in the pool from the start. */
function reserveRows(specs: readonly InterventionSpec[], targets: InterventionTargets): void {
  const { campaigns, supply } = targets;
  const reserve = (campaign: number, number: number): boolean => {
    const known = campaigns[campaign].pool.includes(number);
    if (known || supply.reserves[campaign].has(number)) return false;
    supply.reserves[campaign].add(number);
    return true;
  };
  const has = (campaign: number, number: number) =>
    campaigns[campaign].pool.includes(number) || supply.reserves[campaign].has(number);
  for (const spec of specs) {
    if (spec.verb === 'attach') reserve(spec.campaign, spec.number);
    if (spec.verb === 'add') for (const campaign of spec.campaigns) reserve(campaign, spec.number);
  }
  // A replacement may itself be replaced: until nothing new joins a pool.
  for (let grew = true; grew; ) {
    grew = false;
    for (const spec of specs) {
      if (spec.verb !== 'replace') continue;
      for (const campaign of campaigns.keys()) {
        if (has(campaign, spec.number) && reserve(campaign, spec.by)) grew = true;
      }
    }
  }
}

/** A pool row that is aimed at must be one that can exist. */
function checkRow(input: Input, path: Path, targets: InterventionTargets): void {
  if (!('campaign' in input) || !('number' in input)) return;
  if (input.campaign === undefined || input.number === undefined) return;
  const { inventory, campaigns, supply, context } = targets;
  const number = inventory.find(input.number);
  const campaign = campaigns.findIndex(({ name }) => name === input.campaign);
  if (number < 0 || campaign < 0) return;
  if (campaigns[campaign].pool.includes(number) || supply.reserves[campaign].has(number)) return;
  const message = `${input.number} is not in the pool of ${input.campaign}`;
  context.problem([...path, 'number'], message, 'a number of that pool');
}
