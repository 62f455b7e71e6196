import type { StoredAction } from '../../stored/run-rows.ts';
import { counted, quantity } from '../../text/format.ts';
import { momentText } from '../clock.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { scrollBox } from '../parts.ts';
import { type Html, html, name } from '../safe-html.ts';

/** Rows of one table; the rest is in the file. */
const MOST_ROWS = 200;

/** What the operator, or a timed intervention, did; when, why and at what cost. */
export function actionsSection(page: PageData): PageSection {
  const { actions, summary } = page.run;
  const shared = {
    id: 'actions',
    title: 'Actions',
    short: 'Actions',
    lead: 'What was done to the pool while the campaign ran: when, why, at what cost, and what came of it.',
  };
  if (actions.length === 0) {
    const body = html`<p>Nothing was done by hand: the scenario has no intervention and no operator who acted. The pool was left to itself.</p>`;
    return { ...shared, body };
  }
  const groups = grouped(actions);
  const most = groups.slice(0, MOST_ROWS);
  const cost = actions.reduce((sum, { costMoney }) => sum + costMoney, 0) / summary.replications;
  const currency = page.setting('prices.currency');
  return {
    ...shared,
    body: html`<p>${counted(actions.length, 'action')} in ${counted(summary.replications, 'replication')}: ${quantity(actions.length / summary.replications)} per replication, at ${quantity(cost)} ${typeof currency === 'string' ? currency : ''} each time.</p>
${scrollBox(
  'Actions',
  html`<table class="sortable"><thead><tr><th scope="col" class="l">What</th><th scope="col" class="l">To what</th><th scope="col" class="l">Why</th><th scope="col" class="l">By</th><th scope="col">In replications</th><th scope="col">When, median</th><th scope="col">Cost, mean</th><th scope="col" class="l">Effect</th></tr></thead><tbody>
${most.map((group) => groupRow(page, group))}</tbody></table>`,
)}
<p class="note">Actions alike are one row. ${groups.length > most.length ? `${groups.length - most.length} rarer ones are not shown. ` : null}Each with its time is in <code>actions.csv</code>.</p>`,
  };
}

interface ActionGroup {
  readonly first: StoredAction;
  readonly all: StoredAction[];
}

/** Actions alike but for their time, the commonest first; of equals the earlier. */
function grouped(actions: readonly StoredAction[]): ActionGroup[] {
  const groups = new Map<string, ActionGroup>();
  for (const action of actions) {
    const { by, verb, target, reason, outcome, effect } = action;
    const key = JSON.stringify([by, verb, target, reason, outcome, effect]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: action, all: [action] });
    else group.all.push(action);
  }
  return [...groups.values()].sort(
    (a, b) => b.all.length - a.all.length || a.first.atHours - b.first.atHours,
  );
}

function groupRow(page: PageData, { first, all }: ActionGroup): Html {
  const times = all.map(({ atHours }) => atHours).sort((a, b) => a - b);
  const median = times[Math.ceil(times.length / 2) - 1];
  const cost = all.reduce((sum, { costMoney }) => sum + costMoney, 0) / all.length;
  const replications = new Set(all.map(({ replication }) => replication)).size;
  const target = page.anchorOf(first.target);
  const what = name(first.target);
  return html`<tr><th scope="row" class="l">${first.verb.replaceAll('_', ' ')}</th><td class="l">${target === undefined ? what : html`<a href="#${target}">${what}</a>`}</td><td class="wrap">${name(first.reason)}</td><td class="l">${first.by}</td><td data-v="${replications}">${replications} <small>of ${page.run.summary.replications}</small></td><td data-v="${median}">${momentText(page.clock, median)}</td><td data-v="${cost}">${quantity(cost)}</td><td class="wrap">${first.outcome === 'refused' ? 'refused: ' : null}${name(first.effect)}</td></tr>
`;
}
