import { EXIT } from '../exit-codes.ts';
import { Interruption } from '../run/interruption.ts';

/** npm and timeout pass a signal on that the terminal has already sent: not a second wish. */
const SAME_SIGNAL_MS = 500;

/**
 * Ctrl-C where there is more to end than replications: the first one waits for the process under way, so
 * that what was made for it can be removed; the second one ends everything.
 */
export class GateInterruption extends Interruption {
  override interrupt(): void {
    const nowMs = this.host.nowMs();
    if (this.signal.aborted) {
      if (nowMs - this.firstMs >= SAME_SIGNAL_MS) this.host.quit(EXIT.interrupted);
      return;
    }
    this.firstMs = nowMs;
    this.host.stderr.write('\npoolsim: interrupted; ending what is under way (again to quit)\n');
    this.abort.abort();
    this.crew?.stop();
  }
}
