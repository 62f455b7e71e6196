/** Characters of a seed that is a text. */
export const SEED_LENGTH_MAX = 200;

/** What no seed reads as: a number below 0. */
export const NEGATIVE_SEED = /^\s*-\d+\s*$/;

/**
 * A seed as everything that is drawn knows it. One that reads as a whole number is that number however it
 * is written, as in YAML: `007`, `+7` and `7` are one seed. Anything else is a text, taken as it stands.
 */
export function seedText(typed: string): string {
  return /^\s*\+?0*(\d+)\s*$/.exec(typed)?.[1] ?? typed;
}
