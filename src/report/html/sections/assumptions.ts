import { DEFAULT_NOTES, type DefaultNote, type Grade } from '../../../scenario/default-notes.ts';
import { percent } from '../../text/format.ts';
import type { Tone } from '../../text/palette.ts';
import type { PageData } from '../page-data.ts';
import type { Influence } from '../page-input.ts';
import type { PageSection } from '../page-section.ts';
import { scrollBox, tag } from '../parts.ts';
import { type Html, html, name } from '../safe-html.ts';
import { leavesOf, settingText } from '../settings.ts';
import { glossary } from './glossary.ts';

const TONES: Readonly<Record<Grade, Tone>> = {
  measured: 'good',
  published: 'good',
  inferred: 'warn',
  assumed: 'warn',
};

interface Parameter {
  readonly path: string;
  readonly value: string;
  /** `file:line`, an option, or `default`. */
  readonly origin: string;
  readonly note: DefaultNote | null;
}

/** What the results rest on: every parameter with its value, its source and how well it is founded. */
export function assumptionsSection(page: PageData): PageSection {
  const parameters = parametersOf(page);
  const defaults = parameters.filter(({ origin, note }) => origin === 'default' && note !== null);
  const others = parameters.filter((each) => !defaults.includes(each));
  return {
    id: 'assumptions',
    title: 'Assumptions',
    short: 'Assumptions',
    lead: 'What the results rest on. A value that is assumed has no public source: it belongs in a sweep.',
    body: html`${influences(page.influences)}
<h3>Defaults that this run leans on</h3>
${scrollBox('Defaults that this run leans on', defaultsTable(defaults))}
<details class="behind"><summary>Every other setting, and where it was set</summary>${scrollBox('Every other setting', othersTable(others))}</details>
${glossary()}`,
  };
}

/** The leaves of the resolved scenario; the note of a default belongs to its path without indices. */
function parametersOf({ run, setting }: PageData): Parameter[] {
  const { resolved, origins } = run.manifest;
  const model = setting('drift.model');
  return leavesOf(resolved).map(([path, value]) => {
    const general = path.replace(/\[\d+\]/g, '[]');
    const holds = ({ keys }: DefaultNote) =>
      keys.some((key) => general === key || general.startsWith(`${key}.`));
    // What is told of the usage model's keys is not told of another model's that share a name.
    const other = general.startsWith('drift.') && model !== 'usage';
    const note = other ? undefined : DEFAULT_NOTES.find(holds);
    const text = note !== undefined && isEmpty(value) ? 'by country' : valueText(value);
    return { path, value: text, origin: originOf(origins, path), note: note ?? null };
  });
}

/** Where the scenario says nothing by country, the defaults that differ by country hold. */
function isEmpty(value: unknown): boolean {
  return value !== null && typeof value === 'object' && Object.keys(value).length === 0;
}

function originOf(origins: Readonly<Record<string, string>>, path: string): string {
  return origins[path] ?? origins[`${path}[0]`] ?? origins[`${path}.law`] ?? 'default';
}

function valueText(value: unknown): string {
  if (Array.isArray(value) && value.length === 24) return '24 factors, by local hour';
  return settingText(value);
}

function defaultsTable(parameters: readonly Parameter[]): Html {
  return html`<table class="sortable"><thead><tr><th scope="col" class="l">Parameter</th><th scope="col" class="l">Value</th><th scope="col" class="l">Grade</th><th scope="col" class="l">Why, and where from</th></tr></thead><tbody>
${parameters.map(
  ({
    path,
    value,
    note,
  }) => html`<tr><th scope="row" class="l"><code>${path}</code></th><td class="l">${value}</td><td class="l">${note === null ? null : tag(TONES[note.grade], note.grade)}</td><td class="wrap">${note?.note || 'no public source'}${note?.sources?.map((url) => html` <a href="${url}" rel="noreferrer">${hostOf(url)}</a>`)}</td></tr>
`,
)}</tbody></table>`;
}

function othersTable(parameters: readonly Parameter[]): Html {
  return html`<table class="values"><thead><tr><th scope="col" class="l">Parameter</th><th scope="col" class="l">Value</th><th scope="col" class="l">Set in</th></tr></thead><tbody>
${parameters.map(
  ({
    path,
    value,
    origin,
  }) => html`<tr><th scope="row" class="l"><code>${path}</code></th><td class="wrap">${name(value)}</td><td class="l">${origin}</td></tr>
`,
)}</tbody></table>`;
}

function hostOf(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/.*$/, '');
}

/** Which parameters matter most, where a sweep of this scenario was given. */
function influences(list: readonly Influence[]): Html {
  if (list.length === 0) {
    return html`<p class="note">Which of them matter most, a sweep tells: give the folder of <code>poolsim sweep --design oat</code> to <code>poolsim report</code> beside the run.</p>`;
  }
  const rows = list.map(
    ({
      path,
      figure,
      value,
      change,
      share,
      sure,
    }) => html`<tr><th scope="row" class="l"><code>${path}</code></th><td class="l"><code>${figure}</code></td><td class="l">${name(value)}</td><td>${change}</td><td data-v="${share}"><span class="bar flat" role="img" aria-label="${percent(share)} of the largest"><i class="s1" style="width:${Math.round(share * 100)}%"></i></span></td><td class="l">${sure ? tag('plain', 'moves it') : tag('dim', 'unsure')}</td></tr>
`,
  );
  return html`<h3>Which of them matter most</h3>
${scrollBox(
  'Which parameters matter most',
  html`<table class="sortable"><thead><tr><th scope="col" class="l">Parameter</th><th scope="col" class="l">Figure</th><th scope="col" class="l">At</th><th scope="col">Change</th><th scope="col">Against the largest</th><th scope="col" class="l">Verdict</th></tr></thead><tbody>
${rows}</tbody></table>`,
)}`;
}
