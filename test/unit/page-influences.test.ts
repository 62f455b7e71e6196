import { describe, expect, it } from 'vitest';
import { influencesOf } from '../../src/report/html/influences.ts';
import type { StoredSweep, StoredSweepEffect } from '../../src/report/stored/sweep-document.ts';

function effect(axis: string, value: string, estimate: number, half: number): StoredSweepEffect {
  const difference = { estimate, low: estimate - half, high: estimate + half, n: 40 };
  const figure = { key: 'stall.risk', campaign: '*', country: 'GB', unit: 'ratio' } as const;
  return { axis, value, point: 1, ...figure, difference };
}

describe('which assumptions matter most', () => {
  it('is told by the value that moves a figure most, the strongest parameter first', () => {
    const effects = [
      effect('platform.spamThreshold', '60', 0.1, 0.02),
      effect('platform.spamThreshold', '80', -0.05, 0.02),
      effect('drift.growthPerDay', '2', -0.02, 0.03),
      effect('drift.growthPerDay', '8', -0.2, 0.03),
      effect('platform.scoreLag', '2h', 0.01, 0.04),
      effect('prices.check', '1', 0, 0),
    ];
    const influences = influencesOf([{ effects } as unknown as StoredSweep]);
    expect(influences.map(({ path, value, sure }) => [path, value, sure])).toEqual([
      ['drift.growthPerDay', '8', true],
      ['platform.spamThreshold', '60', true],
      ['platform.scoreLag', '2h', false],
    ]);
    expect(influences[0]).toMatchObject({ figure: 'stall.risk{country=GB}', share: 1 });
    expect(influences[1].share).toBeCloseTo(0.5);
    expect(influences[1].change).toBe('+10.0 pp (+8.0 to +12.0 pp)');
  });
});
