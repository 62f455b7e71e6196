import { HOUR_MS } from '../../base/units.ts';
import {
  type StallProcess,
  stallEpisodeRate,
  stalledShare,
  stallMeanLength,
  stallRisk,
} from '../../stats/theory/stall-process.ts';
import { twoStateOf } from '../../stats/theory/two-state.ts';
import { alwaysDue } from './always-due.ts';
import { type LawExperiment, mean, ratio, share } from './law.ts';
import { GB, plainCampaign, plainNumber, plainNumbers, US } from './plain-scenario.ts';
import { figurePair, plainRun } from './readings.ts';

const GROUP = 'stalls';

/** Flagged share 0.2, ten clears a day: lively, so that episodes are many. */
const LIVELY = twoStateOf(0.2, 10);

function stallProcess(count: number): LawExperiment {
  const process: StallProcess = { ...LIVELY, numbers: count };
  const days = 10;
  const id = `stall-process-${count}`;
  const n = count === 1 ? '1 number' : `${count} numbers`;
  const atStart = stalledShare(process);
  return {
    id,
    group: GROUP,
    about: `${n}, a contact always due, ${days} days`,
    laws: [
      ratio(`${id}/share`, `${n}: none eligible for pⁿ of the time`, 'ratio', atStart),
      mean(
        `${id}/episodes`,
        `${n}: episodes pⁿ + nμpⁿt`,
        'episodes',
        atStart + stallEpisodeRate(process) * days,
      ),
      ratio(`${id}/length`, `${n}: episodes last 1/(nμ)`, 'hours', 24 * stallMeanLength(process)),
    ],
    open(seed) {
      const scenario = alwaysDue(seed, plainNumbers(count), process, days);
      return (replication) => {
        const result = plainRun(scenario, replication);
        const { episodes } = result;
        const activeMs = episodes.reduce((sum, episode) => sum + episode.activeMs, 0);
        // Time at risk of ending over ends: right whatever is cut off at the end.
        const ended = episodes.filter((episode) => !episode.open).length;
        return [
          figurePair(scenario, result, 'stall.time_share'),
          [figurePair(scenario, result, 'stall.episodes')[0]],
          [activeMs / HOUR_MS, ended],
        ];
      };
    },
  };
}

const RARE = twoStateOf(0.1, 2.4);
/** Worlds in one replication: each is only a yes or a no. */
const WORLDS = 10;

/** @param clears horizon in mean times to clear, 1/μ */
function firstPassage(count: number, clears: number): LawExperiment {
  const id = `first-passage-${count}-${clears}`;
  const process = { ...RARE, numbers: count };
  const days = clears / RARE.clearRate;
  const risk = (horizon: number) => stallRisk(process, horizon);
  return {
    id,
    group: GROUP,
    about: `${count} numbers over ${clears}/μ, ${WORLDS} worlds a replication`,
    laws: [
      share(`${id}/risk`, `stall.risk: first passage, n = ${count}, t = ${clears}/μ`, risk(days)),
      share(`${id}/half`, 'stall.first: the same by t/2', risk(days / 2)),
    ],
    open(seed) {
      const scenario = alwaysDue(seed, plainNumbers(count), RARE, days);
      return (replication) => {
        let stalled = 0;
        let byHalf = 0;
        for (let i = 0; i < WORLDS; i++) {
          const result = plainRun(scenario, replication * WORLDS + i);
          stalled += figurePair(scenario, result, 'stall.risk')[0];
          if (figurePair(scenario, result, 'stall.first')[0] <= days * 12) byHalf++;
        }
        return [
          [stalled, WORLDS],
          [byHalf, WORLDS],
        ];
      };
    },
  };
}

/** Two numbers for one country, one for the other: stalled anywhere is the union. */
function twoCountries(): LawExperiment {
  const days = 4;
  const us = { ...LIVELY, numbers: 2 };
  const gb = { ...us, numbers: 1 };
  const anywhere = 1 - (1 - stalledShare(us)) * (1 - stalledShare(gb));
  return {
    id: 'two-countries',
    group: GROUP,
    about: 'two countries with numbers of their own',
    laws: [
      ratio('two-countries/us', 'pool empty for US: Π(1 − Aᵢ)', 'ratio', stalledShare(us)),
      ratio('two-countries/any', 'stalled anywhere: 1 − Π(1 − pⁿ)', 'ratio', anywhere),
    ],
    open(seed) {
      const numbers = [
        plainNumber('us/0', { allowedCountries: [US] }),
        plainNumber('us/1', { allowedCountries: [US] }),
        plainNumber('gb/0', { allowedCountries: [GB] }),
      ];
      const contacts = 40;
      const mix = [
        { share: 0.5, country: US, zone: 0 },
        { share: 0.5, country: GB, zone: 0 },
      ];
      const source = { kind: 'generated', group: 'contacts', count: contacts, mix } as const;
      const scenario = alwaysDue(seed, numbers, us, days, {
        campaigns: [plainCampaign(numbers.length, contacts, { contacts: source })],
      });
      return (replication) => {
        const result = plainRun(scenario, replication);
        return [
          figurePair(scenario, result, 'stall.time_share', 'US'),
          figurePair(scenario, result, 'stall.time_share'),
        ];
      };
    },
  };
}

/** When nobody is left to call from. */
export function stallLaws(): LawExperiment[] {
  return [
    stallProcess(1),
    stallProcess(2),
    stallProcess(3),
    firstPassage(2, 0.5),
    firstPassage(2, 3),
    firstPassage(3, 6),
    twoCountries(),
  ];
}
