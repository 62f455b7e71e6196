import type { InputFiles } from '../scenario/input-files.ts';
import type { ExitCode } from './exit-codes.ts';

/** Where text goes: the terminal, a pipe, a file. */
export interface Sink {
  readonly isTTY: boolean;
  /** Width in characters; 80 where it is not a terminal. */
  readonly columns: number;
  /** True once the reader has gone (`| head`) or the disk is full: more writing is pointless. */
  readonly closed: boolean;
  /** The system's word for a write that failed other than by the reader leaving; null when none did. */
  readonly failure: string | null;
  write(text: string): void;
  /** Resolves when a slow reader can take more. */
  drained(): Promise<void>;
}

/**
 * What a file is to hold: at once, or piece by piece and as often as asked, where it may be larger than a text
 * can be in memory (V8: 512 MB).
 */
export type FileContent = string | Uint8Array | (() => Iterable<string>);

/** Files that commands write. Every failure is an {@link OutputError}. */
export interface OutputFiles {
  kind(path: string): Promise<'file' | 'folder' | null>;
  /** True of what can be read once and is gone then: a named pipe, `<(…)`, /dev/stdin behind a `|`. */
  isPipe(path: string): Promise<boolean>;
  /** True of a device or a pipe: what is written there overwrites nothing. */
  isStream(path: string): Promise<boolean>;
  /** Makes the folder and its parents. */
  makeFolder(path: string): Promise<void>;
  /** Makes an empty folder beside `path` whose name nobody else has; removed when the process dies early. */
  makeTemporaryFolder(path: string): Promise<string>;
  /** Whole or not at all: written under a temporary name, then renamed. */
  writeFile(path: string, content: FileContent): Promise<void>;
  /** Adds to the end of a file, which is made where absent: what stood there is never touched. */
  appendFile(path: string, text: string): Promise<void>;
  /** What was written earlier, piece by piece. */
  readBack(path: string): AsyncIterable<Uint8Array>;
  /** Paths of all files below a folder, relative to it, sorted. */
  listFiles(folder: string): Promise<readonly string[]>;
  /** False when the target already exists and is not empty; then nothing was moved. */
  moveFolder(from: string, to: string): Promise<boolean>;
  removeFolder(path: string): Promise<void>;
}

/** Threads that share one setup; a task is sent to whichever is free. */
export interface TaskPool {
  /** Sends one task and resolves with its answer; arrays in the answer are moved, not copied. */
  run(task: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** How a process ended and what it said. */
export interface ProcessEnd {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process, also for others to ask about. */
export interface ProcessName {
  readonly pid: number;
  /** Where the number means something: the machine, and its room of processes where it has several. */
  readonly place: string;
}

/** Everything outside of poolsim. `host.ts` is the real one; tests hand in one in memory. */
export interface Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly version: string;
  readonly nodeVersion: string;
  /** A few words on the machine, for `timing.json`. */
  readonly machine: string;
  readonly cpuCount: number;
  /** Most memory that the process has held so far. */
  peakMemoryBytes(): number;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly files: InputFiles & OutputFiles;
  readonly processName: ProcessName;
  /** Null for a process of another place: from here nobody can tell. */
  isAlive(process: ProcessName): boolean | null;
  /** Monotonic milliseconds. */
  nowMs(): number;
  /** Unix milliseconds. */
  epochMs(): number;
  sleep(ms: number): Promise<void>;
  /** Calls back on Ctrl-C or a polite kill; returns how to stop listening. */
  onInterrupt(callback: () => void): () => void;
  /** Calls back with an exception that nobody caught, in place of a stack trace. */
  onCrash(callback: (error: unknown) => void): void;
  /** Ends the process now, leaving no temporary folder behind. */
  quit(code: ExitCode): void;
  /** Imports a JavaScript module of the user's by absolute path. */
  importModule(path: string): Promise<Readonly<Record<string, unknown>>>;
  /** Starts `count` threads, each running `worker.ts` with the setup, a `ThreadSetup`. */
  startPool(count: number, setup: unknown): Promise<TaskPool>;
  /**
   * Runs one of poolsim's own entries, a compiled file below `cli` without its extension, in a Node
   * process of its own, with `gc` exposed, and waits for its end, which the signal brings about.
   */
  runEntry(entry: string, args: readonly string[], signal: AbortSignal): Promise<ProcessEnd>;
  /**
   * Runs a program of the machine's, such as git, in a folder, and waits for its end; `node` is the one that
   * runs poolsim. Null where there is no such program.
   */
  runProgram(program: string, args: readonly string[], folder: string): Promise<ProcessEnd | null>;
  gzip(text: AsyncIterable<string>): Promise<Uint8Array>;
  sha256(data: string | Uint8Array): string;
}

/** A command: all it needs comes in, all it did goes out through the host and the exit code. */
export type Command<Arguments> = (host: Host, args: Arguments) => Promise<ExitCode>;
