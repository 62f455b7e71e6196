import { FIGURES } from '../../model/figures.ts';
import type { ReplicationResult, ResultLayout } from '../../model/result.ts';
import { resultLayout } from '../../model/run-replication.ts';
import type { LoadedScenario } from '../../scenario/loaded.ts';
import type { Host } from '../host-seam.ts';
import type { ChosenSelector } from './chosen-selector.ts';
import { simulate } from './simulate.ts';

/** One figure of one replication: no interval, for there is nothing to spread over. */
interface SingleFigure {
  readonly key: string;
  readonly campaign: string;
  readonly country: string;
  /** Null where it has no value; `"never"` for a time that was not reached. */
  readonly value: number | 'never' | null;
  readonly unit: string;
}

export interface SingleRun {
  readonly schemaVersion: 1;
  readonly scenario: string;
  readonly seed: string;
  readonly replication: number;
  readonly fingerprint: string;
  readonly events: number;
  readonly dials: number;
  readonly figures: readonly SingleFigure[];
}

/** Runs one replication alone: the same world, draw for draw, as within a run of many. @throws {LawBreach} */
export function runSingle(
  loaded: LoadedScenario,
  selector: ChosenSelector,
  replication: number,
): SingleRun {
  const { scenario } = loaded;
  const result = simulate(scenario, replication, selector.create, null);
  return {
    schemaVersion: 1,
    scenario: scenario.name,
    seed: scenario.seed,
    replication,
    fingerprint: result.fingerprint,
    events: result.events,
    dials: result.dials,
    figures: figuresOf(result, resultLayout(scenario)),
  };
}

/** Prints it for people; figures over everything only, the rest is in the JSON. */
export function printSingle(host: Host, single: SingleRun): void {
  const { stdout } = host;
  stdout.write(`${single.scenario}, seed ${single.seed}, replication ${single.replication}: `);
  stdout.write(`${single.events} events, ${single.dials} dials, no law broken\n`);
  stdout.write(`fingerprint ${single.fingerprint}\n\n`);
  for (const { key, campaign, country, value, unit } of single.figures) {
    if (campaign !== '*' || country !== '*' || value === null) continue;
    const shown = typeof value === 'number' ? Number(value.toPrecision(6)) : value;
    stdout.write(`${key.padEnd(32)} ${shown} ${unit.replaceAll('_', ' ')}\n`);
  }
}

function figuresOf(result: ReplicationResult, layout: ResultLayout): SingleFigure[] {
  return FIGURES.flatMap(({ key, unit }, figure) =>
    layout.scopes.map(({ campaign, country }, scope) => {
      const at = (figure * layout.scopes.length + scope) * 2;
      return { key, campaign, country, value: quotient(result.cells, at), unit };
    }),
  );
}

function quotient(cells: Float64Array, at: number): SingleFigure['value'] {
  const value = cells[at]! / cells[at + 1]!;
  if (Number.isNaN(value)) return null;
  return value === Infinity ? 'never' : value;
}
