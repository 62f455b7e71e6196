import { OVERRIDING_VARIABLES } from '../base/overriding-variables.ts';
import { aboutPipes, lastingWord } from '../base/pipe-words.ts';
import { quoted } from '../base/shell-word.ts';
import type { Host } from './host-seam.ts';

/** A command as one would type it; a pipe, which is gone by then, as a file to be made. */
export function commandLine(argv: readonly string[]): string {
  return ['poolsim', ...argv].map((word) => quoted(lastingWord(word))).join(' ');
}

/** The command that was typed, with what the environment lays over scenarios before it. */
export function typedCommand(host: Pick<Host, 'argv' | 'env'>, argv = host.argv): string {
  const set = OVERRIDING_VARIABLES.filter((name) => (host.env[name] ?? '') !== '');
  const words = set.map((name) => `${name}=${quoted(host.env[name]!)} `);
  return `${words.join('')}${commandLine(argv)}`;
}

/** Lines that say how to see something again, and what in the command is still to be made. */
export function reproduceText(command: string, what = 'reproduce'): string {
  const about = aboutPipes(command);
  return `  ${what}: ${command}\n${about === null ? '' : `    ${about}\n`}`;
}
