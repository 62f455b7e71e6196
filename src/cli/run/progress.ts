import type { Host } from '../host-seam.ts';

const REWRITE_EVERY_MS = 100;
const LINE_EVERY_MS = 10_000;

/** Tells on stderr how far a run is: one rewritten line on a terminal, else a line every ten seconds. */
export class Progress {
  readonly host: Host;
  readonly name: string;
  readonly quiet: boolean;
  readonly startMs: number;
  lastMs: number;
  shown = false;

  constructor(host: Host, name: string, quiet: boolean) {
    this.host = host;
    this.name = name;
    this.quiet = quiet;
    this.startMs = host.nowMs();
    this.lastMs = this.startMs;
  }

  /** @param total replications asked for so far; it grows where the run decides itself */
  update(done: number, total: number): void {
    const nowMs = this.host.nowMs();
    const everyMs = this.host.stderr.isTTY ? REWRITE_EVERY_MS : LINE_EVERY_MS;
    if (this.quiet || nowMs - this.lastMs < everyMs) return;
    this.lastMs = nowMs;
    const text = `${this.name}: ${done} of ${total} replications${eta(done, total, nowMs - this.startMs)}`;
    if (!this.host.stderr.isTTY) {
      this.host.stderr.write(`${text}\n`);
      return;
    }
    // A terminal that does not know its width says 0.
    const columns = this.host.stderr.columns || 80;
    this.host.stderr.write(`\r\u001b[K${text.slice(0, columns - 1)}`);
    this.shown = true;
  }

  /** Takes the rewritten line away. */
  clear(): void {
    if (this.shown) this.host.stderr.write('\r\u001b[K');
    this.shown = false;
  }
}

function eta(done: number, total: number, elapsedMs: number): string {
  if (done === 0) return '';
  return `, about ${seconds((elapsedMs / done) * (total - done))} left`;
}

/** A wall time for people: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function seconds(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const whole = Math.round(ms / 1000);
  if (whole < 120) return `${whole} s`;
  if (whole < 7_200) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
