import { HOUR_MS } from '../../base/units.ts';
import type { NumberSpec, Scenario } from '../../model/spec.ts';
import { type LawExperiment, mean, multinomial, share } from './law.ts';
import {
  answeredBy,
  GB,
  plainCampaign,
  plainNumbers,
  plainScenario,
  US,
} from './plain-scenario.ts';
import { counted, watched } from './readings.ts';

const GROUP = 'picks';
const CALLS_PER_HOUR = 600;

/** Contacts that arrive as a Poisson process for an hour, each dialled once. */
function arriving(
  seed: string,
  numbers: readonly NumberSpec[],
  over: Partial<Scenario> = {},
): Scenario {
  const perMs = CALLS_PER_HOUR / HOUR_MS;
  return plainScenario(seed, {
    durationMs: HOUR_MS,
    numbers: [...numbers],
    campaigns: [plainCampaign(numbers.length, 800, { arrivals: { kind: 'poisson', perMs } })],
    ...over,
  });
}

function uniform(): LawExperiment {
  const count = 12;
  const expected = CALLS_PER_HOUR / count;
  return {
    id: 'uniform',
    group: GROUP,
    about: `${count} numbers of one weight`,
    laws: [
      multinomial('uniform/picks', 'picks multinomial wᵢ/Σw, equal weights: χ²', flat(count)),
      multinomial('uniform/pairs', 'one pick says nothing of the next: χ²', flat(count * count)),
      mean('uniform/thinning', 'calls of a number ~ Poisson(λt/n): variance/mean', 'ratio', 1),
    ],
    open(seed) {
      const scenario = arriving(seed, plainNumbers(count));
      return (replication) => {
        const calls = [...watched(scenario, replication).calls];
        calls.sort((x, y) => x.dialMs - y.dialMs);
        const picks = new Float64Array(count);
        const pairs = new Float64Array(count * count);
        calls.forEach(({ number }, i) => {
          picks[number]++;
          // Pairs that share no pick are independent.
          if (i % 2 === 1) pairs[calls[i - 1].number * count + number]++;
        });
        const square = picks.reduce((sum, x) => sum + (x - expected) ** 2, 0);
        return [picks, pairs, [square / (count * expected)]];
      };
    },
  };
}

/**
 * A label stops every answer of some numbers, and without one everybody answers. The prior counts for
 * nothing, so a weight is the floor or 1 once the number's first outcome is in.
 */
function weighted(): LawExperiment {
  const floor = 0.3;
  const labelled = [true, false, false, true, false];
  const weights = labelled.map((is) => (is ? floor : 1));
  const heavy = 3 / (3 + 2 * floor);
  return {
    id: 'weighted',
    group: GROUP,
    about: 'five numbers, two of them at the floor of their weight',
    laws: [
      multinomial('weighted/picks', 'picks multinomial wᵢ/Σw, unequal weights: χ²', weights),
      share('weighted/share', 'share of the heavy numbers 3/(3 + 2·0.3)', heavy),
    ],
    open(seed) {
      const numbers = plainNumbers(5).map((each, i) => ({
        ...each,
        spamScore: labelled[i] ? 65 : 0,
      }));
      const scenario = arriving(seed, numbers, {
        answer: answeredBy(1, { labelMidpoint: 60, labelWidth: 0.01, labelMultiplier: 0 }),
        selector: {
          ...plainScenario(seed).selector,
          weight: { priorMean: 1, priorStrength: 1e-7, floor },
        },
      });
      return (replication) => {
        const calls = [...watched(scenario, replication).calls].sort((x, y) => x.dialMs - y.dialMs);
        const settled = calls.slice(200);
        const picks = new Float64Array(5);
        for (const { number } of settled) picks[number]++;
        return [picks, counted(settled, ({ number }) => !labelled[number])];
      };
    },
  };
}

function preferring(): LawExperiment {
  const local = 0.6;
  return {
    id: 'country-preference',
    group: GROUP,
    about: 'two US and three GB numbers, contacts of both countries, country-matched preferred',
    laws: [
      multinomial(
        'country-preference/us',
        'US contacts: uniform over US numbers, χ²',
        [1, 1, 0, 0, 0],
      ),
      multinomial(
        'country-preference/gb',
        'GB contacts: uniform over GB numbers, χ²',
        [0, 0, 1, 1, 1],
      ),
      share('country-preference/mix', 'contacts come by their shares', local),
    ],
    open(seed) {
      const numbers = plainNumbers(5).map((each, i) => ({ ...each, country: i < 2 ? US : GB }));
      const base = arriving(seed, numbers);
      const mix = [
        { share: local, country: US, zone: 0 },
        { share: 1 - local, country: GB, zone: 0 },
      ];
      const source = { kind: 'generated', group: 'contacts', count: 800, mix } as const;
      const campaigns = [{ ...base.campaigns[0], preferCountryMatched: true, contacts: source }];
      const scenario = { ...base, campaigns };
      return (replication) => {
        const { calls } = watched(scenario, replication);
        const picks = [new Float64Array(5), new Float64Array(5)];
        for (const { country, number } of calls) picks[country === US ? 0 : 1][number]++;
        return [picks[0], picks[1], counted(calls, ({ country }) => country === US)];
      };
    },
  };
}

function flat(cells: number): number[] {
  return new Array<number>(cells).fill(1);
}

/** Which number is dialled. */
export function pickLaws(): LawExperiment[] {
  return [uniform(), weighted(), preferring()];
}
