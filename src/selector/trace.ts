import { isFlagged, policyReason } from './eligibility.ts';
import type { PoolView } from './pool-view.ts';
import { isCountryMatched } from './preference.ts';
import { decideSticky } from './sticky.ts';
import {
  type CampaignIndex,
  type CountryIndex,
  NO_NUMBER,
  type NumberIndex,
  type SelectorSettings,
  type TraceRow,
} from './types.ts';

type Verdict = TraceRow['verdict'];

/**
 * Every member of the pool with what becomes of it in a pick and why, ascending by number; released
 * numbers are no members. Follows the order of the rules number by number, without the index. When a
 * busy sticky number is waited for, the candidates keep their verdict and nobody has a chance.
 */
export function traceRows(
  view: PoolView,
  stickyWhenBusy: SelectorSettings['stickyWhenBusy'],
  campaign: CampaignIndex,
  country: CountryIndex,
  sticky: NumberIndex,
): TraceRow[] {
  const members = membersOf(view, campaign);
  const verdicts = new Map<NumberIndex, Verdict>();
  for (const number of members) {
    verdicts.set(number, reasonAlone(view, campaign, number, country) ?? 'candidate');
  }
  const decision = decideSticky(
    sticky !== NO_NUMBER &&
      (verdicts.get(sticky) === 'candidate' || verdicts.get(sticky) === 'busy'),
    sticky !== NO_NUMBER && view.hasRoom(sticky, campaign),
    stickyWhenBusy,
  );
  if (decision === 'use') verdicts.set(sticky, 'sticky');
  else if (view.prefersCountryMatched(campaign)) applyPreference(view, country, verdicts);
  const total = sumOf(members, (n) =>
    verdicts.get(n) === 'candidate' ? view.weight(campaign, n) : 0,
  );
  return members.map((number) => {
    const verdict = verdicts.get(number)!;
    const weight = view.weight(campaign, number);
    let probability = 0;
    if (decision === 'use') probability = verdict === 'sticky' ? 1 : 0;
    else if (decision === 'another' && verdict === 'candidate') probability = weight / total;
    return { number, verdict, spamScore: view.score(number), weight, probability };
  });
}

/** Why the number is left out on its own account, or `null` when it could be picked. */
function reasonAlone(
  view: PoolView,
  campaign: CampaignIndex,
  number: NumberIndex,
  country: CountryIndex,
): Verdict | null {
  const reason = policyReason(
    view.status(number),
    view.isPaused(campaign, number),
    isFlagged(view.score(number), view.spamThreshold),
    view.isAllowed(number, country),
  );
  return reason ?? (view.hasRoom(number, campaign) ? null : 'busy');
}

/** Rule 5: with one country-matched candidate, the others are not preferred. */
function applyPreference(
  view: PoolView,
  country: CountryIndex,
  verdicts: Map<NumberIndex, Verdict>,
): void {
  const candidates = [...verdicts].filter(([, verdict]) => verdict === 'candidate');
  const others = candidates.filter(([n]) => !isCountryMatched(view.homeCountry(n), country));
  if (others.length === candidates.length) return;
  for (const [number] of others) verdicts.set(number, 'not_preferred');
}

function membersOf(view: PoolView, campaign: CampaignIndex): NumberIndex[] {
  const members: NumberIndex[] = [];
  for (let i = 0; i < view.poolSize(campaign); i++) {
    const number = view.poolNumber(campaign, i);
    if (view.status(number) !== 'released') members.push(number);
  }
  return members;
}

function sumOf(numbers: readonly NumberIndex[], value: (number: NumberIndex) => number): number {
  let sum = 0;
  for (const number of numbers) sum += value(number);
  return sum;
}
