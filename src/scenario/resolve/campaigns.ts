import type { CampaignSpec } from '../../model/spec.ts';
import type { CampaignInput, ScenarioInput } from '../schema/scenario.ts';
import type { Path } from '../yaml/source-tree.ts';
import type { Connections } from './connections.ts';
import { resolveContacts } from './contacts.ts';
import type { Context } from './context.ts';
import type { Inventory } from './numbers.ts';
import { resolvePool } from './pool.ts';
import { resolveWindow } from './window-spec.ts';

/** All campaigns, with pools and contacts; files are read one after the other. */
export async function resolveCampaigns(
  input: ScenarioInput,
  inventory: Inventory,
  connections: Connections,
  context: Context,
): Promise<CampaignSpec[]> {
  const campaigns: CampaignSpec[] = [];
  for (const [i, campaign] of input.campaigns.entries()) {
    const path: Path = ['campaigns', i];
    if (input.campaigns.findIndex((other) => other.name === campaign.name) !== i) {
      const message = `two campaigns are called ${campaign.name}`;
      context.problem([...path, 'name'], message, 'give each its own name');
    }
    const { primary, pool } = resolvePool(campaign, path, inventory, connections, context);
    const { source, arrivals } = await resolveContacts(campaign, path, inventory, pool, context);
    campaigns.push({
      name: campaign.name,
      priority: campaign.priority,
      primary,
      pool,
      reserve: [],
      preferCountryMatched: campaign.preferCountryMatched,
      concurrency: campaign.concurrency ?? Number.POSITIVE_INFINITY,
      windows: resolveWindow(campaign.windows, [...path, 'windows'], context),
      retries: resolveRetries(campaign, path, context),
      followUp: resolveFollowUp(campaign),
      whenFull: campaign.whenFull,
      arrivals,
      contacts: source,
    });
  }
  return campaigns;
}

function resolveRetries(
  campaign: CampaignInput,
  path: Path,
  context: Context,
): CampaignSpec['retries'] {
  const { max, delays, onVoicemail } = campaign.retries;
  if (max > 0 && delays.length === 0) {
    const message = `${max} retries have no delay`;
    context.problem([...path, 'retries', 'delays'], message, 'at least one, such as [60m]');
  }
  return { max, delaysMs: delays, onVoicemail };
}

function resolveFollowUp(campaign: CampaignInput): CampaignSpec['followUp'] {
  const { share, delay, max } = campaign.followUp;
  return { share, delayMs: delay, max: max ?? (share > 0 ? 1 : 0) };
}
