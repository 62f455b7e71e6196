import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputFileError, type InputFiles } from '../../src/scenario/input-files.ts';

/** Files of the checkout, shown by their bare name. */
export const diskFiles: InputFiles = {
  resolve: (path) => path,
  display: (path) => basename(path),
  readText: (path) => readFile(path, 'utf8'),
  stream: (path) => createReadStream(path),
  list: async (folder) => readdir(folder).catch(() => []),
};

/** One file in memory, cut into chunks of `chunkBytes`; every other path is missing. */
export function oneFile(name: string, content: string | Buffer, chunkBytes = 65_536): InputFiles {
  const bytes = Buffer.from(content as string);
  return {
    resolve: (path) => path,
    display: (path) => path,
    readText: async () => bytes.toString('utf8'),
    async *stream(path) {
      if (path === 'folder') throw new InputFileError(path, 'folder');
      if (path !== name) throw new InputFileError(path, 'missing');
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        yield bytes.subarray(at, at + chunkBytes);
      }
    },
    list: async () => [name],
  };
}
