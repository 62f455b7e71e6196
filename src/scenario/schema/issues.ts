import type { z } from 'zod';
import { didYouMean, nearest } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { quote } from '../quantities.ts';
import { problemAt } from '../yaml/read-document.ts';
import {
  formatPath,
  keyPlaceAt,
  nodeAt,
  type Path,
  placeAt,
  plain,
  type SourceNode,
} from '../yaml/source-tree.ts';
import { KNOWN_KEYS } from './fields.ts';

/** One issue, as zod reports it and as unions nest it. */
interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
  readonly values?: readonly unknown[];
  readonly options?: readonly unknown[];
  readonly expected?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly origin?: string;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

/** zod's issues as problems with places, in the words of the file. */
export function problemsOf(error: z.ZodError, root: SourceNode): Problem[] {
  const problems = error.issues.flatMap((issue) => problemsOfIssue(issue as Issue, [], root));
  return problems.filter((problem, i) => {
    // A value that is far out of range breaks two rules of one field: it is said once.
    if (problems.findIndex((other) => isSame(other, problem)) !== i) return false;
    return !problems.some((other) => isMisspelt(other, problem));
  });
}

function isSame(a: Problem, b: Problem): boolean {
  return a.path === b.path && a.message === b.message;
}

/** Whether `missing` is only missing because `other` spells it wrong beside it. */
function isMisspelt(other: Problem, missing: Problem): boolean {
  if (missing.message !== 'is missing' || !other.message.startsWith('unknown key')) return false;
  const [parent, key] = splitLast(missing.path);
  return splitLast(other.path)[0] === parent && other.remedy === `did you mean ${key}?`;
}

function splitLast(path: string): readonly [string, string] {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? ['', path] : [path.slice(0, dot), path.slice(dot + 1)];
}

function problemsOfIssue(issue: Issue, prefix: Path, root: SourceNode): Problem[] {
  const path: Path = [
    ...prefix,
    ...issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
  ];
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue, path, root);
  if (issue.code === 'invalid_union' && (issue.errors?.length ?? 0) > 0) {
    const branch = likeliestBranch(issue.errors ?? [], valueAt(root, path));
    if (branch !== null) return branch.flatMap((inner) => problemsOfIssue(inner, path, root));
  }
  const [message, remedy] = wording(issue, path, root);
  return [problemAt(placeAt(root, path), message, remedy, formatPath(path))];
}

function unknownKeys(issue: Issue, path: Path, root: SourceNode): Problem[] {
  const known = issue.message.replace(KNOWN_KEYS, '').split(',');
  return (issue.keys ?? []).map((key) => {
    const at = [...path, key];
    const remedy = didYouMean(key, known, `known here: ${known.join(', ')}`);
    return problemAt(keyPlaceAt(root, at), `unknown key ${quote(key)}`, remedy, formatPath(at));
  });
}

/**
 * The option of a union that was most likely meant: the one whose own keys fit best. Options that
 * miss a key of their own, or do not know one that is there, are far away; null where none is of the
 * value's kind (a text where only maps are allowed).
 */
function likeliestBranch(branches: readonly (readonly Issue[])[], value: unknown) {
  let best: readonly Issue[] | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const branch of branches) {
    const score = branch.reduce((sum, issue) => sum + distance(issue, value), 0);
    if (score < bestScore) {
      best = branch;
      bestScore = score;
    }
  }
  return bestScore < WRONG_KIND ? best : null;
}

const WRONG_KIND = 1e6;

function distance(issue: Issue, value: unknown): number {
  if (issue.path.length === 0) {
    if (issue.code === 'unrecognized_keys') return 100 * (issue.keys?.length ?? 1);
    if (issue.code === 'invalid_type') return WRONG_KIND;
    if (issue.code === 'invalid_value') return WRONG_KIND;
    if (issue.code === 'invalid_union') return WRONG_KIND;
  }
  const missing = issue.path.length === 1 && !has(value, issue.path[0]);
  return missing ? 150 : 1;
}

function has(value: unknown, key: PropertyKey): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function valueAt(root: SourceNode, path: Path): unknown {
  const node = nodeAt(root, path);
  return node === null ? undefined : plain(node);
}

/** Message and remedy of an issue about one value. */
function wording(issue: Issue, path: Path, root: SourceNode): readonly [string, string] {
  const value = valueAt(root, path);
  const found = describe(value);
  const expected = expectedWord(issue.expected);
  // Numbers carry their whole range as their message.
  const range = /^a (whole )?number from /.test(issue.message) ? issue.message : null;
  switch (issue.code) {
    case 'custom':
      return [issue.message, String(issue.params?.remedy ?? '')];
    case 'invalid_type':
      if (value === undefined) return ['is missing', `it must be ${range ?? expected}`];
      return [`${found} is not ${expected}`, range ?? `write ${expected}`];
    case 'invalid_value':
      return invalidChoice(issue.values ?? [], value, found);
    case 'too_small':
      if (typeof value === 'string' && value.trim() === '') return ['is empty', 'write a text'];
      return [`${found} is too small`, range ?? `at least ${bound(issue, issue.minimum)}`];
    case 'too_big':
      return [`${found} is too big`, range ?? `at most ${bound(issue, issue.maximum)}`];
    case 'invalid_union':
      return invalidUnion(issue, value, found);
    case 'invalid_key':
      return [
        `${quote(String(path[path.length - 1]))} is not a country`,
        'two letters of ISO 3166-1',
      ];
    case 'invalid_format':
      return [`${found} is not allowed`, issue.message];
    default:
      return [`${found}: ${issue.message}`, ''];
  }
}

function invalidChoice(values: readonly unknown[], value: unknown, found: string) {
  const allowed = values.map(String);
  const list = `allowed: ${allowed.join(', ')}`;
  if (value === undefined) return ['is missing', list] as const;
  const near = typeof value === 'string' ? nearest(value, allowed) : null;
  const remedy = near === null || allowed.length === 1 ? list : `did you mean ${near}? ${list}`;
  return [`${found} is not allowed`, remedy] as const;
}

function invalidUnion(issue: Issue, value: unknown, found: string): readonly [string, string] {
  if (issue.options !== undefined) return invalidChoice(issue.options, value, found);
  const remedy = [...new Set(wantedWords(issue))].filter((word) => word !== '').join(', or ');
  return value === undefined ? ['is missing', remedy] : [`${found} is not allowed`, remedy];
}

/** What the options of a union want, those of a union within it too. */
function wantedWords(issue: Issue): string[] {
  return (issue.errors ?? []).flat().flatMap((inner) => {
    if (inner.values !== undefined) return [inner.values.join(' or ')];
    if ((inner.errors ?? []).length > 0) return wantedWords(inner);
    return [inner.code === 'custom' ? '' : expectedWord(inner.expected)];
  });
}

function bound(issue: Issue, value: number | bigint | undefined): string {
  if (issue.origin === 'array') return `${value} entries`;
  if (issue.origin === 'string') return `${value} characters`;
  return String(value);
}

function expectedWord(expected: string | undefined): string {
  const words: Readonly<Record<string, string>> = {
    object: 'a map of keys and values',
    array: 'a list',
    record: 'a map of keys and values',
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
  };
  return words[expected ?? ''] ?? expected ?? 'something else';
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  return typeof value === 'string' ? quote(value) : String(value);
}
