import { type StreamKey, streamKeys } from '../kernel/rng/streams.ts';

/** The named streams of one replication, one per purpose. */
const NAMES = {
  contactMix: 'contact.mix',
  contactPropensity: 'contact.propensity',
  contactValid: 'contact.valid',
  contactArrival: 'contact.arrival',
  followUp: 'contact.follow_up',
  pick: 'pick',
  callOutcome: 'call.outcome',
  callQueue: 'call.queue',
  callRing: 'call.ring',
  callTalk: 'call.talk',
  complaint: 'call.complaint',
  faultThrottle: 'fault.throttle',
  faultNotice: 'fault.notice',
  faultDelay: 'fault.delay',
  driftStart: 'drift.start',
  driftNoise: 'drift.noise',
  driftRecovery: 'drift.recovery',
  driftFlip: 'drift.flip',
  shockTime: 'shock.time',
  shockHit: 'shock.hit',
  scoreStagger: 'score.stagger',
} as const;

/**
 * The keys of all streams, so that a change in how often one purpose draws cannot shift the luck of another
 * (common random numbers). A key is derived when it is first asked for: small worlds and copied ones use few.
 */
export type Streams = { readonly [purpose in keyof typeof NAMES]: StreamKey };

class KeyRing {
  readonly keyOf: (name: string) => StreamKey;
  readonly known: (StreamKey | undefined)[];

  constructor(keyOf: (name: string) => StreamKey) {
    this.keyOf = keyOf;
    this.known = new Array(Object.keys(NAMES).length).fill(undefined);
  }
}

for (const [i, [purpose, name]] of Object.entries(NAMES).entries()) {
  Object.defineProperty(KeyRing.prototype, purpose, {
    get(this: KeyRing): StreamKey {
      let key = this.known[i];
      if (key === undefined) {
        key = this.keyOf(name);
        this.known[i] = key;
      }
      return key;
    },
  });
}

/** The streams of (seed, replication, branch). Branch 0 is the plain run. */
export function openStreams(seed: string, replication: number, branch: number): Streams {
  return new KeyRing(streamKeys(seed, replication, branch)) as unknown as Streams;
}
