import type { ReplayRun } from '../../src/report/html/replay/replay-data.ts';
import { unpackSeries } from '../../src/report/html/replay/series-text.ts';

/** One replication, unpacked: what every line did at any time. */
export class Track {
  readonly run: ReplayRun;
  readonly calls: readonly Float64Array[];
  readonly observed: readonly Float64Array[];
  readonly real: readonly Float64Array[];
  /** Most calls of a line in one bin. */
  readonly mostCalls: number;
  /** Per campaign and line: minutes at which its status changes, and what it is from then on. */
  readonly changes: readonly (readonly {
    readonly minutes: number[];
    readonly status: number[];
  }[])[];

  constructor(run: ReplayRun, campaigns: number, lines: number) {
    this.run = run;
    this.calls = run.calls.map(unpackSeries);
    this.observed = run.observed.map(unpackSeries);
    this.real = run.real.map(unpackSeries);
    this.mostCalls = this.calls.reduce((most, own) => Math.max(most, ...own), 1);
    this.changes = Array.from({ length: campaigns }, () =>
      Array.from({ length: lines }, () => ({ minutes: [] as number[], status: [] as number[] })),
    );
    for (const [minute, campaign, line, status] of run.changes) {
      const own = this.changes[campaign]?.[line];
      own?.minutes.push(minute);
      own?.status.push(status);
    }
  }

  /** True when the line is in the campaign's pool at all. */
  has(campaign: number, line: number): boolean {
    return (this.changes[campaign]?.[line]?.minutes.length ?? 0) > 0;
  }

  /** Index of its status, and the minute since which it has it; null before the first. */
  statusAt(
    campaign: number,
    line: number,
    minute: number,
  ): { status: number; since: number } | null {
    const own = this.changes[campaign]?.[line];
    if (own === undefined) return null;
    let low = 0;
    let high = own.minutes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (own.minutes[middle]! <= minute) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? null : { status: own.status[low - 1]!, since: own.minutes[low - 1]! };
  }

  /** Stalls that last at some time of the bin. */
  stallsAt(minute: number): ReplayRun['stalls'] {
    const end = minute + this.run.binMinutes;
    return this.run.stalls.filter(({ from, to }) => from < end && to > minute);
  }
}
