import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayModule } from '../../scripts/browser/replay-module.ts';
import { momentsOf } from '../../src/report/html/replay/moments.ts';
import { packSeries, unpackSeries } from '../../src/report/html/replay/series-text.ts';
import { REPLAY_SCRIPT } from '../../src/report/html/script/replay.generated.ts';
import type { StoredExemplar } from '../../src/report/stored/exemplar.ts';

describe('a series as text', () => {
  it('comes back as it was', () => {
    const value = fc.oneof(fc.nat(51), fc.nat(5_000), fc.constant(Number.NaN), fc.constant(0));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), (values) => {
        expect([...unpackSeries(packSeries(values))]).toEqual(values);
      }),
    );
  });

  it('is short where values stay', () => {
    expect(packSeries([...new Array(96).fill(0), 3, 3, 51, 52, Number.NaN])).toBe('96a2dZ{52}-');
  });
});

describe('moments of a replication', () => {
  it('are its stalls and flags in order of time, without what was flagged at the start', () => {
    const change = (atHours: number, number: string, status: string) => {
      return { atHours, campaign: 'q1', number, status };
    };
    const exemplar = {
      meta: {
        stalls: [{ campaign: 'q1', country: 'GB', cause: 'spam', startHours: 3.5, endHours: 5.25 }],
      },
      changes: [
        change(0, '+1', 'flagged'),
        change(3.5, '+2', 'flagged'),
        change(2, '+3', 'flagged'),
        { ...change(2, '+3', 'flagged'), campaign: 'q2' },
        change(4, '+2', 'healthy'),
      ],
    } as unknown as StoredExemplar;
    expect(momentsOf(exemplar).map(({ minute, text }) => [minute, text])).toEqual([
      [120, '+3 is flagged in q1 and q2'],
      [210, 'GB stalls in q1 for 1.8 h (spam)'],
      [210, '+2 is flagged in q1'],
    ]);
  });

  it('set names that run from right to left apart from the words around them', () => {
    const change = { atHours: 1, campaign: 'تجديد', number: 'مبيعات/1', status: 'flagged' };
    const exemplar = { meta: { stalls: [] }, changes: [change] } as unknown as StoredExemplar;
    expect(momentsOf(exemplar)[0].text).toBe(
      '\u2068مبيعات/1\u2069 is flagged in \u2068تجديد\u2069',
    );
  });
});

describe('the script of the moving picture', () => {
  it('is what its sources bundle to', async () => {
    const { text } = await replayModule();
    expect(text, 'npm run bundle').toContain('REPLAY_SCRIPT');
    const module = { REPLAY_SCRIPT: '' };
    new Function('module', text.replace('export const ', 'module.'))(module);
    expect(REPLAY_SCRIPT === module.REPLAY_SCRIPT, 'npm run bundle makes it anew').toBe(true);
  });

  it('cannot end its own element, and is small', () => {
    expect(REPLAY_SCRIPT).not.toMatch(/<\/script|<!--/i);
    expect(REPLAY_SCRIPT.length).toBeLessThan(14_000);
  });
});
