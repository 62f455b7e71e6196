import { entityKey } from '../../base/hash.ts';
import type { NumberSpec } from '../../model/spec.ts';
import { didYouMean } from '../nearest.ts';
import { parsePhone } from '../phone/parse.ts';
import type { NumberSourceInput, ScenarioInput } from '../schema/scenario.ts';
import { problemAt } from '../yaml/read-document.ts';
import type { Path, Place } from '../yaml/source-tree.ts';
import type { Connections } from './connections.ts';
import type { Context } from './context.ts';
import { readNumberFile } from './number-file.ts';
import { type LimitsInput, limitsOf } from './number-limits.ts';

/** The inventory, by id and by group. */
export class Inventory {
  readonly list: NumberSpec[] = [];
  readonly groups = new Map<string, number[]>();
  /** Some file of numbers could not be read: what seems to be missing may be in it. */
  incomplete = false;
  /** Limits of numbers that do not say their own. */
  readonly limits: LimitsInput;
  private readonly indices = new Map<string, number>();
  private readonly places: Place[] = [];

  constructor(limits: LimitsInput) {
    this.limits = limits;
  }

  find(id: string): number {
    return this.indices.get(id) ?? -1;
  }

  /** What to do about an id that is not there. */
  remedy(id: string): string {
    const names = [...this.indices.keys(), ...this.groups.keys()];
    const some = names.slice(0, 5).join(', ');
    return didYouMean(id, names, names.length === 0 ? 'there are no numbers' : `such as ${some}`);
  }

  /** Adds a number; a second one of the same id is a problem at its place. */
  add(
    number: NumberSpec,
    group: string | null,
    place: Place,
    path: string,
    context: Context,
  ): void {
    const before = this.indices.get(number.id);
    if (before !== undefined) {
      const other = this.places[before];
      const message = `${number.id} is in the inventory twice`;
      const remedy = `it is already at ${other.line > 0 ? `${other.file}:${other.line}` : other.file}`;
      context.problems.push(problemAt(place, message, remedy, path));
      return;
    }
    const index = this.list.push(number) - 1;
    this.indices.set(number.id, index);
    this.places.push(place);
    if (group === null) return;
    const members = this.groups.get(group) ?? [];
    members.push(index);
    this.groups.set(group, members);
  }
}

type Generated = Extract<NumberSourceInput, { generate: unknown }>['generate'];
type Inline = Extract<NumberSourceInput, { e164: unknown }>;

/** Reads and makes all numbers of a scenario, in the order of the document. */
export async function resolveNumbers(
  input: ScenarioInput,
  connections: Connections,
  context: Context,
): Promise<Inventory> {
  const inventory = new Inventory(input.platform.numberLimits);
  for (const [i, source] of input.numbers.entries()) {
    const path: Path = ['numbers', i];
    if ('file' in source) await readNumberFile(source.file, path, inventory, connections, context);
    else if ('generate' in source) generate(source.generate, path, inventory, connections, context);
    else inlineNumber(source, path, inventory, connections, context);
  }
  return inventory;
}

function generate(
  input: Generated,
  path: Path,
  inventory: Inventory,
  connections: Connections,
  context: Context,
): void {
  const at = [...path, 'generate'];
  const base = shared(input, at, connections, inventory.limits, context);
  const country = context.country(input.country, [...at, 'country']);
  const group = input.group ?? freeGroup(input.country.toUpperCase(), inventory);
  if (inventory.groups.has(group)) {
    const message = `two groups of numbers are called ${group}`;
    context.problem([...at, 'group'], message, 'give each its own name');
    return;
  }
  for (let ordinal = 1; ordinal <= input.count; ordinal++) {
    const id = `${group}/${ordinal}`;
    const number: NumberSpec = { id, key: entityKey(id), name: '', country, ...base };
    inventory.add(number, group, context.place(at), '', context);
  }
}

/** The country's code, or the first of US-2, US-3 … that is free. */
function freeGroup(country: string, inventory: Inventory): string {
  if (!inventory.groups.has(country)) return country;
  let ordinal = 2;
  while (inventory.groups.has(`${country}-${ordinal}`)) ordinal++;
  return `${country}-${ordinal}`;
}

function inlineNumber(
  input: Inline,
  path: Path,
  inventory: Inventory,
  connections: Connections,
  context: Context,
): void {
  const id = input.e164.replace(/[\s().-]/g, '');
  const facts = /^\+[1-9]\d{6,14}$/.test(id) ? parsePhone(id) : null;
  if (facts === null || !facts.valid) {
    const message = `${JSON.stringify(input.e164)} is not a phone number in E.164`;
    context.problem([...path, 'e164'], message, 'such as +14155550100');
    return;
  }
  const told = input.country ?? facts.country;
  const country = told === null ? 0 : context.country(told, [...path, 'country']);
  const base = shared(input, path, connections, inventory.limits, context);
  const number: NumberSpec = { id, key: entityKey(id), name: input.name, country, ...base };
  inventory.add(number, null, context.place(path), 'e164', context);
}

type Shared = Omit<NumberSpec, 'id' | 'key' | 'name' | 'country'>;

function shared(
  input: Generated | Inline,
  path: Path,
  connections: Connections,
  limits: LimitsInput,
  context: Context,
): Shared {
  const id = input.connection ?? null;
  const connection = connections.index(id);
  if (connection < 0 && id !== null) {
    const message = `there is no connection ${id}`;
    context.problem([...path, 'connection'], message, connections.remedy(id));
  }
  const allowed = input.allowedCountries.map((code, i) =>
    context.country(code, [...path, 'allowedCountries', i]),
  );
  return {
    connection,
    status: input.status,
    managed: input.managed,
    owned: true,
    allowedCountries: [...new Set(allowed)],
    spamScore: input.spamScore ?? null,
    ...limitsOf(input, limits),
    firstUsedMs: input.age === undefined ? Number.POSITIVE_INFINITY : -input.age,
  };
}
