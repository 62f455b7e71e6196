import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/base/units.ts';
import type { WindowSpec } from '../../src/model/spec.ts';
import { everOpens } from '../../src/scenario/windows.ts';
import { zoneSpec } from '../../src/scenario/zones.ts';

const START = Date.UTC(2026, 2, 2);

describe('the offsets of a zone', () => {
  it.each([
    // Second Sunday of March, 02:00 local; last Sunday of March, 01:00 UTC; half-hour steps in Lord Howe.
    ['America/New_York', Date.UTC(2026, 2, 8, 7), -5, -4],
    ['America/Los_Angeles', Date.UTC(2026, 2, 8, 10), -8, -7],
    ['Europe/London', Date.UTC(2026, 2, 29, 1), 0, 1],
    ['Europe/Berlin', Date.UTC(2026, 2, 29, 1), 1, 2],
    ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15), 11, 10.5],
  ])('%s changes at %d', (name, changeMs, before, after) => {
    const zone = zoneSpec(name, START, 40 * DAY_MS);
    expect([...zone.fromMs]).toEqual([Number.NEGATIVE_INFINITY, changeMs - START]);
    expect([...zone.offsetMs]).toEqual([before * HOUR_MS, after * HOUR_MS]);
  });

  it('of Kolkata never change, in half hours', () => {
    expect([...zoneSpec('Asia/Kolkata', START, 365 * DAY_MS).offsetMs]).toEqual([5.5 * HOUR_MS]);
  });

  it('go forth and back in a year', () => {
    const zone = zoneSpec('America/New_York', START, 365 * DAY_MS);
    expect([...zone.offsetMs].map((ms) => ms / HOUR_MS)).toEqual([-5, -4, -5, -4]);
  });

  it('of a zone that does not exist throw', () => {
    expect(() => zoneSpec('Mars/Olympus', START, DAY_MS)).toThrow(RangeError);
  });
});

describe('a window', () => {
  const window = (days: readonly number[], fromMinute = 540, toMinute = 1080): WindowSpec => ({
    always: false,
    days: Array.from({ length: 7 }, (_, day) => days.includes(day)),
    fromMinute,
    toMinute,
  });
  const utc = zoneSpec('UTC', START, 10 * DAY_MS);

  it.each([
    ['Monday is the first day', [1], DAY_MS, true],
    ['Sunday is too late', [0], 6 * DAY_MS, false],
    ['Sunday is reached', [0], 6 * DAY_MS + 9 * HOUR_MS + 1, true],
    ['to the millisecond', [0], 6 * DAY_MS + 9 * HOUR_MS, false],
  ] as const)('%s', (_, days, durationMs, opens) => {
    expect(everOpens(window(days), utc, START, durationMs)).toBe(opens);
  });

  it('in the hour that daylight saving skips never opens', () => {
    const sunday = window([0], 120, 180);
    const newYork = zoneSpec('America/New_York', START, 7 * DAY_MS);
    expect(everOpens(sunday, newYork, START, 7 * DAY_MS)).toBe(false);
    expect(everOpens(window([0], 120, 181), newYork, START, 7 * DAY_MS)).toBe(true);
  });

  it('that is always open is open', () => {
    expect(everOpens({ ...window([]), always: true }, utc, START, 1)).toBe(true);
  });
});
