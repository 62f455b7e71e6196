import { aboutPipes, lastingWord } from '../base/pipe-words.ts';
import { quoted } from '../base/shell-word.ts';

/** The command that does it again, as one would type it; a pipe, which is gone by then, as a file to be made. */
export function commandLine(argv: readonly string[]): string {
  return ['poolsim', ...argv].map((word) => quoted(lastingWord(word))).join(' ');
}

/** Lines that say how to see something again, and what in the command is still to be made. */
export function reproduceText(command: string, what = 'reproduce'): string {
  const about = aboutPipes(command);
  return `  ${what}: ${command}\n${about === null ? '' : `    ${about}\n`}`;
}
