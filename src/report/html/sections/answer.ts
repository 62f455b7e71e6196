import { aboutPipes } from '../../../base/pipe-words.ts';
import { FIGURES, type FigureUnit, figureIndex } from '../../../model/figures.ts';
import type { Interval } from '../../../stats/interval.ts';
import type { StoredRun } from '../../stored/stored-run.ts';
import { counted, hoursText, percent, quantity, rangeText, withRange } from '../../text/format.ts';
import { verdictWord } from '../../text/gate-section.ts';
import type { Tone } from '../../text/palette.ts';
import type { PageData } from '../page-data.ts';
import type { PageSection } from '../page-section.ts';
import { estimate, facts, scrollBox, tag, tiles, unbroken } from '../parts.ts';
import { type Html, html, name } from '../safe-html.ts';

const CAUSES: Readonly<Record<string, string>> = {
  spam: 'by spam flags',
  paused: 'by pauses',
  mixed: 'by spam flags, pauses and country rules together',
};

/** The answer first: a sentence per campaign, gates, warnings, and how to get the page again. */
export function answerSection(page: PageData): PageSection {
  const { run, campaigns } = page;
  return {
    id: 'answer',
    title: 'The answer',
    short: 'The answer',
    lead: leadOf(run),
    body: html`${campaigns.map((campaign) => campaignCard(page, campaign))}${gates(run)}${warnings(run)}${origin(run)}`,
  };
}

function leadOf({ summary, manifest }: StoredRun): string {
  const { replications, confidence } = summary;
  const each = `${counted(replications, 'replication')} of the same weeks with other luck`;
  const level = `${quantity(confidence * 100)} % intervals`;
  const broken = manifest.partial ? ' The run was interrupted: there is no verdict.' : '';
  return `From ${each.replace('weeks', 'scenario')}, with ${level}.${broken}`;
}

/** What the run means on the whole. */
export function verdictOf({ summary }: StoredRun): { tone: Tone; text: string } {
  const { code, reason } = summary.exit;
  const tone: Tone =
    code === 0 ? (summary.gates.length > 0 ? 'good' : 'plain') : code === 3 ? 'bad' : 'warn';
  return { tone, text: reason };
}

function campaignCard(page: PageData, campaign: string): Html {
  const risk = page.interval('stall.risk', campaign);
  const of = (key: string) => page.interval(key, campaign);
  const tone: Tone =
    risk === null ? 'warn' : risk.estimate > 0 ? 'bad' : risk.high <= 0.05 ? 'good' : 'warn';
  const word = risk === null ? 'no data' : risk.estimate > 0 ? 'stalls' : 'no stall seen';
  return html`<article class="card"><div>${tag(tone, word)}</div>
<p class="sentence">${name(campaign)}: ${unbroken(sentence(page, campaign))}</p>
${tiles([
  tile('Stall risk', risk, 'ratio'),
  tile('Numbers skipped', of('skip.rate'), 'ratio'),
  tile('Skipped for spam', of('skip.rate.spam'), 'ratio'),
  tile('Contacts reached', of('reach.contact_rate'), 'ratio'),
  tile('Calls answered', of('reach.answer_rate'), 'ratio'),
  tile('Time to finish', of('finish.time'), 'hours'),
])}</article>`;
}

function tile(label: string, interval: Interval | null, unit: FigureUnit) {
  const value = interval === null ? '–' : withRange({ ...interval }, unit).split(' (')[0];
  return { label, value, under: interval === null ? 'no data' : rangeText(interval, unit) };
}

