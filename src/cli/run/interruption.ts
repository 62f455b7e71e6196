import { EXIT } from '../exit-codes.ts';
import type { Host } from '../host-seam.ts';
import type { Crew } from './crew.ts';

/** Ctrl-C: the first one ends the run after the replications under way, the second one ends the process. */
export class Interruption {
  readonly host: Host;
  readonly abort = new AbortController();
  readonly unlisten: () => void;
  crew: Crew | null = null;

  constructor(host: Host) {
    this.host = host;
    this.unlisten = host.onInterrupt(() => this.interrupt());
  }

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Threads to stop when it comes to that. */
  watch(crew: Crew): void {
    this.crew = crew;
    if (this.signal.aborted) crew.stop();
  }

  interrupt(): void {
    if (this.signal.aborted) {
      this.host.quit(EXIT.interrupted);
      return;
    }
    this.host.stderr.write(
      '\npoolsim: interrupted; finishing the replications under way (again to quit at once)\n',
    );
    this.abort.abort();
    this.crew?.stop();
  }
}
