import { unreachable } from '../../base/assert.ts';
import type { Help, Loss } from '../../experiment/plan/diagnose.ts';
import { estimatorOf } from '../../experiment/plan/judge.ts';
import type { Plan } from '../../experiment/plan/plan.ts';
import { BINDS } from '../../experiment/plan/why-not.ts';
import { counted, estimateText, joined, quantity, rangeText } from '../text/format.ts';
import { type Palette, toned } from '../text/palette.ts';
import { padEnd, padStart, wrap } from '../text/width.ts';
import { planAnswer } from './plan-answer.ts';
import {
  judgedInterval,
  type PlanRow,
  planRows,
  poolText,
  totalOf,
  trialPrice,
  trialVerdict,
} from './plan-rows.ts';

const WIDTH = 80;

/** The answer, the frontier, and what else is known of the answer. */
export function renderPlanText(plan: Plan, palette: Palette): string {
  const { sentence, tone, basis } = planAnswer(plan);
  const lines = [
    ...wrap(sentence, WIDTH).map((line) => palette.bold(toned(palette, tone, line))),
    ...wrap(basis, WIDTH).map(palette.dim),
  ];
  const rows = planRows(plan).map((row) => cells(plan, row));
  if (rows.length > 0) {
    const heads = headsOf(plan);
    const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((r) => r[i].length)));
    const line = (texts: readonly string[]) =>
      texts
        .map((text, i) => (i === 0 || i === texts.length - 1 ? padEnd : padStart)(text, widths[i]))
        .join('  ')
        .trimEnd();
    lines.push('', palette.dim(line(heads)));
    for (const row of rows) {
      const text = line(row);
      lines.push(row.at(-1) === 'answer' ? palette.good(text) : text);
    }
  }
  for (const note of notes(plan)) lines.push('', ...wrap(note, WIDTH));
  return `${lines.join('\n')}\n`;
}

/** The same as Markdown. */
export function renderPlanMarkdown(plan: Plan): string {
  const { sentence, basis } = planAnswer(plan);
  const row = (texts: readonly string[]) =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  const heads = headsOf(plan);
  const table = [
    row(heads),
    row(heads.map((_, i) => (i === 0 || i === heads.length - 1 ? '---' : '---:'))),
    ...planRows(plan).map((each) => row(cells(plan, each))),
  ].join('\n');
  return `${['# poolsim plan', `**${sentence}**`, basis, table, ...notes(plan)].join('\n\n')}\n`;
}

function headsOf(plan: Plan): string[] {
  const several = plan.problem.targets.length > 1;
  const figure = several ? ['target', 'figure'] : [plan.problem.targets[0].key];
  return ['numbers', 'in all', 'price', ...figure, 'interval', 'replications', 'verdict'];
}

function cells(plan: Plan, row: PlanRow): string[] {
  const { trial, target } = row;
  const spec = plan.problem.targets[target];
  const { unit } = estimatorOf(spec);
  const interval = judgedInterval(row);
  return [
    poolText(plan, trial),
    quantity(totalOf(trial)),
    quantity(trialPrice(plan, trial)),
    ...(plan.problem.targets.length > 1 ? [spec.text] : []),
    estimateText(interval, unit),
    rangeText(interval, unit),
    quantity(trial.proof.n),
    trialVerdict(plan, trial),
  ];
}

function notes(plan: Plan): string[] {
  const notes: string[] = [];
  const { answer, problem, price, ownPrice, frontier } = plan;
  if (price !== null && answer !== null) {
    const own = problem.groups.map(({ name, own: members }) => `${name} ${members.length}`);
    notes.push(
      `Price: ${quantity(price)} ${problem.scenario.prices.currency} for 30 days; the scenario’s own pool (${own.join(', ')}) is ${quantity(ownPrice)}.`,
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
  return notes;
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
    const like = alike > 1 ? ` (or one of ${alike - 1} like it)` : '';
    const at = cutOff.length > 0 ? [`${joined(cutOff)} at once`] : [];
    const later = stalls
      .filter(({ country }) => !cutOff.includes(country))
      .map(({ country, before, after }) => `${country} in ${after} of ${n}, before ${before}`);
    return `${number}${like}: ${[...at, ...later].join(', ')}`;
  });
  return `The loss of one number that stalls a country: ${parts.join('; ')}.`;
}