/** The campaign in one sentence: does it stall, where first, whom does it reach, when does it end. */
export function sentence(page: PageData, campaign: string): string {
  const parts = [stallWords(page, campaign)];
  const structural = page.interval('stall.structural_contacts', campaign)?.estimate ?? 0;
  if (structural > 0)
    parts.push(`${counted(Math.round(structural), 'contact')} can never be dialled`);
  const reached = page.interval('reach.contact_rate', campaign);
  if (reached !== null) parts.push(`${withRange(reached, 'ratio')} of the contacts are reached`);
  const finished = page.interval('finish.share', campaign);
  const time = page.interval('finish.time', campaign);
  if (finished !== null && finished.estimate > 0 && time !== null) {
    const always =
      finished.estimate === 1 ? '' : ` in ${percent(finished.estimate)} of replications`;
    parts.push(`the list is finished after ${hoursText(time.estimate)}${always}`);
  } else if (finished !== null) parts.push('the list is not finished in time');
  return `${parts.join('; ')}.`;
}

function stallWords({ run, interval }: PageData, campaign: string): string {
  const risk = interval('stall.risk', campaign);
  if (risk === null) return 'no data on stalls';
  const level = `${quantity(run.summary.confidence * 100)} % interval ${rangeText(risk, 'ratio')}`;
  const of = counted(risk.n, 'replication');
  if (risk.estimate === 0) return `no stall in ${of} (${level})`;
  const stalled = Math.round(risk.estimate * risk.n);
  const words = `a stall in ${stalled} of ${of} (${percent(risk.estimate)}, ${level})`;
  const own = run.stalls.filter(
    (each) => each.campaign === campaign && each.cause !== 'structural',
  );
  if (own.length === 0) return words;
  const first = own.reduce((best, each) => (each.startHours < best.startHours ? each : best));
  const cause = CAUSES[first.cause] ?? '';
  return `${words}, earliest in ${first.country} ${cause} after ${hoursText(first.startHours)}`;
}

function gates({ gates: list }: StoredRun): Html {
  if (list.length === 0) {
    return html`<h3>Gates</h3><p class="note">None were asked for: nothing says how much risk is too much.</p>`;
  }
  const rows = list.map(({ text, key, interval, verdict }) => {
    const unit: FigureUnit = FIGURES.some((each) => each.key === key)
      ? FIGURES[figureIndex(key)].unit
      : 'ratio';
    const { word, tone } = verdictWord(verdict);
    return html`<tr><th scope="row" class="l"><code>${text}</code></th><td class="l">${tag(tone, word)}</td><td>${estimate(interval, unit)}</td></tr>`;
  });
  return html`<h3>Gates</h3>
${scrollBox('Gates', html`<table><thead><tr><th scope="col" class="l">gate</th><th scope="col" class="l">verdict</th><th scope="col">estimate <small>interval</small></th></tr></thead><tbody>${rows}</tbody></table>`)}
<p class="note">A gate is judged on its interval: held or breached when all of it lies on one side, else unsure.</p>`;
}

function warnings({ summary }: StoredRun): Html | null {
  if (summary.warnings.length === 0) return null;
  return html`<h3>Warnings</h3><ul class="hints">${summary.warnings.map(
    ({ text, hint }) => html`<li>${text}<span>→ ${hint}</span></li>`,
  )}</ul>`;
}

function origin({ manifest }: StoredRun): Html {
  const { seed, replications, selector, resultHash, poolsim, node, inputs } = manifest;
  const pipes = aboutPipes(manifest.reproduce);
  return html`<h3>How to get this page again</h3>
<pre>${manifest.reproduce} --format html</pre>${pipes === null ? null : html`<p class="note">In this command, ${pipes}.</p>`}
${facts([
  ['Seed', seed],
  ['Replications', quantity(replications)],
  ['Selector', selector],
  ['Result hash', html`<code>${resultHash}</code>`],
  ['Made by', `poolsim ${poolsim}, Node ${node}`],
  [
    'Input files',
    inputs.map(
      ({ file, rows }, i) =>
        html`${i > 0 ? ', ' : null}<code>${file}</code>${rows > 0 ? ` (${counted(rows, 'row')})` : null}`,
    ),
  ],
])}
<p class="note">The page is drawn from the files of the run; nothing was simulated again for it. The same seed and files give the same results, byte for byte.</p>`;
}
