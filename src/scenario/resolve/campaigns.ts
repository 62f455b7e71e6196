import type { CampaignSpec, WindowSpec } from '../../model/spec.ts';
import type { CampaignInput, ScenarioInput } from '../schema/scenario.ts';
import type { Path } from '../yaml/source-tree.ts';
import type { Connections } from './connections.ts';
import { resolveContacts } from './contacts.ts';
import type { Context } from './context.ts';
import type { Inventory } from './numbers.ts';
import { resolvePool } from './pool.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

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
      preferCountryMatched: campaign.preferCountryMatched,
      concurrency: campaign.concurrency ?? Number.POSITIVE_INFINITY,
      windows: resolveWindows(campaign, path, context),
      retries: resolveRetries(campaign, path, context),
      followUp: resolveFollowUp(campaign),
      whenFull: campaign.whenFull,
      arrivals,
      contacts: source,
    });
  }
  return campaigns;
}

function resolveWindows(campaign: CampaignInput, path: Path, context: Context): WindowSpec {
  const input = campaign.windows;
  if (input === 'always') {
    return { always: true, days: DAYS.map(() => true), fromMinute: 0, toMinute: 1440 };
  }
  const at = [...path, 'windows'];
  if (input.days.length === 0) {
    context.problem(
      [...at, 'days'],
      'the window never opens: no day is named',
      'such as [mon, tue]',
    );
  }
  if (input.from >= input.to) {
    const message = `the window never opens: it closes at ${clock(input.to)}, not after ${clock(input.from)}`;
    context.problem([...at, 'to'], message, 'from < to, both on one day: "00:00" to "24:00"');
  }
  return {
    always: false,
    days: DAYS.map((day) => input.days.includes(day)),
    fromMinute: input.from,
    toMinute: input.to,
  };
}

function clock(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
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
