import { NotInstalled } from './bench-case.ts';

/** Chooses places by these weights. */
export interface WeightedChoice {
  next(): number;
  /** A weight has moved: makes anew what was prepared. */
  renew(): void;
}

export type MakeChoice = (weights: number[], draw: () => number) => WeightedChoice;

/** A package of the registry that chooses by weight. */
export interface WeightedPackage {
  readonly name: string;
  /** How it goes about it. */
  readonly method: string;
  /** @throws {NotInstalled} outside of a checkout with its development dependencies */
  load(): Promise<MakeChoice>;
}

/** The most used one, one that keeps cumulative weights, and one with the alias method. */
export const PACKAGES: readonly WeightedPackage[] = [
  { name: 'chance', method: 'two passes over the weights at each pick', load: loadChance },
  { name: 'pandemonium', method: 'binary search in cumulative weights', load: loadPandemonium },
  { name: 'vose-alias-method', method: 'alias table; has no seed', load: loadVose },
];

interface ChanceModule {
  readonly Chance: new (
    draw: () => number,
  ) => { weighted(items: readonly number[], weights: readonly number[]): number };
}

async function loadChance(): Promise<MakeChoice> {
  const { Chance } = await installed<ChanceModule>('chance');
  return (weights, draw) => {
    const chance = new Chance(draw);
    const places = weights.map((_, place) => place);
    return { next: () => chance.weighted(places, weights), renew() {} };
  };
}

interface PandemoniumModule {
  createCachedWeightedRandomIndex(draw: () => number, weights: readonly number[]): () => number;
}

async function loadPandemonium(): Promise<MakeChoice> {
  const { createCachedWeightedRandomIndex } = await installed<PandemoniumModule>('pandemonium');
  return (weights, draw) => {
    let pick = createCachedWeightedRandomIndex(draw, weights);
    return {
      next: () => pick(),
      renew() {
        pick = createCachedWeightedRandomIndex(draw, weights);
      },
    };
  };
}

interface VoseModule {
  readonly VoseAliasMethod: new (weights: readonly number[]) => { next(): number };
}

async function loadVose(): Promise<MakeChoice> {
  const { VoseAliasMethod } = await installed<VoseModule>('vose-alias-method');
  return (weights) => {
    let table = new VoseAliasMethod(weights);
    return {
      next: () => table.next(),
      renew() {
        table = new VoseAliasMethod(weights);
      },
    };
  };
}

/** By a name that the compiler does not follow: no types are needed, and none are missed. */
async function installed<Module>(name: string): Promise<Module> {
  try {
    return (await import(name)) as Module;
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new NotInstalled(
      `${name} is not installed; it is a development dependency, there after npm ci in a checkout`,
    );
  }
}
