import { findFigure } from '../../experiment/figures-summary.ts';
import {
  audienceCountries,
  type StallFacts,
  stallFacts,
  structuralContacts,
} from '../stall-facts.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { counted, estimateText, hoursText, joined, NO_DATA, rangeText } from './format.ts';
import { cell, left, right, type Section } from './section.ts';

/** Stalls by country with their cause and the time of the first. */
export function stallSection(run: StoredRun): Section {
  const { figures } = run;
  const facts = new Map(stallFacts(run).map((each) => [each.country, each]));
  const countries = ['*', ...audienceCountries(run)];
  const rows = countries.map((country) => {
    const of = (key: string) => findFigure(figures, key, '*', country)?.interval ?? null;
    const risk = of('stall.risk');
    const fact = facts.get(country);
    const first = fact === undefined ? null : fact.medianFirstHours;
    return [
      cell(country),
      cell(estimateText(risk, 'ratio'), risk !== null && risk.estimate > 0 ? 'bad' : 'plain'),
      cell(rangeText(risk, 'ratio')),
      cell(estimateText(of('stall.contact_hours'), 'contact_hours')),
      cell(estimateText(of('stall.contact_hours.p95'), 'contact_hours')),
      cell(first === null ? NO_DATA : hoursText(first)),
      cell(fact === undefined ? NO_DATA : causeText(fact)),
    ];
  });
  return {
    title: 'Stalls by country',
    table: {
      columns: [
        left('country'),
        right('risk'),
        right('interval'),
        right('contact-hours'),
        right('p95'),
        right('first stall'),
        left('main cause', true),
      ],
      rows,
    },
    notes: [
      ...structuralNote(run),
      ...(facts.size === 0
        ? []
        : ['First stall: the median over the replications in which the country stalled.']),
    ],
  };
}

/** The commonest cause, with its share of the episodes where there are others. */
function causeText({ cause, causeShare }: StallFacts): string {
  return causeShare < 0.995 ? `${cause} ${Math.round(causeShare * 100)} %` : cause;
}

function structuralNote(run: StoredRun): string[] {
  const named = audienceCountries(run)
    .map((country) => ({ country, contacts: structuralContacts(run, country) }))
    .filter(({ contacts }) => contacts > 0)
    .map(({ country, contacts }) => `${country} ${counted(Math.round(contacts), 'contact')}`);
  if (named.length === 0) return [];
  return [`Counted apart, because no active number may ever dial them: ${joined(named)}.`];
}
