import type { StoredNumber } from '../stored/pool-rows.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { counted } from '../text/format.ts';
import { type Html, html } from './safe-html.ts';

/** Numbers that a page lists and draws. More would be megabytes that nobody reads; the files have them all. */
export const MOST_NUMBERS = 600;

/** All numbers of the run, or the unhealthiest and then the busiest of a large one, in their own order. */
export function listedNumbers({ numbers, pool }: StoredRun): readonly StoredNumber[] {
  if (numbers.length <= MOST_NUMBERS) return numbers;
  const ill = new Map<string, number>();
  for (const { number, statusTime } of pool) {
    const share = 1 - (statusTime.healthy?.estimate ?? 1);
    ill.set(number, Math.max(share, ill.get(number) ?? 0));
  }
  const dials = ({ dials }: StoredNumber) => dials?.estimate ?? 0;
  const share = ({ number }: StoredNumber) => Math.round((ill.get(number) ?? 0) * 100);
  const telling = numbers
    .toSorted((a, b) => share(b) - share(a) || dials(b) - dials(a))
    .slice(0, MOST_NUMBERS);
  const chosen = new Set(telling);
  return numbers.filter((number) => chosen.has(number));
}

/** Says under a list what it leaves out; nothing where it leaves out nothing. */
export function leftOut(hidden: number, file: string): Html | null {
  if (hidden <= 0) return null;
  return html`<p class="note">${counted(hidden, 'more number')} in <code>${file}</code>: the unhealthiest and then the busiest are shown.</p>`;
}
