import { createHash } from 'node:crypto';
import type { InputFiles } from '../scenario/input-files.ts';
import type { FileContent } from './host-seam.ts';

/** SHA-256 in hex of a file that is read piece by piece: it may be larger than the memory. */
export async function sha256OfPieces(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** The same of what a file is to hold, without the way over a disk. */
export function sha256OfContent(content: FileContent): string {
  const hash = createHash('sha256');
  for (const piece of typeof content === 'function' ? content() : [content]) hash.update(piece);
  return hash.digest('hex');
}

/** Hands the content on to whoever writes it, and tells its SHA-256 when all of it was taken. */
export function hashedOnTheWay(
  content: FileContent,
  onHash: (sha256: string) => void,
): FileContent {
  if (typeof content !== 'function') {
    onHash(sha256OfContent(content));
    return content;
  }
  return function* () {
    const hash = createHash('sha256');
    for (const piece of content()) {
      hash.update(piece);
      yield piece;
    }
    onHash(hash.digest('hex'));
  };
}

/** The same with every line end as poolsim writes it: git and editors may have changed them all. */
export async function sha256OfLines(files: InputFiles, path: string): Promise<string> {
  const hash = createHash('sha256');
  let held = false;
  for await (const chunk of files.stream(path)) {
    const text = Buffer.from(chunk).toString('latin1');
    const whole: string = held ? `\r${text}` : text;
    held = whole.endsWith('\r');
    const sure = held ? whole.slice(0, -1) : whole;
    hash.update(sure.replaceAll('\r\n', '\n'), 'latin1');
  }
  return hash.update(held ? '\r' : '', 'latin1').digest('hex');
}
