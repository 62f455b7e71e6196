import type { ActionTarget } from '../../model/action-spec.ts';
import type { CampaignSpec } from '../../model/spec.ts';
import { didYouMean } from '../nearest.ts';
import { formatDuration } from '../quantities.ts';
import type { Path } from '../yaml/source-tree.ts';
import type { Connections } from './connections.ts';
import type { Context } from './context.ts';
import type { Inventory } from './numbers.ts';

/** What interventions and faults may point at. */
export interface Targets {
  readonly inventory: Inventory;
  readonly connections: Connections;
  readonly campaigns: readonly CampaignSpec[];
  readonly context: Context;
}

/** The keys by which a target is written. */
export interface TargetInput {
  readonly number?: string | undefined;
  readonly campaign?: string | undefined;
  readonly connection?: string | undefined;
}

/** A problem where something begins only when the scenario is over. */
export function late(atMs: number, path: Path, context: Context): void {
  if (atMs < context.durationMs) return;
  const end = formatDuration(context.durationMs);
  context.problem(path, `it begins after the scenario’s end at ${end}`, `less than ${end}`);
}

/** Index of a number, or -1 and a problem. */
export function findNumber(id: string, path: Path, { inventory, context }: Targets): number {
  const index = inventory.find(id);
  if (index < 0 && !inventory.incomplete) {
    context.problem(path, `${id} is not in the inventory`, inventory.remedy(id));
  }
  return index;
}

/** Index of a connection, or -1 and a problem. */
export function findConnection(id: string, path: Path, targets: Targets): number {
  const { connections, context } = targets;
  const index = connections.list.findIndex((connection) => connection.id === id);
  if (index < 0) context.problem(path, `there is no connection ${id}`, connections.remedy(id));
  return index;
}

/** Index of a campaign, or -1 and a problem. */
export function findCampaign(name: string, path: Path, { campaigns, context }: Targets): number {
  const index = campaigns.findIndex((campaign) => campaign.name === name);
  if (index >= 0) return index;
  const names = campaigns.map((campaign) => campaign.name);
  const remedy = didYouMean(name, names, `known campaigns: ${names.join(', ')}`);
  context.problem(path, `there is no campaign ${name}`, remedy);
  return -1;
}

/** What an action is aimed at, or null and a problem. @param verb for messages */
export function findTarget(
  input: TargetInput,
  verb: string,
  path: Path,
  targets: Targets,
): ActionTarget | null {
  const { number, campaign, connection } = input;
  const wrong = connection !== undefined && (number !== undefined || campaign !== undefined);
  if (wrong || (number === undefined && campaign === undefined && connection === undefined)) {
    const found = wrong ? `names too much to ${verb}` : `names nothing to ${verb}`;
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
  return numberIndex < 0 ? null : { kind: 'row', campaign: campaignIndex, number: numberIndex };
}
