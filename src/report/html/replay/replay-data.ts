import { ROW_STATES, type RowState } from '../../../model/metrics.ts';
import type { StoredExemplar } from '../../stored/exemplar.ts';
import type { Clock } from '../clock.ts';
import type { PageData } from '../page-data.ts';
import { type Moment, momentsOf } from './moments.ts';
import { packSeries, SCORE_STEP } from './series-text.ts';

/** What the script of the moving picture works on; embedded in the page as JSON. */
export interface ReplayData {
  readonly clock: Clock;
  readonly threshold: number | null;
  readonly statuses: readonly RowState[];
  readonly campaigns: readonly string[];
  readonly lines: readonly ReplayLine[];
  readonly runs: readonly ReplayRun[];
}

/** A number that is shown. */
export interface ReplayLine {
  readonly number: string;
  readonly name: string;
  readonly country: string;
  /** Fragment of its detail on the page; '' where it has none. */
  readonly anchor: string;
}

/** One replication. Series are texts of `packSeries`, one for each line. */
export interface ReplayRun {
  /** `median` or `first-stall`: also its name in the page's fragment. */
  readonly kind: string;
  readonly replication: number;
  readonly why: string;
  readonly binMinutes: number;
  readonly bins: number;
  /** Calls placed in each bin. */
  readonly calls: readonly string[];
  /** Observed and true score in each hour, in steps of SCORE_STEP points. */
  readonly observed: readonly string[];
  readonly real: readonly string[];
  /** `[minute, campaign, line, status]`, in order of time. */
  readonly changes: readonly (readonly [number, number, number, number])[];
  readonly stalls: readonly {
    readonly campaign: number;
    readonly country: string;
    readonly cause: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly moments: readonly Moment[];
}

/** Lines beyond this many are left out, those with the fewest calls: a wall of them shows nothing. */
export const MOST_LINES = 600;

/** Null where the run kept no replication closely. The one that stalled comes first. */
export function replayData(page: PageData): ReplayData | null {
  const { run, clock, threshold, campaigns } = page;
  if (run.exemplars.length === 0) return null;
  const exemplars = run.exemplars.toSorted((a, b) => Number(stalled(b)) - Number(stalled(a)));
  const shown = shownLines(exemplars[0]);
  return {
    clock,
    threshold,
    statuses: ROW_STATES,
    campaigns,
    lines: shown.map((place) => {
      const { number, name, country } = run.numbers[place];
      return { number, name, country, anchor: page.anchorOf(number) ?? '' };
    }),
    runs: exemplars.map((exemplar) => replayRun(page, exemplar, shown)),
  };
}

function stalled({ meta }: StoredExemplar): boolean {
  return meta.kind === 'first-stall';
}

/** Places of the lines that are shown, in the order of the numbers. */
function shownLines({ numbers, bins, calls }: StoredExemplar): number[] {
  const places = numbers.map((_, place) => place);
  if (places.length <= MOST_LINES) return places;
  const total = places.map((place) => {
    let sum = 0;
    for (let bin = 0; bin < bins; bin++) sum += calls[bin * numbers.length + place];
    return sum;
  });
  return places
    .toSorted((a, b) => total[b] - total[a] || a - b)
    .slice(0, MOST_LINES)
    .sort((a, b) => a - b);
}

function replayRun(page: PageData, exemplar: StoredExemplar, shown: readonly number[]): ReplayRun {
  const { meta, numbers, hours, bins, calls, changes } = exemplar;
  const campaignAt = new Map(page.campaigns.map((campaign, i) => [campaign, i]));
  const lineAt = new Map(shown.map((place, line) => [numbers[place], line]));
  const width = numbers.length;
  const series = (values: ArrayLike<number>, length: number, place: number) =>
    Array.from({ length }, (_, i) => values[i * width + place]);
  const scores = (values: Float64Array) =>
    shown.map((place) =>
      packSeries(series(values, hours, place).map((score) => Math.round(score / SCORE_STEP))),
    );
  return {
    kind: meta.kind,
    replication: meta.replication,
    why: meta.why,
    binMinutes: meta.callBinMinutes,
    bins,
    calls: shown.map((place) => packSeries(series(calls, bins, place))),
    observed: scores(exemplar.observedScores),
    real: scores(exemplar.trueScores),
    changes: changes.flatMap(({ atHours, campaign, number, status }) => {
      const line = lineAt.get(number);
      if (line === undefined) return [];
      const minute = Math.round(atHours * 60);
      return [[minute, campaignAt.get(campaign) ?? 0, line, ROW_STATES.indexOf(status)] as const];
    }),
    stalls: meta.stalls.map(({ campaign, country, cause, startHours, endHours }) => ({
      campaign: campaignAt.get(campaign) ?? 0,
      country,
      cause,
      from: Math.floor(startHours * 60),
      to: Math.ceil(endHours * 60),
    })),
    moments: momentsOf(exemplar),
  };
}
