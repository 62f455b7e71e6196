import type { SpamDrift } from './drift.ts';

/** Scores stay as given: the regression of the selector alone. */
export class NoDriftModel implements SpamDrift {
  start(): void {}
  handle(): void {}
  drawAnew(): void {}
  complain(): void {}
  dialled(): void {}
}
