import { expect, it } from 'vitest';
import { aboutPipes, lastingWord } from '../../src/base/pipe-words.ts';
import { commandLine } from '../../src/cli/command-line-text.ts';

it.each([
  ['/dev/fd/63', 'FILE_FOR_FD_63'],
  ['/proc/self/fd/11', 'FILE_FOR_FD_11'],
  ['/proc/4711/fd/3', 'FILE_FOR_FD_3'],
  ['/dev/stdin', 'FILE_FOR_STDIN'],
  ['/dev/fd/0', 'FILE_FOR_STDIN'],
  ['campaigns[0].contacts.file=/dev/fd/62', 'campaigns[0].contacts.file=FILE_FOR_FD_62'],
])('%s is a file that is still to be made', (typed, lasting) => {
  expect(lastingWord(typed)).toBe(lasting);
});

it.each(['/dev/fd/63/x', 'my/dev/fd/63', '/dev/stdout', '/dev/stdin.yaml', 'a.yaml'])(
  '%s stays',
  (typed) => expect(lastingWord(typed)).toBe(typed),
);

it('says what is to be done about the names in a command', () => {
  const command = commandLine(['compare', '/dev/fd/63', '/dev/stdin', '--set', 'a=/dev/fd/63']);
  expect(aboutPipes(command)).toBe(
    'what came through a pipe is gone: save it in a file, and name that for FILE_FOR_FD_63 and FILE_FOR_STDIN',
  );
  expect(aboutPipes(commandLine(['run', 'a.yaml']))).toBeNull();
});
