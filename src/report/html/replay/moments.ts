import type { StoredExemplar } from '../../stored/exemplar.ts';

/** Something in a replication that is worth jumping to. */
export interface Moment {
  /** Minutes since the start. */
  readonly minute: number;
  readonly kind: 'stall' | 'flag';
  readonly campaign: string;
  /** `+442079460002 is flagged in q1`, `GB stalls in q1`. */
  readonly text: string;
}

/** Stalls that begin and numbers that are flagged, in order of time; together where they come together. */
export function momentsOf({ meta, changes }: StoredExemplar): Moment[] {
  const stalls = meta.stalls.map(({ campaign, country, cause, startHours, endHours }): Moment => {
    const lasts = `for ${hours(endHours - startHours)}`;
    const text = `${country} stalls in ${isolated(campaign)} ${lasts} (${cause})`;
    return { minute: Math.floor(startHours * 60), kind: 'stall', campaign, text };
  });
  const flags = changes
    .filter(({ status, atHours }) => status === 'flagged' && atHours > 0)
    .map(({ atHours, number, campaign }): Moment => {
      return {
        minute: Math.round(atHours * 60),
        kind: 'flag',
        campaign,
        text: `${isolated(number)} is flagged in ${isolated(campaign)}`,
      };
    });
  return [...stalls, ...flags].sort(
    (a, b) => a.minute - b.minute || Number(a.kind === 'flag') - Number(b.kind === 'flag'),
  );
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
