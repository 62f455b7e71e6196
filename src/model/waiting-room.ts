import type { Prepared } from './prepare.ts';
import { WaitQueue } from './wait-queue.ts';

/**
 * Due contacts in lines. Contacts of one class (campaign, country, time zone) can always be dialled
 * together, so a line is served first in, first out, and never holds up another one. Where a busy
 * sticky number is waited for, the contacts of each (class, sticky number) stand in a line of their own.
 */
export class WaitingRoom {
  readonly queues: WaitQueue[] = [];
  readonly lineClass: number[] = [];
  /** What stands in the class, beside the line: the hot loop reads it for every line. */
  readonly lineCell: number[] = [];
  readonly lineCampaign: number[] = [];
  readonly linePriority: number[] = [];
  /** The number that everybody in the line waits for, or -1. */
  readonly lineSticky: number[] = [];
  /** WAIT reason of the line's contacts, or -1 while it is empty. */
  readonly reason: number[] = [];
  /** Reason when the window was last open. */
  readonly openReason: number[] = [];
  /** `openReason` held who stands before this position of the queue. */
  readonly judgedTo: number[] = [];
  /** The state of lines and pools at which the last pick found no room; -1 = not blocked. */
  readonly blockedAt: number[] = [];
  /** First picks are in the books up to this position of the queue. */
  readonly countedTo: number[] = [];
  /** Count of judgements, and per cell the one in which its limit was worked out, with the limit. */
  turn = 0;
  readonly limitTurn: Float64Array;
  readonly limit: Int8Array;
  /** `class/sticky` → line. */
  readonly stickyLines = new Map<string, number>();
  /** Contacts fallen due so far: the tenant-wide order. */
  dueCount = 0;
  readonly prepared: Prepared;

  constructor(prepared: Prepared) {
    this.prepared = prepared;
    this.limitTurn = new Float64Array(prepared.cells.length);
    this.limit = new Int8Array(prepared.cells.length);
    for (let k = 0; k < prepared.classes.length; k++) this.addLine(k, -1);
  }

  addLine(classIndex: number, sticky: number): number {
    this.queues.push(new WaitQueue());
    const { campaign, cell } = this.prepared.classes[classIndex];
    this.lineClass.push(classIndex);
    this.lineCell.push(cell);
    this.lineCampaign.push(campaign);
    this.linePriority.push(this.prepared.scenario.campaigns[campaign].priority);
    this.lineSticky.push(sticky);
    this.reason.push(-1);
    this.openReason.push(-1);
    this.judgedTo.push(0);
    this.blockedAt.push(-1);
    this.countedTo.push(0);
    return this.queues.length - 1;
  }

  /** The line of a class, or of those in it that wait for one number. */
  lineOf(classIndex: number, sticky: number): number {
    if (sticky < 0) return classIndex;
    const key = `${classIndex}/${sticky}`;
    let line = this.stickyLines.get(key);
    if (line === undefined) {
      line = this.addLine(classIndex, sticky);
      this.stickyLines.set(key, line);
    }
    return line;
  }
}
