import { findFigure } from '../../src/experiment/figures-summary.ts';
import { FIGURES, figureIndex } from '../../src/model/figures.ts';
import type { StoredNumber } from '../../src/report/stored/pool-rows.ts';
import type { StoredRun } from '../../src/report/stored/stored-run.ts';
import { hoursText, quantity, withRange } from '../../src/report/text/format.ts';
import type { Interval } from '../../src/stats/interval.ts';

/** The runs that an entry of the catalogue is answered from, by scenario. */
export class Outcomes {
  readonly runs: ReadonlyMap<string, StoredRun>;

  constructor(runs: ReadonlyMap<string, StoredRun>) {
    this.runs = runs;
  }

  run(scenario: string): StoredRun {
    const found = this.runs.get(scenario);
    if (found === undefined) throw new Error(`${scenario} was not run`);
    return found;
  }

  /** A figure with its interval. @throws {Error} on no data */
  figure(scenario: string, key: string, country = '*'): Interval {
    const { figures, manifest } = this.run(scenario);
    const overall = findFigure(figures, key, '*', country);
    const found = overall ?? figures.find((f) => f.key === key && f.country === country);
    if (found?.interval == null) throw new Error(`${manifest.scenario} has no ${key}`);
    return found.interval;
  }

  /** The estimate alone: for comparing. */
  value(scenario: string, key: string, country = '*'): number {
    return this.figure(scenario, key, country).estimate;
  }

  /** `12.3 % (11.9–12.7 %)`. */
  text(scenario: string, key: string, country = '*'): string {
    return withRange(this.figure(scenario, key, country), FIGURES[figureIndex(key)].unit);
  }

  number(scenario: string, id: string): StoredNumber {
    const found = this.run(scenario).numbers.find(({ number }) => number === id);
    if (found === undefined) throw new Error(`${scenario} has no number ${id}`);
    return found;
  }

  /** Median time of a number's first flag: `2 d 17 h (2 d 14 h–3 d 3 h)`. */
  firstFlag(scenario: string, id: string): string {
    const interval = this.number(scenario, id).firstFlagHours;
    return interval === null || !Number.isFinite(interval.estimate)
      ? 'later than the end'
      : hoursText(interval.estimate);
  }

  /** Mean calls of a number: `277 (234–319)`. */
  dials(scenario: string, id: string): string {
    return withRange(this.number(scenario, id).dials, 'calls');
  }

  replications(scenario: string): string {
    return quantity(this.run(scenario).manifest.replications);
  }
}
