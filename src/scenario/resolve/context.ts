import type { Warning } from '../../model/warning.ts';
import type { InputNote } from '../csv/read-rows.ts';
import type { InputFiles } from '../input-files.ts';
import type { InputRecord, LoadOptions } from '../loaded.ts';
import { didYouMean } from '../nearest.ts';
import { countryMeant, isCountry } from '../phone/countries.ts';
import { timeZoneFromText, timeZoneNames } from '../phone/time-zones.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../yaml/read-document.ts';
import {
  formatPath,
  type Path,
  type Place,
  placeAt,
  type SourceNode,
} from '../yaml/source-tree.ts';

/** What every reader of a file gives beside its rows. */
interface FileRead {
  readonly problems: readonly Problem[];
  readonly notes: readonly InputNote[];
  readonly record: InputRecord;
  readonly usedMaps: readonly string[];
}

/** What the steps of a resolution share: the document with its places, and what they find. */
export class Context {
  readonly root: SourceNode;
  readonly files: InputFiles;
  readonly options: LoadOptions;
  readonly startEpochMs: number;
  readonly durationMs: number;
  readonly problems: Problem[] = [];
  readonly warnings: Warning[] = [];
  readonly inputs: InputRecord[] = [];
  readonly usedMaps = new Set<string>();
  /** Some contacts could not be read: which countries are called is not known. */
  contactsIncomplete = false;
  /** Index 0 is the country that cannot be told. */
  readonly countries = new Dictionary(['??']);
  readonly zones = new Dictionary([]);

  constructor(
    root: SourceNode,
    files: InputFiles,
    options: LoadOptions,
    startEpochMs: number,
    durationMs: number,
  ) {
    this.root = root;
    this.files = files;
    this.options = options;
    this.startEpochMs = startEpochMs;
    this.durationMs = durationMs;
  }

  /** Something wrong with the value at a path of the document. */
  problem(path: Path, message: string, remedy: string): void {
    this.problems.push(problemAt(this.place(path), message, remedy, formatPath(path)));
  }

  place(path: Path): Place {
    return placeAt(this.root, path);
  }

  warn(code: string, text: string, hint: string): void {
    this.warnings.push({ code, text, hint });
  }

  /** Absolute path of an input file, taken relative to the file that names it. */
  open(file: string, path: Path): string {
    return this.files.resolve(file, this.place(path).path);
  }

  /** Takes over what a reader found beside its rows. True where nothing was wrong. */
  took(read: FileRead, path: Path): boolean {
    const [first] = read.problems;
    if (read.problems.length === 1 && first.line === 0) {
      // The file as a whole: said where the scenario names it.
      const text = `${first.file}: ${first.message}`;
      this.problem(path, text, first.remedy);
    } else this.problems.push(...read.problems);
    for (const { text, hint } of read.notes) {
      if (this.warnings.some((warning) => warning.text === text)) continue;
      this.warn('input-note', text, hint);
    }
    for (const pair of read.usedMaps) this.usedMaps.add(pair);
    this.inputs.push(read.record);
    return read.problems.length === 0;
  }

  /** Index of a country; a problem at its path and 0 where there is no such country. */
  country(code: string, path: Path): number {
    const upper = code.toUpperCase();
    if (isCountry(upper)) return this.countries.index(upper);
    const meant = countryMeant(upper);
    const remedy =
      meant === null ? 'two letters of ISO 3166-1, such as GB' : `did you mean ${meant}?`;
    this.problem(path, `there is no country ${upper}`, remedy);
    return 0;
  }

  /** Index of a time zone; a problem at its path and -1 where there is no such zone. */
  zone(name: string, path: Path): number {
    const known = timeZoneFromText(name);
    if (known !== null) return this.zones.index(known);
    const remedy = didYouMean(name, timeZoneNames(), 'an IANA name, such as Europe/London');
    this.problem(path, `there is no time zone ${name}`, remedy);
    return -1;
  }
}

/** Names in the order in which they first came up. */
export class Dictionary {
  readonly names: string[];
  private readonly indices = new Map<string, number>();

  constructor(names: readonly string[]) {
    this.names = [...names];
    for (const [i, name] of names.entries()) this.indices.set(name, i);
  }

  /** Index of a name, which is added where it is new. */
  index(name: string): number {
    const known = this.indices.get(name);
    if (known !== undefined) return known;
    this.indices.set(name, this.names.length);
    return this.names.push(name) - 1;
  }

  find(name: string): number {
    return this.indices.get(name) ?? -1;
  }
}
