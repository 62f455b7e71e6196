import type { PlaybookSpec } from '../playbook-spec.ts';
import type { Draft } from './decision.ts';
import type { NumberSight, RowSight, SupplySight } from './sight.ts';
import type { Spotted } from './spot.ts';
import { type PlaybookStep, takes } from './steps.ts';

const STEPS: readonly PlaybookStep[] = ['replace', 'detach', 'deactivate', 'release'];

/** Retires numbers that were flagged too often, and those that stay silent. */
export function retire(playbook: PlaybookSpec, draft: Draft, spotted: readonly Spotted[]): void {
  if (!STEPS.some((step) => takes(playbook, step))) return;
  for (const number of draft.sight.numbers.values()) {
    if (number.retired) continue;
    const reason = reasonToRetire(playbook, draft, number, spotted);
    if (reason !== '') retireOne(playbook, draft, number, reason);
  }
}

function reasonToRetire(
  playbook: PlaybookSpec,
  draft: Draft,
  { number, flaggedAtMs }: NumberSight,
  spotted: readonly Spotted[],
): string {
  const { flags, windowMs } = playbook.retire;
  const since = draft.sight.nowMs - windowMs;
  const recent = flaggedAtMs.filter((atMs) => atMs >= since).length;
  if (recent >= flags) return `flagged ${recent} times within the window`;
  // Silent in every pool: in one only, another campaign still dials from it.
  const rows = draft.sight.rows.filter((row) => row.number === number);
  const silent = spotted.filter(({ row, signal }) => row.number === number && signal === 'silent');
  return rows.length > 0 && silent.length === rows.length ? silent[0].reason : '';
}

function retireOne(playbook: PlaybookSpec, draft: Draft, sight: NumberSight, reason: string): void {
  const { number } = sight;
  const rows = draft.sight.rows.filter((row) => row.number === number);
  const campaigns = rows.map(({ campaign }) => campaign);
  const spare = takes(playbook, 'replace') ? draft.takeSpare(sight.country, campaigns) : null;
  const bought =
    takes(playbook, 'replace') && spare === null
      ? draft.takePurchase(sight.country, campaigns)
      : null;
  const by = spare ?? bought;
  if (by !== null) bringIn(playbook, draft, sight, by, bought !== null, campaigns, reason);
  // `replace` takes the old number out once the new one is there.
  else if (takes(playbook, 'detach')) detach(draft, rows, reason);
  if (takes(playbook, 'deactivate')) {
    draft.propose('deactivate', { verb: 'deactivate', number }, reason);
  }
  if (takes(playbook, 'release') && sight.managed === 'twilio') {
    draft.propose('release', { verb: 'release', number }, reason, sight.heldUntilMs);
  }
}

/** The replacement takes the number's place; where numbers are not detached, it comes beside it. */
function bringIn(
  playbook: PlaybookSpec,
  draft: Draft,
  { number }: NumberSight,
  by: SupplySight,
  isBought: boolean,
  campaigns: readonly number[],
  reason: string,
): void {
  const { leadMs } = playbook.replace;
  const joins = campaigns.filter((campaign) => by.campaigns.includes(campaign));
  if (takes(playbook, 'detach')) {
    const action = { verb: 'replace', number, by: by.number, leadMs, price: null } as const;
    draft.decide('replace', action, reason);
  } else if (isBought) {
    const action = { verb: 'add', number: by.number, campaigns: joins, leadMs } as const;
    draft.decide('replace', { ...action, price: null }, reason);
  } else {
    for (const campaign of joins) {
      draft.decide('replace', { verb: 'attach', campaign, number: by.number }, reason);
    }
  }
  draft.willServe(joins, by.allowedCountries);
}

/** Takes the number out of its pools; a primary stays, and so does the last number of a pool. */
function detach(draft: Draft, rows: readonly RowSight[], reason: string): void {
  for (const { campaign, number, primary } of rows) {
    const left = draft.sight.rows.filter((row) => row.campaign === campaign);
    if (primary || left.length < 2) continue;
    draft.decide('detach', { verb: 'detach', campaign, number }, reason);
  }
}
