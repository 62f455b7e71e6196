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
        hint: 'lengthen duration, or raise what limits the flow (see which limit binds)',
      },
    ];
  }
  if (finished === null || finished === 1 || expired === null || expired === 0) return [];
  return [
    {
      code: 'contacts-expired',
      text: `${roundCount(expired)} contacts on average were unfinished when the duration ended${held(input)}`,
      hint: 'lengthen duration to see the end of the list in every replication',
    },
  ];
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
function held({ figures }: WarningInput): string {
  const parts = PENDING_REASONS.map((reason) => ({
    words: reason.replaceAll('_', ' '),
    contacts: estimateOf(figures, `expired.${reason}`) ?? 0,
  })).filter(({ contacts }) => contacts >= 0.05);
  if (parts.length === 0) return '';
  parts.sort((a, b) => b.contacts - a.contacts);
  return `: ${listed(parts.map(({ words, contacts }) => `${roundCount(contacts)} ${words}`))}`;
}
