import type { CampaignSpec, Scenario } from '../../model/spec.ts';
import { nearest } from '../../scenario/nearest.ts';
import { UsageError } from '../usage-error.ts';

/** A contact of a campaign, as indices. */
export interface FoundContact {
  readonly campaign: number;
  readonly contact: number;
}

/**
 * Finds a contact by E.164, by `group/ordinal`, or by its place in the list from 0.
 * @throws {UsageError} when there is none, or when it is not clear in which campaign
 */
export function findContact(
  scenario: Scenario,
  typed: string,
  campaignName: string | null,
): FoundContact {
  const campaigns = chosenCampaigns(scenario, campaignName);
  const found = campaigns.flatMap((campaign) => {
    const contact = contactIndex(scenario.campaigns[campaign]!, typed);
    return contact === null ? [] : [{ campaign, contact }];
  });
  if (found.length === 1) return found[0]!;
  const names = campaigns.map((campaign) => scenario.campaigns[campaign]!.name);
  if (found.length > 1) {
    throw new UsageError(`--contact ${typed} is in several campaigns; add --campaign ${names[0]}`);
  }
  const most = Math.max(...campaigns.map((campaign) => count(scenario.campaigns[campaign]!)));
  throw new UsageError(
    `--contact "${typed}" is in none of ${names.join(', ')}: an E.164 number of the list, or 0 to ${most - 1}`,
  );
}

/** Campaigns by name, or all. @throws {UsageError} where there is none of that name */
export function chosenCampaigns(scenario: Scenario, name: string | null): readonly number[] {
  const all = scenario.campaigns.map((_, i) => i);
  if (name === null) return all;
  const names = scenario.campaigns.map((campaign) => campaign.name);
  const chosen = names.indexOf(name);
  if (chosen >= 0) return [chosen];
  const near = nearest(name, names);
  const hint = near === null ? `there is ${names.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`--campaign "${name}" is no campaign of the scenario — ${hint}`);
}

function contactIndex(campaign: CampaignSpec, typed: string): number | null {
  const { contacts } = campaign;
  if (/^\d{1,8}$/.test(typed)) return inList(Number(typed), campaign);
  if (contacts.kind === 'generated') {
    const ordinal = typed.startsWith(`${contacts.group}/`)
      ? typed.slice(contacts.group.length + 1)
      : '';
    return /^\d{1,8}$/.test(ordinal) ? inList(Number(ordinal), campaign) : null;
  }
  const e164 = `+${typed.replaceAll(/\D/g, '')}`;
  const index = contacts.table.e164?.indexOf(e164) ?? -1;
  return index >= 0 ? index : null;
}

function inList(index: number, campaign: CampaignSpec): number | null {
  return index < count(campaign) ? index : null;
}

function count({ contacts }: CampaignSpec): number {
  return contacts.kind === 'table' ? contacts.table.count : contacts.count;
}
