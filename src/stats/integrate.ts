import { assert } from '../base/assert.ts';

const MAX_DEPTH = 40;

/**
 * ∫ f over the finite interval [from, to] by adaptive Simpson with Richardson's correction
 * (Lyness 1969). `tolerance` is relative to the size of the first estimate.
 */
export function integrate(
  f: (x: number) => number,
  from: number,
  to: number,
  tolerance = 1e-11,
): number {
  assert(Number.isFinite(from) && Number.isFinite(to), 'integration needs finite ends');
  if (from === to) return 0;
  const panels = 16;
  const width = (to - from) / panels;
  let scale = 0;
  for (let i = 0; i <= panels; i++) scale += Math.abs(f(from + i * width) * width);
  let sum = 0;
  for (let i = 0; i < panels; i++) {
    const a = from + i * width;
    const b = i === panels - 1 ? to : a + width;
    const fa = f(a);
    const fm = f((a + b) / 2);
    const fb = f(b);
    const whole = ((b - a) / 6) * (fa + 4 * fm + fb);
    sum += refine(f, { a, b, fa, fm, fb, whole }, (tolerance * scale) / panels, MAX_DEPTH);
  }
  return sum;
}

interface Panel {
  a: number;
  b: number;
  fa: number;
  fm: number;
  fb: number;
  whole: number;
}

function refine(f: (x: number) => number, p: Panel, tolerance: number, depth: number): number {
  const m = (p.a + p.b) / 2;
  const left = f((p.a + m) / 2);
  const right = f((m + p.b) / 2);
  const lower = ((m - p.a) / 6) * (p.fa + 4 * left + p.fm);
  const upper = ((p.b - m) / 6) * (p.fm + 4 * right + p.fb);
  const error = lower + upper - p.whole;
  if (depth === 0 || Math.abs(error) <= 15 * tolerance) return lower + upper + error / 15;
  const low = { a: p.a, b: m, fa: p.fa, fm: left, fb: p.fm, whole: lower };
  const high = { a: m, b: p.b, fa: p.fm, fm: right, fb: p.fb, whole: upper };
  return refine(f, low, tolerance / 2, depth - 1) + refine(f, high, tolerance / 2, depth - 1);
}
