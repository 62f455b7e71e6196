import type { Experiment } from '../../experiment/experiment.ts';
import type { Verdict } from '../../experiment/gates.ts';
import { FIGURES, type FigureUnit, figureIndex } from '../../model/figures.ts';
import { estimateText, rangeText } from './format.ts';
import type { Tone } from './palette.ts';
import { cell, left, right, type Section } from './section.ts';

export const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  held: 'good',
  breached: 'bad',
  unsure: 'warn',
  no_data: 'warn',
};

/** Every gate with the interval it was judged on; none where no gate was asked for. */
export function gateSections(experiment: Experiment): Section[] {
  if (experiment.gates.length === 0) return [];
  const rows = experiment.gates.map(({ gate, interval, verdict }) => {
    const unit: FigureUnit = FIGURES[figureIndex(gate.key)].unit;
    return [
      cell(gate.text),
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
