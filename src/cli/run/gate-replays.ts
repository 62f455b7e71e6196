import { HOUR_MS } from '../../base/units.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { type GateExample, gateExamples } from '../../experiment/gate-examples.ts';
import { FIGURES, figureIndex } from '../../model/figures.ts';
import { hoursText, inUnit } from '../../report/text/format.ts';
import type { GateReplay } from '../../report/text/gate-section.ts';
import { commandLine } from '../command-line-text.ts';

/**
 * The commands that show what a gate which did not hold is about.
 * @param world what names the run on a command line: its folder, or its scenario and what is laid over it
 */
export function gateReplays(experiment: Experiment, world: readonly string[]): GateReplay[] {
  const keys = new Map(experiment.gates.map(({ gate }) => [gate.text, gate.key]));
  return gateExamples(experiment).map((example) => ({
    gate: example.gate,
    example: words(example, keys.get(example.gate)!),
    command: commandLine(['replay', ...world, ...options(example)]),
  }));
}

function words({ replication, value, country, stalledAtMs }: GateExample, key: string): string {
  if (stalledAtMs !== null) {
    const where = country === '*' ? '' : ` in ${country}`;
    return `replication ${replication} stalls${where} after ${hoursText(stalledAtMs / HOUR_MS)}`;
  }
  const { unit } = FIGURES[figureIndex(key)];
  return `replication ${replication} is farthest from it, at ${inUnit(value, unit)}`;
}

/** Of a stall, how the pool came to it. */
function options({ replication, campaign, country, stalledAtMs }: GateExample): string[] {
  return [
    '--rep',
    String(replication),
    ...(campaign === '*' ? [] : ['--campaign', campaign]),
    ...(country === '*' ? [] : ['--country', country]),
    ...(stalledAtMs === null ? [] : ['--kind', 'pool']),
  ];
}
