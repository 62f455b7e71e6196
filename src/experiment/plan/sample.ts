import { FIGURES } from '../../model/figures.ts';
import type { GateSpec } from '../../model/gate-spec.ts';
import { prepare } from '../../model/prepare.ts';
import type { ReplicationResult } from '../../model/result.ts';
import type { Scenario } from '../../model/spec.ts';
import type { Pairs } from '../aggregate.ts';
import { namedScopes } from '../figures-summary.ts';

const STALL_RISK = FIGURES.findIndex(({ key }) => key === 'stall.risk');

/** Where the figures of the targets and the stalls by country stand in a result; null: not in this run. */
export interface Reading {
  readonly targets: readonly (number | null)[];
  readonly countries: readonly string[];
  readonly stalls: readonly number[];
  /** Cells of which any stall counts, for each target and each country, where only stalls are known. */
  readonly cellsOfTarget: readonly (readonly number[])[];
  readonly cellsOfCountry: readonly (readonly number[])[];
}

export function readingOf(scenario: Scenario, targets: readonly GateSpec[]): Reading {
  const { layout, cells } = prepare(scenario);
  const campaigns = scenario.campaigns.map(({ name }) => name);
  const scopes = namedScopes(layout, campaigns);
  const at = (figure: number, scope: number) => (figure * layout.scopes.length + scope) * 2;
  const cellsOf = (campaign: string, country: string) =>
    cells.flatMap((cell, c) =>
      (campaign === '*' || campaigns[cell.campaign] === campaign) &&
      (country === '*' || scenario.countries[cell.country] === country)
        ? [c]
        : [],
    );
  const overall = scopes.filter(({ campaign, country }) => campaign === '*' && country !== '*');
  return {
    targets: targets.map((target) => {
      const figure = FIGURES.findIndex(({ key }) => key === target.key);
      const found = scopes.find(
        ({ campaign, country }) => campaign === target.campaign && country === target.country,
      );
      return found === undefined ? null : at(figure, found.scope);
    }),
    countries: overall.map(({ country }) => country),
    stalls: overall.map(({ scope }) => at(STALL_RISK, scope)),
    cellsOfTarget: targets.map(({ campaign, country }) => cellsOf(campaign, country)),
    cellsOfCountry: overall.map(({ country }) => cellsOf('*', country)),
  };
}

/**
 * Replications from … from + n − 1 of one candidate: of each only what the plan reads, a number or two a
 * target and a country; of whole results all figures as sums.
 */
export class Sample {
  readonly reading: Reading;
  readonly from: number;
  readonly numerators: number[][];
  readonly denominators: number[][];
  /** `stalled[country][i]`: 1 where the country stalled in replication from + i. */
  readonly stalled: number[][];
  sums: Float64Array = new Float64Array(0);
  n = 0;

  constructor(reading: Reading, from: number) {
    this.reading = reading;
    this.from = from;
    this.numerators = reading.targets.map(() => []);
    this.denominators = reading.targets.map(() => []);
    this.stalled = reading.stalls.map(() => []);
  }

  add({ cells }: ReplicationResult): void {
    const { targets, stalls } = this.reading;
    for (const [t, at] of targets.entries()) {
      this.numerators[t].push(at === null ? 0 : cells[at]);
      this.denominators[t].push(at === null ? 0 : cells[at + 1]);
    }
    for (const [c, at] of stalls.entries()) this.stalled[c].push(cells[at] > 0 ? 1 : 0);
    this.n++;
    this.addSums(cells);
  }

  /** A replication of which only the cells that stalled are known, as 1 and 0. */
  addStalls(stalled: Uint8Array): void {
    const any = (cells: readonly number[]) => (cells.some((c) => stalled[c] === 1) ? 1 : 0);
    const { cellsOfTarget, cellsOfCountry } = this.reading;
    for (const [t, cells] of cellsOfTarget.entries()) {
      this.numerators[t].push(any(cells));
      this.denominators[t].push(cells.length > 0 ? 1 : 0);
    }
    for (const [c, cells] of cellsOfCountry.entries()) this.stalled[c].push(any(cells));
    this.n++;
  }

  /** Adds the figures of a whole result to the sums, and counts no replication. */
  addSums(cells: Float64Array): void {
    if (this.sums.length === 0) this.sums = new Float64Array(cells.length);
    for (let i = 0; i < cells.length; i++) this.sums[i] += cells[i];
  }

  /** A target's figure over the first n replications. */
  pairs(target: number, n: number): Pairs {
    return {
      numerators: Float64Array.from(this.numerators[target].slice(0, n)),
      denominators: Float64Array.from(this.denominators[target].slice(0, n)),
    };
  }

  /** Replications among the first n in which one of these countries stalled. */
  stallsOf(countries: readonly string[], n = this.n): number {
    const rows = this.reading.countries.flatMap((code, c) =>
      countries.includes(code) ? [this.stalled[c]] : [],
    );
    let count = 0;
    for (let i = 0; i < n; i++) if (rows.some((row) => row[i] > 0)) count++;
    return count;
  }

  /** Runs among the first n that a target on a share of runs wants few of; those without data are none. */
  badOf(target: number, wantsLow: boolean, n = this.n): number {
    let bad = 0;
    for (let i = 0; i < n; i++) {
      if (this.denominators[target][i] <= 0) continue;
      if (this.numerators[target][i] > 0 === wantsLow) bad++;
    }
    return bad;
  }

  /** Sum of numerators over sum of denominators of a figure over all whole results; null on no data. */
  ratioOf(key: string): number | null {
    const figure = FIGURES.findIndex((each) => each.key === key);
    const at = (figure * this.sums.length) / FIGURES.length;
    const value = this.sums[at] / this.sums[at + 1];
    return Number.isNaN(value) ? null : value;
  }
}
