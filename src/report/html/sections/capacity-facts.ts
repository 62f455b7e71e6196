import { percent, quantity } from '../../text/format.ts';
import type { PageData } from '../page-data.ts';
import { perCampaign } from '../parts.ts';
import { type Fragment, html, name } from '../safe-html.ts';

/** A limit as the scenario has it; Infinity where it has none. */
export function limitOf(page: PageData, path: string): number {
  const value = page.setting(path);
  return typeof value === 'number' ? value : Infinity;
}

/** Connections of the scenario with their limits. */
export function connectionsOf(
  page: PageData,
): { id: string; concurrency: number; callsPerSecond: number }[] {
  const list = page.setting('connections');
  if (!Array.isArray(list)) return [];
  return list.map((each, i) => ({
    id: String(each?.id ?? i),
    concurrency: limitOf(page, `connections[${i}].concurrency`),
    callsPerSecond: limitOf(page, `connections[${i}].callsPerSecond`),
  }));
}

/** What may hold calls up, as figures tell it: shares of the time that contacts wait inside their window. */
export const LIMITS = [
  ['limit.eligibility', 'no eligible number'],
  ['limit.provider', 'provider down'],
  ['limit.tenant', 'tenant’s cap'],
  ['limit.campaign', 'campaign’s limit'],
  ['limit.connection', 'lines of connections'],
  ['limit.number', 'numbers’ own limits'],
  ['limit.rate', 'calls per second'],
] as const;

/** The limits of this run, and which of them held contacts up. */
export function capacityFacts(page: PageData): readonly (readonly [Fragment, Fragment])[] {
  const connections = connectionsOf(page);
  const tenant = limitOf(page, 'platform.tenantConcurrency');
  return [
    [
      'Connections',
      html`${connections.map(({ id, concurrency, callsPerSecond }) => html`<div>${name(id)}: ${limitText(concurrency)} at once, ${limitText(callsPerSecond)} per second</div>`)}`,
    ],
    ['Tenant’s cap', limitText(tenant)],
    [
      'Campaign’s limit',
      perCampaign(page, (_, i) => limitText(limitOf(page, `campaigns[${i}].concurrency`))),
    ],
    ['Contacts waited for', perCampaign(page, (campaign) => bindingText(page, campaign))],
  ];
}

function bindingText(page: PageData, campaign: string): string {
  const shares = LIMITS.map(([key, words]) => ({
    words,
    share: page.interval(key, campaign)?.estimate ?? 0,
  }));
  const most = shares.filter(({ share }) => share >= 0.005).sort((a, b) => b.share - a.share);
  if (most.length === 0) return 'nothing, inside their window';
  return most.map(({ words, share }) => `${words} ${percent(share)}`).join(', ');
}

export function limitText(calls: number): string {
  return calls === Infinity ? 'no limit' : quantity(calls);
}
