import { describe, expect, it } from 'vitest';
import { renderPage } from '../../src/report/html/render-page.ts';
import { largeInput } from '../support/large-run.ts';

/** Bytes of the page of a made-up month in which every number is busy. */
function bytesOf(numbers: number): number {
  return new TextEncoder().encode(renderPage(largeInput(numbers))).length;
}

describe('the size of a page over 30 days', () => {
  it('grows by little for each number, so that 500 of them stay under 5 MB', () => {
    const [some, more] = [bytesOf(120), bytesOf(220)];
    const each = (more - some) / 100;
    expect(each).toBeLessThan(8_800);
    expect(some + 380 * each).toBeLessThan(4_700_000);
    // A number is worth a few charts: if it took nothing, they would be gone.
    expect(each).toBeGreaterThan(4_000);
  });

  it('is under 1 MB for 30 numbers', () => {
    expect(bytesOf(30)).toBeLessThan(1_000_000);
  });
});
