import type { DifferenceVerdict } from '../../experiment/compare/compare-figures.ts';
import type { Tone } from '../text/palette.ts';

/** How the verdict on a difference is coloured in a table: a change that is neither good nor bad is plain. */
export const VERDICT_TONES: Readonly<Record<DifferenceVerdict, Tone>> = {
  better: 'good',
  worse: 'bad',
  changed: 'plain',
  same: 'plain',
  unsure: 'warn',
  no_data: 'dim',
};
