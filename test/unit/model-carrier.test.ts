import { describe, expect, it } from 'vitest';
import { CarrierTables, labelShare } from '../../src/model/carrier.ts';
import { scenario } from '../support/scenario-builder.ts';

describe('tables of the carrier', () => {
  const { answer } = scenario();

  it('follow the score of each number', () => {
    const tables = new CarrierTables(answer, 2);
    for (const [number, score] of [
      [0, 60],
      [1, 80],
      [0, 60],
      [0, 75.5],
      [1, 0],
    ]) {
      expect(tables.labelOf(number, score)).toBe(labelShare(answer, score));
    }
  });

  it('hold the powers of the attempt factor', () => {
    const { attemptFactors } = new CarrierTables({ ...answer, attemptFactor: 0.9 }, 1);
    expect([...attemptFactors.subarray(1, 4)]).toEqual([1, 0.9, 0.9 ** 2]);
    expect(attemptFactors[255]).toBe(0.9 ** 254);
  });
});
