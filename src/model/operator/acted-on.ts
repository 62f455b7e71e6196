import { unreachable } from '../../base/assert.ts';
import type { OperatorAction } from '../action-spec.ts';
import type { Scenario } from '../spec.ts';

/** What an action is done to, by the scenario's names; empty where it is none of that kind. */
export interface ActedOn {
  /** The caller ID. */
  readonly number: string;
  /** The number that takes its place. */
  readonly replacement: string;
  readonly campaign: string;
  readonly connection: string;
}

export const NOTHING: ActedOn = { number: '', replacement: '', campaign: '', connection: '' };

export function actedOn(scenario: Scenario, action: OperatorAction): ActedOn {
  const id = (number: number) => scenario.numbers[number].id;
  const name = (campaign: number) => scenario.campaigns[campaign].name;
  if (action.verb === 'replace') {
    return { ...NOTHING, number: id(action.number), replacement: id(action.by) };
  }
  if ('campaign' in action) {
    return { ...NOTHING, number: id(action.number), campaign: name(action.campaign) };
  }
  if (!('target' in action)) return { ...NOTHING, number: id(action.number) };
  const { target } = action;
  switch (target.kind) {
    case 'campaign':
      return { ...NOTHING, campaign: name(target.campaign) };
    case 'connection':
      return { ...NOTHING, connection: scenario.connections[target.connection].id };
    case 'row':
      return { ...NOTHING, number: id(target.number), campaign: name(target.campaign) };
    case 'number':
      return { ...NOTHING, number: id(target.number) };
    default:
      return unreachable(target);
  }
}

/** The same in a few words. */
export function actedOnWords({ number, replacement, campaign, connection }: ActedOn): string {
  if (replacement !== '') return `${number} by ${replacement}`;
  if (connection !== '') return `connection ${connection}`;
  if (number === '') return `campaign ${campaign}`;
  return campaign === '' ? number : `${number} in ${campaign}`;
}
