import { scenarioJsonSchema } from '../../src/scenario/json-schema.ts';
import { code, table, yamlValue } from './markdown.ts';

/** The part of JSON Schema that the scenario's schema uses. */
export interface SchemaNode {
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly maxLength?: number;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

/** One key of a scenario file. */
export interface KeyRow {
  readonly path: string;
  readonly node: SchemaNode;
  readonly required: boolean;
  /** The key belongs to one of several shapes that the value may have. */
  readonly alternative: boolean;
}

/** Keys that stand together: those of one object, with the objects inside it. */
interface KeyGroup {
  readonly title: string;
  readonly text: string;
  readonly rows: KeyRow[];
}

export function scenarioSchemaTree(): SchemaNode {
  return JSON.parse(scenarioJsonSchema());
}

/** A table per part of the scenario file, in the order of the schema. */
export function scenarioKeys(): string {
  return keyGroups()
    .map(({ title, text, rows }) => `### ${title}\n\n${text}\n\n${keyTable(rows)}`)
    .join('\n\n');
}

/** Every key with its default, `drift[usage].step` and the like included. */
export function scenarioKeyRows(): readonly KeyRow[] {
  return keyGroups().flatMap((group) => group.rows);
}

function keyGroups(): KeyGroup[] {
  const root = scenarioSchemaTree();
  const law = root.properties?.provider?.properties?.queueDelay;
  const groups: KeyGroup[] = [{ title: 'Top level', text: 'The whole file.', rows: [] }];
  const top = groups[0];
  const required = root.anyOf?.[0]?.required ?? [];
  for (const [key, node] of Object.entries(root.properties ?? {})) {
    const isRequired = required.includes(key) && node.default === undefined;
    const parts = objectsOf(node);
    top.rows.push({ path: key, node, required: isRequired, alternative: false });
    for (const part of parts) {
      const several = parts.length > 1 && part.node.title !== undefined;
      const title = several ? `${part.label(key)}: ${part.node.title}` : part.label(key);
      const text = part.node.description ?? node.description ?? '';
      const group: KeyGroup = { title: code(title), text, rows: [] };
      collect(part.node, `${part.label(key)}.`, false, group.rows);
      groups.push(group);
    }
  }
  for (const { node } of law === undefined ? [] : objectsOf(law)) {
    const name = yamlValue(node.properties?.law?.const);
    const text = 'A law of durations, wherever the keys of `provider` take one.';
    const group: KeyGroup = { title: `Law ${code(name)}`, text, rows: [] };
    collect(node, '', false, group.rows);
    groups.push(group);
  }
  return groups;
}

interface Part {
  readonly node: SchemaNode;
  readonly label: (key: string) => string;
}

/** The objects that a value may be, or may be a list of. */
function objectsOf(node: SchemaNode): Part[] {
  const variants = variantsOf(node);
  if (variants.length > 0) return variants.flatMap(objectsOf);
  if (node.items !== undefined) {
    return objectsOf(node.items).map((part) => ({
      node: part.node,
      label: (key) => part.label(`${key}[]`),
    }));
  }
  return node.properties === undefined ? [] : [{ node, label: (key) => key }];
}

function collect(object: SchemaNode, prefix: string, alternative: boolean, rows: KeyRow[]): void {
  for (const [key, node] of Object.entries(object.properties ?? {})) {
    const path = `${prefix}${key}`;
    if (rows.some((row) => row.path === path)) continue;
    const required = (object.required ?? []).includes(key) && node.default === undefined;
    rows.push({ path, node, required, alternative });
    if (isLaw(node)) continue;
    const shapes = variantsOf(node).length > 1;
    for (const part of objectsOf(node)) collect(part.node, `${part.label(path)}.`, shapes, rows);
  }
}

function variantsOf(node: SchemaNode): readonly SchemaNode[] {
  return node.anyOf ?? node.oneOf ?? [];
}

/** A duration, or the law that durations follow: explained once for all. */
function isLaw(node: SchemaNode): boolean {
  return objectsOf(node).some((part) => part.node.properties?.law !== undefined);
}

function keyTable(rows: readonly KeyRow[]): string {
  return table(
    ['Key', 'Default', 'Meaning', 'Allowed, or an example'],
    rows.map(({ path, node, required, alternative }) => [
      code(path),
      required ? (alternative ? 'required in this shape' : '**required**') : defaultText(node),
      node.description ?? '',
      allowedText(node),
    ]),
  );
}

function defaultText({ default: value }: SchemaNode): string {
  if (value === undefined) return '';
  const empty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  if (empty && !Array.isArray(value)) return '';
  if (Array.isArray(value) && value.length === 24) return '24 factors, mean 1 from 9 to 18 h';
  return code(yamlValue(value));
}

function allowedText(node: SchemaNode): string {
  const parts = [...new Set([...rangeTexts(node), ...exampleTexts(node)])];
  return parts.join(', ');
}

function rangeTexts(node: SchemaNode): string[] {
  if (isLaw(node)) return ['a duration, or a law (below)'];
  if (node.items?.enum !== undefined) return rangeTexts(node.items);
  if (node.const !== undefined) return [code(yamlValue(node.const))];
  if (node.enum !== undefined) return node.enum.map((value) => code(yamlValue(value)));
  const variants = variantsOf(node);
  if (variants.length > 0)
    return variants.flatMap((each) => [...rangeTexts(each), ...textOf(each)]);
  if (node.type === 'boolean') return ['`true`', '`false`'];
  if (node.type !== 'number' && node.type !== 'integer') return [];
  const { minimum: low, maximum: high } = node;
  if (low === undefined && high === undefined) return [];
  return [high === undefined ? `${low} or more` : `${low} to ${high}`];
}

/** A text without a form of its own, beside what else a key may be. */
function textOf({ type, maxLength }: SchemaNode): string[] {
  return type === 'string' && maxLength !== undefined
    ? [`a text up to ${maxLength} characters`]
    : [];
}

function exampleTexts(node: SchemaNode): string[] {
  return (node.examples ?? []).map((value) => code(yamlValue(value)));
}
