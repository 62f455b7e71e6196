import { describe, expect, it } from 'vitest';
import type { WindowSpec } from '../../src/model/spec.ts';
import { localHour, windowTable } from '../../src/model/zone-clock.ts';
import { watch } from '../support/model-replications.ts';
import { contacts, everybody, hours, span, value } from '../support/model-run.ts';
import { campaign, GB, HOUR_MS, numbers, scenario, US } from '../support/scenario-builder.ts';

const NEW_YORK = 'America/New_York';
const LONDON = 'Europe/London';
const BERLIN = 'Europe/Berlin';

/** When a window opens and closes, as UTC instants. */
function toggles(windows: WindowSpec, startIso: string, days: number, zone: string): string[] {
  const { startEpochMs, durationMs, zones } = span(startIso, days, zone);
  const { togglesMs } = windowTable(windows, zones[0], startEpochMs, durationMs);
  return Array.from(
    togglesMs,
    (ms) => `${new Date(startEpochMs + ms).toISOString().slice(0, 16)}Z`,
  );
}

const nineToSix = hours(9, 18);

describe('calling hours stand on the contact’s clock', () => {
  it('opens an hour earlier in UTC after the change to summer time in the United States', () => {
    expect(toggles(nineToSix, '2026-03-07T05:00:00Z', 3, NEW_YORK)).toEqual([
      '2026-03-07T14:00Z',
      '2026-03-07T23:00Z',
      '2026-03-08T13:00Z',
      '2026-03-08T22:00Z',
      '2026-03-09T13:00Z',
      '2026-03-09T22:00Z',
    ]);
  });

  it('opens an hour earlier in UTC after the change to summer time in Europe', () => {
    expect(toggles(nineToSix, '2026-03-28T00:00:00Z', 2, BERLIN)).toEqual([
      '2026-03-28T08:00Z',
      '2026-03-28T17:00Z',
      '2026-03-29T07:00Z',
      '2026-03-29T16:00Z',
    ]);
    expect(toggles(nineToSix, '2026-03-28T00:00:00Z', 2, LONDON)).toEqual([
      '2026-03-28T09:00Z',
      '2026-03-28T18:00Z',
      '2026-03-29T08:00Z',
      '2026-03-29T17:00Z',
    ]);
  });

  it('opens an hour later in UTC after the change back to winter time', () => {
    expect(toggles(nineToSix, '2026-10-31T04:00:00Z', 2, NEW_YORK)).toEqual([
      '2026-10-31T13:00Z',
      '2026-10-31T22:00Z',
      '2026-11-01T14:00Z',
      '2026-11-01T23:00Z',
    ]);
  });

  const early: WindowSpec = { ...nineToSix, fromMinute: 150, toMinute: 240 };

  it('opens at the end of the gap where its first minute does not exist', () => {
    // Clocks go from 02:00 EST to 03:00 EDT = 07:00Z: 02:30 does not exist.
    expect(toggles(early, '2026-03-08T05:00:00Z', 1, NEW_YORK)).toEqual([
      '2026-03-08T07:00Z',
      '2026-03-08T08:00Z',
    ]);
  });

  it('opens at the end of that gap however many changes of the clock follow', () => {
    const year = toggles(early, '2026-03-08T05:00:00Z', 300, NEW_YORK);
    expect(year.slice(0, 2)).toEqual(['2026-03-08T07:00Z', '2026-03-08T08:00Z']);
    expect(year).toHaveLength(2 * 300);
  });

  it('closes at the end of the gap where its last minute does not exist', () => {
    const night: WindowSpec = { ...nineToSix, fromMinute: 60, toMinute: 150 };
    const year = toggles(night, '2026-03-08T05:00:00Z', 300, NEW_YORK);
    expect(year.slice(0, 2)).toEqual(['2026-03-08T06:00Z', '2026-03-08T07:00Z']);
    expect(year).toHaveLength(2 * 300);
  });

  it('stays shut for the day when all of it falls into the gap', () => {
    const gone: WindowSpec = { ...nineToSix, fromMinute: 125, toMinute: 175 };
    expect(toggles(gone, '2026-03-08T05:00:00Z', 2, NEW_YORK)).toEqual([
      '2026-03-09T06:05Z',
      '2026-03-09T06:55Z',
    ]);
  });

  it('opens at the first and closes at the second of two equal local times', () => {
    // 1 November: 01:30 is 05:30Z (EDT) and again 06:30Z (EST).
    const fold: WindowSpec = { ...nineToSix, fromMinute: 90, toMinute: 240 };
    expect(toggles(fold, '2026-11-01T04:00:00Z', 1, NEW_YORK)).toEqual([
      '2026-11-01T05:30Z',
      '2026-11-01T09:00Z',
    ]);
    const before: WindowSpec = { ...nineToSix, fromMinute: 0, toMinute: 90 };
    expect(toggles(before, '2026-11-01T03:00:00Z', 1, NEW_YORK)).toEqual([
      '2026-11-01T04:00Z',
      '2026-11-01T06:30Z',
    ]);
  });

  it('keeps weekdays of the contact’s calendar, not of UTC', () => {
    // 2 March 2026 is a Monday; in Auckland it begins on Sunday at 11:00Z.
    const mondays = hours(0, 24, [1]);
    expect(toggles(mondays, '2026-03-01T00:00:00Z', 4, 'Pacific/Auckland')).toEqual([
      '2026-03-01T11:00Z',
      '2026-03-02T11:00Z',
    ]);
  });

  it('joins days that meet at midnight, and leaves the weekend out', () => {
    expect(toggles(hours(0, 24, [1, 2, 3, 4, 5]), '2026-03-01T00:00:00Z', 10, 'UTC')).toEqual([
      '2026-03-02T00:00Z',
      '2026-03-07T00:00Z',
      '2026-03-09T00:00Z',
    ]);
  });

  it('is open at the start when the start lies inside, from its first minute on', () => {
    const at = (iso: string) => {
      const { startEpochMs, durationMs, zones } = span(iso, 1, 'UTC');
      return windowTable(nineToSix, zones[0], startEpochMs, durationMs).openAtStart;
    };
    expect(at('2026-03-02T08:59:59Z')).toBe(false);
    expect(at('2026-03-02T09:00:00Z')).toBe(true);
    expect(at('2026-03-02T17:59:59Z')).toBe(true);
    expect(at('2026-03-02T18:00:00Z')).toBe(false);
  });

  it('reads the hour of the day on both sides of a change', () => {
    const { startEpochMs, zones } = span('2026-03-08T05:00:00Z', 1, NEW_YORK);
    const hour = (h: number) => localHour(zones[0], startEpochMs, h * HOUR_MS);
    expect([0, 1, 2, 3, 4].map(hour)).toEqual([0, 1, 3, 4, 5]);
  });
});

