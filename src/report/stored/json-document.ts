import type { Problem } from '../../scenario/problem.ts';
import { FieldProblem, JsonField } from './json-fields.ts';
import { placeAt, placeOfPath, type TextPlace } from './json-place.ts';

/** Makes a value of a JSON document; throws a FieldProblem where it is none. */
export type DocumentRead<T> = (root: JsonField) => T;

/**
 * Reads a JSON document; what is wrong goes to `problems` with line and column.
 * @param shown the file as a message should name it
 * @returns null where something is wrong
 */
export function readDocument<T>(
  text: string,
  shown: string,
  problems: Problem[],
  read: DocumentRead<T>,
): T | null {
  const problem = (place: TextPlace, path: string, message: string, remedy: string) => {
    problems.push({ file: shown, ...place, path, message, remedy });
    return null;
  };
  try {
    return read(new JsonField(JSON.parse(text)));
  } catch (error) {
    if (error instanceof FieldProblem) {
      const { path, message, remedy } = error;
      return problem(placeOfPath(text, path), path, message, remedy);
    }
    if (!(error instanceof SyntaxError)) throw error;
    const offset = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
    const remedy = 'the file was changed or cut since; make it again';
    return problem(placeAt(text, offset), '', 'this is not JSON', remedy);
  }
}
