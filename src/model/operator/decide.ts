import type { PlaybookSpec } from '../playbook-spec.ts';
import { retire } from './decide-retire.ts';
import { correctCountryRules, keepEligible } from './decide-supply.ts';
import { narrow, relax, rest } from './decide-volume.ts';
import { type Decision, Draft } from './decision.ts';
import type { Sight } from './sight.ts';
import { spot } from './spot.ts';

/**
 * The playbook: what follows from what the operator sees at a review, in the order in which it is done.
 * A pure function; it knows no true score. O(rows² of a pool).
 */
export function decide(playbook: PlaybookSpec, sight: Sight): Decision[] {
  const draft = new Draft(sight);
  const spotted = spot(playbook, sight);
  relax(playbook, draft, spotted);
  rest(playbook, draft, spotted);
  narrow(playbook, draft, spotted);
  correctCountryRules(playbook, draft);
  retire(playbook, draft, spotted);
  keepEligible(playbook, draft, 'keep_eligible', playbook.replace.leadMs);
  return draft.decisions;
}

/** What is bought or attached before the start, so that each country has enough to begin with. */
export function decidePreflight(playbook: PlaybookSpec, sight: Sight): Decision[] {
  if (playbook.preflight !== 'buy') return [];
  const draft = new Draft(sight);
  keepEligible(playbook, draft, 'preflight', 0);
  return draft.decisions;
}
