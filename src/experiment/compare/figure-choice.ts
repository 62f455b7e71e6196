import { FIGURES, type FigureSpec } from '../../model/figures.ts';
import type { Scope } from '../../model/result.ts';
import type { SideResults } from './side-results.ts';

/** What a comparison is about unless other figures are named: risk, its length, its cause, its effect. */
export const PRIMARY_FIGURES = [
  'stall.risk',
  'stall.time_share',
  'skip.rate.spam',
  'pool.eligible_share',
  'reach.contact_rate',
] as const;

/** A figure that was asked for; `scope` null = wherever it is told. */
export interface FigureRequest {
  readonly key: string;
  readonly scope: Scope | null;
}

/** One comparison: a figure in a scope. */
export interface FigureChoice {
  readonly spec: FigureSpec;
  readonly scope: Scope;
  /** The user asked for just this one: nothing to say about it is not good enough. */
  readonly named: boolean;
}

export const DEFAULT_REQUESTS: readonly FigureRequest[] = PRIMARY_FIGURES.map((key) => {
  return { key, scope: null };
});

/**
 * The comparisons that are asked for, in the order of the registry and each once. Without a scope a figure
 * is compared over everything, in each country, and, where there are several, in each campaign; a campaign's
 * countries one by one only when they are named.
 */
export function chooseFigures(
  requests: readonly FigureRequest[],
  sides: readonly [SideResults, SideResults],
): FigureChoice[] {
  const chosen = new Map<string, FigureChoice>();
  for (const { key, scope } of requests) {
    const spec: FigureSpec | undefined = FIGURES.find((each) => each.key === key);
    if (spec === undefined) throw new RangeError(`no such figure: ${key}`);
    for (const each of scope === null ? usualScopes(sides, spec) : [scope]) {
      const id = JSON.stringify([key, each.campaign, each.country]);
      const named = scope !== null || chosen.get(id)?.named === true;
      chosen.set(id, { spec, scope: each, named });
    }
  }
  const place = new Map<string, number>(FIGURES.map((spec, i) => [spec.key, i]));
  return [...chosen.values()].sort((x, y) => place.get(x.spec.key)! - place.get(y.spec.key)!);
}

function usualScopes(sides: readonly [SideResults, SideResults], spec: FigureSpec): Scope[] {
  const countries = new Set<string>();
  for (const side of sides) for (const { country } of side.scopes) countries.add(country);
  countries.delete('*');
  const scopes: Scope[] = [{ campaign: '*', country: '*' }];
  if (spec.scope === 'cell' && countries.size > 1) {
    for (const country of [...countries].sort()) scopes.push({ campaign: '*', country });
  }
  const campaigns = [...new Set([...sides[0].campaigns, ...sides[1].campaigns])];
  const several = sides.some((side) => side.campaigns.length > 1);
  return several
    ? [...scopes, ...campaigns.map((campaign) => ({ campaign, country: '*' }))]
    : scopes;
}
