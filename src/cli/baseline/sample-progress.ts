import type { Host } from '../host-seam.ts';

const LINE_EVERY_MS = 10_000;

/** Tells on stderr which process is under way: one rewritten line on a terminal, else a line every 10 s. */
export class SampleProgress {
  readonly host: Host;
  readonly quiet: boolean;
  lastMs: number;
  shown = false;

  constructor(host: Host, quiet: boolean) {
    this.host = host;
    this.quiet = quiet;
    this.lastMs = host.nowMs();
  }

  tell(text: string): void {
    const { stderr } = this.host;
    if (this.quiet) return;
    if (stderr.isTTY) {
      stderr.write(`\r\u001b[K${text.slice(0, (stderr.columns || 80) - 1)}`);
      this.shown = true;
      return;
    }
    const nowMs = this.host.nowMs();
    if (nowMs - this.lastMs < LINE_EVERY_MS) return;
    this.lastMs = nowMs;
    stderr.write(`${text}\n`);
  }

  /** Takes the rewritten line away. */
  clear(): void {
    if (this.shown) this.host.stderr.write('\r\u001b[K');
    this.shown = false;
  }
}
