import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync, rmSync } from 'node:fs';
import { appendFile, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, hostname } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GCProfiler } from 'node:v8';
import { createGzip } from 'node:zlib';
import type { ProcessMeters } from '../bench/sample-case.ts';
import { InputFileError, type InputFiles } from '../scenario/input-files.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { FileContent, Host, OutputFiles, ProcessEnd, Sink } from './host-seam.ts';
import { OutputError } from './output-error.ts';
import { endProcesses, runProgram, runToEnd } from './processes.ts';
import { startThreads } from './threads.ts';

// The only file that touches the process, files, clocks and the terminal; threads are beside it.

/** The real world. */
export function nodeHost(): Host {
  const temporary = new Set<string>();
  const cwd = workingFolder();
  process.once('exit', () => {
    // First, so that none of them writes into a folder that is being removed.
    endProcesses();
    for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
  });
  return {
    argv: process.argv.slice(2),
    env: process.env,
    cwd,
    get version() {
      const file = new URL('../../package.json', import.meta.url);
      return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
    },
    nodeVersion: process.version,
    get machine() {
      const cpu = cpus();
      return `${cpu[0]?.model.trim() ?? 'unknown CPU'} × ${cpu.length}, ${process.platform} ${process.arch}`;
    },
    cpuCount: availableParallelism(),
    peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
    stdout: new StreamSink(process.stdout),
    stderr: new StreamSink(process.stderr),
    files: { ...inputFiles(cwd), ...outputFiles(temporary) },
    get processName() {
      return { pid: process.pid, place: processPlace() };
    },
    isAlive: ({ pid, place }) => (place === processPlace() ? isRunning(pid) : null),
    nowMs: () => performance.now(),
    epochMs: () => Date.now(),
    sleep: (ms) => new Promise((done) => setTimeout(done, ms).unref()),
    onInterrupt(callback) {
      process.on('SIGINT', callback);
      process.on('SIGTERM', callback);
      return () => {
        process.off('SIGINT', callback);
        process.off('SIGTERM', callback);
      };
    },
    onCrash(callback) {
      process.on('uncaughtException', callback);
    },
    quit: (code) => process.exit(code),
    importModule,
    startPool: (count, setup) => startThreads(entryFile('worker'), count, setup),
    runEntry,
    runProgram,
    gzip: (text) => buffer(Readable.from(text, { objectMode: false }).pipe(createGzip())),
    sha256: (data) => createHash('sha256').update(data).digest('hex'),
  };
}

/** Imports a JavaScript module of the user's by absolute path; also called in the threads. */
export function importModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  return import(pathToFileURL(path).href);
}

/** What a measuring process reads of itself. */
export const processMeters: ProcessMeters = {
  peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
  cpuMs: () => (process.cpuUsage().user + process.cpuUsage().system) / 1_000,
  collectGarbage: () => globalThis.gc?.(),
  allocatedBytes(action) {
    const profiler = new GCProfiler();
    profiler.start();
    let usedBytes = process.memoryUsage().heapUsed;
    action();
    const endBytes = process.memoryUsage().heapUsed;
    let allocated = 0;
    for (const { beforeGC, afterGC } of profiler.stop().statistics) {
      allocated += beforeGC.heapStatistics.usedHeapSize - usedBytes;
      usedBytes = afterGC.heapStatistics.usedHeapSize;
    }
    return allocated + endBytes - usedBytes;
  },
};

/** Hands the exit code to the process and lets it end by itself, so that pipes are emptied first. */
export function finish(host: Host, code: ExitCode): void {
  const { failure } = host.stdout;
  if (failure !== null) {
    host.stderr.write(`poolsim: not written: ${new OutputError('stdout', failure).message}\n`);
  }
  process.exitCode = failure !== null && code !== EXIT.fault ? EXIT.notWritten : code;
}

class StreamSink implements Sink {
  readonly stream: NodeJS.WriteStream;
  closed = false;
  failure: string | null = null;

  constructor(stream: NodeJS.WriteStream) {
    this.stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.closed = true;
      // The reader may leave when it has seen enough; everything else is a loss.
      if (error.code !== 'EPIPE') this.failure = error.code ?? 'EIO';
    });
  }

  get isTTY(): boolean {
    return this.stream.isTTY === true;
  }

  get columns(): number {
    return this.stream.columns ?? 80;
  }

  write(text: string): void {
    if (!this.closed) this.stream.write(text);
  }

  async drained(): Promise<void> {
    while (!this.closed && this.stream.writableNeedDrain) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, 50);
        this.stream.once('drain', () => {
          clearTimeout(timer);
          done();
        });
      });
    }
    // One turn of the loop, so that an error of the last write has been heard.
    await new Promise((done) => setImmediate(done));
  }
}

