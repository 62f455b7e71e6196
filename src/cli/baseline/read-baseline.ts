import { isNode, LineCounter, parseDocument } from 'yaml';
import { InputProblems, type Problem } from '../../scenario/problem.ts';
import { BASELINE_KIND, BASELINE_SCHEMA_VERSION, type Baseline } from './document.ts';
import { BASELINE_SCHEMA } from './schema.ts';

/** More would only repeat what the first few say. */
const MOST_PROBLEMS = 5;

/**
 * Reads the text of a baseline.
 *
 * @param file as the user would type it, for messages
 * @throws {InputProblems} when it is damaged, no baseline, or of a newer version: place and remedy of each
 */
export function readBaseline(text: string, file: string): Baseline {
  const document = parsed(text, file);
  const { kind, schemaVersion } = (document ?? {}) as { kind?: unknown; schemaVersion?: unknown };
  if (kind !== BASELINE_KIND) {
    const remedy = 'poolsim baseline save writes one; poolsim baseline list shows those there are';
    throw problems([{ ...at(text, file, []), message: 'is no baseline of poolsim', remedy }]);
  }
  if (typeof schemaVersion === 'number' && schemaVersion > BASELINE_SCHEMA_VERSION) {
    const message = `has schema version ${schemaVersion}; this poolsim reads up to ${BASELINE_SCHEMA_VERSION}`;
    const remedy = 'update poolsim, or save the baseline anew';
    throw problems([{ ...at(text, file, ['schemaVersion']), message, remedy }]);
  }
  const read = BASELINE_SCHEMA.safeParse(document);
  if (read.success) return read.data as unknown as Baseline;
  const remedy = 'restore the file from git, or save the baseline anew with --force';
  throw problems(
    read.error.issues.slice(0, MOST_PROBLEMS).map((issue) => {
      const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
      return { ...at(text, file, path), message: `is damaged: ${issue.message}`, remedy };
    }),
  );
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const found = /position (\d+)/.exec(message);
    const offset = found === null ? text.length : Number(found[1]);
    const before = text.slice(0, offset).split('\n');
    const remedy = 'restore the file from git, or save the baseline anew with --force';
    throw problems([
      {
        file,
        line: before.length,
        column: before.at(-1)!.length + 1,
        path: '',
        message: `is no JSON: ${message.split('\n', 1)[0]}`,
        remedy,
      },
    ]);
  }
}

/** Where in the text a value stands, or the nearest thing around it that is there. */
function at(
  text: string,
  file: string,
  path: readonly (string | number)[],
): Pick<Problem, 'file' | 'line' | 'column' | 'path'> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (let depth = path.length; depth >= 0; depth--) {
    const node: unknown =
      depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (!isNode(node) || !node.range) continue;
    const { line, col } = lines.linePos(node.range[0]);
    return { file, line, column: col, path: dotted(path) };
  }
  return { file, line: 1, column: 1, path: dotted(path) };
}

function dotted(path: readonly (string | number)[]): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join('');
}

function problems(found: readonly Problem[]): InputProblems {
  return new InputProblems(found);
}
