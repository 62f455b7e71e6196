import type { Verdict } from '../../experiment/gates.ts';
import { FIGURES, type FigureUnit, figureIndex } from '../../model/figures.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { estimateText, rangeText } from './format.ts';
import type { Tone } from './palette.ts';
import { cell, left, right, type Section } from './section.ts';

const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  held: 'good',
  breached: 'bad',
  unsure: 'warn',
  no_data: 'warn',
};

/** A verdict in words; a gate of a part of a run has none. */
export function verdictWord(verdict: Verdict | null): { word: string; tone: Tone } {
  if (verdict === null) return { word: 'not judged', tone: 'dim' };
  return { word: verdict.replace('_', ' '), tone: VERDICT_TONES[verdict] };
}

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
    const { word, tone } = verdictWord(verdict);
    return [
      cell(text),
      cell(word, tone),
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
