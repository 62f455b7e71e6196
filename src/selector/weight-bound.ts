import { roomFor } from './grow.ts';

/** Each octave of weights is cut into this many classes. */
const CUTS = 8;
const CUT_BITS = 3;
/** Classes of a campaign; the highest in use is 176, that of a weight of 1. */
const CLASSES = 256;

/**
 * A bound on the weights of each campaign's rows that the score lets pass, at most an eighth above the greatest: the upper
 * end of the highest class that any of them is in. It follows from the weights alone.
 */
export class WeightBound {
  counts = new Int32Array(CLASSES);
  top = new Int32Array(1);
  /** Two of each campaign, in units: the bound, 0 while there is no such row, and the sum of the weights. */
  ofCampaign = new Float64Array(2);

  addCampaign(campaign: number): void {
    this.counts = roomFor(this.counts, (campaign + 1) * CLASSES);
    this.top = roomFor(this.top, campaign + 1);
    this.ofCampaign = roomFor(this.ofCampaign, 2 * (campaign + 1));
  }

  /** A row's weight went from one number of units to another; 0 is "does not pass". O(1) on average. */
  move(campaign: number, before: number, after: number): void {
    this.ofCampaign[2 * campaign + 1] += after - before;
    const from = classOf(before);
    const to = classOf(after);
    if (from !== to) this.moveClass(campaign, from, to);
  }

  private moveClass(campaign: number, from: number, to: number): void {
    const first = campaign * CLASSES;
    this.counts[first + from]--;
    this.counts[first + to]++;
    let top = Math.max(this.top[campaign], to);
    while (top > 0 && this.counts[first + top] === 0) top--;
    this.top[campaign] = top;
    this.ofCampaign[2 * campaign] = upperEnd(top);
  }
}

/** Small weights are classes of their own; above, the leading four bits decide. */
function classOf(units: number): number {
  if (units < CUTS) return units;
  const octave = 31 - Math.clz32(units);
  return ((octave - CUT_BITS + 1) << CUT_BITS) + ((units >>> (octave - CUT_BITS)) & (CUTS - 1));
}

function upperEnd(weightClass: number): number {
  if (weightClass < CUTS) return weightClass;
  const octave = (weightClass >>> CUT_BITS) - 1;
  return (CUTS + (weightClass & (CUTS - 1)) + 1) * 2 ** octave;
}
