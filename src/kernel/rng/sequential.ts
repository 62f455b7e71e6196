import seedrandom from 'seedrandom';
import type { StreamKey } from './streams.ts';

const WARM_UP_STEPS = 12;

/**
 * A stream of uniform draws, one after the other: sfc32 of Chris Doty-Humphrey's PractRand, a
 * chaotic generator with a 32-bit counter, so no state has a period below 2^32.
 * Its whole state lies in `state` (three mixing words and the counter): copy it to copy the stream.
 */
export class SequentialStream {
  readonly state = new Int32Array(4);

  constructor(key: StreamKey) {
    const draw = seedrandom.alea(`${key.a}/${key.b}`);
    for (let i = 0; i < 3; i++) this.state[i] = draw.int32();
    this.state[3] = 1;
    for (let i = 0; i < WARM_UP_STEPS; i++) this.nextInt32();
  }

  /** A uniform int32: one step of the generator. */
  nextInt32(): number {
    const s = this.state;
    const b = s[1];
    const c = s[2];
    const out = (s[0] + b + s[3]) | 0;
    s[3]++;
    s[0] = b ^ (b >>> 9);
    s[1] = c + (c << 3);
    s[2] = ((c << 21) | (c >>> 11)) + out;
    return out;
  }

  /** A uniform in the open interval (0, 1), 52 bits: never 0, so its logarithm is finite. */
  next(): number {
    // Two steps of nextInt32 in registers: half the time of two calls.
    const s = this.state;
    const b = s[1];
    const c = s[2];
    const counter = s[3];
    const high = (s[0] + b + counter) | 0;
    const nextB = (c + (c << 3)) | 0;
    const nextC = (((c << 21) | (c >>> 11)) + high) | 0;
    const low = ((b ^ (b >>> 9)) + nextB + counter + 1) | 0;
    s[0] = nextB ^ (nextB >>> 9);
    s[1] = nextC + (nextC << 3);
    s[2] = ((nextC << 21) | (nextC >>> 11)) + low;
    s[3] = counter + 2;
    return ((high >>> 6) * 0x4000000 + (low >>> 6) + 0.5) / 0x10000000000000;
  }
}
