import { nearest } from '../scenario/nearest.ts';
import { NEGATIVE_SEED, SEED_LENGTH_MAX, seedText } from '../scenario/seed.ts';
import { UsageError } from './usage-error.ts';

/**
 * The command line as yargs split it, every value still text. Read by hand, because a typed yargs
 * option lets `--workers abc` through as NaN and `--workers` without a value as 0.
 */
export class RawArgs {
  readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values;
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  text(name: string): string | null {
    const value = this.values[name];
    if (value === undefined) return null;
    if (Array.isArray(value)) throw new UsageError(`--${name} is given ${value.length} times`);
    if (value === '' || value === true) throw new UsageError(`--${name} needs a value`);
    return String(value);
  }

  texts(name: string): readonly string[] {
    const value = this.values[name];
    if (value === undefined) return [];
    return (Array.isArray(value) ? value : [value]).map((item) => {
      if (item === '') throw new UsageError(`--${name} needs a value`);
      return String(item);
    });
  }

  /** A seed as a scenario has it: a whole number from 0, or a text. Null where it is not given. */
  seed(): string | null {
    const text = this.text('seed');
    if (text === null) return null;
    if (!NEGATIVE_SEED.test(text) && text.length <= SEED_LENGTH_MAX) return seedText(text);
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    throw new UsageError(
      `--seed "${shown}" is neither a whole number, 0 or more, nor a text of at most ${SEED_LENGTH_MAX} characters`,
    );
  }

  /** A whole number of at least `least`, or null where the option is absent. */
  count(name: string, least: number): number | null {
    const text = this.text(name);
    return text === null ? null : wholeNumber(`--${name}`, text, least);
  }

  /**
   * `--format`, of which `--json` is the short form for one; the first of the allowed where both are absent.
   * @throws {UsageError} when the two name different formats
   */
  format<T extends string>(allowed: readonly T[]): T {
    const format = this.choice('format', allowed);
    if (!this.flag('json')) return format ?? allowed[0];
    if (format === null || format === 'json') return oneOf('--format', 'json', allowed);
    throw new UsageError(`--format ${format} and --json ask for two formats; give one of them`);
  }

  choice<T extends string>(name: string, allowed: readonly T[]): T | null {
    const text = this.text(name);
    return text === null ? null : oneOf(`--${name}`, text, allowed);
  }
}

/** @throws {UsageError} unless `text` is a whole number of at least `least` */
export function wholeNumber(what: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^[+-]?\d\d*$|^\d+e\d+$/i.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new UsageError(`${what} "${text}" is not a whole number of at least ${least}`);
  }
  return value;
}

/** @throws {UsageError} unless `text` is one of the allowed words; names the nearest */
export function oneOf<T extends string>(what: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === text);
  if (found === undefined) {
    const near = nearest(text, allowed);
    const hint = near === null ? '' : ` — did you mean ${near}?`;
    throw new UsageError(`${what} "${text}" is not one of ${allowed.join(', ')}${hint}`);
  }
  return found;
}
