/** Stands where there is nothing to show. */
const NOTHING = '–';

/** Four significant digits, as short as they allow: `0.2684`, `1.078`, `60.13`, `12,440`; three below 0.01. */
export function figureText(value: number | null): string {
  return value === null ? NOTHING : rounded(value, Math.abs(value) < 0.01 ? 3 : 4);
}

/** `0.2661–0.2704`: four significant digits, three below 0.1; a dash where there is no interval. */
export function spanText(low: number | null, high: number | null): string {
  if (low === null || high === null) return NOTHING;
  const digits = Math.abs(high) < 0.1 ? 3 : 4;
  return `${rounded(low, digits)}–${rounded(high, digits)}`;
}

function rounded(value: number, digits: number): string {
  if (value === 0) return '0';
  if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
  const size = Math.abs(value);
  if (size >= 10_000) return minus(Math.round(value).toLocaleString('en-US'));
  if (size < 1e-4) return minus(value.toExponential(2));
  return minus(String(Number(value.toPrecision(digits))));
}

/** Two decimals with its sign: `+0.13`, `−2.35`. */
export function deviateText(z: number | null): string {
  if (z === null) return NOTHING;
  if (!Number.isFinite(z)) return z < 0 ? '−∞' : '∞';
  const text = z.toFixed(2).replace(/^-(?=0\.00$)/, '');
  return text.startsWith('-') ? minus(text) : `+${text}`;
}

function minus(text: string): string {
  return text.replace(/^-/, '−');
}
