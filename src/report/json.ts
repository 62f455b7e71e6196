/**
 * JSON for people and for diffs: two spaces, but what lies in a list of objects takes one line each, so
 * that a thousand figures are a thousand lines. Infinity and NaN do not get here: JSON has neither.
 */
export function readableJson(value: unknown): string {
  return `${write(value, '', false)}\n`;
}

function write(value: unknown, indent: string, inline: boolean): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (inline || value.every(isScalar)) {
      return `[${value.map((item) => write(item, indent, true)).join(', ')}]`;
    }
    const items = value.map((item) => deeper + write(item, deeper, isFlat(item)));
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  const pair = ([key, item]: [string, unknown]) =>
    `${JSON.stringify(key)}: ${write(item, deeper, inline)}`;
  if (inline) return `{ ${entries.map(pair).join(', ')} }`;
  return `{\n${entries.map((entry) => deeper + pair(entry)).join(',\n')}\n${indent}}`;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

/** An object of scalars and lists of scalars: short enough for a line. */
function isFlat(value: unknown): boolean {
  if (isScalar(value)) return true;
  return Object.values(value as object).every(
    (item) => isScalar(item) || (Array.isArray(item) && item.every(isScalar)),
  );
}
