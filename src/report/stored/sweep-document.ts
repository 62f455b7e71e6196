import type { FigureUnit } from '../../model/figures.ts';
import type { Interval } from '../../stats/interval.ts';
import { figureUnit, jsonIntervalAt } from './figure-fields.ts';
import type { JsonField } from './json-fields.ts';

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

/** Reads sweep.json, or what `sweep --json` printed; throws a FieldProblem where it is none. */
export function readSweep(root: JsonField): StoredSweep {
  root.at('schemaVersion').one([1]);
  return {
    scenario: root.at('scenario').text(),
    seed: root.at('seed').seed(),
    design: root.at('design').text(),
    replications: root.at('replications').count(),
    partial: root.at('partial').yes(),
    confidence: root.at('confidence').number(),
    resultHash: root.at('resultHash').text(),
    axes: root
      .at('axes')
      .items()
      .map((axis) => ({
        path: axis.at('path').text(),
        base: textOrNone(axis.at('base')),
        values: axis
          .at('values')
          .items()
          .map((value) => value.text()),
      })),
    points: root
      .at('points')
      .items()
      .map((point) => {
        const values = point.at('values');
        const paths = Object.keys(Object(values.value));
        return {
          point: point.at('point').count(),
          values: Object.fromEntries(paths.map((path) => [path, textOrNone(values.at(path))])),
          replications: point.at('n').count(),
        };
      }),
    figures: root
      .at('figures')
      .items()
      .map((row) => {
        return { ...scopeOf(row), interval: jsonIntervalAt(row) };
      }),
    effects: root
      .at('effects')
      .items()
      .map((row) => ({
        ...scopeOf(row),
        axis: row.at('axis').text(),
        value: row.at('value').text(),
        difference: jsonIntervalAt(row),
      })),
  };
}

function scopeOf(row: JsonField) {
  return {
    point: row.at('point').count(),
    key: row.at('key').text(),
    campaign: row.at('campaign').text(),
    country: row.at('country').text(),
    unit: figureUnit(row.at('unit')),
  };
}

function textOrNone(field: JsonField): string | null {
  return field.value === null ? null : field.text();
}
