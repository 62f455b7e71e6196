import { unreachable } from '../../base/assert.ts';
import { homesOf, rentOf } from '../../experiment/plan/candidate.ts';
import { undialled } from '../../experiment/plan/components.ts';
import type { Help, Loss } from '../../experiment/plan/diagnose.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trials.ts';
import { BINDS } from '../../experiment/plan/why-not.ts';
import { counted, joined, quantity } from '../text/format.ts';
import { type Palette, toned } from '../text/palette.ts';
import { wrap } from '../text/width.ts';
import { frontierColumns, frontierLines } from './frontier-lines.ts';
import { planAnswer } from './plan-answer.ts';
import { planRows } from './plan-rows.ts';

const WIDTH = 80;
/** Of the contacts that the own pool reaches: below it the work that is left undone is named. */
const FAR_FEWER = 0.95;

/** The answer, the frontier, and what else is known of the answer. */
export function renderPlanText(plan: Plan, palette: Palette): string {
  const { sentence, tone, basis } = planAnswer(plan);
  const lines = [
    ...wrap(sentence, WIDTH).map((line) => palette.bold(toned(palette, tone, line))),
    ...wrap(basis, WIDTH).map(palette.dim),
  ];
  if (plan.frontier.length > 0) lines.push('', ...frontierLines(plan, palette));
  for (const note of notes(plan)) lines.push('', ...wrap(note, WIDTH));
  return `${lines.join('\n')}\n`;
}

/** The same as Markdown. */
export function renderPlanMarkdown(plan: Plan): string {
  const { sentence, basis } = planAnswer(plan);
  const row = (texts: readonly string[]) =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  const columns = frontierColumns(plan);
  const table = [
    row(columns.map(({ head }) => head.title)),
    row(columns.map(({ head }) => (head.align === 'left' ? '---' : '---:'))),
    ...planRows(plan).map((each) => row(columns.map(({ read }) => read(each)))),
  ].join('\n');
  return `${['# poolsim plan', `**${sentence}**`, basis, table, ...notes(plan)].join('\n\n')}\n`;
}

function notes(plan: Plan): string[] {
  const notes: string[] = [];
  const { answer, problem, price, ownPrice, frontier } = plan;
  if (price !== null && answer !== null) {
    const own = problem.groups.map(({ name, own: members }) => `${name} ${members.length}`);
    notes.push(
      `Price: ${quantity(price)} ${problem.scenario.prices.currency} for 30 days${rentsText(plan)}; the scenario’s own pool (${own.join(', ')}) is ${quantity(ownPrice)}.`,
    );
  }
  const mixes = answer === null ? [] : mixTexts(plan, answer);
  if (mixes.length > 0) {
    notes.push(`Of several home countries, in the mix that the scenario has: ${mixes.join('; ')}.`);
  }
  const never = undialled(problem.scenario);
  if (never.length > 0) {
    notes.push(
      `No number may dial ${joined(never)}${severalCampaigns(plan) ? ' in some campaign' : ''}, nor may one that is added: these contacts are never dialled, and count as no stall.`,
    );
  }
  const cut = frontier.filter((trial) => trial.cutOff.length > 0);
  if (cut.length > 0) {
    const codes = [...new Set(cut.flatMap((trial) => trial.cutOff))].sort();
    notes.push(
      `cut off: nobody could dial ${joined(codes)} with such a pool; it was not simulated.`,
    );
  }
  if (plan.helps.length > 0)
    notes.push(`Do more numbers help? ${plan.helps.map(helpText).join('; ')}.`);
  if (plan.losses.length > 0) notes.push(lossText(plan.losses));
  const [most, ...rest] = plan.binds.filter(({ contactHours }) => contactHours > 0);
  if (most !== undefined) {
    const text = (key: string) => BINDS[key as keyof typeof BINDS][0];
    const others = rest.map(({ key, contactHours }) => `${text(key)} ${quantity(contactHours)}`);
    notes.push(
      `What binds otherwise: contacts wait most for ${text(most.key)}, ${quantity(most.contactHours)} contact-hours a replication${others.length > 0 ? ` (${others.join(', ')})` : ''}.`,
    );
  }
  const { answer: reached, own } = plan.reached;
  if (reached !== null && own !== null) {
    const slower =
      reached < FAR_FEWER * own
        ? ': stalls are not all; a target on reach.contacts keeps more'
        : '';
    notes.push(
      `Contacts reached: ${quantity(reached)} a replication, ${quantity(own)} with the scenario’s own pool${slower}.`,
    );
  }
  return notes;
}

function severalCampaigns({ problem }: Plan): boolean {
  return problem.scenario.campaigns.length > 1;
}

/** ` (a number: GB 4, US 1)` where rents differ by home country. */
function rentsText({ problem }: Plan): string {
  const { numbers, countries } = problem.scenario;
  const rents = new Map<string, number>();
  for (const { mix } of problem.groups) {
    for (const { typical } of mix) {
      rents.set(countries[numbers[typical].country], rentOf(problem.scenario, typical));
    }
  }
  if (new Set(rents.values()).size < 2) return '';
  const each = [...rents].sort(([a], [b]) => (a < b ? -1 : 1));
  return ` (a number: ${each.map(([code, rent]) => `${code} ${quantity(rent)}`).join(', ')})`;
}

/** `line 9: GB 3, US 6` for each group whose numbers have several home countries. */
function mixTexts({ problem }: Plan, answer: Trial): string[] {
  return problem.groups.flatMap((group, g) => {
    const { countries } = problem.scenario;
    const homes = homesOf(problem.scenario, group, answer.counts[g]);
    if (homes.size < 2) return [];
    const each = [...homes].map(([country, count]) => `${countries[country]} ${count}`).sort();
    return [`${group.name} ${answer.counts[g]}: ${each.join(', ')}`];
  });
}

function helpText({ group, fewer, more, mended, broken, replications, verdict }: Help): string {
  const which = `${group} ${fewer} → ${more}`;
  const seen = `${mended} of ${counted(replications, 'replication')} mended, ${broken} broken`;
  switch (verdict) {
    case 'helps':
      return `${which} yes (${seen})`;
    case 'hurts':
      return `${which} NO, it hurts (${seen})`;
    case 'unsure':
      return `${which} unsure (${seen})`;
    default:
      return unreachable(verdict);
  }
}

function lossText(losses: readonly Loss[]): string {
  const harmful = losses.filter(({ cutOff, stalls }) => cutOff.length > 0 || stalls.length > 0);
  const n = losses[0].replications;
  if (harmful.length === 0) {
    return `The loss of one number, any of those tried, stalled no country in ${counted(n, 'replication')}.`;
  }
  const parts = harmful.map(({ number, alike, cutOff, stalls }) => {
    const like =
      alike < 2 ? '' : alike === 2 ? ' (or the one like it)' : ` (or one of ${alike - 1} like it)`;
    const at = cutOff.length > 0 ? [`${joined(cutOff)} at once`] : [];
    const later = stalls
      .filter(({ country }) => !cutOff.includes(country))
      .map(({ country, before, after }) => `${country} in ${after} of ${n}, before ${before}`);
    return `${number}${like}: ${[...at, ...later].join(', ')}`;
  });
  return `The loss of one number that stalls a country: ${parts.join('; ')}.`;
}
