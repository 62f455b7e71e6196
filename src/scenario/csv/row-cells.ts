import { nearest } from '../nearest.ts';
import { countryFromText, countryMeant, countryName } from '../phone/countries.ts';
import { timeZoneFromText, timeZoneNames } from '../phone/time-zones.ts';
import type { HeadMatch } from './heads.ts';
import { INSTANT_REMEDY, readInstant } from './instant.ts';
import { readPhone } from './phone-cell.ts';
import type { Position, RecordPlace } from './place.ts';
import type { ProblemList } from './problem-list.ts';

/** Range of a numeric cell. */
export interface CellRange {
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

/** Digits in groups of three: 1.000 is a thousand in half the world, and 1 in the other half. */
const THOUSANDS = /^[+-]?\d{1,3}([.,]\d{3})+$/;
const CACHED_TEXTS_MAX = 10_000;

/**
 * The cells of the row in hand, by our column names. Each reader gives the value, null where the
 * cell is empty or the file lacks the column, and undefined after reporting a problem.
 */
export class RowCells {
  line = 0;
  private cells: readonly string[] = [];
  private place: RecordPlace | null = null;
  private readonly index: ReadonlyMap<string, number>;
  private readonly decimalComma: boolean;
  private readonly problems: ProblemList;
  private readonly countries = new Map<string, string | null>();
  private readonly zones = new Map<string, string | null>();

  constructor(match: HeadMatch, decimalComma: boolean, problems: ProblemList) {
    this.index = match.index;
    this.decimalComma = decimalComma;
    this.problems = problems;
  }

  /** Takes up the next row. */
  use(cells: readonly string[], place: RecordPlace): void {
    this.cells = cells;
    this.place = place;
    this.line = place.line;
  }

  has(column: string): boolean {
    return this.index.has(column);
  }

  /** Trimmed text; '' where there is none. */
  text(column: string): string {
    const at = this.index.get(column);
    return at === undefined ? '' : (this.cells[at] ?? '').trim();
  }

  position(column: string): Position {
    const at = this.index.get(column);
    return this.place === null || at === undefined ? { line: 0, column: 0 } : this.place.of(at);
  }

  problem(column: string, message: string, remedy: string): undefined {
    this.problems.cell(this.line, () => this.position(column), column, message, remedy);
    return undefined;
  }

  phone(column: string): string | null | undefined {
    const text = this.text(column);
    if (text === '') return null;
    const read = readPhone(text);
    return read.ok ? read.e164 : this.problem(column, read.message, read.remedy);
  }

  /** A phone number that must be there. */
  requiredPhone(column: string): string | undefined {
    const phone = this.phone(column);
    if (phone !== null) return phone;
    return this.problem(
      column,
      'the cell is empty; every row needs a phone number',
      'write it in E.164, such as +14155550100, or delete the row',
    );
  }

  country(column: string): string | null | undefined {
    const text = this.text(column);
    return text === '' ? null : this.countryOf(column, text);
  }

  /** Several countries in one cell: `US|CA`, `US, CA`, `US CA`. */
  countryList(column: string): string[] | undefined {
    const codes: string[] = [];
    let bad = false;
    for (const part of this.text(column).split(/[|,;/+]|\s+/)) {
      if (part === '') continue;
      const code = this.countryOf(column, part);
      if (code === undefined) bad = true;
      else if (!codes.includes(code)) codes.push(code);
    }
    return bad ? undefined : codes;
  }

  word<W extends string>(column: string, allowed: readonly W[]): W | null | undefined {
    const text = this.text(column).toLowerCase();
    if (text === '') return null;
    const found = allowed.find((word) => word === text);
    if (found !== undefined) return found;
    const near = nearest(text, allowed);
    const list = `allowed: ${allowed.join(', ')}`;
    return this.problem(
      column,
      `"${this.text(column)}" is no value of ${column}`,
      near === null ? list : `did you mean ${near}? ${list}`,
    );
  }

  number(column: string, range: CellRange): number | null | undefined {
    const text = this.text(column);
    if (text === '') return null;
    const plain = this.decimalComma ? text.replace(',', '.') : text;
    const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
    const kind = range.whole ? 'a whole number' : 'a number';
    const remedy = `write ${kind} from ${range.min} to ${range.max}`;
    if (range.whole && THOUSANDS.test(text)) {
      const digits = text.replace(/[.,]/g, '');
      return this.problem(column, `"${clip(text)}" may be meant as ${digits}`, `${remedy}, plain`);
    }
    if (Number.isNaN(value) || (range.whole && !Number.isInteger(value))) {
      return this.problem(column, `"${clip(text)}" is not ${kind}`, remedy);
    }
    if (value >= range.min && value <= range.max) return value;
    return this.problem(
      column,
      `${clip(text)} is ${value < range.min ? 'below' : 'above'} the range`,
      remedy,
    );
  }

  instant(column: string): number | null | undefined {
    const text = this.text(column);
    if (text === '') return null;
    const epochMs = readInstant(text);
    return epochMs ?? this.problem(column, `"${clip(text)}" is not a date`, INSTANT_REMEDY);
  }

  zone(column: string): string | null | undefined {
    const text = this.text(column);
    if (text === '') return null;
    const zone = cached(this.zones, text, timeZoneFromText);
    if (zone !== null) return zone;
    const near = nearest(text, timeZoneNames());
    return this.problem(
      column,
      `"${clip(text)}" is not a time zone`,
      near === null ? 'write an IANA name, such as America/New_York' : `did you mean ${near}?`,
    );
  }

  private countryOf(column: string, text: string): string | undefined {
    const code = cached(this.countries, text, countryFromText);
    if (code !== null) return code;
    const meant = countryMeant(text);
    return this.problem(
      column,
      `"${clip(text)}" is not a country`,
      meant === null
        ? 'write an ISO 3166-1 alpha-2 code, such as US or GB'
        : `did you mean ${meant} (${countryName(meant)})?`,
    );
  }
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Looks an often-seen text up once. Bounded, so that a column of unique rubbish stays cheap. */
function cached<V>(known: Map<string, V>, text: string, read: (text: string) => V): V {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const value = read(text);
  if (known.size < CACHED_TEXTS_MAX) known.set(text, value);
  return value;
}
