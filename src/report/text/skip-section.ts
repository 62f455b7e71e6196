import { findFigure } from '../../experiment/figures-summary.ts';
import { campaignNames, scopesOf } from '../stored/scopes.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { estimateText, rangeText, withRange } from './format.ts';
import { cell, left, right, type Section } from './section.ts';

/** Skips by reason and country: over all campaigns, and per campaign where there are several. */
export function skipSection(run: StoredRun): Section {
  const { figures } = run;
  const several = campaignNames(run).length > 1;
  const all = scopesOf(run);
  const scopes = all.filter((scope) => several || scope.campaign === '*');
  const shown = scopes.length > 0 ? scopes : all;
  const rows = shown.map(({ campaign, country }) => {
    const of = (key: string) => findFigure(figures, key, campaign, country)?.interval ?? null;
    return [
      ...(several ? [cell(campaign)] : []),
      cell(country),
      cell(estimateText(of('attempts'), 'attempts')),
      cell(estimateText(of('skip.rate'), 'ratio')),
      cell(rangeText(of('skip.rate'), 'ratio')),
      cell(estimateText(of('skip.rate.spam'), 'ratio')),
      cell(estimateText(of('skip.rate.country'), 'ratio')),
      cell(estimateText(of('skip.rate.spam_and_country'), 'ratio')),
    ];
  });
  const share = findFigure(figures, 'skip.attempt_share')?.interval ?? null;
  const sticky = findFigure(figures, 'skip.sticky_broken')?.interval ?? null;
  return {
    title: 'Skips by reason and country',
    table: {
      columns: [
        ...(several ? [left('campaign', true)] : []),
        left('country'),
        right('attempts'),
        right('skipped'),
        right('interval'),
        right('spam'),
        right('country'),
        right('both'),
      ],
      rows,
    },
    notes: [
      'Shares are of the active, unpaused pool rows that each attempt considered. ' +
        `At least one skip: ${withRange(share, 'ratio')} of attempts. ` +
        `Sticky number skipped: ${withRange(sticky, 'ratio')} of attempts with one.`,
    ],
  };
}
