import type { Prepared } from './prepare.ts';
import { WaitQueue } from './wait-queue.ts';

/**
 * Due contacts in lines. Contacts of one class (campaign, country, time zone) can always be dialled
 * together, so a line is served first in, first out, and never holds up another one. Where a busy
 * sticky number is waited for, the contacts of each (class, sticky number) stand in a line of their own.
 *
 * The room also remembers what the last judgement of the lines rested on, so that the next one looks only
 * at lines that something has changed for (`line-reasons.ts`).
 */
export class WaitingRoom {
  readonly queues: WaitQueue[] = [];
  readonly lineClass: number[] = [];
  /** What stands in the class, beside the line: the hot loop reads it for every line. */
  readonly lineCell: number[] = [];
  readonly lineCampaign: number[] = [];
  readonly linePriority: number[] = [];
  /** 1 where the campaign drops who finds every line busy. */
  readonly lineDrops: number[] = [];
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
  /** Position of the contact for whom it found none: that one's first pick is in the books. */
  readonly blockedHead: number[] = [];
  /** First picks are in the books up to this position of the queue. */
  readonly countedTo: number[] = [];
  /** `class/sticky` → line. */
  readonly stickyLines = new Map<string, number>();
  /** Contacts fallen due so far: the tenant-wide order. */
  dueCount = 0;
  readonly prepared: Prepared;

  /**
   * Something that decides who may be dialled at all, whatever the capacity, has changed since lines were
   * judged: a window, a pause of a campaign, eligibility, an outage. Set by whoever changes it.
   */
  policyChanged = true;
  /** Per class: 1 while its window is open, its campaign runs and some number is eligible for it. */
  readonly mayDial: Uint8Array;
  /** Per cell: connections that numbers eligible for it stand on, as bits (`connectionBit`). */
  readonly reachBits: Int32Array;
  /** Lines with contacts whose class may dial, ascending. */
  readonly live: number[] = [];
  /** Lines to be judged, ascending: contacts joined them, or a limit moved. */
  readonly touched: number[] = [];
  /** 1 for a line that is in `touched`. */
  readonly isTouched: number[] = [];
  /** Limits as lines were last judged by them: 1 = full; of connections, see `noteLimits`. */
  tenantFull = 0;
  readonly campaignFull: Uint8Array;
  readonly connectionState: Uint8Array;
  /** Count of changes of limits or policy, and per cell the one at which its limit was worked out. */
  turn = 0;
  readonly limitTurn: Float64Array;
  readonly limit: Int8Array;

  constructor(prepared: Prepared) {
    const { cells, classes, scenario } = prepared;
    this.prepared = prepared;
    this.mayDial = new Uint8Array(classes.length);
    this.reachBits = new Int32Array(cells.length);
    this.campaignFull = new Uint8Array(scenario.campaigns.length);
    this.connectionState = new Uint8Array(scenario.connections.length);
    this.limitTurn = new Float64Array(cells.length);
    this.limit = new Int8Array(cells.length);
    for (let k = 0; k < classes.length; k++) this.addLine(k, -1);
  }

  addLine(classIndex: number, sticky: number): number {
    this.queues.push(new WaitQueue());
    const { campaign, cell } = this.prepared.classes[classIndex];
    const { priority, whenFull } = this.prepared.scenario.campaigns[campaign];
    this.lineClass.push(classIndex);
    this.lineCell.push(cell);
    this.lineCampaign.push(campaign);
    this.linePriority.push(priority);
    this.lineDrops.push(whenFull === 'drop' ? 1 : 0);
    this.lineSticky.push(sticky);
    this.reason.push(-1);
    this.openReason.push(-1);
    this.judgedTo.push(0);
    this.blockedAt.push(-1);
    this.blockedHead.push(-1);
    this.countedTo.push(0);
    this.isTouched.push(0);
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

  /** A contact joins the end of a line. */
  join(line: number, contact: number): void {
    const queue = this.queues[line];
    if (queue.head === queue.tail && this.mayDial[this.lineClass[line]] === 1) {
      insert(this.live, line);
    }
    queue.push(contact, this.dueCount++);
    this.touch(line);
  }

  /** The first contact of a line leaves it. */
  leave(line: number): number {
    const queue = this.queues[line];
    const contact = queue.shift();
    if (queue.head === queue.tail) remove(this.live, line);
    return contact;
  }

  /** The line has to be judged. */
  touch(line: number): void {
    if (this.isTouched[line] === 1) return;
    this.isTouched[line] = 1;
    insert(this.touched, line);
  }

  /** Every touched line has been judged. */
  clearTouched(): void {
    // Line by line: setting the length leaves the compiled code, and a judgement clears one or two.
    for (let line = this.touched.pop(); line !== undefined; line = this.touched.pop()) {
      this.isTouched[line] = 0;
    }
  }
}

/** Puts a line into an ascending list; there are few, and most belong at its end. */
function insert(list: number[], line: number): void {
  list.push(line);
  let at = list.length - 1;
  for (; at > 0 && list[at - 1] > line; at--) list[at] = list[at - 1];
  list[at] = line;
}

/** Takes a line out of an ascending list, if it is in it. */
function remove(list: number[], line: number): void {
  const at = list.indexOf(line);
  if (at < 0) return;
  for (let i = at + 1; i < list.length; i++) list[i - 1] = list[i];
  list.pop();
}
