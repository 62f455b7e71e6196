import type { CampaignSpec, InterventionSpec, InterventionTarget } from '../../model/spec.ts';
import { didYouMean } from '../nearest.ts';
import { formatDuration } from '../quantities.ts';
import type { ScenarioInput } from '../schema/scenario.ts';
import type { Path } from '../yaml/source-tree.ts';
import type { Connections } from './connections.ts';
import type { Context } from './context.ts';
import type { Inventory } from './numbers.ts';

type Input = ScenarioInput['interventions'][number];
type Pausing = Extract<Input, { do: 'pause' | 'resume' }>;

/** What interventions and faults may point at. */
export interface Targets {
  readonly inventory: Inventory;
  readonly connections: Connections;
  readonly campaigns: readonly CampaignSpec[];
  readonly context: Context;
}

/** Interventions in order of time, then of the document. */
export function resolveInterventions(
  inputs: readonly Input[],
  targets: Targets,
): InterventionSpec[] {
  const specs = inputs.flatMap((input, i) => {
    const path: Path = ['interventions', i];
    late(input.at, [...path, 'at'], targets.context);
    const spec = intervention(input, path, targets);
    return spec === null ? [] : [spec];
  });
  return specs.sort((a, b) => a.atMs - b.atMs);
}

export function late(atMs: number, path: Path, context: Context): void {
  if (atMs < context.durationMs) return;
  const end = formatDuration(context.durationMs);
  context.problem(path, `it begins after the scenario’s end at ${end}`, `less than ${end}`);
}

function intervention(input: Input, path: Path, targets: Targets): InterventionSpec | null {
  const { context } = targets;
  if (input.do === 'pause' || input.do === 'resume') {
    const target = pauseTarget(input, path, targets);
    return target === null ? null : { atMs: input.at, verb: input.do, target };
  }
  const number = findNumber(input.number, [...path, 'number'], targets);
  if (input.do === 'release') mayRelease(input, number, path, targets);
  if (number < 0) return null;
  const at = { atMs: input.at, number };
  switch (input.do) {
    case 'allow': {
      const indices = input.countries.map((code, i) =>
        context.country(code, [...path, 'countries', i]),
      );
      return { ...at, verb: 'allow', countries: [...new Set(indices)] };
    }
    case 'set_score':
      return { ...at, verb: 'set_score', score: input.score };
    default:
      return { ...at, verb: input.do };
  }
}

function mayRelease(
  input: Extract<Input, { do: 'release' }>,
  number: number,
  path: Path,
  targets: Targets,
): void {
  const { context, inventory } = targets;
  if (input.confirm !== true) {
    const message = `${input.number} would be given up for good`;
    context.problem(path, message, 'a release needs confirm: true, as it cannot be undone');
  }
  if (number < 0 || inventory.list[number].managed === 'twilio') return;
  const message = `${input.number} was brought along (byo): the platform cannot release it`;
  context.problem([...path, 'number'], message, 'do: deactivate, which can be undone');
}

function findNumber(id: string, path: Path, { inventory, context }: Targets): number {
  const index = inventory.find(id);
  if (index < 0 && !inventory.incomplete) {
    context.problem(path, `${id} is not in the inventory`, inventory.remedy(id));
  }
  return index;
}

function pauseTarget(input: Pausing, path: Path, targets: Targets): InterventionTarget | null {
  const { number, campaign, connection } = input;
  const wrong = connection !== undefined && (number !== undefined || campaign !== undefined);
  if (wrong || (number === undefined && campaign === undefined && connection === undefined)) {
    const found = wrong ? `names too much to ${input.do}` : `names nothing to ${input.do}`;
    const remedy = 'a number, a campaign, both (the pool row), or a connection';
    targets.context.problem(path, found, remedy);
    return null;
  }
  if (connection !== undefined) {
    const index = findConnection(connection, [...path, 'connection'], targets);
    return index < 0 ? null : { kind: 'connection', connection: index };
  }
  const numberIndex = number === undefined ? -1 : findNumber(number, [...path, 'number'], targets);
  if (campaign === undefined) {
    return numberIndex < 0 ? null : { kind: 'number', number: numberIndex };
  }
  const campaignIndex = findCampaign(campaign, [...path, 'campaign'], targets);
  if (campaignIndex < 0) return null;
  if (number === undefined) return { kind: 'campaign', campaign: campaignIndex };
  if (numberIndex < 0) return null;
  if (!targets.campaigns[campaignIndex].pool.includes(numberIndex)) {
    const message = `${number} is not in the pool of ${campaign}`;
    targets.context.problem([...path, 'number'], message, 'a number of that pool');
  }
  return { kind: 'row', campaign: campaignIndex, number: numberIndex };
}

export function findConnection(id: string, path: Path, { connections, context }: Targets): number {
  const index = connections.list.findIndex((connection) => connection.id === id);
  if (index < 0) context.problem(path, `there is no connection ${id}`, connections.remedy(id));
  return index;
}

function findCampaign(name: string, path: Path, { campaigns, context }: Targets): number {
  const index = campaigns.findIndex((campaign) => campaign.name === name);
  if (index >= 0) return index;
  const names = campaigns.map((campaign) => campaign.name);
  const remedy = didYouMean(name, names, `known campaigns: ${names.join(', ')}`);
  context.problem(path, `there is no campaign ${name}`, remedy);
  return -1;
}
