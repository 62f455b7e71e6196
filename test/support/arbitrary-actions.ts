import fc from 'fast-check';
import type { ActionTarget, OperatorAction, OperatorVerb } from '../../src/model/action-spec.ts';
import type { CampaignSpec, InterventionSpec } from '../../src/model/spec.ts';
import { HOUR_MS } from './scenario-builder.ts';

/** Anything that an operator can do by hand, at any time: wise or not, possible or refused. */

/** What actions may point at: pools and reserves of the campaigns hold every number between them. */
interface Places {
  readonly campaigns: readonly CampaignSpec[];
  readonly numbers: number;
  /** Spares in hand, and numbers that are still to be bought. */
  readonly extras: readonly number[];
}

type Of<V extends OperatorVerb> = fc.Arbitrary<OperatorAction & { readonly verb: V }>;
type Actions = { readonly [V in OperatorVerb]: Of<V> };

/** Scores about the threshold of 70, and on it. */
export const SCORE = fc.oneof(
  fc.constantFrom(0, 70, 70.000001, 100),
  fc.integer({ min: 0, max: 100 }),
);

/** Every verb. One that is missing here does not compile. */
function actions({ campaigns, numbers, extras }: Places): Actions {
  const number = fc.nat(numbers - 1);
  const campaign = fc.nat(campaigns.length - 1);
  const target: fc.Arbitrary<ActionTarget> = fc.oneof(
    fc.record({ kind: fc.constant('number' as const), number }),
    fc.record({ kind: fc.constant('row' as const), campaign, number }),
    fc.record({ kind: fc.constant('campaign' as const), campaign }),
    fc.record({ kind: fc.constant('connection' as const), connection: fc.nat(1) }),
  );
  const extra = extras.length > 0 ? fc.constantFrom(...extras) : number;
  const order = {
    leadMs: fc.constantFrom(0, HOUR_MS, 30 * HOUR_MS),
    price: fc.constantFrom(null, 2.5),
  };
  const verb = <V extends OperatorVerb>(name: V) => fc.constant(name);
  return {
    pause: fc.record({ verb: verb('pause'), target }),
    resume: fc.record({ verb: verb('resume'), target }),
    narrow: fc.record({
      verb: verb('narrow'),
      target,
      callsPerDay: fc.integer({ min: 1, max: 9 }),
    }),
    widen: fc.record({ verb: verb('widen'), target }),
    allow: fc.record({
      verb: verb('allow'),
      number,
      countries: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    }),
    add: fc.record({
      verb: verb('add'),
      number: extra,
      campaigns: fc.uniqueArray(campaign, { minLength: 1 }),
      ...order,
    }),
    attach: fc.record({ verb: verb('attach'), campaign, number }),
    detach: fc.record({ verb: verb('detach'), campaign, number }),
    replace: fc.record({ verb: verb('replace'), number, by: extra, ...order }),
    deactivate: fc.record({ verb: verb('deactivate'), number }),
    activate: fc.record({ verb: verb('activate'), number }),
    release: fc.record({ verb: verb('release'), number }),
    set_score: fc.record({ verb: verb('set_score'), number, score: SCORE }),
  };
}

const NOWHERE: Places = { campaigns: [], numbers: 1, extras: [] };
export const VERBS_DRAWN = Object.keys(actions({ ...NOWHERE, campaigns: [null!] }));

/** Interventions in order of time. */
export function anyInterventions(
  places: Places,
  atMs: fc.Arbitrary<number>,
): fc.Arbitrary<InterventionSpec[]> {
  const all = Object.values(actions(places)) as fc.Arbitrary<OperatorAction>[];
  const one = fc
    .tuple(atMs, fc.oneof(...all))
    .map(([at, action]): InterventionSpec => ({ ...action, atMs: at }));
  return fc.array(one, { maxLength: 10 }).map((list) => [...list].sort((a, b) => a.atMs - b.atMs));
}
