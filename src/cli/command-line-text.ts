import { quoted } from '../base/shell-word.ts';

/** The command that does it again, as one would type it. */
export function commandLine(argv: readonly string[]): string {
  return ['poolsim', ...argv].map(quoted).join(' ');
}
