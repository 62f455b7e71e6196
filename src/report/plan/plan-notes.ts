import { unreachable } from '../../base/assert.ts';
import { homesOf, rentOf } from '../../experiment/plan/candidate.ts';
import { undialled } from '../../experiment/plan/components.ts';
import type { Help, Loss } from '../../experiment/plan/diagnose.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import type { Trial } from '../../experiment/plan/trials.ts';
import { BINDS } from '../../experiment/plan/why-not.ts';
import { counted, joined, quantity } from '../text/format.ts';

/** Of the contacts that the own pool reaches: below it the work that is left undone is named. */
const FAR_FEWER = 0.95;

/** What else is known of an answer, or of what was in the way: paragraphs. */
export function planNotes(plan: Plan): string[] {
  const notes = [
    priceNote(plan),
    mixNote(plan),
    undialledNote(plan),
    cutOffNote(plan),
    plan.helps.length > 0 ? `Do more numbers help? ${plan.helps.map(helpText).join('; ')}.` : null,
    plan.losses.length > 0 ? lossText(plan.losses) : null,
    bindsNote(plan),
    reachedNote(plan),
  ];
  return notes.filter((note) => note !== null);
}

function priceNote(plan: Plan): string | null {
  const { problem, price, ownPrice } = plan;
  if (price === null) return null;
  const own = problem.groups.map(({ name, own: members }) => `${name} ${members.length}`);
  return `Price: ${quantity(price)} ${problem.scenario.prices.currency} for 30 days${rentsText(plan)}; the scenario’s own pool (${own.join(', ')}) is ${quantity(ownPrice)}.`;
}

function mixNote(plan: Plan): string | null {
  const mixes = plan.answer === null ? [] : mixTexts(plan, plan.answer);
  if (mixes.length === 0) return null;
  return `Of several home countries, in the mix that the scenario has: ${mixes.join('; ')}.`;
}

function undialledNote({ problem: { scenario } }: Plan): string | null {
  const never = undialled(scenario);
  if (never.length === 0) return null;
  const where = scenario.campaigns.length > 1 ? ' in some campaign' : '';
  return `No number may dial ${joined(never)}${where}, nor may one that is added: these contacts are never dialled, and count as no stall.`;
}

function cutOffNote({ frontier }: Plan): string | null {
  const codes = [...new Set(frontier.flatMap(({ cutOff }) => cutOff))].sort();
  if (codes.length === 0) return null;
  return `cut off: nobody could dial ${joined(codes)} with such a pool; it was not simulated.`;
}

function bindsNote({ binds }: Plan): string | null {
  const [most, ...rest] = binds.filter(({ contactHours }) => contactHours > 0);
  if (most === undefined) return null;
  const text = (key: string) => BINDS[key as keyof typeof BINDS][0];
  const others = rest.map(({ key, contactHours }) => `${text(key)} ${quantity(contactHours)}`);
  return `What binds otherwise: contacts wait most for ${text(most.key)}, ${quantity(most.contactHours)} contact-hours a replication${others.length > 0 ? ` (${others.join(', ')})` : ''}.`;
}

function reachedNote({ reached: { answer, own } }: Plan): string | null {
  if (answer === null || own === null) return null;
  const slower =
    answer < FAR_FEWER * own ? ': stalls are not all; a target on reach.contacts keeps more' : '';
  return `Contacts reached: ${quantity(answer)} a replication, ${quantity(own)} with the scenario’s own pool${slower}.`;
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
