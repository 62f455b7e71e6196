import { DAY_MS, HOUR_MS, type SimMs } from '../../base/units.ts';
import type { ActionTarget, OperatorAction } from '../action-spec.ts';
import { STATUS } from '../phone-number.ts';
import type { World } from '../world.ts';

/** Why the rules do not let an action happen now; empty where they do. Looks, and changes nothing. */
export function refusalOf(world: World, action: OperatorAction, nowMs: SimMs): string {
  switch (action.verb) {
    case 'pause':
    case 'resume':
    case 'narrow':
    case 'widen':
      return targetRefusal(world, action.target);
    case 'attach':
      return attachRefusal(world, action.campaign, action.number);
    case 'detach':
      return detachRefusal(world, action.campaign, action.number);
    case 'replace':
      return replaceRefusal(world, action.number, action.by);
    case 'release':
      return goneOrAbsent(world, action.number) || releaseRefusal(world, action.number, nowMs);
    case 'add':
      return orderedBefore(world, action.number) ? 'it has been ordered already' : '';
    case 'set_score':
      return '';
    default:
      return goneOrAbsent(world, action.number);
  }
}

function targetRefusal(world: World, target: ActionTarget): string {
  if (target.kind === 'campaign' || target.kind === 'connection') return '';
  const refusal = goneOrAbsent(world, target.number);
  if (refusal !== '' || target.kind === 'number') return refusal;
  return isAttached(world, target.campaign, target.number) ? '' : 'it is not in the pool';
}

function attachRefusal(world: World, campaign: number, number: number): string {
  const refusal = goneOrAbsent(world, number);
  if (refusal !== '') return refusal;
  return isAttached(world, campaign, number) ? 'it is in the pool already' : '';
}

function detachRefusal(world: World, campaign: number, number: number): string {
  if (!isAttached(world, campaign, number)) return 'it is not in the pool';
  // The selector's rule: the primary from-number is always a member of its pool.
  if (world.scenario.campaigns[campaign].primary !== number) return '';
  return 'it is the campaign’s primary, which never leaves the pool';
}

function replaceRefusal(world: World, number: number, by: number): string {
  const { numbers, prepared } = world;
  const rows = prepared.rowsOfNumber[number].filter((row) => numbers.rowAttached[row] === 1);
  if (rows.length === 0) return 'it is in no pool';
  if (numbers.owned[by] === 0) {
    return orderedBefore(world, by) ? 'its replacement has been ordered already' : '';
  }
  if (numbers.status[by] === STATUS.released) return 'the replacement was released';
  const joins = rows.some((row) => !isAttached(world, numbers.rowCampaign[row], by));
  return joins ? '' : 'the replacement is in its pools already';
}

function releaseRefusal(world: World, number: number, nowMs: SimMs): string {
  const { numbers, scenario } = world;
  if (scenario.numbers[number].managed !== 'twilio') {
    return 'it was brought along: only a platform-managed number can be released';
  }
  const heldMs = numbers.lastDialMs[number] + scenario.platform.releaseHoldMs - nowMs;
  if (heldMs <= 0) return '';
  return `its last call was too recent: it is held for another ${span(heldMs)}`;
}

function goneOrAbsent(world: World, number: number): string {
  if (world.numbers.owned[number] === 0) return 'it is not there yet';
  return world.numbers.status[number] === STATUS.released ? 'it was released' : '';
}

function orderedBefore(world: World, number: number): boolean {
  return world.orders.some((order) => order.number === number);
}

function isAttached(world: World, campaign: number, number: number): boolean {
  const row = world.prepared.rowOf[campaign][number];
  return row >= 0 && world.numbers.rowAttached[row] === 1;
}

/** A time to the hour, rounded up: `3d 4h`. */
export function span(ms: number): string {
  const hours = Math.ceil(ms / HOUR_MS);
  const days = Math.floor(hours / (DAY_MS / HOUR_MS));
  const rest = hours % (DAY_MS / HOUR_MS);
  if (days === 0) return `${rest}h`;
  return rest === 0 ? `${days}d` : `${days}d ${rest}h`;
}
