import yargs, { type Argv } from 'yargs';
import { didYouMean, nearest } from '../scenario/nearest.ts';
import type { CommandDefinition } from './command-definition.ts';
import { COMMANDS } from './commands/all.ts';
import { completeWord } from './completion.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { reportFailure } from './failure.ts';
import type { Host } from './host-seam.ts';
import { RawArgs } from './raw-args.ts';
import { UsageError } from './usage-error.ts';

/** Reads the command line, runs the command it names, and answers with the exit code. Never throws. */
export async function runCommandLine(host: Host): Promise<ExitCode> {
  const first = host.argv.find((word) => !word.startsWith('-')) ?? null;
  const command = first !== null && commandWords().includes(first) ? first : null;
  let answer: ExitCode = EXIT.done;
  let printed = '';
  try {
    // yargs would print the answer past the host.
    if (host.argv[0] === '--get-yargs-completions') {
      for (const word of await completeWord(host, COMMANDS)) host.stdout.write(`${word}\n`);
      return EXIT.done;
    }
    if (host.argv.length === 0) throw new UsageError('a command is needed');
    refuseDash(host.argv, command);
    refuseFlagValues(host.argv, command);
    const parser = build(host, (code) => {
      answer = code;
    });
    await parser.parseAsync([...host.argv], {}, (_error: unknown, _argv: unknown, text: string) => {
      printed = text;
    });
    if (printed !== '') host.stdout.write(printed.endsWith('\n') ? printed : `${printed}\n`);
  } catch (error) {
    answer = reportFailure(host, explained(error, first, command), command);
  }
  await host.stdout.drained();
  await host.stderr.drained();
  return answer;
}

function build(host: Host, answered: (code: ExitCode) => void): Argv {
  const parser = yargs([], host.cwd)
    .scriptName('poolsim')
    .usage(
      '$0 <command>\n\nSimulates an outbound-calling number pool with the real selector: skip rates, stall risk, pool health.',
    )
    // Text in, text out: numbers, lists and names are read by the commands themselves.
    .parserConfiguration({
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'dot-notation': false,
      'boolean-negation': false,
      'greedy-arrays': false,
      'camel-case-expansion': false,
    })
    .version(host.version)
    .help()
    .strict()
    .strictCommands()
    .demandCommand(1)
    .showHelpOnFail(false)
    .exitProcess(false)
    .wrap(Math.min(100, host.stdout.columns))
    // A YError is yargs' own complaint about the line; anything else was thrown by a command.
    .fail((message: string, error: Error | undefined) => {
      throw error === undefined || error.name === 'YError' ? new UsageError(message) : error;
    })
    .completion('completion', 'Prints a completion script for bash or zsh');
  for (const definition of COMMANDS) register(parser, host, definition, answered);
  for (const [line, what] of OVERVIEW) parser.example(line, what);
  return parser.epilogue(
    'Results go to stdout, progress and notes to stderr. Exit codes: 0 all gates held, 1 a fault in poolsim, 2 wrong usage or input, 3 a gate breached, 4 worse, 5 unsure or no data, 6 the selector broke a law, 7 results not written, 130 interrupted.',
  );
}

const OVERVIEW: readonly (readonly [string, string])[] = [
  ['poolsim scenarios init mine.yaml', 'a commented scenario to begin with'],
  ['poolsim run mine.yaml', 'what happens to this campaign'],
  ['poolsim <command> --help', 'all options of a command, with examples'],
];

function register(
  parser: Argv,
  host: Host,
  definition: CommandDefinition,
  answered: (code: ExitCode) => void,
): void {
  parser.command(
    definition.usage,
    definition.about,
    (command: Argv) => {
      for (const [name, options] of Object.entries(definition.positionals ?? {})) {
        command.positional(name, options);
      }
      command.options(definition.options);
      for (const [line, what] of definition.examples) command.example(line, what);
      return command;
    },
    async (argv: Record<string, unknown>) => {
      answered(await definition.handle(host, new RawArgs(argv)));
    },
  );
}

function commandWords(): readonly string[] {
  return [...COMMANDS.map((definition) => definition.usage.split(' ', 1)[0]!), 'completion'];
}

/** Puts the nearest right name into yargs' complaints about commands and options. */
function explained(error: unknown, first: string | null, command: string | null): unknown {
  if (!(error instanceof UsageError)) return error;
  if (first !== null && command === null) {
    const all = `the commands are ${commandWords().join(', ')}`;
    const hint = didYouMean(first, commandWords(), all);
    return new UsageError(`no command "${first}" — ${hint}`);
  }
  if (command === null) return error;
  if (error.message.startsWith('Not enough non-option arguments')) {
    return new UsageError(`${command} needs ${definitionOf(command)?.usage.replace(/^\S+ /, '')}`);
  }
  const bare = /^Not enough arguments following: (.+)$/s.exec(error.message);
  if (bare !== null) {
    const name = bare[1]!;
    return new UsageError(
      `--${name} needs a value; one that begins with - is written --${name}=-…`,
    );
  }
  const extra = /^Unknown commands?: (.+)$/s.exec(error.message);
  if (extra !== null) return new UsageError(`${command} takes no "${extra[1]}"`);
  const unknown = /^Unknown arguments?: (.+)$/s.exec(error.message);
  if (unknown === null) return error;
  const names = optionNames(command);
  const complaints = [...new Set(unknown[1]!.split(', '))].map((name) => {
    const near = nearest(name, names);
    return `${name.length === 1 ? '-' : '--'}${name}${near === null ? '' : ` (did you mean --${near}?)`}`;
  });
  return new UsageError(`${command} does not know ${complaints.join(', ')}`);
}

/**
 * A `-` that is no option's value. yargs drops it in silence, and the rest of the line would run without it.
 * @throws {UsageError}
 */
function refuseDash(argv: readonly string[], command: string | null): void {
  const options = command === null ? {} : (definitionOf(command)?.options ?? {});
  const stray = argv.some((word, i) => {
    const before = argv[i - 1] ?? '';
    return word === '-' && !(before.startsWith('--') && options[before.slice(2)]?.requiresArg);
  });
  if (stray)
    throw new UsageError('"-" names no file; stdin is /dev/stdin where a scenario is read');
}

/**
 * `--json=yes`: yargs takes anything but `true` for no, in silence.
 * @throws {UsageError}
 */
function refuseFlagValues(argv: readonly string[], command: string | null): void {
  const options = command === null ? {} : (definitionOf(command)?.options ?? {});
  const end = argv.indexOf('--');
  for (const word of end < 0 ? argv : argv.slice(0, end)) {
    const [, name, value] = /^--([^=]+)=(.*)$/s.exec(word) ?? [];
    if (name === undefined || options[name]?.type !== 'boolean') continue;
    if (value === 'true' || value === 'false') continue;
    throw new UsageError(`--${name} takes no value: "${word}"`);
  }
}

function optionNames(command: string): readonly string[] {
  return [...Object.keys(definitionOf(command)?.options ?? {}), 'help', 'version'];
}

function definitionOf(command: string): CommandDefinition | undefined {
  return COMMANDS.find((each) => each.usage.split(' ', 1)[0] === command);
}
