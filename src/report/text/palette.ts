/** Colours, handed in: the host knows whether they are wanted. Each wraps a text and adds no width. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
}

const same = (text: string) => text;

/** No colours. */
export const PLAIN: Palette = { bold: same, dim: same, good: same, bad: same, warn: same };

/** What a text means for the campaign. */
export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'dim';

export function toned(palette: Palette, tone: Tone, text: string): string {
  return tone === 'plain' ? text : palette[tone](text);
}
