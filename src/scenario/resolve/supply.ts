import { entityKey } from '../../base/hash.ts';
import type { NumberSpec } from '../../model/spec.ts';
import type { Path } from '../yaml/source-tree.ts';
import type { Context } from './context.ts';
import { limitsOf } from './number-limits.ts';
import type { Inventory } from './numbers.ts';

/** A number that is not in a pool at the start, and the pools that it may join. */
export interface SupplyFacts {
  readonly id: string;
  readonly country: number;
  readonly connection: number;
  readonly managed: NumberSpec['managed'];
  /** True where it is in hand; false where it is to be bought or brought along. */
  readonly owned: boolean;
  readonly allowedCountries: readonly number[];
}

/**
 * The numbers that actions may add to pools, and which pools: everything that could ever be attached has
 * its place in the scenario from the start, so that it draws the same luck whoever else is bought.
 */
export class Supply {
  /** Numbers per campaign that may be attached to it. */
  readonly reserves: readonly Set<number>[];
  private readonly ordinals = new Map<string, number>();

  constructor(campaigns: number) {
    this.reserves = Array.from({ length: campaigns }, () => new Set<number>());
  }

  /** `group/country/1`, `/2` …: the next free id. */
  nextId(group: string, country: string): string {
    const key = `${group}/${country}`;
    const ordinal = (this.ordinals.get(key) ?? 0) + 1;
    this.ordinals.set(key, ordinal);
    return `${key}/${ordinal}`;
  }

  /** Adds a number to the inventory. @param path the value of the document that asks for it */
  add(facts: SupplyFacts, path: Path, inventory: Inventory, context: Context): number {
    const number: NumberSpec = {
      ...facts,
      key: entityKey(facts.id),
      name: '',
      status: 'active',
      spamScore: null,
      ...limitsOf({}, inventory.limits),
      firstUsedMs: Number.POSITIVE_INFINITY,
    };
    inventory.add(number, null, context.place(path), '', context);
    return inventory.find(facts.id);
  }
}
