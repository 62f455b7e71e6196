const LF = 10;
const CR = 13;
const QUOTE = 0x22;

/** 1-based line and column (in characters) of something in a file. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the record in hand lies in the file. Keeps the bytes since the record's start; the exact
 * position of a cell is worked out only when a problem needs it.
 */
export class RecordPlace {
  /** 1-based line on which the record starts. */
  line: number;
  private readonly delimiter: number;
  private readonly newline: number;
  private chunks: Buffer[] = [];
  /** Offset of the first kept byte, and of the first byte after the record in hand. */
  private keptFrom = 0;
  private recordEnd = 0;
  private start = 0;
  private nextLine: number;

  constructor(delimiter: string, lineBreak: string, firstLine: number) {
    this.delimiter = delimiter.charCodeAt(0);
    this.newline = lineBreak === '\r' ? CR : LF;
    this.line = firstLine;
    this.nextLine = firstLine;
  }

  /** Bytes that the parser is about to see. Drops those of records that are done. */
  feed(chunk: Buffer): void {
    while (this.chunks.length > 0 && this.keptFrom + this.chunks[0].length <= this.recordEnd) {
      this.keptFrom += this.chunks[0].length;
      this.chunks.shift();
    }
    this.chunks.push(chunk);
  }

  /** Moves on to the record that ends before byte `end`, blank lines before it left out. */
  advance(end: number): void {
    this.line = this.nextLine;
    this.start = this.recordEnd;
    this.recordEnd = end;
    let from = this.keptFrom;
    let first = true;
    for (const chunk of this.chunks) {
      const low = Math.max(0, this.start - from);
      const high = Math.min(chunk.length, end - from);
      if (high <= 0) break;
      let i = low;
      while (first && i < high && (chunk[i] === LF || chunk[i] === CR)) {
        if (chunk[i] === this.newline) this.line = ++this.nextLine;
        i++;
        this.start++;
      }
      if (i < high) first = false;
      for (i = chunk.indexOf(this.newline, i); i >= 0 && i < high; ) {
        this.nextLine++;
        i = chunk.indexOf(this.newline, i + 1);
      }
      from += chunk.length;
    }
  }

  /** Bytes read since the end of the last whole record. */
  pendingBytes(): number {
    const kept = this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    return this.keptFrom + kept - this.recordEnd;
  }

  /** Position of cell `index` of the record in hand. O(bytes of the record). */
  of(index: number): Position {
    return this.scan(this.start, this.recordEnd, (cell) => cell === index);
  }

  /** Position of the last quote that opens in the bytes after the last whole record. */
  openQuote(): Position {
    this.line = this.nextLine;
    this.start = this.recordEnd;
    return this.scan(this.start, Number.POSITIVE_INFINITY, () => false);
  }

  private scan(start: number, end: number, wanted: (cell: number) => boolean): Position {
    const kept = this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks);
    const bytes = kept.subarray(start - this.keptFrom, end - this.keptFrom);
    let cell = 0;
    let line = this.line;
    let lineStart = 0;
    let opened: Position | null = null;
    const at = (i: number): Position => ({
      line,
      column: 1 + bytes.subarray(lineStart, i).toString('utf8').length,
    });
    if (wanted(0)) return at(0);
    let quoted = false;
    let cellStart = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte === QUOTE && (quoted || i === cellStart)) {
        if (!quoted) opened = at(i);
        quoted = !quoted;
      } else if (byte === QUOTE && bytes[i - 1] === QUOTE) quoted = !quoted;
      else if (byte === this.delimiter && !quoted) {
        cellStart = i + 1;
        if (wanted(++cell)) return at(i + 1);
      } else if (byte === this.newline) {
        line++;
        lineStart = i + 1;
        if (!quoted) cellStart = i + 1;
      }
    }
    return opened ?? at(0);
  }
}
