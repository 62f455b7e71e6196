/** The command that does it again, as one would type it. */
export function commandLine(argv: readonly string[]): string {
  return ['poolsim', ...argv].map(quoted).join(' ');
}

/** A word for a POSIX shell, quoted only where it must be. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
