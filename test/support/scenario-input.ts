import { posix } from 'node:path';
import { InputFileError, type InputFiles } from '../../src/scenario/input-files.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import type { LoadedScenario, LoadOptions } from '../../src/scenario/loaded.ts';
import { InputProblems, type Problem } from '../../src/scenario/problem.ts';

/** Files in memory under `/home`: a text, or null for a folder. */
export function filesInMemory(files: Readonly<Record<string, string | null>>): InputFiles {
  const at = new Map(Object.entries(files).map(([name, text]) => [`/home/${name}`, text]));
  const read = (path: string): string => {
    const text = at.get(path);
    if (text === undefined) throw new InputFileError(path, 'missing');
    if (text === null) throw new InputFileError(path, 'folder');
    return text;
  };
  return {
    resolve: (path, from) => posix.resolve(from === null ? '/home' : posix.dirname(from), path),
    display: (path) => posix.relative('/home', path),
    readText: async (path) => read(path),
    stream: async function* (path) {
      yield Buffer.from(read(path));
    },
    list: async (folder) => {
      const inside = [...at.keys()].filter((path) => posix.dirname(path) === folder);
      return inside.map((path) => posix.basename(path));
    },
  };
}

/** Nothing but the file. */
export const NO_OPTIONS: LoadOptions = {
  set: [],
  seed: null,
  replications: null,
  columnMap: [],
  skipBadRows: false,
  environment: {},
};

/** Loads `s.yaml`, or the given text as it. */
export function load(
  files: string | Readonly<Record<string, string | null>>,
  options: Partial<LoadOptions> = {},
): Promise<LoadedScenario> {
  const all = typeof files === 'string' ? { 's.yaml': files } : files;
  return loadScenario('s.yaml', filesInMemory(all), { ...NO_OPTIONS, ...options });
}

/** The problems that loading finds; fails where it finds none. */
export async function problemsOf(
  files: string | Readonly<Record<string, string | null>>,
  options: Partial<LoadOptions> = {},
): Promise<readonly Problem[]> {
  try {
    await load(files, options);
  } catch (error) {
    if (error instanceof InputProblems) return error.problems;
    throw error;
  }
  throw new Error('the scenario was loaded without a problem');
}

/** A small right scenario; lines of `changes` replace the lines that begin with the same key. */
export function scenarioText(changes: Readonly<Record<string, string | null>> = {}): string {
  const lines: Record<string, string | null> = {
    name: 'small',
    why: 'Does it load?',
    start: '2026-03-02T09:00:00-05:00',
    numbers: '[{ generate: { country: US, count: 3 } }, { generate: { country: GB, count: 1 } }]',
    campaigns:
      '[{ name: q1, pool: all, contacts: { generate: { count: 100, countries: { US: 60%, GB: 40% } } } }]',
    ...changes,
  };
  return Object.entries(lines)
    .flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}\n`]))
    .join('');
}
