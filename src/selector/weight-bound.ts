/** Each octave of weights is cut into this many classes. */
const CUTS = 8;
const CUT_BITS = 3;
/** The highest in use is 176, that of a weight of 1. */
const CLASSES = 256;

/**
 * How the weights of a campaign's rows that the score lets pass are spread, as far as a draw needs it: a
 * bound at most an eighth above the greatest, and the like for their mean. Both follow from the weights
 * alone, by the classes that they are in.
 */
export class WeightBound {
  counts = new Int32Array(CLASSES);
  /** Rows in any class, and the sum of the upper ends of their classes. */
  rows = 0;
  sum = 0;
  top = 0;
  middle = 0;

  /** The upper end of the highest class in use, in units; 0 while there is none. */
  get height(): number {
    return upperEnd(this.top);
  }

  /** The upper end of the class of their mean, in units. */
  get mean(): number {
    return upperEnd(this.middle);
  }

  /**
   * A row's weight went from one number of units to another; 0 is "does not pass". Answers whether
   * `height` or `mean` moved. O(1) on average.
   */
  move(before: number, after: number): boolean {
    return !areOneClass(before, after) && this.moveClass(classOf(before), classOf(after));
  }

  private moveClass(from: number, to: number): boolean {
    const { top, middle } = this;
    this.counts[from]--;
    this.counts[to]++;
    this.rows += Math.sign(to) - Math.sign(from);
    this.sum += upperEnd(to) - upperEnd(from);
    let highest = Math.max(top, to);
    while (highest > 0 && this.counts[highest] === 0) highest--;
    this.top = highest;
    this.middle = this.rows === 0 ? 0 : classOf(Math.floor(this.sum / this.rows));
    return this.top !== top || this.middle !== middle;
  }
}

/** Small weights are classes of their own; above, the leading four bits decide. */
function classOf(units: number): number {
  if (units < CUTS) return units;
  const octave = 31 - Math.clz32(units);
  return ((octave - CUT_BITS + 1) << CUT_BITS) + ((units >>> (octave - CUT_BITS)) & (CUTS - 1));
}

/** The same as comparing two classes, and half the work. */
function areOneClass(units: number, other: number): boolean {
  const shift = Math.max(0, 28 - Math.clz32(units));
  return units >>> shift === other >>> shift;
}

function upperEnd(weightClass: number): number {
  if (weightClass < CUTS) return weightClass;
  const octave = (weightClass >>> CUT_BITS) - 1;
  return (CUTS + (weightClass & (CUTS - 1)) + 1) << octave;
}
