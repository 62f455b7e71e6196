import type { Scope } from '../../model/result.ts';
import type { StoredRun } from './stored-run.ts';

/** The scopes that the run kept books of, in order; with one campaign under one name only. */
export function scopesOf({ skips }: Pick<StoredRun, 'skips'>): Scope[] {
  const scopes = new Map<string, Scope>();
  for (const { campaign, country } of skips) {
    scopes.set(JSON.stringify([campaign, country]), { campaign, country });
  }
  return [...scopes.values()];
}

/** Names of the campaigns, in the order of the scenario. */
export function campaignNames({ pool }: Pick<StoredRun, 'pool'>): string[] {
  return [...new Set(pool.map(({ campaign }) => campaign))];
}
