import type { WindowSpec } from '../../model/spec.ts';
import type { Path } from '../yaml/source-tree.ts';
import type { Context } from './context.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Hours of a week as they are written: minutes after midnight, or round the clock. */
type WindowInput =
  | 'always'
  | {
      readonly days: readonly (typeof DAYS)[number][];
      readonly from: number;
      readonly to: number;
    };

/** Hours of a week; what opens never is a problem at its path. */
export function resolveWindow(input: WindowInput, path: Path, context: Context): WindowSpec {
  if (input === 'always') {
    return { always: true, days: DAYS.map(() => true), fromMinute: 0, toMinute: 1440 };
  }
  if (input.days.length === 0) {
    const message = 'the window never opens: no day is named';
    context.problem([...path, 'days'], message, 'such as [mon, tue]');
  }
  if (input.from >= input.to) {
    const message = `the window never opens: it closes at ${clock(input.to)}, not after ${clock(input.from)}`;
    context.problem([...path, 'to'], message, 'from < to, both on one day: "00:00" to "24:00"');
  }
  return {
    always: false,
    days: DAYS.map((day) => input.days.includes(day)),
    fromMinute: input.from,
    toMinute: input.to,
  };
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
