import { createHash } from 'node:crypto';
import { basename, dirname, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { SampleRequest } from '../../src/bench/sample.ts';
import { MODEL_WORKER, type ModelAnswer } from '../../src/cli/baseline/model-of.ts';
import type { ExitCode } from '../../src/cli/exit-codes.ts';
import type { Host, OutputFiles, ProcessEnd, Sink, TaskPool } from '../../src/cli/host-seam.ts';
import { OutputError } from '../../src/cli/output-error.ts';
import type { BlockTask } from '../../src/cli/run/block.ts';
import type { ThreadSetup } from '../../src/cli/thread-runner.ts';
import { InputFileError, type InputFiles } from '../../src/scenario/input-files.ts';

/** What a test may set before the command runs. */
export interface MemoryOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly cpuCount?: number;
  /** Writing below one of these folders fails with the given code. */
  readonly failing?: Readonly<Record<string, string>>;
  readonly modules?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Called before every task; for tests that interrupt at a known place. */
  readonly onTask?: (host: MemoryHost, task: number) => void;
  /** Runs tasks; the real block runner where absent. */
  readonly startPool?: (count: number, setup: unknown) => Promise<TaskPool>;
  /** Stands in for the processes of a benchmark; the real worker, in this process, where absent. */
  readonly runEntry?: (host: MemoryHost, entry: string, args: readonly string[]) => ProcessEnd;
  /** Stands in for git and other programs; there are none where absent. */
  readonly runProgram?: (host: MemoryHost, words: readonly string[], folder: string) => ProcessEnd;
}

const MODEL_ANSWER: ModelAnswer = {
  kind: 'counted',
  model: { contacts: 10_000, fingerprint: 'e45fe553f8ab8d18', calls: 26_211, steps: 29_000_000 },
};

/** A sink that keeps what was written. */
export class MemorySink implements Sink {
  text = '';
  columns = 100;
  closed = false;
  failure: string | null = null;
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    if (!this.closed) this.text += text;
  }

  async drained(): Promise<void> {}
}

/** A host without a process: files in a map under `/home`, clocks that stand still, tasks in-process. */
export class MemoryHost implements Host {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd = '/home';
  readonly version = '0.0.0-test';
  readonly nodeVersion = 'v20.0.0-test';
  readonly machine = 'a machine in memory';
  readonly cpuCount: number;
  readonly stdout: MemorySink;
  readonly stderr: MemorySink;
  readonly files: InputFiles & OutputFiles;
  readonly disk = new Map<string, Uint8Array>();
  readonly folders = new Set<string>(['/', '/home']);
  readonly interrupts = new Set<() => void>();
  readonly options: MemoryOptions;
  clockMs = 0;
  quitWith: ExitCode | null = null;
  poolSize = 0;

  constructor(argv: readonly string[], options: MemoryOptions = {}) {
    this.argv = argv;
    this.options = options;
    this.env = options.env ?? {};
    this.cpuCount = options.cpuCount ?? 2;
    this.stdout = new MemorySink(options.isTTY ?? false);
    this.stderr = new MemorySink(options.isTTY ?? false);
    for (const [path, text] of Object.entries(options.files ?? {})) {
      this.put(posix.resolve(this.cwd, path), Buffer.from(text));
    }
    this.files = { ...memoryInput(this), ...memoryOutput(this) };
  }

  readonly processName = { pid: 1, place: 'memory' };

  isAlive(): null {
    return null;
  }

  peakMemoryBytes(): number {
    return 2 ** 26;
  }

  nowMs(): number {
    return this.clockMs;
  }

  epochMs(): number {
    return 1_772_000_000_000;
  }

  async sleep(ms: number): Promise<void> {
    this.clockMs += ms;
    await new Promise((done) => setImmediate(done));
  }

  onInterrupt(callback: () => void): () => void {
    this.interrupts.add(callback);
    return () => this.interrupts.delete(callback);
  }

  /** Presses Ctrl-C. */
  interrupt(): void {
    for (const callback of this.interrupts) callback();
  }

  onCrash(): void {}

  quit(code: ExitCode): void {
    this.quitWith = code;
  }

