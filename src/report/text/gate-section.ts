import type { Verdict } from '../../experiment/gates.ts';
import { FIGURES, type FigureUnit, figureIndex } from '../../model/figures.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { estimateText, rangeText } from './format.ts';
import type { Tone } from './palette.ts';
import { cell, left, right, type Section } from './section.ts';

export const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  held: 'good',
  breached: 'bad',
  unsure: 'warn',
  no_data: 'warn',
};

/** A replication that shows why a gate did not hold, and the command that shows it. */
export interface GateReplay {
  readonly gate: string;
  /** The replication, in words. */
  readonly example: string;
  readonly command: string;
}

/** Every gate with the interval it was judged on; none where no gate was asked for. */
export function gateSections(run: StoredRun): Section[] {
  if (run.gates.length === 0) return [];
  const rows = run.gates.map(({ text, key, interval, verdict }) => {
    const unit: FigureUnit = FIGURES[figureIndex(key)].unit;
    return [
      cell(text),
      cell(verdict.replace('_', ' '), VERDICT_TONES[verdict]),
      cell(estimateText(interval, unit)),
      cell(rangeText(interval, unit)),
    ];
  });
  return [
    {
      title: 'Gates',
      table: {
        columns: [left('gate', true), left('verdict'), right('estimate'), right('interval')],
        rows,
      },
      notes: [],
    },
  ];
}
