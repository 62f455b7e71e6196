import { figureIndex } from '../model/figures.ts';
import type { GateSpec } from '../model/gate-spec.ts';
import type { Experiment } from './experiment.ts';
import type { GateResult } from './gates.ts';

/** A replication that shows what is wrong with a gate that did not hold. */
export interface GateExample {
  readonly gate: string;
  readonly replication: number;
  /** The figure in it; Infinity = never. */
  readonly value: number;
  /** Of the gate; `*` = all. */
  readonly campaign: string;
  readonly country: string;
  /** Of a gate on stalls: when the first one began. */
  readonly stalledAtMs: number | null;
}

/**
 * For each gate that is breached or unsure the replication farthest on its bad side, the lowest index of
 * equals: of `stall.risk` the first that stalled. None where no replication is on the bad side.
 */
export function gateExamples(experiment: Experiment): GateExample[] {
  return experiment.gates.flatMap((result) => {
    const open = result.verdict === 'breached' || result.verdict === 'unsure';
    const example = open ? exampleOf(experiment, result) : null;
    return example === null ? [] : [example];
  });
}

function exampleOf(experiment: Experiment, { gate }: GateResult): GateExample | null {
  const { aggregate, layout } = experiment;
  const scope = scopeOf(experiment, gate);
  if (scope < 0) return null;
  const { numerators, denominators } = aggregate.pairs(figureIndex(gate.key), scope);
  const tooMuch = gate.op === '<=' || gate.op === '<';
  let worst = Number.NaN;
  let replication = -1;
  for (let r = 0; r < numerators.length; r++) {
    const value = numerators[r] / denominators[r];
    if (Number.isNaN(value) || !isBad(gate, value)) continue;
    if (replication >= 0 && (tooMuch ? value <= worst : value >= worst)) continue;
    worst = value;
    replication = r;
  }
  if (replication < 0) return null;
  const { campaign, country } = layout.scopes[scope];
  const stalledAtMs = gate.key.startsWith('stall.')
    ? firstStall(experiment, replication, gate)
    : null;
  return { gate: gate.text, replication, value: worst, campaign, country, stalledAtMs };
}

function isBad({ op, bound }: GateSpec, value: number): boolean {
  switch (op) {
    case '<=':
      return value > bound;
    case '<':
      return value >= bound;
    case '>=':
      return value < bound;
    case '>':
      return value <= bound;
  }
}

/** With one campaign, over all campaigns is that one's own scope. */
function scopeOf({ layout }: Experiment, { campaign, country }: GateSpec): number {
  const exact = layout.scopes.findIndex((s) => s.campaign === campaign && s.country === country);
  if (exact >= 0 || campaign !== '*') return exact;
  return layout.scopes.findIndex((s) => s.country === country);
}

function firstStall(
  { aggregate, loaded }: Experiment,
  replication: number,
  { campaign, country }: GateSpec,
): number | null {
  const { campaigns, countries } = loaded.scenario;
  let firstMs = Number.POSITIVE_INFINITY;
  for (const episode of aggregate.episodes) {
    const { value } = episode;
    if (episode.replication !== replication || value.cause === 'structural') continue;
    if (campaign !== '*' && campaigns[value.campaign].name !== campaign) continue;
    if (country !== '*' && countries[value.country] !== country) continue;
    firstMs = Math.min(firstMs, value.startMs);
  }
  return Number.isFinite(firstMs) ? firstMs : null;
}
