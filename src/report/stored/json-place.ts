/** Where something stands in a text: line and column, both from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Where the value of a path such as `figures[3].mean` begins in a JSON text that parses; where there is no
 * such value, where the deepest one that holds it begins. Only asked when something is wrong.
 */
export function placeOfPath(text: string, path: string): TextPlace {
  let best = { depth: -1, offset: 0 };
  walk(text, (found, offset) => {
    const holds =
      path === found || (path.startsWith(found) && /^[.[]/.test(path.slice(found.length)));
    if ((holds || found === '') && found.length > best.depth)
      best = { depth: found.length, offset };
  });
  return placeAt(text, best.offset);
}

export function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Calls back with path and offset of every value, in the order of the text. */
function walk(text: string, visit: (path: string, offset: number) => void): void {
  const stack: { path: string; list: boolean; index: number }[] = [];
  let key: string | null = null;
  const tokens = [...text.matchAll(TOKEN)];
  tokens.forEach(({ 0: token, index }, i) => {
    const top = stack.at(-1);
    if (token === '}' || token === ']') {
      stack.pop();
    } else if (token === ',') {
      if (top !== undefined) top.index++;
      key = null;
    } else if (token === ':') {
      return;
    } else if (top !== undefined && !top.list && key === null && tokens[i + 1]?.[0] === ':') {
      key = JSON.parse(token) as string;
    } else {
      const path = top === undefined ? '' : below(top, key);
      visit(path, index);
      if (token === '{' || token === '[') stack.push({ path, list: token === '[', index: 0 });
      key = null;
    }
  });
}

function below(top: { path: string; list: boolean; index: number }, key: string | null): string {
  if (top.list) return `${top.path}[${top.index}]`;
  return top.path === '' ? (key ?? '') : `${top.path}.${key ?? ''}`;
}
