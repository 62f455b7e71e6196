/** How the scenario room reaches files: handed in by the host, in memory in tests. */
export interface InputFiles {
  /** Absolute path of `path`, taken relative to the file that names it, or to the working folder. */
  resolve(path: string, fromFile: string | null): string;
  /** The path as a message should show it (relative to the working folder where shorter). */
  display(path: string): string;
  /** Whole text, UTF-8; of a pipe the same every time, though it gives it once. @throws {InputFileError} */
  readText(path: string): Promise<string>;
  /** Bytes in chunks, so that a file of a million rows never lies in memory whole; a pipe once. @throws {InputFileError} */
  stream(path: string): AsyncIterable<Uint8Array>;
  /** Names in a folder, for "did you mean"; empty where it cannot be read. */
  list(folder: string): Promise<readonly string[]>;
}

/** A file that could not be read, with the reason in a word that messages can explain. */
export class InputFileError extends Error {
  override name = 'InputFileError';
  readonly path: string;
  readonly reason: 'missing' | 'folder' | 'no_permission' | 'unreadable' | 'spent';

  constructor(path: string, reason: InputFileError['reason'], detail = '') {
    super(`${path}: ${reason}${detail === '' ? '' : ` (${detail})`}`);
    this.path = path;
    this.reason = reason;
  }
}
