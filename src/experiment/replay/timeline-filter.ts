import type { SimMs } from '../../base/units.ts';
import type { Happening } from '../../model/happening.ts';
import type { ActedOn } from '../../model/operator/acted-on.ts';
import type { ResultLayout } from '../../model/result.ts';
import type { Scenario } from '../../model/spec.ts';
import type { TraceRow } from '../../selector/index.ts';
import type { TimelineKind, TimelineWhat } from './timeline-event.ts';

/** What of a timeline is wanted; indices are the scenario's, null = no restriction. */
export interface TimelineFilter {
  readonly numbers: ReadonlySet<number> | null;
  readonly contact: { readonly campaign: number; readonly contact: number } | null;
  readonly countries: ReadonlySet<number> | null;
  readonly campaign: number | null;
  /** Both ends belong to it. */
  readonly fromMs: SimMs;
  readonly toMs: SimMs;
  readonly kinds: ReadonlySet<TimelineKind>;
}

/**
 * Says of every event whether it is wanted. What bears on all contacts alike (faults, actions) passes
 * every filter that does not plainly exclude it: it explains the rest.
 */
export class TimelineSieve {
  readonly scenario: Scenario;
  readonly filter: TimelineFilter;
  /** Numbers that are in a campaign's pool, or may come into it. */
  readonly inPool: readonly ReadonlySet<number>[];
  /** Country of the contact that is wanted, once it was heard of. */
  contactCountry = -1;

  constructor(scenario: Scenario, layout: ResultLayout, filter: TimelineFilter) {
    this.scenario = scenario;
    this.filter = filter;
    this.inPool = scenario.campaigns.map((_, campaign) => {
      return new Set(layout.rows.flatMap((row) => (row.campaign === campaign ? [row.number] : [])));
    });
  }

  wants(what: TimelineWhat | Happening, atMs: SimMs): boolean {
    const { fromMs, toMs, kinds } = this.filter;
    if (atMs < fromMs || atMs > toMs || !kinds.has(what.kind)) return false;
    switch (what.kind) {
      case 'fault':
        return this.wantsFault(what.fault);
      case 'action':
        return this.wantsAction(what.row);
      default:
        return this.wantsSubject(what, what.kind === 'pick');
    }
  }

  /** Hears of the contact that is wanted: the country of a generated one is drawn. */
  learn(what: Happening): void {
    const { contact } = this.filter;
    if (contact === null || !('contact' in what)) return;
    if (what.contact === contact.contact && what.campaign === contact.campaign) {
      this.contactCountry = what.country;
    }
  }

  /** Of a pick, the numbers that were asked for, and the one that was taken. */
  rowsOf(rows: readonly TraceRow[], answer: number): readonly TraceRow[] {
    const { numbers } = this.filter;
    if (numbers === null) return rows;
    return rows.filter(({ number }) => number === answer || numbers.has(number));
  }

  wantsSubject(subject: Subject, isPick: boolean): boolean {
    return (
      this.isOfCampaign(subject) &&
      this.isOfCountry(subject) &&
      this.isOfContact(subject) &&
      this.isOfNumber(subject, isPick)
    );
  }

  isOfCampaign({ campaign, number }: Subject): boolean {
    const wanted = this.filter.campaign;
    if (wanted === null) return true;
    if (campaign !== undefined) return campaign === wanted;
    return number === undefined || this.inPool[wanted].has(number);
  }

  /** What a number does alone concerns the countries that it may dial. */
  isOfCountry({ country, number }: Subject): boolean {
    const { countries } = this.filter;
    if (countries === null) return true;
    if (country !== undefined) return countries.has(country);
    return number === undefined || this.mayDialAny(number, countries);
  }

  /** Windows and stalls are of everybody in their campaign and country. */
  isOfContact({ campaign, contact, country }: Subject): boolean {
    const wanted = this.filter.contact;
    if (wanted === null) return true;
    if (campaign !== wanted.campaign) return false;
    return contact === undefined ? country === this.contactCountry : contact === wanted.contact;
  }

  /** A pick is of every number that stood in its pool. */
  isOfNumber({ campaign, number }: Subject, isPick: boolean): boolean {
    const { numbers } = this.filter;
    if (numbers === null) return true;
    if (isPick && campaign !== undefined) return this.poolHasAny(campaign, numbers);
    return number !== undefined && numbers.has(number);
  }

  mayDialAny(number: number, countries: ReadonlySet<number>): boolean {
    const allowed = this.scenario.numbers[number].allowedCountries;
    return allowed.length === 0 || allowed.some((country) => countries.has(country));
  }

  poolHasAny(campaign: number, numbers: ReadonlySet<number>): boolean {
    for (const number of numbers) if (this.inPool[campaign].has(number)) return true;
    return false;
  }

  /** A fault concerns the numbers of its connection, and the countries that it names. */
  wantsFault(fault: number): boolean {
    const { filter, scenario } = this;
    const spec = scenario.faults[fault];
    if (filter.countries !== null && 'country' in spec && !filter.countries.has(spec.country)) {
      return false;
    }
    if (filter.numbers === null || spec.connection < 0) return true;
    return [...filter.numbers].some((n) => scenario.numbers[n].connection === spec.connection);
  }

  /** One that is done to another number is none of these. */
  wantsAction({ number, replacement }: ActedOn): boolean {
    const { numbers } = this.filter;
    if (numbers === null || number === '') return true;
    return [...numbers].some((n) => {
      const { id } = this.scenario.numbers[n];
      return id === number || id === replacement;
    });
  }
}

interface Subject {
  readonly campaign?: number;
  readonly contact?: number;
  readonly country?: number;
  readonly number?: number;
}
