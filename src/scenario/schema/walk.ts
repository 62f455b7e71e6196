import type { z } from 'zod';

/** The shape of one schema, as far as walking needs it: wrappers taken off, input side of transforms. */
export type Shape =
  | { readonly kind: 'object'; readonly shape: Readonly<Record<string, z.ZodType>> }
  | { readonly kind: 'list'; readonly element: z.ZodType }
  | { readonly kind: 'record'; readonly value: z.ZodType }
  | { readonly kind: 'union'; readonly options: readonly z.ZodType[]; readonly by: string | null }
  | { readonly kind: 'leaf' };

/** What zod keeps in `def`; the fields are those of the kinds named in `shapeOf`. */
interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly discriminator?: string;
  readonly defaultValue?: unknown;
  readonly values?: readonly unknown[];
}

const defOf = (schema: z.ZodType) => (schema as unknown as { def: Def }).def;

/** Takes off optional, nullable and default, and goes to the input side of a transform. */
function unwrap(schema: z.ZodType): z.ZodType {
  const def = defOf(schema);
  const inner = def.type === 'pipe' ? def.in : def.innerType;
  return inner === undefined ? schema : unwrap(inner);
}

export function shapeOf(schema: z.ZodType): Shape {
  const def = defOf(unwrap(schema));
  if (def.type === 'object') return { kind: 'object', shape: def.shape ?? {} };
  if (def.type === 'array' && def.element) return { kind: 'list', element: def.element };
  if (def.type === 'record' && def.valueType) return { kind: 'record', value: def.valueType };
  if (def.type !== 'union') return { kind: 'leaf' };
  return { kind: 'union', options: def.options ?? [], by: def.discriminator ?? null };
}

/** The default in the notation of the file, or undefined. */
export function defaultOf(schema: z.ZodType): unknown {
  const def = defOf(schema);
  if (def.type === 'prefault' || def.type === 'default') return def.defaultValue;
  return def.innerType === undefined ? undefined : defaultOf(def.innerType);
}

/** The schemas that a key may lead to: one for an object, one per option of a union that has it. */
export function childSchemas(schema: z.ZodType, key: string): z.ZodType[] {
  const shape = shapeOf(schema);
  if (shape.kind === 'object') return Object.hasOwn(shape.shape, key) ? [shape.shape[key]] : [];
  if (shape.kind === 'record') return [shape.value];
  if (shape.kind === 'union') return shape.options.flatMap((option) => childSchemas(option, key));
  return [];
}

/** The keys that may stand in a value of this schema; empty where it has none, or any. */
export function keysOf(schema: z.ZodType): string[] {
  const shape = shapeOf(schema);
  if (shape.kind === 'object') return Object.keys(shape.shape);
  if (shape.kind === 'union') return [...new Set(shape.options.flatMap(keysOf))];
  return [];
}

/** The schemas of a list's items. */
export function elementSchemas(schema: z.ZodType): z.ZodType[] {
  const shape = shapeOf(schema);
  if (shape.kind === 'list') return [shape.element];
  if (shape.kind === 'union') return shape.options.flatMap(elementSchemas);
  return [];
}

/** A valid document with every default written out, still in the notation of the file. */
export function fillDefaults(schema: z.ZodType, value: unknown): unknown {
  const given = value === undefined ? defaultOf(schema) : value;
  if (given === undefined || given === null || typeof given !== 'object') return given;
  const shape = shapeOf(schema);
  if (shape.kind === 'union') return fillDefaults(chosen(shape.options, shape.by, given), given);
  if (Array.isArray(given)) {
    return shape.kind === 'list' ? given.map((item) => fillDefaults(shape.element, item)) : given;
  }
  const source = given as Readonly<Record<string, unknown>>;
  if (shape.kind === 'record') {
    const entries = Object.entries(source);
    return Object.fromEntries(entries.map(([key, item]) => [key, fillDefaults(shape.value, item)]));
  }
  if (shape.kind !== 'object') return given;
  const filled: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(shape.shape)) {
    const item = fillDefaults(field, source[key]);
    if (item !== undefined) filled[key] = item;
  }
  return filled;
}

/** The option of a union that a valid value follows. */
function chosen(options: readonly z.ZodType[], by: string | null, value: unknown): z.ZodType {
  const option = options.find((candidate) => candidate.safeParse(value).success);
  if (option !== undefined) return option;
  throw new RangeError(`no option of the union ${by ?? ''} fits a value that was valid`);
}
