/**
 * A 128-bit hash of results, fed in replication order: equal iff two runs gave the same numbers.
 * MurmurHash3 x86_128 (Appleby, public domain) over 32-bit words. Not cryptographic: it names results,
 * it does not protect them.
 *
 * Numbers enter as their IEEE 754 bits, with −0 read as 0 and every NaN as one NaN, because engines are
 * free to choose a NaN's bits. Each array enters with its length first, so that no two lists of arrays
 * look alike.
 */
export class ResultHash {
  readonly double = new Float64Array(1);
  readonly words = new Int32Array(this.double.buffer);
  readonly block = new Int32Array(4);
  readonly state = new Int32Array(4);
  filled = 0;
  wordCount = 0;

  /** O(length). Most of what is hashed is long and typed: it is read as it lies in memory. */
  addNumbers(values: ArrayLike<number>): void {
    this.addWord(values.length);
    if (values instanceof Float64Array) this.addWords(wordsOf(values));
    else for (let i = 0; i < values.length; i++) this.addNumber(values[i]);
  }

  /** UTF-16 code units, O(length). */
  addText(text: string): void {
    this.addWord(text.length);
    for (let i = 0; i < text.length; i++) this.addWord(text.charCodeAt(i));
  }

  addNumber(value: number): void {
    if (Number.isNaN(value)) {
      this.addWord(0);
      this.addWord(NAN_HIGH);
      return;
    }
    this.double[0] = value + 0;
    this.addWord(this.words[0]);
    this.addWord(this.words[1]);
  }

  addWords(words: Int32Array): void {
    let next = 0;
    while (this.filled > 0 && next < words.length) this.addWord(words[next++]);
    const whole = next + ((words.length - next) & ~3);
    mixBlocks(this.state, words, next, whole);
    this.wordCount += whole - next;
    for (next = whole; next < words.length; next++) this.addWord(words[next]);
  }

  addWord(word: number): void {
    this.wordCount++;
    this.block[this.filled++] = word;
    if (this.filled === 4) {
      mixBlocks(this.state, this.block, 0, 4);
      this.filled = 0;
    }
  }

  /** 32 hex digits. Does not disturb the hash: more may be added after. */
  digest(): string {
    const state = this.state.slice();
    if (this.filled > 0) {
      const tail = this.block.slice();
      tail.fill(0, this.filled);
      mixBlocks(state, tail, 0, 4);
    }
    return finish(state, this.wordCount);
  }
}

/** High word of the one NaN that all are read as; its low word is 0. */
const NAN_HIGH = 0x7ff80000;
/** High word of −0; and the bits that are all set in an infinity or a NaN. */
const MINUS_ZERO_HIGH = 0x80000000 | 0;
const EXPONENT = 0x7ff00000;
const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/** The numbers' bits, low word first, each number written in its one way: a copy only where that needs one. */
function wordsOf(values: Float64Array): Int32Array {
  let words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  let copied = false;
  for (let i = 0; i < words.length; i += 2) {
    const high = words[i + 1];
    const isZero = high === MINUS_ZERO_HIGH && words[i] === 0;
    if (!isZero && (high & EXPONENT) !== EXPONENT) continue;
    const value = values[i / 2];
    if (!isZero && !Number.isNaN(value)) continue;
    if (!copied) words = words.slice();
    copied = true;
    words[i] = 0;
    words[i + 1] = isZero ? 0 : NAN_HIGH;
  }
  return words;
}

/** Blocks of four words from … to − 1, with the state in locals all the way. */
function mixBlocks(state: Int32Array, words: Int32Array, from: number, to: number): void {
  let h1 = state[0];
  let h2 = state[1];
  let h3 = state[2];
  let h4 = state[3];
  for (let i = from; i < to; i += 4) {
    h1 ^= scramble(words[i], C1, 15, C2);
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= scramble(words[i + 1], C2, 16, C3);
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= scramble(words[i + 2], C3, 17, C4);
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= scramble(words[i + 3], C4, 18, C1);
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  state[0] = h1;
  state[1] = h2;
  state[2] = h3;
  state[3] = h4;
}

function scramble(word: number, factor: number, turn: number, second: number): number {
  return Math.imul(rotate(Math.imul(word, factor), turn), second);
}

function rotate(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function finish(state: Int32Array, wordCount: number): string {
  for (let i = 0; i < 4; i++) state[i] ^= wordCount;
  state[0] += state[1] + state[2] + state[3];
  for (let i = 1; i < 4; i++) state[i] += state[0];
  for (let i = 0; i < 4; i++) state[i] = avalanche(state[i]);
  state[0] += state[1] + state[2] + state[3];
  for (let i = 1; i < 4; i++) state[i] += state[0];
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function avalanche(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