/** The machine; on Linux also its namespace of processes, of which containers have their own. */
function processPlace(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** Another user's process may not be signalled, which tells that it is there. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** The root where the folder was removed meanwhile: then nothing is found, and that is said as usual. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}

function inputFiles(cwd: string): InputFiles {
  /** What pipes gave, which they give once: scenarios are read for each side and each point. */
  const kept = new Map<string, Promise<string>>();
  /** Pipes that were read as a stream: read again they would be empty, or never end. */
  const spent = new Set<string>();
  return {
    resolve: (path, fromFile) => resolve(cwd, fromFile === null ? '.' : dirname(fromFile), path),
    display(path) {
      const short = relative(cwd, path);
      return short !== '' && short.length < path.length ? short : path;
    },
    async readText(path) {
      try {
        const known = kept.get(path);
        if (known !== undefined) return await known;
        if (spent.has(path)) throw new InputFileError(path, 'spent');
        if (!(await isPipe(path))) return await readWhole(path);
        if (!kept.has(path)) kept.set(path, readWhole(path));
        return await kept.get(path)!;
      } catch (error) {
        throw inputError(path, error);
      }
    },
    async *stream(path) {
      try {
        if (spent.has(path) || kept.has(path)) throw new InputFileError(path, 'spent');
        if (await isPipe(path)) spent.add(path);
        const file = await open(path, 'r');
        try {
          yield* file.createReadStream({ highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>;
        } finally {
          await file.close().catch(() => {});
        }
      } catch (error) {
        throw inputError(path, error);
      }
    },
    async list(folder) {
      return (await readdir(folder).catch(() => [])).sort();
    },
  };
}

async function isPipe(path: string): Promise<boolean> {
  const found = await stat(path);
  return found.isFIFO() || found.isSocket();
}

/** A text longer than this is no scenario and no table that fits into memory: a device that never ends. */
const MOST_TEXT_BYTES = 500_000_000;

/** Reads a file, a pipe or a device to its end, which has to come. */
async function readWhole(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of file.createReadStream({ highWaterMark: 1 << 20 })) {
      chunks.push(chunk as Uint8Array);
      bytes += (chunk as Uint8Array).length;
      if (bytes > MOST_TEXT_BYTES) throw new InputFileError(path, 'unreadable', 'over 500 MB');
    }
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    await file.close().catch(() => {});
  }
}

function inputError(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined || (error as NodeJS.ErrnoException).syscall === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new InputFileError(path, 'missing');
  if (code === 'EISDIR') return new InputFileError(path, 'folder');
  if (code === 'EACCES' || code === 'EPERM') return new InputFileError(path, 'no_permission');
  return new InputFileError(path, 'unreadable', code);
}

function outputFiles(temporary: Set<string>): OutputFiles {
  return {
    async kind(path) {
      const found = await stat(path).catch(() => null);
      return found === null ? null : found.isDirectory() ? 'folder' : 'file';
    },
    isPipe: (path) => isPipe(path).catch(() => false),
    async isStream(path) {
      const found = await stat(path).catch(() => null);
      return found !== null && !found.isFile() && !found.isDirectory();
    },
    makeFolder: (path) => writing(path, () => makeFolders(path)),
    makeTemporaryFolder: (path) =>
      writing(path, async () => {
        await makeFolders(dirname(path));
        // By hand: `mkdtemp` makes it readable for its owner alone, and so it would stay.
        const folder = join(dirname(path), `.${basename(path)}-${randomUUID().slice(0, 8)}`);
        await mkdir(folder);
        temporary.add(folder);
        return folder;
      }),
    writeFile: (path, content) => writing(path, () => writeWhole(path, content)),
    appendFile: (path, text) => writing(path, () => appendFile(path, text)),
    async *readBack(path) {
      const file = await writing(path, () => open(path, 'r'));
      const chunks = file.createReadStream({ highWaterMark: 1 << 18 })[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await writing(path, () => chunks.next());
          if (next.done === true) return;
          yield next.value as Uint8Array;
        }
      } finally {
        await file.close().catch(() => {});
      }
    },
    listFiles: (folder) =>
      writing(folder, async () => {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true });
        return entries
          .filter((entry) => entry.isFile())
          .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
          .sort();
      }),
    moveFolder: (from, to) =>
      writing(to, async () => {
        try {
          await rename(from, to);
          temporary.delete(from);
          return true;
        } catch (error) {
          const code = (error as NodeJS.ErrnoException).code;
          const taken = await stat(to).catch(() => null);
          if (taken?.isDirectory() && (code === 'ENOTEMPTY' || code === 'EEXIST')) return false;
          throw error;
        }
      }),
    async removeFolder(path) {
      await rm(path, { recursive: true, force: true }).catch(() => {});
      temporary.delete(path);
    },
  };
}

/**
 * A folder and its parents. By hand: `mkdir` with `recursive` of Node 20 never returns where a file system
 * refuses a folder with ENOENT although its parent is there, as /proc does.
 */
async function makeFolders(path: string): Promise<void> {
  const made = await mkdir(path).catch((error: NodeJS.ErrnoException) => error);
  if (made === undefined) return;
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return;
  if (made.code !== 'ENOENT' || dirname(path) === path) throw made;
  const parent = await stat(dirname(path)).catch(() => null);
  if (parent !== null) throw made;
  await makeFolders(dirname(path));
  await mkdir(path).catch(async (error) => {
    if (!(await stat(path).catch(() => null))?.isDirectory()) throw error;
  });
}

async function writeWhole(path: string, content: FileContent): Promise<void> {
  const target = await stat(path).catch(() => null);
  // A device or a pipe (/dev/stdout, /dev/full) cannot be replaced by a rename.
  const special = target !== null && !target.isFile() && !target.isDirectory();
  const name = special
    ? path
    : join(dirname(path), `.${basename(path)}-${randomUUID().slice(0, 8)}`);
  try {
    const file = await open(name, 'w');
    try {
      await writeFile(file, typeof content === 'function' ? content() : content);
    } finally {
      await file.close();
    }
    if (!special) await rename(name, path);
  } catch (error) {
    if (!special) await rm(name, { force: true }).catch(() => {});
    throw error;
  }
}

async function writing<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    throw code === undefined || syscall === undefined ? error : new OutputError(path, code);
  }
}

/** Compiled JavaScript of an entry: from the sources (tests, tsx) the built one is taken. */
function entryFile(entry: string): string {
  const folder = import.meta.url.endsWith('.ts') ? '../../dist/cli/' : './';
  return fileURLToPath(new URL(`${folder}${entry}.js`, import.meta.url));
}

function runEntry(
  entry: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<ProcessEnd> {
  return runToEnd(process.execPath, ['--expose-gc', entryFile(entry), ...args], { signal });
}
