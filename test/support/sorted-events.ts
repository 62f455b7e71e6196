export interface PlainEvent {
  timeMs: number;
  phase: number;
  type: number;
  a: number;
  b: number;
}

/** The obvious event queue, for comparison: a list kept sorted by inserting after all that is not later. */
export class SortedEvents {
  readonly events: PlainEvent[] = [];

  get size(): number {
    return this.events.length;
  }

  push(event: PlainEvent): void {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.events[middle];
      const isLater =
        other.timeMs > event.timeMs || (other.timeMs === event.timeMs && other.phase > event.phase);
      if (isLater) high = middle;
      else low = middle + 1;
    }
    this.events.splice(low, 0, event);
  }

  pop(): PlainEvent | undefined {
    return this.events.shift();
  }
}
