import { createHash } from 'node:crypto';
import type { InputFiles } from '../scenario/input-files.ts';

/** SHA-256 of a file in hex, read piece by piece: it may be larger than the memory. @throws {InputFileError} */
export async function sha256OfFile(files: InputFiles, path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of files.stream(path)) hash.update(chunk);
  return hash.digest('hex');
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
