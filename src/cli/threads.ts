import { Worker } from 'node:worker_threads';
import type { TaskPool } from './host-seam.ts';
import { ThreadEnded } from './thread-ended.ts';

interface Job {
  readonly task: unknown;
  readonly done: (answer: unknown) => void;
  readonly fail: (error: ThreadEnded) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly ended: Promise<void>;
  job: Job | null;
  reason: string | null;
}

/** Starts `count` threads on a compiled file; each gets the setup as its `workerData`. */
export async function startThreads(file: string, count: number, setup: unknown): Promise<TaskPool> {
  return new ThreadPool(file, count, setup);
}

/**
 * Threads that take tasks from one queue, first come first served. A thread that ends fails the task it
 * was on and no other, and another one takes its place: each new thread is paid for by a failed task,
 * so that a thread which cannot even start does not start for ever.
 */
class ThreadPool implements TaskPool {
  readonly file: string;
  readonly setup: unknown;
  readonly threads = new Set<Thread>();
  readonly queue: Job[] = [];
  closing = false;

  constructor(file: string, count: number, setup: unknown) {
    this.file = file;
    this.setup = setup;
    for (let i = 0; i < count; i++) this.start();
  }

  run(task: unknown): Promise<unknown> {
    return new Promise((done, fail) => {
      this.queue.push({ task, done, fail });
      this.feed();
    });
  }

  /** Ends the threads, in the middle of a task too; nobody waits for those tasks any more. */
  async close(): Promise<void> {
    this.closing = true;
    const threads = [...this.threads];
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
    await Promise.all(threads.map(({ ended }) => ended));
  }

  start(): void {
    const worker = new Worker(this.file, { workerData: this.setup });
    const ended = new Promise<void>((done) => {
      worker.once('exit', (code) => {
        this.threads.delete(thread);
        done();
        if (!this.closing) this.replace(thread, code);
      });
    });
    const thread: Thread = { worker, ended, job: null, reason: null };
    worker.on('message', (answer: unknown) => {
      const { job } = thread;
      thread.job = null;
      job?.done(answer);
      this.feed();
    });
    worker.on('error', (error: unknown) => {
      thread.reason = String(error instanceof Error ? error.message : error).split('\n', 1)[0]!;
    });
    this.threads.add(thread);
  }

  replace({ job, reason }: Thread, code: number): void {
    const error = new ThreadEnded(reason ?? `it exited with code ${code}`);
    if (job !== null) {
      this.start();
      job.fail(error);
    } else if (this.threads.size === 0) {
      for (const waiting of this.queue.splice(0)) waiting.fail(error);
    }
    this.feed();
  }

  feed(): void {
    for (const thread of this.threads) {
      if (this.queue.length === 0) return;
      if (thread.job !== null) continue;
      thread.job = this.queue.shift()!;
      thread.worker.postMessage(thread.job.task);
    }
  }
}
