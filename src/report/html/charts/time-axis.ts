import { type Clock, dayStarts, dayText, timeText } from '../clock.ts';
import type { Axis, Tick } from './chart.ts';

/** Days that can be named on one axis. */
const MOST_DAYS = 10;

/**
 * Hours since the start, told as local days; as hours of the day where they are few.
 *
 * @param durationHours where the axis ends
 */
export function timeAxis(clock: Clock, durationHours = clock.durationHours): Axis {
  const until = { ...clock, durationHours };
  return {
    label: `time, ${clock.zone}`,
    low: 0,
    high: durationHours,
    ticks: durationHours <= 48 ? hourTicks(until) : dayTicks(until),
  };
}

function dayTicks(clock: Clock): Tick[] {
  const midnights = dayStarts(clock).slice(1);
  const every = Math.ceil(midnights.length / MOST_DAYS);
  return (
    midnights
      .filter((_, i) => i % every === 0)
      // One that close to the edge would be moved over its neighbour.
      .filter((at, i) => i === 0 || at <= clock.durationHours * 0.96)
      .map((at, i) => ({ at, text: dayText(clock, at), minor: i % 2 === 1 }))
  );
}

function hourTicks(clock: Clock): Tick[] {
  const step = [1, 2, 3, 6].find((each) => clock.durationHours / each <= 8) ?? 6;
  const [, midnight = 24] = dayStarts(clock);
  const first = midnight % step;
  const ticks: Tick[] = [];
  for (let at = first; at <= clock.durationHours; at += step) {
    const isMidnight = Math.abs(((at - midnight) / 24) % 1) < 1e-9;
    const text = isMidnight ? dayText(clock, at) : timeText(clock, at);
    ticks.push({ at, text, minor: ticks.length % 2 === 1 });
  }
  return ticks;
}

/** The same with at most four marks: for charts that stand side by side. */
export function shortTimeAxis(clock: Clock): Axis {
  const axis = timeAxis(clock);
  const every = Math.ceil(axis.ticks.length / 4);
  const ticks = axis.ticks.filter((_, i) => i % every === 0);
  return { ...axis, ticks: ticks.map(({ at, text }) => ({ at, text })) };
}
