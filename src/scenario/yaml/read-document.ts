import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
} from 'yaml';
import type { Problem } from '../problem.ts';
import { quote } from '../quantities.ts';
import type { Place, SourceEntry, SourceNode } from './source-tree.ts';

/** One text as a document with places, or what is wrong with it. */
export interface ReadDocument {
  readonly root: SourceNode | null;
  readonly problems: readonly Problem[];
}

/** How places of one text are made. Line and column are 1-based. */
export type PlaceMaker = (line: number, column: number) => Place;

/** More than any written scenario holds; keeps aliases of aliases from filling the memory. */
const MAX_NODES = 200_000;

/** Reads one YAML or JSON document (YAML 1.2 reads both). Complexity O(length). */
export function readDocument(text: string, makePlace: PlaceMaker): ReadDocument {
  const start = makePlace(1, 1);
  if (text.includes('\u0000') || text.includes('\ufffd')) {
    return failed(start, 'is not text in UTF-8', 'a scenario is a YAML or JSON file in UTF-8');
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text.replace(/^\ufeff/, ''), {
    lineCounter: lines,
    prettyErrors: false,
  });
  const list: readonly Document[] = Array.isArray(documents) ? documents : [];
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return makePlace(Math.max(1, line), Math.max(1, col));
  };
  const errors = list.flatMap((document) => document.errors);
  if (errors.length > 0) {
    const problems = errors.map((error) =>
      problemAt(placeOf(error.pos[0]), `${error.message}`, 'correct the YAML or JSON syntax'),
    );
    return { root: null, problems: firstPerLine(problems) };
  }
  const first = list[0];
  if (first === undefined || first.contents === null || isEmptyScalar(first.contents)) {
    return failed(start, 'is empty', 'a scenario needs at least name, why, numbers and campaigns');
  }
  if (list.length > 1) {
    const offset = list[1].range?.[0] ?? 0;
    return failed(placeOf(offset), 'holds more than one document', 'one scenario per file');
  }
  const builder = new TreeBuilder(first, placeOf);
  const root = builder.build(first.contents, start);
  return { root: builder.problems.length > 0 ? null : root, problems: builder.problems };
}

function isEmptyScalar(node: unknown): boolean {
  return isScalar(node) && (node.value === null || node.value === '');
}

function failed(place: Place, message: string, remedy: string): ReadDocument {
  return { root: null, problems: [problemAt(place, message, remedy)] };
}

export function problemAt(place: Place, message: string, remedy: string, path = ''): Problem {
  const { file, line, column } = place;
  return { file, line, column, path, message, remedy };
}

/** One slip makes a parser stumble several times over the same line: the first of each line is told. */
function firstPerLine(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem, i) => i === 0 || problem.line !== problems[i - 1].line);
}

class TreeBuilder {
  readonly problems: Problem[] = [];
  private readonly document: Document;
  private readonly placeOf: (offset: number) => Place;
  private nodes = 0;
  /** Values that are being built, outermost first. */
  private readonly open = new Set<unknown>();

  constructor(document: Document, placeOf: (offset: number) => Place) {
    this.document = document;
    this.placeOf = placeOf;
  }

  build(node: unknown, outer: Place): SourceNode {
    const place = this.place(node, outer);
    if (++this.nodes > MAX_NODES) {
      if (this.nodes === MAX_NODES + 1) {
        this.problems.push(problemAt(place, 'holds too many values', `at most ${MAX_NODES}`));
      }
      return { kind: 'scalar', place, value: null };
    }
    if (isAlias(node)) return this.alias(node, place);
    if (!isSeq(node) && !isMap(node)) {
      return { kind: 'scalar', place, value: isScalar(node) ? scalarValue(node) : null };
    }
    this.open.add(node);
    const built: SourceNode = isSeq(node)
      ? { kind: 'list', place, items: node.items.map((item) => this.build(item, place)) }
      : this.map(node.items, place);
    this.open.delete(node);
    return built;
  }

  /** An alias inside the value that it stands for would go on for ever. */
  private alias(alias: Alias, place: Place): SourceNode {
    const target = alias.resolve(this.document);
    if (!this.open.has(target)) return this.build(target, place);
    const message = `*${alias.source} stands inside the value that it repeats`;
    this.problems.push(problemAt(place, message, 'write the value out'));
    return { kind: 'scalar', place, value: null };
  }

  private map(pairs: readonly { key: unknown; value: unknown }[], place: Place): SourceNode {
    const entries = new Map<string, SourceEntry>();
    for (const pair of pairs) {
      const keyPlace = this.place(pair.key, place);
      const key = isScalar(pair.key) ? String(pair.key.value) : '';
      if (!isScalar(pair.key)) {
        this.problems.push(problemAt(keyPlace, 'a key must be a plain word', 'write key: value'));
      }
      // In YAML 1.1 words such as NO (Norway) were booleans; in 1.2 as a key they stay what they are.
      entries.set(key, { keyPlace, node: this.build(pair.value, keyPlace) });
    }
    return { kind: 'map', place, entries };
  }

  private place(node: unknown, outer: Place): Place {
    const range = (node as { range?: [number, number, number] | null } | null)?.range;
    return range ? this.placeOf(range[0]) : outer;
  }
}

/** A phone number without quotes would be read as an integer and lose its plus: it stays text. */
function scalarValue(scalar: {
  value: unknown;
  source?: string;
}): string | number | boolean | null {
  const { value, source } = scalar;
  if (typeof value === 'number' && source !== undefined && /^\+\d{4,15}$/.test(source))
    return source;
  if (typeof value === 'bigint') return Number(value);
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  return quote(String(value));
}
