import type { SimMs } from '../../base/units.ts';
import type { ActionTarget, OperatorAction } from '../action-spec.ts';
import type { RowSight, Sight, SupplySight } from './sight.ts';
import type { PlaybookStep } from './steps.ts';

/** Something that a review decided: to be done after the reaction time. */
export interface Decision {
  readonly step: PlaybookStep;
  readonly action: OperatorAction;
  readonly reason: string;
  /** Waits for the sign-off too. */
  readonly signOff: boolean;
  /** Not before this moment, whatever the delays. */
  readonly notBeforeMs: SimMs;
}

/**
 * What a review has decided so far, and what of its supply is left: each spare and each purchase is used
 * once, and what is on its way counts for the decisions that follow.
 */
export class Draft {
  readonly sight: Sight;
  readonly decisions: Decision[] = [];
  readonly spares: SupplySight[];
  readonly purchasable: SupplySight[];
  /** Eligible numbers that the decisions will add, per cell of the sight. */
  readonly gained: number[];

  constructor(sight: Sight) {
    this.sight = sight;
    this.spares = [...sight.spares];
    this.purchasable = [...sight.purchasable];
    this.gained = sight.cells.map(() => 0);
  }

  decide(step: PlaybookStep, action: OperatorAction, reason: string): void {
    this.decisions.push({ step, action, reason, signOff: false, notBeforeMs: 0 });
  }

  /** Decides on something that needs a signature. */
  propose(step: PlaybookStep, action: OperatorAction, reason: string, notBeforeMs = 0): void {
    this.decisions.push({ step, action, reason, signOff: true, notBeforeMs });
  }

  /** Takes the first spare of a country that may join one of the campaigns. */
  takeSpare(country: number, campaigns: readonly number[]): SupplySight | null {
    return takeFirst(this.spares, country, campaigns);
  }

  /** Takes the next number to be bought in a country that may join one of the campaigns. */
  takePurchase(country: number, campaigns: readonly number[]): SupplySight | null {
    return takeFirst(this.purchasable, country, campaigns);
  }

  /** A number will be eligible in these campaigns, wherever it may dial. */
  willServe(campaigns: readonly number[], allowedCountries: readonly number[]): void {
    this.sight.cells.forEach(({ campaign, country }, i) => {
      const allowed = allowedCountries.length === 0 || allowedCountries.includes(country);
      if (allowed && campaigns.includes(campaign)) this.gained[i]++;
    });
  }
}

function takeFirst(
  supply: SupplySight[],
  country: number,
  campaigns: readonly number[],
): SupplySight | null {
  const at = supply.findIndex(
    (each) =>
      each.country === country && each.campaigns.some((campaign) => campaigns.includes(campaign)),
  );
  return at < 0 ? null : supply.splice(at, 1)[0];
}

/** Does an action on the target touch the row? */
export function covers(target: ActionTarget, row: RowSight, connection: number): boolean {
  switch (target.kind) {
    case 'number':
      return target.number === row.number;
    case 'row':
      return target.number === row.number && target.campaign === row.campaign;
    case 'campaign':
      return target.campaign === row.campaign;
    case 'connection':
      return target.connection === connection;
  }
}

/** The same for the same target, and for no other. */
export function targetKey(target: ActionTarget): string {
  switch (target.kind) {
    case 'number':
      return `number ${target.number}`;
    case 'row':
      return `row ${target.campaign} ${target.number}`;
    case 'campaign':
      return `campaign ${target.campaign}`;
    case 'connection':
      return `connection ${target.connection}`;
  }
}
