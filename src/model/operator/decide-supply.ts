import type { DurationMs } from '../../base/units.ts';
import type { PoolStatus } from '../figures.ts';
import type { PlaybookSpec } from '../playbook-spec.ts';
import type { Draft } from './decision.ts';
import type { CellSight, NumberSight } from './sight.ts';
import { type PlaybookStep, takes } from './steps.ts';

/** Pool statuses of a row that picks may fall on. */
const USABLE: readonly PoolStatus[] = ['healthy', 'capped', 'degraded'];

/** Lets a suitable number dial each country that has contacts and that nobody may dial. */
export function correctCountryRules(playbook: PlaybookSpec, draft: Draft): void {
  if (!takes(playbook, 'country_rules')) return;
  draft.sight.cells.forEach((cell, i) => {
    if (cell.dialable || cell.unfinished === 0 || draft.gained[i] > 0) return;
    // A contact whose country cannot be told can be dialled by unrestricted numbers only.
    const number = suitable(draft, cell);
    if (number === null) return;
    const countries = cell.country === 0 ? [] : [...number.allowedCountries, cell.country];
    const reason = `nobody may dial ${cell.unfinished} contacts of the country`;
    draft.decide('country_rules', { verb: 'allow', number: number.number, countries }, reason);
    draft.gained[i]++;
  });
}

/** An active number of the pool: of the country if there is one, then the one with the lowest score. */
function suitable(draft: Draft, cell: CellSight): NumberSight | null {
  const { sight } = draft;
  const usable = sight.rows.flatMap(({ campaign, number, status }) => {
    if (campaign !== cell.campaign || !USABLE.includes(status)) return [];
    const found = sight.numbers.get(number);
    return found === undefined || found.retired ? [] : [found];
  });
  const away = (number: NumberSight) => (number.country === cell.country ? 0 : 1);
  const sorted = usable.toSorted(
    (a, b) => away(a) - away(b) || a.score - b.score || a.number - b.number,
  );
  return sorted[0] ?? null;
}

/**
 * Spares first, then purchases, for each country in which fewer than `eligibleMin` numbers are eligible
 * or on their way. One number serves every campaign that lacks one there.
 */
export function keepEligible(
  playbook: PlaybookSpec,
  draft: Draft,
  step: PlaybookStep,
  leadMs: DurationMs,
): void {
  if (!takes(playbook, step)) return;
  const countries = [...new Set(draft.sight.cells.map(({ country }) => country))];
  for (const country of countries) {
    // Each turn takes a number from the supply, which ends.
    for (;;) {
      const lacking = lackingIn(playbook, draft, country);
      if (lacking.length === 0) break;
      if (!supplyOne(draft, country, lacking, step, leadMs)) break;
    }
  }
}

/** Cells of a country that lack an eligible number still. */
function lackingIn(playbook: PlaybookSpec, draft: Draft, country: number): CellSight[] {
  return draft.sight.cells.filter((cell, i) => {
    const coming = cell.eligible + cell.onOrder + draft.gained[i];
    return cell.country === country && cell.unfinished > 0 && coming < playbook.eligibleMin;
  });
}

function supplyOne(
  draft: Draft,
  country: number,
  lacking: readonly CellSight[],
  step: PlaybookStep,
  leadMs: DurationMs,
): boolean {
  const campaigns = lacking.map(({ campaign }) => campaign);
  const found = Math.min(...lacking.map(({ eligible }) => eligible));
  const reason = `only ${found} eligible for a country that is called`;
  const spare = draft.takeSpare(country, campaigns);
  const number = spare ?? draft.takePurchase(country, campaigns);
  if (number === null) return false;
  const joins = campaigns.filter((campaign) => number.campaigns.includes(campaign));
  if (spare === null) {
    const action = { verb: 'add', number: number.number, campaigns: joins, leadMs } as const;
    draft.decide(step, { ...action, price: null }, reason);
  } else {
    for (const campaign of joins) {
      draft.decide(step, { verb: 'attach', campaign, number: number.number }, reason);
    }
  }
  draft.willServe(joins, number.allowedCountries);
  return true;
}
