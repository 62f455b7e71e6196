import { plainNumber } from '../../src/experiment/verify/plain-scenario.ts';
import type { CampaignSpec, ContactSource, NumberSpec, Scenario } from '../../src/model/spec.ts';
import { COUNTRIES, campaign, connection, scenario } from './scenario-builder.ts';

/** Numbers of one home country that are alike. */
export interface PoolPart {
  /** Index into `COUNTRIES`. */
  readonly country: number;
  readonly own: number;
  /** Countries that they may dial; absent: any. */
  readonly allowed?: readonly number[];
  /** Index of the connection; absent: the first. */
  readonly connection?: number;
}

/**
 * A pool for the planner: numbers `us/0` … of each part in turn, in one campaign, and contacts of the parts' home
 * countries in equal shares. Lines are `line`, `line-2` ….
 */
export function planPool(parts: readonly PoolPart[], over: Partial<Scenario> = {}): Scenario {
  const numbers: NumberSpec[] = [];
  for (const { country, own, allowed = [], connection: line = 0 } of parts) {
    const group = COUNTRIES[country].toLowerCase();
    for (let i = 0; i < own; i++) {
      const facts = { country, allowedCountries: allowed, connection: line };
      numbers.push(plainNumber(`${group}/${i}`, facts));
    }
  }
  const lines = Math.max(...parts.map(({ connection: line = 0 }) => line)) + 1;
  const countries = [...new Set(parts.map(({ country }) => country))];
  const shares = countries.map((country) => [country, 1 / countries.length] as const);
  return scenario({
    numbers,
    connections: Array.from({ length: lines }, (_, i) =>
      connection({ id: i === 0 ? 'line' : `line-${i + 1}` }),
    ),
    campaigns: [poolCampaign(numbers.length, shares)],
    ...over,
  });
}

/** A campaign of thirty contacts in these shares of countries, on the first `poolSize` numbers. */
export function poolCampaign(
  poolSize: number,
  shares: readonly (readonly [country: number, share: number])[],
  over: Partial<CampaignSpec> = {},
): CampaignSpec {
  const contacts: ContactSource = {
    kind: 'generated',
    group: 'contacts',
    count: 30,
    mix: shares.map(([country, share]) => ({ share, country, zone: 0 })),
  };
  return campaign(poolSize, 30, { contacts, ...over });
}
