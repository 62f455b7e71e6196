/** Something could not be written. Exit code 7. */
export class OutputError extends Error {
  override name = 'OutputError';
  readonly path: string;
  /** The system's word for it: ENOSPC, EACCES, EROFS, ENOTDIR, EEXIST, … */
  readonly code: string;

  constructor(path: string, code: string) {
    super(`${path}: ${REASONS[code] ?? 'cannot be written'} (${code})`);
    this.path = path;
    this.code = code;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a file of that name stands where a folder is needed',
  ENOENT: 'a folder of the path does not exist and cannot be made',
  EISDIR: 'a folder of that name stands where a file is needed',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  EIO: 'the disk reports an error',
};
