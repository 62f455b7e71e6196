import { type Figure, findFigure } from '../../experiment/figures-summary.ts';
import { TIMELINE_COLUMNS } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import type { StoredExemplar } from '../stored/exemplar.ts';
import type { StoredNumber } from '../stored/pool-rows.ts';
import type { StoredHour } from '../stored/run-rows.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { type Clock, clockOf, dayStarts } from './clock.ts';
import { influencesOf } from './influences.ts';
import { listedNumbers } from './listed-numbers.ts';
import type { Influence, PageInput } from './page-input.ts';
import { settingAt } from './settings.ts';

/** A stored run, and what the sections of its page look up in it. */
export interface PageData {
  readonly input: PageInput;
  readonly run: StoredRun;
  readonly clock: Clock;
  /** Names in the order of the scenario. */
  readonly campaigns: readonly string[];
  /** Countries that the campaign calls, `*` none of them, in the run's order. */
  readonly countriesOf: (campaign: string) => readonly string[];
  /**
   * Hours since the start after which nothing moved any more, at the end of a local day: where charts of
   * what moves may end. The whole scenario where something moved to its end.
   */
  readonly activeHours: number;
  /** The hours of a scope in order; empty where there are none. */
  readonly hoursOf: (campaign: string, country: string) => readonly StoredHour[];
  readonly figure: (key: string, campaign?: string, country?: string) => Figure | undefined;
  readonly interval: (key: string, campaign?: string, country?: string) => Interval | null;
  /** A setting of the resolved scenario by its path. */
  readonly setting: (path: string) => unknown;
  /** The platform's threshold in points. */
  readonly threshold: number | null;
  /** Numbers that are listed and have a detail: all of them, but for a large run. */
  readonly listed: readonly StoredNumber[];
  /** Fragment of the page at which a number's detail stands; undefined for one that it has not. */
  readonly anchorOf: (number: string) => string | undefined;
  /** The replication that is shown closely: the one nearest the median. */
  readonly exemplar: StoredExemplar | null;
  /** Which parameters matter most, figure by figure, most first; empty where no sweep was given. */
  readonly influences: readonly Influence[];
}

export function pageData(input: PageInput): PageData {
  const { run } = input;
  const { manifest, figures, timeline, exemplars } = run;
  const listed = listedNumbers(run);
  const scopes = groupedScopes(timeline);
  const setting = (path: string) => settingAt(manifest.resolved, path);
  const anchors = new Map(listed.map(({ number }, i) => [number, `number-${i + 1}`]));
  const figure = (key: string, campaign = '*', country = '*') =>
    findFigure(figures, key, campaign, country);
  const threshold = setting('platform.spamThreshold');
  const hours = (timeline.at(-1)?.hour ?? 0) + 1;
  const campaigns = [...new Set(run.pool.map((row) => row.campaign))];
  const durationHours = exemplars[0]?.meta.durationHours ?? hours;
  const clock = clockOf(manifest.start, String(setting('start') ?? ''), durationHours);
  return {
    input,
    run,
    clock,
    activeHours: activeHours(timeline, exemplars[0] ?? null, clock),
    campaigns,
    countriesOf: (campaign) => {
      const of = figures.filter((each) => each.key === 'attempts' && each.campaign === campaign);
      return of.map(({ country }) => country).filter((country) => country !== '*');
    },
    hoursOf: (campaign, country) => {
      const own = scopes.get(scopeKey(campaign, country));
      // A run of one campaign may tell it under its name or under `*`: both are the same.
      const only = campaigns.length === 1 ? scopes.get(scopeKey('*', country)) : undefined;
      return own ?? only ?? [];
    },
    figure,
    interval: (key, campaign, country) => figure(key, campaign, country)?.interval ?? null,
    setting,
    threshold: typeof threshold === 'number' ? threshold : null,
    listed,
    anchorOf: (number) => anchors.get(number),
    exemplar: exemplars[0] ?? null,
    influences: influencesOf(input.sweeps),
  };
}

/** Contacts or calls, on average over an hour, that are too few to be seen in a chart. */
const TOO_FEW = 0.02;

function activeHours(
  timeline: readonly StoredHour[],
  exemplar: StoredExemplar | null,
  clock: Clock,
): number {
  const last = timeline.findLast(({ values }) => {
    return TIMELINE_COLUMNS.some((column) => {
      const moves = column === 'in_flight' || column.startsWith('waiting_');
      return moves && (values[column]?.estimate ?? 0) > TOO_FEW;
    });
  });
  const lastCall = exemplar?.lines.at(-1)?.hour ?? 0;
  const until = Math.max(last?.hour ?? 0, lastCall) + 1;
  return dayStarts(clock).find((at) => at >= until) ?? clock.durationHours;
}

const scopeKey = (campaign: string, country: string) => `${country}\n${campaign}`;

/** Hours by scope, in the order of the file. */
function groupedScopes(timeline: readonly StoredHour[]): Map<string, StoredHour[]> {
  const scopes = new Map<string, StoredHour[]>();
  for (const hour of timeline) {
    const key = scopeKey(hour.campaign, hour.country);
    const list = scopes.get(key);
    if (list === undefined) scopes.set(key, [hour]);
    else list.push(hour);
  }
  return scopes;
}
