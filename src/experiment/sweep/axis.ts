import type { Problem } from '../../scenario/problem.ts';
import {
  type AxisRange,
  looksLikeRange,
  parseRange,
  rangeCount,
  rangeValueAt,
  rangeValues,
} from './axis-range.ts';

/** One thing that a sweep varies. */
export interface Axis {
  /** As in `--set`: `platform.scoreRefresh`, `campaigns.q1.retries.max`, `numbers.GB.generate.count`. */
  readonly path: string;
  /** What was written behind the path, piece by piece: a value, or a range. */
  readonly parts: readonly (string | AxisRange)[];
}

/** A slip of the finger must not make a million scenarios. */
export const MOST_POINTS = 10_000;

/** Set by options of their own, or of no influence on any figure. */
const NOT_VARIED: Readonly<Record<string, string>> = {
  seed: 'every point has the same seed, so that points differ by what they do and not by luck; use --seed',
  replications: 'every point has the same number of replications; use --reps',
  replicationBudget: 'every point has the same number of replications; use --reps',
  gates: 'gates change no figure; their verdicts are told for every point',
  name: 'it changes no figure',
  why: 'it changes no figure',
  extends: 'sweep each of the scenarios',
  $schema: 'it changes no figure',
};

/** Reads every `--vary path=values`; all that is wrong with them at once. */
export function parseAxes(texts: readonly string[]): {
  readonly axes: readonly Axis[];
  readonly problems: readonly Problem[];
} {
  const axes: Axis[] = [];
  const problems: Problem[] = [];
  for (const text of texts) {
    const equals = text.indexOf('=');
    const path = text.slice(0, Math.max(0, equals)).trim();
    const refuse = (message: string, remedy: string) =>
      void problems.push(varyProblem(path, message, remedy));
    if (path === '') {
      refuse(
        `"${text}" varies nothing`,
        'write path=values, such as platform.scoreRefresh=0h..72h:24h',
      );
    } else if (Object.hasOwn(NOT_VARIED, path)) {
      refuse('is not varied', NOT_VARIED[path]);
    } else if (axes.some((axis) => axis.path === path)) {
      refuse('is varied twice', 'write all its values in one --vary');
    } else axes.push({ path, parts: parseParts(text.slice(equals + 1), refuse) });
  }
  return { axes, problems };
}

/** The values of an axis in order; a range without a step is refused. */
export function axisValues(axis: Axis): {
  values: readonly string[];
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const values = axis.parts.flatMap((part) => {
    if (typeof part === 'string') return [part];
    if (part.step === null) {
      const remedy = 'write from..to:step; only --design lhs draws from a range without one';
      problems.push(varyProblem(axis.path, 'has a range without a step', remedy));
      return [];
    }
    if (rangeCount(part) > MOST_POINTS) {
      const message = `has a range of ${rangeCount(part)} values`;
      problems.push(varyProblem(axis.path, message, `at most ${MOST_POINTS}: take a larger step`));
      return [];
    }
    return rangeValues(part);
  });
  const twice = values.find((value, i) => values.indexOf(value) < i);
  if (twice !== undefined) {
    problems.push(varyProblem(axis.path, `has the value ${twice} twice`, 'once is enough'));
  }
  return { values, problems };
}

/** The value at a share of the axis, 0 … 1: inside its range, or one of its values if it has any. */
export function axisValueAt(axis: Axis, share: number): string | undefined {
  const [first] = axis.parts;
  if (axis.parts.length === 1 && typeof first === 'object') return rangeValueAt(first, share);
  const { values } = axisValues(axis);
  return values[Math.min(values.length - 1, Math.floor(share * values.length))];
}

export function varyProblem(path: string, message: string, remedy: string): Problem {
  return { file: '--vary', line: 0, column: 0, path, message, remedy };
}

function parseParts(
  text: string,
  refuse: (message: string, remedy: string) => void,
): (string | AxisRange)[] {
  const pieces = splitList(text).map((piece) => piece.trim());
  if (pieces.some((piece) => piece === '')) {
    refuse('has an empty value', 'write values with commas between them, such as 60,70,80');
    return [];
  }
  return pieces.flatMap((piece): (string | AxisRange)[] => {
    if (!looksLikeRange(piece)) return [piece];
    const parsed = parseRange(piece);
    if (parsed.ok) return [parsed.value];
    refuse(parsed.message, parsed.remedy);
    return [];
  });
}

/** Splits at the commas that are not inside brackets, braces or quotes: a value may be `[US, CA]`. */
function splitList(text: string): string[] {
  const pieces = [''];
  let depth = 0;
  let quote = '';
  for (const character of text) {
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (character === ',' && depth === 0 && quote === '') pieces.push('');
    else pieces[pieces.length - 1] += character;
  }
  return pieces;
}
