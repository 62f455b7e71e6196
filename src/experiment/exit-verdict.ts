import type { GateResult } from './gates.ts';

/** The exit code that an experiment asks for, with the reason in words. */
export interface ExitVerdict {
  readonly code: 0 | 3 | 5 | 130;
  readonly reason: string;
}

/**
 * An interrupted run has no verdict (130). Else a breached gate (3) goes before one that is unsure or has
 * no data (5): a gate on nothing is not a pass. Without gates a finished run is 0.
 */
export function exitVerdict(gates: readonly GateResult[], partial: boolean): ExitVerdict {
  if (partial) return { code: 130, reason: 'interrupted: what was finished is kept' };
  const breached = gates.filter((result) => result.verdict === 'breached').length;
  if (breached > 0) return { code: 3, reason: `${count(breached, 'gate')} breached` };
  const unsure = gates.filter((result) => result.verdict === 'unsure').length;
  const noData = gates.filter((result) => result.verdict === 'no_data').length;
  if (unsure + noData > 0) {
    const parts: string[] = [];
    if (unsure > 0) parts.push(`${count(unsure, 'gate')} unsure`);
    if (noData > 0) parts.push(`${count(noData, 'gate')} without data`);
    return { code: 5, reason: parts.join(', ') };
  }
  if (gates.length === 0) return { code: 0, reason: 'done; no gates were asked for' };
  return {
    code: 0,
    reason: gates.length === 1 ? 'the gate held' : `all ${gates.length} gates held`,
  };
}

function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}
