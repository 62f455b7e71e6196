import type { z } from 'zod';
import { didYouMean, nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { quote } from '../quantities.ts';
import { childSchemas, defaultOf, elementSchemas, keysOf } from '../schema/walk.ts';
import { asksForThreshold, THRESHOLD_REASON, THRESHOLD_REMEDY } from '../threshold-keys.ts';
import { put } from './merge.ts';
import { problemAt, readDocument } from './read-document.ts';
import {
  formatPath,
  fromPlain,
  nodeAt,
  type Path,
  type Place,
  type SourceNode,
} from './source-tree.ts';

/** Where a value that was not written in a file came from. */
export function outsidePlace(origin: string): Place {
  return { file: origin, path: null, line: 0, column: 0, origin };
}

/**
 * Puts `path=value` into a document. Lists are entered by position (`campaigns[0]`) or by name
 * (`campaigns.q1`); the value is YAML. Unknown paths are refused with the nearest right one.
 */
export function applySet(
  root: SourceNode,
  assignment: string,
  schema: z.ZodType,
  origin: string,
): { readonly root: SourceNode; readonly problems: readonly Problem[] } {
  const place = outsidePlace(origin);
  const refuse = (message: string, remedy: string, path = '') => ({
    root,
    problems: [problemAt(place, message, remedy, path)],
  });
  const equals = assignment.indexOf('=');
  const written = assignment.slice(0, Math.max(0, equals)).trim();
  if (written === '') {
    return refuse(`${quote(assignment)} sets nothing`, 'write path=value, such as duration=7d');
  }
  const resolved = resolvePath(root, written, schema);
  if (!resolved.ok) return refuse(resolved.message, resolved.remedy, written);
  const value = readValue(assignment.slice(equals + 1), place);
  if (value === null) return refuse('the value is not valid YAML', 'quote it', written);
  return { root: put(resolved.root, resolved.path, value), problems: [] };
}

function readValue(text: string, place: Place): SourceNode | null {
  if (text.trim() === '') return { kind: 'scalar', place, value: null };
  return readDocument(text, () => place).root;
}

interface Refusal {
  readonly ok: false;
  readonly message: string;
  readonly remedy: string;
}

/** A path, and the document with the defaults around it written out, so that one of them can change. */
interface ResolvedPath {
  readonly ok: true;
  readonly path: Path;
  readonly root: SourceNode;
}

/** The path of a value in a document from what a user typed: `a.b`, `a[0].b`, `campaigns.q1.b`. */
function resolvePath(
  document: SourceNode,
  written: string,
  schema: z.ZodType,
): ResolvedPath | Refusal {
  const steps = splitPath(written);
  if (steps === null) {
    return {
      ok: false,
      message: `${quote(written)} is not a path`,
      remedy: 'such as a.b or a[0].b',
    };
  }
  let root = document;
  let path: Path = [];
  let schemas: z.ZodType[] = [schema];
  for (const step of steps) {
    const byDefault = schemas.map(defaultOf).find((value) => typeof value === 'object');
    if (nodeAt(root, path) === null && byDefault !== undefined) {
      root = put(root, path, fromPlain(byDefault, outsidePlace('default')));
    }
    const elements = schemas.flatMap(elementSchemas);
    const node = nodeAt(root, path);
    if (elements.length > 0 && (node?.kind === 'list' || typeof step === 'number')) {
      const found = enterList(node, step, formatPath(path));
      if (typeof found !== 'number') return found;
      path = [...path, found];
      schemas = elements;
      continue;
    }
    const key = String(step);
    const next = schemas.flatMap((candidate) => childSchemas(candidate, key));
    if (next.length === 0) return unknownStep(path, key, schemas);
    path = [...path, key];
    schemas = next;
  }
  return { ok: true, path, root };
}

function unknownStep(path: Path, key: string, schemas: readonly z.ZodType[]): Refusal {
  if (path[0] === 'campaigns' && asksForThreshold(key)) {
    return { ok: false, message: THRESHOLD_REASON, remedy: THRESHOLD_REMEDY };
  }
  const known = schemas.flatMap(keysOf);
  const full = (name: string) => formatPath([...path, ...name.split('.')]);
  const message = `there is no ${full(key)}`;
  if (known.length === 0) {
    return { ok: false, message, remedy: `${formatPath(path)} is a value: nothing lies below it` };
  }
  const deeper = known.filter((name) =>
    schemas.some((schema) =>
      childSchemas(schema, name).some((child) => keysOf(child).includes(key)),
    ),
  );
  if (deeper.length > 0) {
    return { ok: false, message, remedy: `did you mean ${full(`${deeper[0]}.${key}`)}?` };
  }
  const near = nearest(key, known);
  const remedy =
    near === null ? `known here: ${[...new Set(known)].join(', ')}` : `did you mean ${full(near)}?`;
  return { ok: false, message, remedy };
}

function enterList(
  node: SourceNode | null,
  step: string | number,
  where: string,
): number | Refusal {
  const items = node?.kind === 'list' ? node.items : [];
  if (typeof step === 'number' || /^\d+$/.test(step)) {
    const index = Number(step);
    if (index < items.length) return index;
    const remedy = items.length === 0 ? 'it is empty' : `0 to ${items.length - 1}`;
    return { ok: false, message: `${where} has no entry ${index}`, remedy };
  }
  const names = items.map(nameOf);
  const index = names.indexOf(step);
  if (index >= 0) return index;
  const known = names.filter((name) => name !== null);
  const fallback =
    known.length === 0 ? `use positions: ${where}[0]` : `known here: ${known.join(', ')}`;
  const message = `there is no ${where}.${step}`;
  return { ok: false, message, remedy: didYouMean(step, known, fallback) };
}

/** What an entry of a list is called by: its name, id, number, or generated group (else its country). */
function nameOf(node: SourceNode): string | null {
  if (node.kind !== 'map') return null;
  for (const key of ['name', 'id', 'e164']) {
    const child = node.entries.get(key)?.node;
    if (child?.kind === 'scalar' && typeof child.value === 'string') return child.value;
  }
  const generate = node.entries.get('generate')?.node;
  if (generate?.kind !== 'map') return null;
  const group = generate.entries.get('group') ?? generate.entries.get('country');
  return group?.node.kind === 'scalar' ? String(group.node.value) : null;
}

/** Splits at dots and brackets; `["a.b"]` keeps a name with dots whole. Null where it is no path. */
function splitPath(written: string): (string | number)[] | null {
  const steps: (string | number)[] = [];
  const step = /\.?(?:([^.[\]"]+)|\[(\d+)\]|\["([^"]*)"\])/y;
  while (step.lastIndex < written.length) {
    const match = step.exec(written);
    if (match === null) return null;
    steps.push(match[2] !== undefined ? Number(match[2]) : (match[1] ?? match[3]));
  }
  return steps;
}
