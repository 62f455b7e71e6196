import type { CampaignInput } from '../schema/scenario.ts';
import type { Path } from '../yaml/source-tree.ts';
import type { Connections } from './connections.ts';
import type { Context } from './context.ts';
import type { Inventory } from './numbers.ts';

export interface ResolvedPool {
  readonly primary: number;
  readonly pool: readonly number[];
}

/** The numbers that a campaign calls from; the primary is always among them. */
export function resolvePool(
  campaign: CampaignInput,
  path: Path,
  inventory: Inventory,
  connections: Connections,
  context: Context,
): ResolvedPool {
  const primary = resolvePrimary(campaign, path, inventory, context);
  if (campaign.pool === undefined) {
    if (campaign.primary === undefined) {
      const message = `campaign ${campaign.name} has no pool and no primary: nothing to call from`;
      context.problem(path, message, 'add pool: all, or a primary from the inventory');
    }
    return { primary, pool: primary < 0 ? [] : [primary] };
  }
  const found = members(campaign, path, inventory, connections, context);
  const pool = new Set(found);
  if (primary >= 0) pool.add(primary);
  if (pool.size === 0 && found !== null && !inventory.incomplete) {
    const message = `the pool of campaign ${campaign.name} is empty`;
    context.problem([...path, 'pool'], message, 'name numbers or groups of the inventory, or all');
  }
  return { primary, pool: [...pool].sort((a, b) => a - b) };
}

function resolvePrimary(
  campaign: CampaignInput,
  path: Path,
  inventory: Inventory,
  context: Context,
): number {
  if (campaign.primary === undefined) return -1;
  const index = inventory.find(campaign.primary);
  if (index < 0 && !inventory.incomplete) {
    const message = `the primary ${campaign.primary} is not in the inventory`;
    context.problem([...path, 'primary'], message, inventory.remedy(campaign.primary));
  }
  return index;
}

/** Indices of the pool's numbers; null where an entry of it is a problem of its own. */
function members(
  campaign: CampaignInput,
  path: Path,
  inventory: Inventory,
  connections: Connections,
  context: Context,
): number[] | null {
  const pool = campaign.pool;
  if (pool === undefined || pool === 'all') return [...inventory.list.keys()];
  if (Array.isArray(pool)) return listed(pool, [...path, 'pool'], inventory, context);
  const { country, connection, managed } = pool;
  const countries = country?.map((code, i) =>
    context.country(code, [...path, 'pool', 'country', i]),
  );
  for (const [i, id] of (connection ?? []).entries()) {
    if (connections.list.some((known) => known.id === id)) continue;
    const at = [...path, 'pool', 'connection', i];
    context.problem(at, `there is no connection ${id}`, connections.remedy(id));
  }
  return [...inventory.list.keys()].filter((i) => {
    const number = inventory.list[i];
    if (countries !== undefined && !countries.includes(number.country)) return false;
    const id = connections.list[number.connection]?.id ?? '';
    if (connection !== undefined && !connection.includes(id)) return false;
    return managed === undefined || managed === number.managed;
  });
}

function listed(
  entries: readonly string[],
  path: Path,
  inventory: Inventory,
  context: Context,
): number[] | null {
  let bad = false;
  const indices = entries.flatMap((entry, i) => {
    const group = inventory.groups.get(entry);
    if (group !== undefined) return group;
    const index = inventory.find(entry);
    if (index >= 0) return [index];
    bad = true;
    if (!inventory.incomplete) {
      const message = `the pool names ${entry}, which is not in the inventory`;
      context.problem([...path, i], message, inventory.remedy(entry));
    }
    return [];
  });
  return bad ? null : indices;
}
