import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host-seam.ts';

/** What can be told to end after what is under way. */
export interface Stoppable {
  stop(): void;
}

/** npm and timeout pass a signal on that the terminal has already sent: not a second wish. */
const SAME_SIGNAL_MS = 500;

/**
 * Ctrl-C: the first one ends the run after the replications under way, the second one ends the process.
 * While the first scenario is being read there is nothing to wait for, and the first one ends it too.
 */
export class Interruption {
  readonly host: Host;
  readonly abort = new AbortController();
  readonly unlisten: () => void;
  crew: Stoppable | null = null;
  firstMs = 0;

  constructor(host: Host) {
    this.host = host;
    this.unlisten = host.onInterrupt(() => this.interrupt());
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Threads to stop when it comes to that. */
  watch(crew: Stoppable): void {
    this.crew = crew;
    if (this.signal.aborted) crew.stop();
  }

  interrupt(): void {
    const nowMs = this.host.nowMs();
    if (this.signal.aborted) {
      if (nowMs - this.firstMs >= SAME_SIGNAL_MS) this.host.quit(EXIT.interrupted);
      return;
    }
    this.firstMs = nowMs;
    if (this.crew === null) {
      this.abort.abort();
      this.host.stderr.write('\npoolsim: interrupted before the first replication\n');
      this.host.quit(EXIT.interrupted);
      return;
    }
    this.host.stderr.write(
      '\npoolsim: interrupted; finishing the replications under way (again to quit at once)\n',
    );
    this.abort.abort();
    this.crew.stop();
  }
}
