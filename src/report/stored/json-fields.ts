/** What a JSON document should hold and does not: `path` as in `figures[3].mean`. */
export class FieldProblem extends Error {
  override name = 'FieldProblem';
  readonly path: string;
  readonly remedy: string;

  constructor(path: string, message: string, remedy: string) {
    super(message);
    this.path = path;
    this.remedy = remedy;
  }
}

/** A value in a JSON document with its path, asked for what it must be. Each getter throws a FieldProblem. */
export class JsonField {
  readonly value: unknown;
  readonly path: string;

  constructor(value: unknown, path = '') {
    this.value = value;
    this.path = path;
  }

  at(key: string): JsonField {
    const { value } = this;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) {
      this.wrong('an object');
    }
    const path = this.path === '' ? key : `${this.path}.${key}`;
    return new JsonField((value as Record<string, unknown>)[key], path);
  }

  items(): JsonField[] {
    if (!Array.isArray(this.value)) this.wrong('a list');
    return this.value.map((item, index) => new JsonField(item, `${this.path}[${index}]`));
  }

  text(): string {
    return typeof this.value === 'string' ? this.value : this.wrong('a text');
  }

  /** Text, or a whole number as documents write a seed that reads as one. */
  seed(): string {
    return typeof this.value === 'number' ? String(this.count()) : this.text();
  }

  number(): number {
    return typeof this.value === 'number' ? this.value : this.wrong('a number');
  }

  numbers(): number[] {
    return this.items().map((item) => item.number());
  }

  /** A whole number, 0 or more. */
  count(): number {
    const number = this.number();
    return Number.isSafeInteger(number) && number >= 0 ? number : this.wrong('a whole number');
  }

  yes(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.wrong('true or false');
  }

  /** One of a few values. */
  one<T extends string | number | null>(allowed: readonly T[]): T {
    const found = allowed.find((each) => each === this.value);
    return found === undefined ? this.wrong(allowed.map(String).join(', ')) : found;
  }

  wrong(wanted: string): never {
    const { value } = this;
    const message = value === undefined ? 'it is missing' : `${shown(value)} was found`;
    throw new FieldProblem(this.path, message, `it must be ${wanted}`);
  }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
