/**
 * Paths of what one process alone has open, stdin and what a shell makes of `<(…)`. Once it has ended they name
 * nothing, or something else.
 */
const OPEN = /(?<![\w.-])\/(?:dev|proc\/(?:self|\d+))\/(?:stdin|fd\/(\d+))(?![\w/.-])/g;
const STANDS_FOR_ONE = /FILE_FOR_(?:STDIN|FD_\d+)/g;

/** The word with a name for the file that there is none of yet, in the place of each such path. */
export function lastingWord(word: string): string {
  return word.replaceAll(OPEN, (_, descriptor?: string) =>
    descriptor === undefined || descriptor === '0' ? 'FILE_FOR_STDIN' : `FILE_FOR_FD_${descriptor}`,
  );
}

/** What such names in a command mean; null where it has none. */
export function aboutPipes(command: string): string | null {
  const names = [...new Set(command.match(STANDS_FOR_ONE))];
  if (names.length === 0) return null;
  return `what came through a pipe is gone: save it in a file, and name that for ${names.join(' and ')}`;
}
