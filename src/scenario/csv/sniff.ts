/** How a CSV file is written, told from its first bytes. */
export interface Dialect {
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly recordDelimiter: readonly string[];
  /** Bytes before the head: a byte order mark, an Excel `sep=;` line. */
  readonly skipBytes: number;
  /** Lines among the skipped bytes. */
  readonly skipLines: number;
}

/** Enough bytes to hold any head. */
export const SNIFF_BYTES = 65_536;

const LF = 10;
const CR = 13;
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** What NUL bytes say of a file. */
export const NUL_BYTES = 'the file holds NUL bytes: it is binary or UTF-16';

/** Why bytes cannot be UTF-8 text, or null. NUL bytes mean UTF-16, or a file that is no text. */
export function notText(bytes: Buffer): string | null {
  if (bytes.length >= 2) {
    const mark = (bytes[0] << 8) | bytes[1];
    if (mark === 0xfffe || mark === 0xfeff) return 'the file is UTF-16, not UTF-8';
  }
  if (bytes.length >= 4 && bytes.readUInt32BE(0) === 0x504b0304) {
    return 'the file is a ZIP archive (an Excel workbook is one), not CSV';
  }
  return bytes.includes(0) ? NUL_BYTES : null;
}

/** Whether the first record is complete in these bytes, so that the head can be judged. */
export function hasWholeHead(bytes: Buffer): boolean {
  return bytes.length >= SNIFF_BYTES || bytes.includes(LF);
}

/** Reads the dialect off the head: the delimiter that occurs most often in it outside quotes. */
export function sniff(bytes: Buffer): Dialect {
  let skipBytes = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let skipLines = 0;
  const carriageReturnsOnly = !bytes.includes(LF) && bytes.includes(CR);
  const recordDelimiter = carriageReturnsOnly ? ['\r'] : ['\r\n', '\n'];
  const announced = /^sep=([,;\t|])\r?\n/.exec(
    bytes.subarray(skipBytes, skipBytes + 8).toString('latin1'),
  );
  if (announced !== null) {
    skipBytes += announced[0].length;
    skipLines = 1;
    return {
      delimiter: announced[1] as Dialect['delimiter'],
      recordDelimiter,
      skipBytes,
      skipLines,
    };
  }
  return { delimiter: commonest(bytes.subarray(skipBytes)), recordDelimiter, skipBytes, skipLines };
}

function commonest(bytes: Buffer): Dialect['delimiter'] {
  const counts = DELIMITERS.map(() => 0);
  let quoted = false;
  for (const byte of bytes) {
    if (byte === 0x22) quoted = !quoted;
    if (quoted) continue;
    if ((byte === LF || byte === CR) && counts.some((count) => count > 0)) break;
    const which = DELIMITERS.indexOf(String.fromCharCode(byte) as Dialect['delimiter']);
    if (which >= 0) counts[which]++;
  }
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}
