/** From a value to a whole number of grid units: small paths, the same on every machine. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Position on the grid; values outside are held at the edge. */
  readonly at: (value: number) => number;
}

/** Grid of a chart's plot area. It is stretched to the room there is, so that 1 unit is no pixel. */
export const GRID_WIDTH = 1000;
export const GRID_HEIGHT = 400;

/** Values from left to right. An empty range is widened, so that nothing is divided by zero. */
export function across(low: number, high: number, width = GRID_WIDTH): Scale {
  const span = high > low ? high - low : 1;
  const at = (value: number) => Math.round(held((value - low) / span) * width);
  return { low, high: low + span, at };
}

/** Values from the bottom to the top: the grid counts downwards. */
export function upwards(low: number, high: number, height = GRID_HEIGHT): Scale {
  const span = high > low ? high - low : 1;
  const at = (value: number) => Math.round((1 - held((value - low) / span)) * height);
  return { low, high: low + span, at };
}

function held(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/**
 * Round values that divide a range into about `count` parts: steps of 1, 2 or 5 times a power of ten.
 * From 0 or the round value at or below `low` up to the first one at or above `high`.
 */
export function roundTicks(low: number, high: number, count = 4): number[] {
  const span = high > low ? high - low : Math.max(Math.abs(high), 1);
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  const step = factor * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil((low + span) / step - 1e-9));
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toFixed(decimals)),
  );
}
