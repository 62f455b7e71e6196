import { findFigure } from '../../experiment/figures-summary.ts';
import { rankedAxes } from '../../experiment/sweep/effects.ts';
import type { PointSummary, SweepSummary } from '../../experiment/sweep/summarize.ts';
import { FIGURES, figureIndex } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import { counted, withRange } from '../text/format.ts';
import type { Tone } from '../text/palette.ts';
import { signedRange, signedText } from './change-text.ts';
import { pointLabel } from './labels.ts';
import { gatesWord } from './sweep-tables.ts';

/** The whole sweep in a sentence or two, about the first figure that was asked for. */
export function sweepAnswer(summary: SweepSummary): { sentence: string; tone: Tone } {
  if (summary.points.length === 0) {
    return {
      sentence: 'No point has a finished replication, so there is no answer.',
      tone: 'warn',
    };
  }
  const words = summary.plan.design === 'oat' ? oatWords(summary) : rangeWords(summary);
  const sentence = [words, gateWords(summary)].filter((each) => each !== '').join(' ');
  return { sentence, tone: summary.partial ? 'warn' : 'plain' };
}

interface Reading {
  readonly point: number;
  readonly interval: Interval;
}

function rangeWords(summary: SweepSummary): string {
  const { plan, points } = summary;
  const [figure] = plan.figures;
  const { unit } = FIGURES[figureIndex(figure.key)];
  const readings = points.flatMap(({ point, figures }): Reading[] => {
    const interval = findFigure(figures, figure.key, figure.campaign, figure.country)?.interval;
    return interval ? [{ point, interval }] : [];
  });
  if (readings.length === 0) return `There are no data on ${figure.text}.`;
  const least = readings.reduce((a, b) => (b.interval.estimate < a.interval.estimate ? b : a));
  const most = readings.reduce((a, b) => (b.interval.estimate > a.interval.estimate ? b : a));
  const told = ({ point, interval }: Reading) =>
    `${withRange(interval, unit)} at ${pointLabel(plan, point)}`;
  if (least.interval.estimate === most.interval.estimate) {
    return `${figure.text} is ${withRange(least.interval, unit)} at every point.`;
  }
  const overlap = least.interval.high >= most.interval.low;
  const doubt = overlap ? '; the intervals overlap, so it is unsure whether it moves at all' : '';
  return `${figure.text} goes from ${told(least)} to ${told(most)}${doubt}.`;
}

function oatWords({ plan, effects }: SweepSummary): string {
  const [figure] = plan.figures;
  const ranked = rankedAxes(effects, figure).filter(({ strength }) => strength > 0);
  if (ranked.length === 0) return `Nothing that was varied moves ${figure.text}.`;
  const told = ranked.slice(0, 3).map(({ axis, effects: own, strength }) => {
    const strongest = own.find(
      ({ difference }) => Math.abs(difference?.estimate ?? 0) === strength,
    )!;
    const { difference, unit, value } = strongest;
    const range = `${signedText(difference, unit)} (${signedRange(difference, unit)})`;
    return `${plan.axes[axis].path}, ${range} at ${value}`;
  });
  return `What moves ${figure.text} most: ${told.join('; then ')}.`;
}

function gateWords({ plan, points }: SweepSummary): string {
  if (plan.gates.length === 0) return '';
  const count = (word: string) => points.filter((each: PointSummary) => gatesWord(each) === word);
  const held = count('held').length;
  const breached = count('breached').length;
  const open = points.length - held - breached;
  if (held === points.length)
    return held === 1 ? 'The gates hold.' : `The gates hold at all ${held} points.`;
  const unsure = open === 0 ? '' : `, ${open} undecided`;
  return `The gates hold at ${held} of ${counted(points.length, 'point')}, ${breached} breached${unsure}.`;
}
