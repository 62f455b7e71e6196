import { actedOnWords } from '../../../model/operator/acted-on.ts';
import type { StoredAction } from '../../stored/run-rows.ts';
import { counted, quantity } from '../../text/format.ts';
import { momentText } from '../clock.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { scrollBox, tag } from '../parts.ts';
import { type Html, html, name } from '../safe-html.ts';
import { type ActionKind, actionKinds } from './action-kinds.ts';

/** Rows of one table; the rest is in the file. */
const MOST_ROWS = 200;

/** What the operator, or a timed intervention, did; when, why and at what cost. */
export function actionsSection(page: PageData): PageSection {
  const { actions } = page.run;
  const nobody =
    'Nothing was done: the scenario has no intervention and no operator who acted. The pool was left to itself.';
  return {
    id: 'actions',
    title: 'Actions',
    short: 'Actions',
    lead: 'What was done to the pool while the campaign ran: when, why, at what cost, and what came of it.',
    body: actions.length === 0 ? html`<p>${nobody}</p>` : html`${overall(page)}${logOfOne(page)}`,
  };
}

function overall(page: PageData): Html {
  const { actions, summary } = page.run;
  const kinds = actionKinds(actions);
  const shown = kinds.slice(0, MOST_ROWS);
  const cost = actions.reduce((sum, { costMoney }) => sum + costMoney, 0) / summary.replications;
  const perReplication = quantity(actions.length / summary.replications);
  return html`<p>${counted(actions.length, 'action')} in ${counted(summary.replications, 'replication')}: ${perReplication} per replication, for ${quantity(cost)} ${currencyOf(page)}.</p>
${scrollBox(
  'Actions over all replications',
  html`<table class="sortable"><thead><tr><th scope="col" class="l">What</th><th scope="col" class="l">To what</th><th scope="col" class="l">Why</th><th scope="col" class="l">By</th><th scope="col">In replications</th><th scope="col">First, median</th><th scope="col">Times each</th><th scope="col">Refused</th><th scope="col">Cost each</th></tr></thead><tbody>
${shown.map((kind) => kindRow(page, kind))}</tbody></table>`,
)}
<p class="note">Actions of one kind on one target are one row, over all replications.${kinds.length > shown.length ? ` ${kinds.length - shown.length} rarer ones are not shown.` : null} Each with its time is in <code>actions.csv</code>.</p>`;
}

function kindRow(page: PageData, kind: ActionKind): Html {
  const { first, replications, firstMedianHours, times, refused, costMean } = kind;
  const each = times / replications;
  return html`<tr><th scope="row" class="l">${wordsOf(first.verb)}</th><td class="l">${targetOf(page, first)}</td><td class="l">${name(kind.why)}</td><td class="l">${first.by}</td><td data-v="${replications}">${replications} <small>of ${page.run.summary.replications}</small></td><td data-v="${firstMedianHours}">${momentText(page.clock, firstMedianHours)}</td><td data-v="${each}">${quantity(each)}</td><td data-v="${refused}">${refused}</td><td data-v="${costMean}">${quantity(costMean)}</td></tr>
`;
}

/** Every action of one replication in order: the one shown closely, or the first in which somebody acted. */
function logOfOne(page: PageData): Html {
  const { actions } = page.run;
  const wanted = page.exemplar?.meta.replication ?? 0;
  const acted = actions.some(({ replication }) => replication === wanted);
  const replication = acted ? wanted : actions[0].replication;
  const own = actions.filter((action) => action.replication === replication);
  const shown = own.slice(0, MOST_ROWS);
  return html`<h3>One replication, step by step</h3>
<p class="note">Replication ${replication}${acted && page.exemplar !== null ? ', the one nearest the median' : ', the first in which somebody acted'}.</p>
${scrollBox(
  `Actions of replication ${replication}`,
  html`<table><thead><tr><th scope="col" class="l">When</th><th scope="col" class="l">What</th><th scope="col" class="l">To what</th><th scope="col" class="l">Why</th><th scope="col">Cost</th><th scope="col" class="l">Effect</th></tr></thead><tbody>
${shown.map((action) => logRow(page, action))}</tbody></table>`,
)}${own.length > shown.length ? html`<p class="note">… and ${own.length - shown.length} more in <code>actions.csv</code>.</p>` : null}`;
}

function logRow(page: PageData, action: StoredAction): Html {
  const refused = action.outcome === 'refused' ? tag('warn', 'refused') : null;
  return html`<tr><th scope="row" class="l">${momentText(page.clock, action.atHours)}</th><td class="l">${wordsOf(action.verb)} ${refused}</td><td class="l">${targetOf(page, action)}</td><td class="wrap">${name(action.reason)}</td><td>${quantity(action.costMoney)}</td><td class="wrap">${name(action.effect)}</td></tr>
`;
}

function targetOf(page: PageData, action: StoredAction): Html {
  const anchor = page.anchorOf(action.number);
  const words = name(actedOnWords(action));
  return anchor === undefined ? words : html`<a href="#${anchor}">${words}</a>`;
}

function wordsOf(verb: string): string {
  return verb.replaceAll('_', ' ');
}

function currencyOf(page: PageData): string {
  const currency = page.setting('prices.currency');
  return typeof currency === 'string' ? currency : '';
}
