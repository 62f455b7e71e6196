/** Scalars of the resolved scenario by path, `campaigns[0].retries.max`: as the manifest keeps them. */
export function leavesOf(resolved: unknown): [path: string, value: unknown][] {
  const leaves: [string, unknown][] = [];
  collect(resolved, '', leaves);
  return leaves;
}

/** The value at a path of the resolved scenario; undefined where there is none. */
export function settingAt(resolved: unknown, path: string): unknown {
  let value = resolved;
  for (const key of path.match(/[^.[\]]+/g) ?? []) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** A setting as the scenario writes it: `70`, `24h`, `60m, 4h`. */
export function settingText(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(settingText).join(', ');
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return 'none';
  if ('law' in value && typeof value.law === 'string') {
    const rest = entries.filter(([key]) => key !== 'law' && key !== 'value');
    const plain = 'value' in value ? [settingText(value.value)] : [];
    return [
      String(value.law),
      ...plain,
      ...rest.map(([key, x]) => `${key} ${settingText(x)}`),
    ].join(', ');
  }
  return entries.map(([key, each]) => `${key} ${settingText(each)}`).join(', ');
}

/** A list of scalars is one leaf: 24 factors by hour are one setting. */
function collect(value: unknown, path: string, leaves: [string, unknown][]): void {
  const isList = Array.isArray(value);
  const isTree = value !== null && typeof value === 'object';
  const isEmpty = isTree && Object.keys(value).length === 0;
  // A law of durations is one setting: `lognormal, median 8s, sigma 0.5`.
  const isLaw = isTree && 'law' in value && typeof value.law === 'string';
  if (!isTree || isEmpty || isLaw || (isList && value.every((each) => typeof each !== 'object'))) {
    leaves.push([path, value]);
    return;
  }
  for (const [key, each] of Object.entries(value)) {
    const deeper = isList ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    collect(each, deeper, leaves);
  }
}
