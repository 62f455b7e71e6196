import type { FigureUnit } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';

/** A figure of one point of a sweep. */
export interface StoredSweepFigure {
  readonly point: number;
  readonly key: string;
  readonly campaign: string;
  readonly country: string;
  readonly unit: FigureUnit;
  readonly interval: Interval | null;
}

/** What one value of one axis does to a figure, paired by replication. */
export interface StoredSweepEffect {
  readonly axis: string;
  readonly value: string;
  readonly point: number;
  readonly key: string;
  readonly campaign: string;
  readonly country: string;
  readonly unit: FigureUnit;
  /** Estimates of ±Infinity: became never, was never. */
  readonly difference: Interval | null;
}

/** What a sweep leaves in sweep.json, as values. */
export interface StoredSweep {
  readonly scenario: string;
  readonly seed: string;
  readonly design: string;
  readonly replications: number;
  readonly partial: boolean;
  readonly confidence: number;
  readonly resultHash: string;
  readonly axes: readonly {
    readonly path: string;
    readonly base: string | null;
    readonly values: readonly string[];
  }[];
  readonly points: readonly {
    readonly point: number;
    /** By the axis' path, as written; null where it is not varied there. */
    readonly values: Readonly<Record<string, string | null>>;
    readonly replications: number;
  }[];
  readonly figures: readonly StoredSweepFigure[];
  readonly effects: readonly StoredSweepEffect[];
}
