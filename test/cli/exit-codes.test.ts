import { expect, it } from 'vitest';
import { EXIT, worstExit } from '../../src/cli/exit-codes.ts';

it('lets 1 win over 7, 6, 2, 3, 4 and 5, in this order', () => {
  const order = [1, 7, 6, 2, 3, 4, 5, 0] as const;
  for (let i = 0; i < order.length; i++) {
    expect(worstExit(order.slice(i).toReversed())).toBe(order[i]);
    expect(worstExit(order.slice(i))).toBe(order[i]);
  }
});

it('puts an interruption before every verdict and behind every broken promise', () => {
  for (const verdict of [2, 3, 4, 5] as const) {
    expect(worstExit([verdict, EXIT.interrupted])).toBe(130);
  }
  expect(worstExit([EXIT.interrupted, 7])).toBe(7);
});

it('is 0 when nothing happened', () => {
  expect(worstExit([])).toBe(0);
});
