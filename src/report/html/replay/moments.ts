import type { StoredExemplar } from '../../stored/exemplar.ts';
import { joined } from '../../text/format.ts';

/** Something in a replication that is worth jumping to. */
export interface Moment {
  /** Minutes since the start. */
  readonly minute: number;
  readonly kind: 'stall' | 'flag';
  /** Where it is seen: several, where a number is flagged in all its pools at once. */
  readonly campaigns: readonly string[];
  /** `+442079460002 is flagged in q1`, `GB stalls in q1 for 2 h (spam)`. */
  readonly text: string;
}

/** Stalls that begin and numbers that are flagged, in order of time. */
export function momentsOf(exemplar: StoredExemplar): Moment[] {
  return [...stalls(exemplar), ...flags(exemplar)].sort(
    (a, b) => a.minute - b.minute || Number(a.kind === 'flag') - Number(b.kind === 'flag'),
  );
}

function stalls({ meta }: StoredExemplar): Moment[] {
  return meta.stalls.map(({ campaign, country, cause, startHours, endHours }) => ({
    minute: Math.floor(startHours * 60),
    kind: 'stall',
    campaigns: [campaign],
    text: `${country} stalls in ${isolated(campaign)} for ${hours(endHours - startHours)} (${cause})`,
  }));
}

/** What was flagged at the start did not become so in the run. */
function flags({ changes }: StoredExemplar): Moment[] {
  const found = new Map<string, { minute: number; number: string; campaigns: string[] }>();
  for (const { status, atHours, number, campaign } of changes) {
    if (status !== 'flagged' || atHours <= 0) continue;
    const minute = Math.round(atHours * 60);
    const key = `${minute} ${number}`;
    const own = found.get(key) ?? { minute, number, campaigns: [] };
    own.campaigns.push(campaign);
    found.set(key, own);
  }
  return [...found.values()].map(({ minute, number, campaigns }) => {
    const text = `${isolated(number)} is flagged in ${joined(campaigns.map(isolated))}`;
    return { minute, kind: 'flag', campaigns, text };
  });
}

/** Hebrew, Arabic and the scripts beside them, with their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that runs from right to left, set apart so that it does not turn the words around it. */
function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}

function hours(value: number): string {
  return value < 1 ? `${Math.round(value * 60)} min` : `${Math.round(value * 10) / 10} h`;
}
