import { createHash } from 'node:crypto';
import { InputFileError, type InputFiles } from '../input-files.ts';
import type { InputRecord } from '../loaded.ts';
import { didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { merge } from './merge.ts';
import { problemAt, readDocument } from './read-document.ts';
import { outsidePlace } from './set-path.ts';
import type { Place, SourceMap, SourceNode } from './source-tree.ts';

/** A scenario file with all that it extends merged below it. */
export interface LoadedTree {
  readonly root: SourceMap | null;
  readonly problems: readonly Problem[];
  readonly inputs: readonly InputRecord[];
}

/** Reads a scenario file and, from the root down, every file that it extends. */
export async function loadTree(path: string, files: InputFiles): Promise<LoadedTree> {
  const inputs: InputRecord[] = [];
  const first = files.resolve(path, null);
  const root = await loadChain(first, files, [], outsidePlace(files.display(first)), inputs);
  return { ...root, inputs };
}

interface Chain {
  readonly root: SourceMap | null;
  readonly problems: readonly Problem[];
}

async function loadChain(
  path: string,
  files: InputFiles,
  above: readonly string[],
  namedAt: Place,
  inputs: InputRecord[],
): Promise<Chain> {
  const display = files.display(path);
  if (above.includes(path)) {
    const chain = [...above.slice(above.indexOf(path)), path].map((file) => files.display(file));
    const message = `extends itself: ${chain.join(' → ')}`;
    return { root: null, problems: [problemAt(namedAt, message, 'break the chain', 'extends')] };
  }
  const own = await readOwn(path, files, above.length > 0, namedAt, inputs);
  if (own.root === null) return own;
  const base = own.root.entries.get('extends')?.node;
  if (base === undefined) return own;
  const rest = withoutExtends(own.root);
  if (base.kind !== 'scalar' || typeof base.value !== 'string' || base.value === '') {
    const problem = problemAt(base.place, `${display} extends no file`, 'a path', 'extends');
    return { root: rest, problems: [...own.problems, problem] };
  }
  const basePath = files.resolve(base.value, path);
  const below = await loadChain(basePath, files, [...above, path], base.place, inputs);
  const problems = [...own.problems, ...below.problems];
  if (below.root === null) return { root: null, problems };
  return { root: merge(below.root, rest) as SourceMap, problems };
}

/** `extends` has done its work once the file is merged. */
function withoutExtends(root: SourceMap): SourceMap {
  const entries = new Map(root.entries);
  entries.delete('extends');
  return { ...root, entries };
}

async function readOwn(
  path: string,
  files: InputFiles,
  extended: boolean,
  namedAt: Place,
  inputs: InputRecord[],
): Promise<Chain> {
  const display = files.display(path);
  let text: string;
  try {
    text = await files.readText(path);
  } catch (error) {
    if (!(error instanceof InputFileError)) throw error;
    const remedy = await fileRemedy(error, path, files);
    const field = extended ? 'extends' : '';
    const message = `${extended ? `${display} ` : ''}${FILE_REASONS[error.reason]}`;
    return { root: null, problems: [problemAt(namedAt, message, remedy, field)] };
  }
  inputs.push(record(display, text));
  const read = readDocument(text, (line, column) => ({
    file: display,
    path,
    line,
    column,
    origin: `${extended ? 'extends ' : ''}${display}:${line}`,
  }));
  return asMap(read.root, read.problems);
}

function asMap(root: SourceNode | null, problems: readonly Problem[]): Chain {
  if (root === null || root.kind === 'map') return { root, problems };
  const remedy = 'a scenario is a map of keys and values: name, why, numbers, campaigns …';
  return { root: null, problems: [problemAt(root.place, 'is not a scenario', remedy)] };
}

function record(file: string, text: string): InputRecord {
  const bytes = Buffer.byteLength(text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { file, sha256, bytes, rows: 0, skippedRows: 0 };
}

/** What went wrong with a file, in words that follow its name. */
export const FILE_REASONS: Readonly<Record<InputFileError['reason'], string>> = {
  missing: 'does not exist',
  folder: 'is a folder, not a file',
  no_permission: 'may not be read',
  unreadable: 'cannot be read',
  spent: 'is a pipe that was read before',
};

async function fileRemedy(error: InputFileError, path: string, files: InputFiles): Promise<string> {
  if (error.reason === 'no_permission') return 'give yourself the right to read it';
  if (error.reason === 'spent') return 'save it in a file and name that';
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  const folder = error.reason === 'folder' ? path : path.slice(0, Math.max(0, slash));
  const names = (await files.list(folder)).filter((name) => /\.(ya?ml|json)$/.test(name));
  const fallback =
    names.length === 0 ? 'name a YAML or JSON file' : `there is ${names.slice(0, 8).join(', ')}`;
  return didYouMean(path.slice(slash + 1), names, fallback);
}
