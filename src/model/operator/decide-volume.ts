import type { ActionTarget } from '../action-spec.ts';
import type { ActionLevel, PlaybookSpec, Signal } from '../playbook-spec.ts';
import { covers, type Draft, targetKey } from './decision.ts';
import type { RowSight, Sight } from './sight.ts';
import type { Spotted } from './spot.ts';
import { takes } from './steps.ts';

/** Signals for which volume is cut; what is flagged rests, what is silent has none. */
const NARROWED: readonly Signal[] = ['degraded', 'answer_rate'];

/** Ends rests and caps whose reason is gone. */
export function relax(playbook: PlaybookSpec, draft: Draft, spotted: readonly Spotted[]): void {
  const { sight } = draft;
  const { resumeBelow, restMinMs } = playbook.pause;
  const calm = (numbers: readonly number[]) =>
    numbers.every((number) => (sight.numbers.get(number)?.score ?? 0) < resumeBelow);
  if (takes(playbook, 'pause')) {
    for (const { target, sinceMs, numbers } of sight.rests) {
      if (isGone(sight, target) || sight.nowMs - sinceMs < restMinMs || !calm(numbers)) continue;
      const reason = `rested, and its score is below ${resumeBelow}`;
      draft.decide('pause', { verb: 'resume', target }, reason);
      for (const number of numbers) serveAgain(draft, number);
    }
  }
  if (!takes(playbook, 'narrow')) return;
  const seen = new Set(spotted.map(({ row }) => row.number));
  for (const { target, numbers } of sight.caps) {
    if (isGone(sight, target) || !calm(numbers)) continue;
    if (numbers.some((number) => seen.has(number))) continue;
    const reason = `nothing to be seen any more, score below ${resumeBelow}`;
    draft.decide('narrow', { verb: 'widen', target }, reason);
  }
}

/** The number was given up, or has left the pool: there is nothing to resume. */
function isGone(sight: Sight, target: ActionTarget): boolean {
  if (target.kind === 'campaign' || target.kind === 'connection') return false;
  if (sight.numbers.get(target.number)?.retired !== false) return true;
  return (
    target.kind === 'row' &&
    !sight.rows.some((row) => row.number === target.number && row.campaign === target.campaign)
  );
}

function serveAgain(draft: Draft, number: number): void {
  const { sight } = draft;
  const campaigns = sight.rows.filter((row) => row.number === number).map((row) => row.campaign);
  const allowed = sight.numbers.get(number)?.allowedCountries ?? [];
  draft.willServe(campaigns, allowed);
}

/** Puts what is flagged to rest, as far as the rest limit lets. */
export function rest(playbook: PlaybookSpec, draft: Draft, spotted: readonly Spotted[]): void {
  if (!takes(playbook, 'pause')) return;
  const { sight } = draft;
  const limit = new RestLimit(sight, takes(playbook, 'rest_limit') ? playbook.pause.restMax : 1);
  const resting = new Set(sight.rests.map(({ target }) => targetKey(target)));
  for (const { row, signal, reason } of spotted) {
    if (signal !== 'flagged') continue;
    const target = targetAt(playbook.pause.level, sight, row);
    if (resting.has(targetKey(target)) || !limit.admits(target)) continue;
    resting.add(targetKey(target));
    draft.decide('pause', { verb: 'pause', target }, reason);
  }
}

/** How many active rows of each pool are at rest, and how many may be. */
class RestLimit {
  private readonly sight: Sight;
  private readonly share: number;
  private readonly active = new Map<number, number>();
  private readonly resting = new Map<number, Set<RowSight>>();

  constructor(sight: Sight, share: number) {
    this.sight = sight;
    this.share = share;
    for (const row of sight.rows) {
      if (row.status === 'inactive' || row.status === 'released') continue;
      this.active.set(row.campaign, (this.active.get(row.campaign) ?? 0) + 1);
    }
    for (const { target } of sight.rests) this.add(target);
  }

  /** May the target rest as well? Then it is counted among those that do. */
  admits(target: ActionTarget): boolean {
    const before = new Map([...this.resting].map(([c, rows]) => [c, new Set(rows)]));
    for (const campaign of this.add(target)) {
      const most = this.share * (this.active.get(campaign) ?? 0);
      if ((this.resting.get(campaign)?.size ?? 0) <= most) continue;
      this.resting.clear();
      for (const [c, rows] of before) this.resting.set(c, rows);
      return false;
    }
    return true;
  }

  /** Counts a target in. Answers with the campaigns whose rows it touches. */
  private add(target: ActionTarget): Set<number> {
    const touched = new Set<number>();
    for (const row of this.sight.rows) {
      if (row.status === 'inactive' || row.status === 'released') continue;
      if (!covers(target, row, connectionOf(this.sight, row.number))) continue;
      const rows = this.resting.get(row.campaign) ?? new Set();
      this.resting.set(row.campaign, rows.add(row));
      touched.add(row.campaign);
    }
    return touched;
  }
}

/** Caps the volume of what has not been flagged yet, and looks as if it will be. */
export function narrow(playbook: PlaybookSpec, draft: Draft, spotted: readonly Spotted[]): void {
  if (!takes(playbook, 'narrow')) return;
  const { sight } = draft;
  const { level, callsPerDay } = playbook.narrow;
  const capped = new Set(sight.caps.map(({ target }) => targetKey(target)));
  for (const { row, signal, reason } of spotted) {
    if (!NARROWED.includes(signal)) continue;
    const target = targetAt(level, sight, row);
    if (capped.has(targetKey(target))) continue;
    capped.add(targetKey(target));
    draft.decide('narrow', { verb: 'narrow', target, callsPerDay }, reason);
  }
}

function targetAt(level: ActionLevel, sight: Sight, row: RowSight): ActionTarget {
  switch (level) {
    case 'number':
      return { kind: 'number', number: row.number };
    case 'row':
      return { kind: 'row', campaign: row.campaign, number: row.number };
    case 'campaign':
      return { kind: 'campaign', campaign: row.campaign };
    case 'connection':
      return { kind: 'connection', connection: connectionOf(sight, row.number) };
  }
}

function connectionOf(sight: Sight, number: number): number {
  return sight.numbers.get(number)?.connection ?? -1;
}
