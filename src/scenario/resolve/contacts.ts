import type { CampaignSpec, ContactMix, ContactSource } from '../../model/spec.ts';
import { zoneOf } from '../phone/zone.ts';
import { SHARE_TOLERANCE } from '../quantities.ts';
import type { CampaignInput } from '../schema/scenario.ts';
import type { Path } from '../yaml/source-tree.ts';
import { readContactFile } from './contact-file.ts';
import type { Context } from './context.ts';
import type { Inventory } from './numbers.ts';

export interface ResolvedContacts {
  readonly source: ContactSource;
  readonly arrivals: CampaignSpec['arrivals'];
}

type Generated = Extract<CampaignInput['contacts'], { generate: unknown }>['generate'];

/** Whom a campaign calls, and when they become due. */
export async function resolveContacts(
  campaign: CampaignInput,
  path: Path,
  inventory: Inventory,
  pool: readonly number[],
  context: Context,
): Promise<ResolvedContacts> {
  const at = [...path, 'contacts'];
  const asked = campaign.contacts.arrivals;
  const source: ContactSource =
    'file' in campaign.contacts
      ? await readContactFile(campaign.contacts.file, at, inventory, pool, context)
      : {
          kind: 'generated',
          group: campaign.name,
          count: campaign.contacts.generate.count,
          mix: resolveMix(campaign.contacts.generate, [...at, 'generate'], context),
        };
  const column = source.kind === 'table' && source.table.arrivesMs !== null;
  if (asked === 'column' && !column && (source.kind === 'generated' || source.table.count > 0)) {
    const message = 'arrivals: column, but the contacts have no column arrives';
    context.problem([...at, 'arrivals'], message, 'add the column, or say at_start or poisson');
  }
  if (asked === undefined || asked === 'at_start' || asked === 'column') {
    return { source, arrivals: { kind: asked ?? (column ? 'column' : 'at_start') } };
  }
  return { source, arrivals: { kind: 'poisson', perMs: asked.poisson } };
}

/** Shares of generated contacts by country and zone; they sum to 1. */
function resolveMix(input: Generated, path: Path, context: Context): ContactMix[] {
  const countries = normalised(input.countries, [...path, 'countries'], context);
  const zones = input.zones ?? {};
  const mix: ContactMix[] = [];
  for (const [code, share] of countries) {
    const at = [...path, 'countries', code];
    const country = context.country(code, at);
    if (share === 0 || country === 0) continue;
    const own = Object.keys(zones).find((key) => key.toUpperCase() === code.toUpperCase());
    if (own === undefined) {
      mix.push({ share, country, zone: mainZone(code.toUpperCase(), context) });
      continue;
    }
    for (const [name, part] of normalised(zones[own], [...path, 'zones', own], context)) {
      const zone = context.zone(name, [...path, 'zones', own, name]);
      if (part > 0 && zone >= 0) mix.push({ share: share * part, country, zone });
    }
  }
  for (const code of Object.keys(zones)) {
    if (countries.some(([other]) => other.toUpperCase() === code.toUpperCase())) continue;
    const message = `zones of ${code}, which no contact is from`;
    context.problem([...path, 'zones', code], message, `add ${code} to countries`);
  }
  return mix;
}

function mainZone(code: string, context: Context): number {
  return context.zones.index(zoneOf('', code).zone);
}

/** Shares made to sum to exactly 1; a sum that is far from it is a problem. */
function normalised(
  shares: Readonly<Record<string, number>>,
  path: Path,
  context: Context,
): [string, number][] {
  const entries = Object.entries(shares);
  const sum = entries.reduce((total, [, share]) => total + share, 0);
  if (Math.abs(sum - 1) > SHARE_TOLERANCE) {
    const found = `the shares sum to ${Math.round(sum * 10_000) / 100}%`;
    context.problem(path, found, 'they must sum to 100%');
  }
  return entries.map(([key, share]) => [key, sum === 0 ? 0 : share / sum]);
}
