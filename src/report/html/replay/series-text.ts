/** A score is kept to two points: a bar is not read more closely. */
export const SCORE_STEP = 2;

/**
 * Small whole numbers as a text that a page can carry: one letter a number up to 51 (`a` = 0, `Z` = 51), larger
 * ones in braces, no value as `-`, and the length of a run of equal ones before it. Calls in quarters of an hour
 * and scores that change once a day take a hundredth of what JSON would.
 */
export function packSeries(values: Iterable<number>): string {
  let text = '';
  let run = 0;
  let last: string | null = null;
  const flush = () => {
    if (last !== null) text += run === 1 ? last : `${run}${last}`;
  };
  for (const value of values) {
    const sign = writeSign(value);
    if (sign === last) run++;
    else {
      flush();
      last = sign;
      run = 1;
    }
  }
  flush();
  return text;
}

/** The numbers of {@link packSeries}; NaN where there was no value. */
export function unpackSeries(text: string): Float64Array {
  const values: number[] = [];
  for (const [, run, sign] of text.matchAll(/(\d*)(-|[a-zA-Z]|\{\d+\})/g)) {
    const value = readSign(sign);
    for (let left = run === '' ? 1 : Number(run); left > 0; left--) values.push(value);
  }
  return Float64Array.from(values);
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function writeSign(value: number): string {
  if (Number.isNaN(value)) return '-';
  return LETTERS[value] ?? `{${value}}`;
}

function readSign(sign: string): number {
  if (sign === '-') return Number.NaN;
  return sign.startsWith('{') ? Number(sign.slice(1, -1)) : LETTERS.indexOf(sign);
}
