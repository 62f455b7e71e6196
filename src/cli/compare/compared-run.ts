import { once } from 'node:events';
import { parse } from 'csv-parse';
import { csvSafe } from '../../base/csv-safe.ts';
import type { Pairs } from '../../experiment/aggregate.ts';
import type { SideResults } from '../../experiment/compare/side-results.ts';
import type { Scope } from '../../model/result.ts';
import { MANIFEST_FILE, readManifest } from '../../report/stored/read-stored-run.ts';
import { InputProblems } from '../../scenario/problem.ts';
import type { Host } from '../host-seam.ts';
import { changedAmong } from '../report/changed-files.ts';
import { CHECKSUMS_FILE } from '../run/checksums.ts';
import { UsageError } from '../usage-error.ts';

/** A finished run, read from its folder. */
export interface ComparedRun {
  readonly seed: string;
  readonly scenario: string;
  readonly selector: string;
  readonly version: string;
  readonly partial: boolean;
  /** The scenario with every default, and its input files: what its results are a function of. */
  readonly resolved: unknown;
  readonly inputHashes: readonly string[];
  readonly results: SideResults;
}

interface Series {
  readonly numerators: number[];
  readonly denominators: number[];
}

const REPLICATIONS_FILE = 'replications.csv';
const NEEDED = ['replication', 'key', 'campaign', 'country', 'numerator', 'denominator'] as const;
type NeededColumn = (typeof NEEDED)[number];

/**
 * Reads manifest.json and replications.csv of a run's folder.
 * @param keys figures that are wanted; the others are read past
 * @throws {UsageError} when the folder holds no run, or one that is damaged
 * @throws {InputProblems} when its manifest is none, or a file was changed since
 */
export async function readComparedRun(
  host: Host,
  folder: string,
  keys: ReadonlySet<string>,
): Promise<ComparedRun> {
  const shown = host.files.display(folder);
  const names = new Set(await host.files.list(folder));
  for (const name of [MANIFEST_FILE, REPLICATIONS_FILE]) {
    if (!names.has(name)) throw new UsageError(`${shown} holds no run: ${name} is not in it`);
  }
  const manifest = await manifestOf(host, folder, shown);
  const series = await readSeries(host, `${folder}/${REPLICATIONS_FILE}`, keys, `${shown}/`);
  const results = new StoredSide(series, manifest.replications, shown, keys);
  if (names.has(CHECKSUMS_FILE)) await refuseChanged(host, folder, shown);
  return { ...manifest, results };
}

/** After what is wrong in itself, which has a place. @throws {InputProblems} where a file is not as the run wrote it */
async function refuseChanged(host: Host, folder: string, shown: string): Promise<void> {
  const read = [MANIFEST_FILE, REPLICATIONS_FILE];
  const problems = await changedAmong(host, folder, `${shown}/`, read);
  if (problems.length > 0) throw new InputProblems(problems);
}

async function manifestOf(host: Host, folder: string, shown: string) {
  const text = await host.files.readText(`${folder}/${MANIFEST_FILE}`);
  const read = readManifest(text, `${shown}/${MANIFEST_FILE}`);
  if (!read.ok) throw new InputProblems(read.problems);
  const { poolsim, inputs, ...manifest } = read.manifest;
  const { seed, scenario, selector, partial, replications, resolved } = manifest;
  const told = { seed, scenario, selector, partial, replications, resolved };
  return { ...told, version: poolsim, inputHashes: inputs.map(({ sha256 }) => sha256) };
}

