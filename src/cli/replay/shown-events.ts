import type { TimelineEvent } from '../../experiment/replay/timeline-event.ts';

/** Which of the wanted events are shown: the first so many as they come, or the last so many at the end. */
export class ShownEvents {
  readonly limit: number;
  readonly last: boolean;
  readonly kept: TimelineEvent[] = [];
  wanted = 0;

  constructor(limit: number, last: boolean) {
    this.limit = limit;
    this.last = last;
  }

  get shown(): number {
    return Math.min(this.wanted, this.limit);
  }

  /** Takes what came; answers with what is to be shown at once. */
  take(batch: readonly TimelineEvent[]): readonly TimelineEvent[] {
    const room = Math.max(0, this.limit - this.wanted);
    this.wanted += batch.length;
    if (!this.last) return batch.length <= room ? batch : batch.slice(0, room);
    for (const event of batch) this.kept.push(event);
    // Dropping the oldest one at a time would move all others each time.
    if (this.kept.length > 2 * this.limit) this.kept.splice(0, this.kept.length - this.limit);
    return [];
  }

  /** What is left to show at the end. */
  rest(): readonly TimelineEvent[] {
    return this.kept.slice(-this.limit);
  }
}
