import { describe, expect, it } from 'vitest';
import {
  formatDuration,
  LONGEST_MS,
  parseClock,
  parseDuration,
  parseInstant,
  parseRate,
  parseShare,
} from '../../src/scenario/quantities.ts';

const value = <T>(parsed: { ok: boolean; value?: T }) => (parsed.ok ? parsed.value : 'refused');

describe('durations', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['6h', 21_600_000],
    ['7d', 604_800_000],
    ['1d4h', 100_800_000],
    ['1d 4h 30m', 102_600_000],
    ['0.5h', 1_800_000],
    ['250ms', 250],
    ['2w', 1_209_600_000],
    [0, 0],
    ['0', 0],
  ])('reads %s as %d ms', (text, ms) => {
    expect(value(parseDuration(text))).toBe(ms);
  });

  it.each([5, '5', '', 'soon', '5x', '-5m', '1e9d', 'Infinity', Number.NaN, `${LONGEST_MS + 1}ms`])(
    'refuses %s',
    (text) => {
      expect(value(parseDuration(text))).toBe('refused');
    },
  );

  it('names the allowed range and an example', () => {
    const parsed = parseDuration('5', { min: 60_000, max: 86_400_000 });
    expect(parsed).toMatchObject({ ok: false, message: '5 is a duration without a unit' });
    expect(parsed.ok ? '' : parsed.remedy).toContain('1m to 1d');
  });

  it('writes what it reads', () => {
    for (const text of ['1d4h', '90ms', '1m30s', '6h', '0s']) {
      expect(formatDuration(Number(value(parseDuration(text))))).toBe(text);
    }
    expect(formatDuration(Number.POSITIVE_INFINITY)).toBe('never');
  });
});

describe('rates, shares, clocks and instants', () => {
  it.each([
    ['120/h', 120 / 3_600_000],
    ['2/s', 0.002],
    ['500/d', 500 / 86_400_000],
    ['3 per hour', 3 / 3_600_000],
    ['0/h', 'refused'],
    ['-1/h', 'refused'],
    ['120', 'refused'],
    ['99999/s', 'refused'],
    ['5/parsec', 'refused'],
  ])('rate %s', (text, perMs) => {
    expect(value(parseRate(text))).toBe(perMs);
  });

  it.each([
    ['1%', 0.01],
    ['0.01', 0.01],
    [0.3, 0.3],
    ['100%', 1],
    [1, 1],
    [30, 'refused'],
    ['101%', 'refused'],
    ['-1%', 'refused'],
    ['many', 'refused'],
    [Number.NaN, 'refused'],
  ])('share %s', (text, share) => {
    expect(value(parseShare(text))).toBe(share);
  });

  it('says how a percentage is written', () => {
    const parsed = parseShare(30);
    expect(parsed.ok ? '' : parsed.remedy).toContain('30%');
  });

  it.each([
    ['09:00', 540],
    ['9:30', 570],
    ['24:00', 1440],
    ['24:01', 'refused'],
    ['12:60', 'refused'],
    ['noon', 'refused'],
  ])('clock %s', (text, minute) => {
    expect(value(parseClock(text))).toBe(minute);
  });

  it.each([
    ['2026-03-02T09:00:00-05:00', Date.UTC(2026, 2, 2, 14)],
    ['2026-03-02 09:00Z', Date.UTC(2026, 2, 2, 9)],
    ['2026-03-02', 'refused'],
    ['2026-03-02T09:00:00', 'refused'],
    ['2026-13-02T09:00:00Z', 'refused'],
    ['1066-01-01T00:00:00Z', 'refused'],
    ['yesterday', 'refused'],
    ['2026-02-30T09:00:00Z', 'refused'],
    ['2026-13-01T09:00:00Z', 'refused'],
    ['2028-02-29T09:00:00Z', Date.UTC(2028, 1, 29, 9)],
  ])('instant %s', (text, ms) => {
    expect(value(parseInstant(text))).toBe(ms);
  });
});