  async importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
    const found = this.options.modules?.[path];
    if (found === undefined) throw new Error(`Cannot find module '${path}'`);
    return found;
  }

  async startPool(count: number, setup: unknown): Promise<TaskPool> {
    this.poolSize = count;
    const start = this.options.startPool ?? inProcess(this);
    const pool = await start(count, setup);
    let tasks = 0;
    return {
      run: (task) => {
        this.options.onTask?.(this, tasks++);
        return pool.run(task);
      },
      close: () => pool.close(),
    };
  }

  async runEntry(entry: string, args: readonly string[]): Promise<ProcessEnd> {
    // Counted in vitest it would be vitest's code that is counted.
    if (entry === MODEL_WORKER)
      return { code: 0, stdout: JSON.stringify(MODEL_ANSWER), stderr: '' };
    const fake = this.options.runEntry;
    if (fake !== undefined) return fake(this, entry, args);
    const { answerRequest } = await import('../../src/cli/bench/answer-request.ts');
    const sample = await answerRequest(
      JSON.parse(args[0]) as SampleRequest,
      (path) => this.importModule(path),
      {
        collectGarbage: () => {},
        allocatedBytes: noBytes,
        peakMemoryBytes: () => this.peakMemoryBytes(),
        cpuMs: () => performance.now(),
      },
    );
    return { code: 0, stdout: `${JSON.stringify(sample)}\n`, stderr: '' };
  }

  async runProgram(
    program: string,
    args: readonly string[],
    folder: string,
  ): Promise<ProcessEnd | null> {
    return this.options.runProgram?.(this, [program, ...args], folder) ?? null;
  }

  async gzip(text: AsyncIterable<string>): Promise<Uint8Array> {
    const parts: string[] = [];
    for await (const part of text) parts.push(part);
    return gzipSync(parts.join(''));
  }

  sha256(data: string | Uint8Array): string {
    return createHash('sha256').update(data).digest('hex');
  }

  put(path: string, bytes: Uint8Array): void {
    this.disk.set(path, bytes);
    for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) {
      this.folders.add(folder);
    }
  }

  text(path: string): string {
    return Buffer.from(this.disk.get(posix.resolve(this.cwd, path))!).toString('utf8');
  }

  check(path: string): void {
    for (const [folder, code] of Object.entries(this.options.failing ?? {})) {
      if (path === folder || path.startsWith(`${folder}/`)) throw new OutputError(path, code);
    }
  }
}

function inProcess(host: MemoryHost): (count: number, setup: unknown) => Promise<TaskPool> {
  return async (_count, setup) => {
    const { threadRunner } = await import('../../src/cli/thread-runner.ts');
    const runner = await threadRunner(structuredClone(setup) as ThreadSetup, (path) =>
      host.importModule(path),
    );
    return { run: async (task) => runner(task as BlockTask), close: async () => {} };
  };
}

function memoryInput(host: MemoryHost): InputFiles {
  const read = (path: string): Uint8Array => {
    if (host.folders.has(path)) throw new InputFileError(path, 'folder');
    const bytes = host.disk.get(path);
    if (bytes === undefined) throw new InputFileError(path, 'missing');
    return bytes;
  };
  return {
    resolve: (path, from) => posix.resolve(from === null ? host.cwd : dirname(from), path),
    display: (path) => (path.startsWith(`${host.cwd}/`) ? path.slice(host.cwd.length + 1) : path),
    readText: async (path) => Buffer.from(read(path)).toString('utf8'),
    async *stream(path) {
      yield read(path);
    },
    list: async (folder) => {
      const names = [...host.disk.keys(), ...host.folders]
        .filter((path) => path !== folder && dirname(path) === folder)
        .map((path) => basename(path));
      return names.sort();
    },
  };
}

function memoryOutput(host: MemoryHost): OutputFiles {
  let made = 0;
  const below = (folder: string) =>
    [...host.disk.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
  const makeFolder = async (path: string) => {
    host.check(path);
    if (host.disk.has(path)) throw new OutputError(path, 'EEXIST');
    for (let folder = path; folder !== '/'; folder = dirname(folder)) {
      if (host.disk.has(folder)) throw new OutputError(path, 'ENOTDIR');
      host.folders.add(folder);
    }
  };
  const removeFolder = async (path: string) => {
    for (const file of below(path)) host.disk.delete(file);
    for (const folder of [...host.folders]) {
      if (folder === path || folder.startsWith(`${path}/`)) host.folders.delete(folder);
    }
  };
  return {
    kind: async (path) => (host.disk.has(path) ? 'file' : host.folders.has(path) ? 'folder' : null),
    isPipe: async () => false,
    isStream: async () => false,
    makeFolder,
    async makeTemporaryFolder(path) {
      const folder = posix.join(dirname(path), `.${basename(path)}-${made++}`);
      await makeFolder(folder);
      return folder;
    },
    async writeFile(path, content) {
      host.check(path);
      const data = typeof content === 'function' ? [...content()].join('') : content;
      host.put(path, typeof data === 'string' ? Buffer.from(data) : data);
    },
    async appendFile(path, text) {
      host.check(path);
      host.put(path, Buffer.concat([host.disk.get(path) ?? Buffer.alloc(0), Buffer.from(text)]));
    },
    async *readBack(path) {
      yield host.disk.get(path)!;
    },
    listFiles: async (folder) => below(folder).map((path) => posix.relative(folder, path)),
    async moveFolder(from, to) {
      host.check(to);
      if (below(to).length > 0) return false;
      for (const path of below(from)) host.put(to + path.slice(from.length), host.disk.get(path)!);
      await removeFolder(from);
      return true;
    },
    removeFolder,
  };
}

function noBytes(action: () => void): number {
  action();
  return 0;
}
