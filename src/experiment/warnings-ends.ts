import { lastFaultEndMs } from '../model/faults.ts';
import { PENDING_REASONS } from '../model/pending.ts';
import type { Warning } from '../model/warning.ts';
import { formatDuration } from '../scenario/quantities.ts';
import { estimateOf, listed, roundCount, type WarningInput } from './warning-input.ts';

/** Did the list end, and if not: what held those who are left? */
export function endWarnings(input: WarningInput): Warning[] {
  return [...horizon(input), ...faultBacklog(input)];
}

function horizon(input: WarningInput): Warning[] {
  const finished = estimateOf(input.figures, 'finish.share');
  const expired = estimateOf(input.figures, 'finish.expired');
  if (finished === 0) {
    const left =
      expired === null ? '' : `; ${roundCount(expired)} contacts are left on average${held(input)}`;
    return [
      {
        code: 'horizon-too-short',
        text: `no replication finished its list within the duration${left}`,
        hint: isForWantOfNumbers(input)
          ? WANT_OF_NUMBERS
          : 'lengthen duration, or raise what limits the flow (see which limit binds)',
      },
    ];
  }
  if (finished === null || finished === 1 || expired === null || expired === 0) return [];
  return [
    {
      code: 'contacts-expired',
      text: `${roundCount(expired)} contacts on average were unfinished when the duration ended${held(input)}`,
      hint: isForWantOfNumbers(input)
        ? WANT_OF_NUMBERS
        : 'lengthen duration to see the end of the list in every replication',
    },
  ];
}

const WANT_OF_NUMBERS =
  'keep more numbers eligible: more time alone does not help who waits for one';

/** More of those who are left wait for an eligible number than for anything else. */
function isForWantOfNumbers(input: WarningInput): boolean {
  return leftBy(input)[0]?.reason === 'no_eligible_number';
}

/** After the last fault the backlog must drain; where it does not, something else holds it. */
function faultBacklog(input: WarningInput): Warning[] {
  const { scenario } = input.loaded;
  const endMs = lastFaultEndMs(scenario);
  const finished = estimateOf(input.figures, 'finish.share');
  if (endMs < 0 || endMs >= scenario.durationMs || finished === null || finished === 1) return [];
  const leftMs = scenario.durationMs - endMs;
  return [
    {
      code: 'fault-backlog',
      text: `the list had not ended ${formatDuration(leftMs)} after the last fault was over${held(input)}`,
      hint: 'the reasons say what holds the rest; run it without faults to see what they cost',
    },
  ];
}

/** `: 213 at capacity, 27 waiting retry`: what held the contacts that are left, most of them first. */
function held(input: WarningInput): string {
  const parts = leftBy(input).map(
    ({ reason, contacts }) => `${roundCount(contacts)} ${reason.replaceAll('_', ' ')}`,
  );
  return parts.length === 0 ? '' : `: ${listed(parts)}`;
}

function leftBy({ figures }: WarningInput) {
  return PENDING_REASONS.map((reason) => ({
    reason,
    contacts: estimateOf(figures, `expired.${reason}`) ?? 0,
  }))
    .filter(({ contacts }) => contacts >= 0.05)
    .sort((a, b) => b.contacts - a.contacts);
}
