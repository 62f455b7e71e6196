import { assert } from '../base/assert.ts';
import type { Warning } from '../model/warning.ts';
import type { Interval } from '../stats/interval.ts';
import type { Experiment } from './experiment.ts';
import { jsonSeed } from './json-seed.ts';

/** JSON has no Infinity: `"never"` stands for it, `null` for no data and for an open end. */
export type JsonNumber = number | 'never' | null;

/** An estimate with its interval as JSON has it. `mean` is the estimate, also of a share or a quantile. */
export interface JsonInterval {
  readonly mean: JsonNumber;
  readonly low: JsonNumber;
  readonly high: JsonNumber;
  readonly n: number;
}

export interface Summary {
  readonly schemaVersion: 1;
  readonly scenario: string;
  readonly seed: string | number;
  readonly replications: number;
  readonly requested: number;
  readonly auto: boolean;
  readonly partial: boolean;
  readonly confidence: number;
  readonly resultHash: string;
  readonly exit: { readonly code: number; readonly reason: string };
  readonly gates: readonly (JsonInterval & {
    readonly gate: string;
    readonly verdict: string | null;
  })[];
  readonly figures: readonly SummaryFigure[];
  readonly warnings: readonly Warning[];
  readonly incidence: readonly SummaryIncidence[];
}

export interface SummaryFigure extends JsonInterval {
  readonly key: string;
  readonly campaign: string;
  readonly country: string;
  readonly unit: string;
}

/** Columns, one entry per step: share of replications whose first stall, or whose end, came by then. */
export interface SummaryIncidence {
  readonly campaign: string;
  readonly country: string;
  readonly atHours: readonly number[];
  readonly stalled: readonly number[];
  readonly stalledLow: readonly number[];
  readonly stalledHigh: readonly number[];
  readonly finished: readonly number[];
}

/** The summary document: summary.json, and what `run --json` prints. */
export function summaryOf(experiment: Experiment): Summary {
  const { loaded, figures, gates, incidence } = experiment;
  return {
    schemaVersion: 1,
    scenario: loaded.scenario.name,
    seed: jsonSeed(loaded.scenario.seed),
    replications: experiment.replications,
    requested: experiment.requested,
    auto: experiment.auto,
    partial: experiment.partial,
    confidence: experiment.confidence,
    resultHash: experiment.resultHash,
    exit: { code: experiment.verdict.code, reason: experiment.verdict.reason },
    figures: figures.map(({ key, campaign, country, unit, n, interval }) => {
      return { key, campaign, country, ...jsonInterval(interval, n), unit };
    }),
    gates: gates.map(({ gate, n, interval, verdict }) => {
      return { gate: gate.text, ...jsonInterval(interval, n), verdict };
    }),
    warnings: experiment.warnings.map(({ code, text, hint }) => ({ code, text, hint })),
    incidence: incidence.map(({ campaign, country, steps }) => ({
      campaign,
      country,
      atHours: steps.map((step) => step.time),
      stalled: steps.map((step) => step.event.estimate),
      stalledLow: steps.map((step) => step.event.low),
      stalledHigh: steps.map((step) => step.event.high),
      finished: steps.map((step) => step.competing.estimate),
    })),
  };
}

/** An interval with its infinities told apart: never, and open. */
export function jsonInterval(interval: Interval | null, n: number): JsonInterval {
  if (interval === null) return { mean: null, low: null, high: null, n };
  const { estimate, low, high } = interval;
  return {
    mean: orNever(estimate),
    low: low === -Infinity ? null : orNever(low),
    // Above a lower end of never there is only never; above a finite one, Infinity is an open end.
    high: high === Infinity && low !== Infinity ? null : orNever(high),
    n,
  };
}

function orNever(value: number): JsonNumber {
  if (value === Infinity) return 'never';
  assert(Number.isFinite(value), `an estimate is a number or never, got ${value}`);
  return value;
}