async function readSeries(
  host: Host,
  path: string,
  keys: ReadonlySet<string>,
  shown: string,
): Promise<Map<string, Series>> {
  const series = new Map<string, Series>();
  let heads: readonly number[] | null = null;
  let line = 0;
  let wrong: UsageError | null = null;
  const take = (cells: readonly string[]) => {
    line++;
    if (heads === null) {
      heads = NEEDED.map((name) => cells.indexOf(name));
      const missing = NEEDED.filter((_, i) => heads![i] < 0);
      if (missing.length > 0) throw damaged(shown, 1, `column ${missing.join(', ')} is missing`);
      return;
    }
    const cell = (name: NeededColumn) => cells[heads![NEEDED.indexOf(name)]] ?? '';
    if (!keys.has(cell('key'))) return;
    const id = seriesId(cell('key'), cell('campaign'), cell('country'));
    const found = series.get(id) ?? { numerators: [], denominators: [] };
    series.set(id, found);
    const numerator = readNumber(cell('numerator'));
    const denominator = readNumber(cell('denominator'));
    if (Number(cell('replication')) !== found.numerators.length) {
      throw damaged(shown, line, 'a replication is missing or out of order');
    }
    if (numerator === null || denominator === null) throw damaged(shown, line, 'no number');
    found.numerators.push(numerator);
    found.denominators.push(denominator);
  };
  const parser = parse({
    on_record: (cells: string[]) => {
      try {
        if (wrong === null) take(cells);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        wrong = error;
      }
      return null;
    },
  });
  parser.on('error', (error: Error) => {
    wrong ??= damaged(shown, line + 1, error.message);
  });
  parser.resume();
  // `once` rejects with an error of the parser as well, which the listener above has told by then.
  const heard = async (name: 'drain' | 'close') => {
    await once(parser, name).catch((error: unknown) => {
      if (wrong === null) throw error;
    });
  };
  for await (const chunk of host.files.stream(path)) {
    if (wrong !== null) break;
    if (!parser.write(chunk)) await Promise.race([heard('drain'), heard('close')]);
  }
  if (wrong === null) {
    parser.end();
    await heard('close');
  }
  if (wrong !== null) throw wrong;
  return series;
}

function damaged(shown: string, line: number, why: string): UsageError {
  return new UsageError(`${shown}replications.csv:${line}: ${why}; run it again`);
}

function readNumber(text: string): number | null {
  const value = Number(text);
  return text === '' || Number.isNaN(value) ? null : value;
}

function seriesId(key: string, campaign: string, country: string): string {
  return JSON.stringify([key, campaign, country]);
}

/** Figures of a stored run, by the names they were stored under. */
class StoredSide implements SideResults {
  readonly campaigns: readonly string[];
  readonly scopes: readonly Scope[];
  readonly replications: number;
  readonly series: ReadonlyMap<string, Series>;

  constructor(
    series: ReadonlyMap<string, Series>,
    replications: number,
    shown: string,
    keys: ReadonlySet<string>,
  ) {
    const scopes = new Map<string, Scope>();
    for (const [id, { numerators }] of series) {
      const [, campaign, country] = JSON.parse(id) as [string, string, string];
      scopes.set(JSON.stringify([campaign, country]), { campaign, country });
      if (numerators.length !== replications) {
        throw new UsageError(
          `${shown}: manifest.json tells of ${replications} replications, replications.csv has ${numerators.length}`,
        );
      }
    }
    if (series.size === 0) {
      const wanted = [...keys].join(', ');
      throw new UsageError(`${shown}/replications.csv has none of ${wanted}; run it again`);
    }
    this.series = series;
    this.replications = replications;
    this.scopes = [...scopes.values()];
    const campaigns = new Set(this.scopes.map(({ campaign }) => campaign));
    campaigns.delete('*');
    this.campaigns = [...campaigns];
  }

  pairs(key: string, { campaign, country }: Scope, n: number): Pairs | null {
    const found = this.series.get(seriesId(key, csvSafe(campaign), country));
    if (found === undefined) return null;
    return {
      numerators: Float64Array.from(found.numerators.slice(0, n)),
      denominators: Float64Array.from(found.denominators.slice(0, n)),
    };
  }

  fingerprint(): null {
    return null;
  }
}
