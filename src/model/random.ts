import { type StreamKey, streamKeys } from '../kernel/rng/streams.ts';

/**
 * The named streams of one replication, one per purpose, so that a change in how often one purpose draws
 * cannot shift the luck of another (common random numbers).
 */
export interface Streams {
  readonly contactMix: StreamKey;
  readonly contactPropensity: StreamKey;
  readonly contactValid: StreamKey;
  readonly contactArrival: StreamKey;
  readonly followUp: StreamKey;
  readonly pick: StreamKey;
  readonly callOutcome: StreamKey;
  readonly callQueue: StreamKey;
  readonly callRing: StreamKey;
  readonly callTalk: StreamKey;
  readonly complaint: StreamKey;
  readonly faultThrottle: StreamKey;
  readonly faultNotice: StreamKey;
  readonly faultDelay: StreamKey;
  readonly driftStart: StreamKey;
  readonly driftNoise: StreamKey;
  readonly driftRecovery: StreamKey;
  readonly driftFlip: StreamKey;
  readonly shockTime: StreamKey;
  readonly shockHit: StreamKey;
  readonly scoreStagger: StreamKey;
}

/** Derives all streams from (seed, replication, branch). Branch 0 is the plain run. */
export function openStreams(seed: string, replication: number, branch: number): Streams {
  const key = streamKeys(seed, replication, branch);
  return Object.freeze({
    contactMix: key('contact.mix'),
    contactPropensity: key('contact.propensity'),
    contactValid: key('contact.valid'),
    contactArrival: key('contact.arrival'),
    followUp: key('contact.follow_up'),
    pick: key('pick'),
    callOutcome: key('call.outcome'),
    callQueue: key('call.queue'),
    callRing: key('call.ring'),
    callTalk: key('call.talk'),
    complaint: key('call.complaint'),
    faultThrottle: key('fault.throttle'),
    faultNotice: key('fault.notice'),
    faultDelay: key('fault.delay'),
    driftStart: key('drift.start'),
    driftNoise: key('drift.noise'),
    driftRecovery: key('drift.recovery'),
    driftFlip: key('drift.flip'),
    shockTime: key('shock.time'),
    shockHit: key('shock.hit'),
    scoreStagger: key('score.stagger'),
  });
}
