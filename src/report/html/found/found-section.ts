import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { html } from '../safe-html.ts';
import { comparisonPart } from './comparison-part.ts';
import { planPart } from './plan-part.ts';
import { runsPart } from './runs-part.ts';
import { sweepPart } from './sweep-part.ts';

/** Plan, sweep and compare results, and other runs, that were named beside the run; none where none were. */
export function foundSection({ input, run }: PageData): PageSection | null {
  const { plans, sweeps, comparisons, others } = input;
  const given = [
    ...(plans.length > 0 ? ['plan'] : []),
    ...(sweeps.length > 0 ? ['sweep'] : []),
    ...(comparisons.length > 0 ? ['compare'] : []),
    ...(others.length > 0 ? ['other runs'] : []),
  ];
  if (given.length === 0) return null;
  return {
    id: 'found',
    title: 'Plan, sweep and compare',
    short: 'Plan, sweep, compare',
    lead: `What was found around this run, as it was stored: ${given.join(', ')}.`,
    body: html`${plans.map((plan) => html`<h3>Plan: ${plan.scenario}</h3>${planPart(plan)}`)}${sweeps.map((sweep) => html`<h3>Sweep: ${sweep.scenario}</h3>${sweepPart(sweep)}`)}${comparisons.map((each) => html`<h3>Compare</h3>${comparisonPart(each)}`)}${
      others.length === 0 ? null : html`<h3>Runs side by side</h3>${runsPart([run, ...others])}`
    }`,
    style: STYLE,
  };
}

const STYLE = `
.plot .whisker { fill: none; stroke: var(--fill); stroke-width: 1.5; } .plot .dot { fill: none; stroke: var(--fill); stroke-width: 9; stroke-linecap: round; } .plot .dot.healthy { stroke-width: 14; }
.interval.rest { --stroke: var(--muted); } .interval.flagged { --stroke: var(--flagged); }
.answers { padding: 0; list-style: none; display: grid; gap: .75rem; max-width: 52rem; }
`;