describe('nobody is dialled outside their hours', () => {
  it('dials each contact when its own window opens, on both sides of a change', () => {
    const plan = scenario({
      ...span('2026-03-07T05:00:00Z', 2, NEW_YORK, LONDON),
      numbers: numbers(1),
      answer: everybody('is out'),
      campaigns: [
        campaign(1, 0, {
          windows: hours(9, 18),
          retries: { max: 1, delaysMs: [12 * HOUR_MS], onVoicemail: false },
          contacts: contacts([
            { country: US, zone: 0 },
            { country: GB, zone: 1 },
          ]),
        }),
      ],
    });
    const dialled = watch(plan).attempts.map((call) => [
      call.contact,
      new Date(plan.startEpochMs + call.dialMs).toISOString().slice(5, 16),
    ]);
    expect(dialled).toEqual([
      [1, '03-07T09:00'],
      [0, '03-07T14:00'],
      [1, '03-08T09:00'],
      [0, '03-08T13:00'],
    ]);
  });

  it('leaves a call in the air when the window closes, and begins no other', () => {
    const plan = scenario({
      ...span('2026-03-02T17:59:50Z', 1, 'UTC'),
      numbers: numbers(1, { concurrentMax: 1 }),
      answer: everybody('is out'),
      campaigns: [campaign(1, 2, { windows: hours(9, 18) })],
    });
    const { attempts, result } = watch(plan);
    expect(attempts.map((call) => [call.dialMs, call.endMs])).toEqual([
      [0, 30_000],
      [15 * HOUR_MS + 10_000, 15 * HOUR_MS + 40_000],
    ]);
    expect(value(plan, result, 'blocked.outside_window')).toBeCloseTo(15, 9);
    expect(value(plan, result, 'blocked.at_capacity')).toBeCloseTo(10 / 3_600, 9);
  });
});
