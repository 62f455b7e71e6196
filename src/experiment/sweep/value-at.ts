/**
 * The value of a resolved scenario at a path as `--set` takes it, as a user would write it; null where
 * there is none. Entries of lists go by position or by name.
 */
export function valueAt(resolved: unknown, path: string): string | null {
  let value: unknown = resolved;
  for (const match of path.matchAll(/([^.[\]"]+)|\["([^"]*)"\]/g)) {
    const step = match[2] ?? match[1];
    if (Array.isArray(value)) {
      value = /^\d+$/.test(step)
        ? value[Number(step)]
        : value.find((item) => nameOf(item) === step);
    } else value = (value as Record<string, unknown> | null | undefined)?.[step];
  }
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

interface Named {
  readonly name?: string;
  readonly id?: string;
  readonly e164?: string;
  readonly generate?: { readonly group?: string; readonly country?: string };
}

/** The same names that paths of `--set` go by; a name that was left out is empty here. */
function nameOf({ name, id, e164, generate }: Named): string | undefined {
  return name || id || e164 || generate?.group || generate?.country;
}
