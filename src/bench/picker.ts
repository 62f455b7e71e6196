import type {
  CampaignIndex,
  CountryIndex,
  CustomSelector,
  NumberIndex,
  PickRecord,
  Selector,
} from '../selector/index.ts';

/** Whatever picks in a case: the real selector is one as it stands. */
export interface Picker {
  pick(
    campaign: CampaignIndex,
    country: CountryIndex,
    sticky: NumberIndex,
    u: number,
    out: PickRecord,
  ): number;
}

/**
 * A selector module of the user's own in the place of the real one. The request is one object, filled
 * anew for each pick, so that what is allocated is the module's own doing. Skip counts are not its job.
 */
export class CustomPicker implements Picker {
  readonly custom: CustomSelector;
  readonly view: Selector;
  readonly request = { campaign: 0, country: 0, sticky: -1, u: 0.5, attempt: 1 };

  constructor(custom: CustomSelector, view: Selector) {
    this.custom = custom;
    this.view = view;
  }

  pick(campaign: CampaignIndex, country: CountryIndex, sticky: NumberIndex, u: number): number {
    const { request } = this;
    request.campaign = campaign;
    request.country = country;
    request.sticky = sticky;
    request.u = u;
    try {
      return this.custom.pick(request, this.view);
    } catch (error) {
      throw new Error(`pick threw ${error}`, { cause: error });
    }
  }
}
