import { momentText } from './clock.ts';
import { type PageData, pageData } from './page-data.ts';
import type { PageInput } from './page-input.ts';
import type { PageSection } from './page-section.ts';
import { tag } from './parts.ts';
import { type Html, html, trusted } from './safe-html.ts';
import { BEHAVIOUR } from './script/behaviour.ts';
import { pageSections } from './sections/all.ts';
import { verdictOf } from './sections/answer.ts';
import { CHARTS } from './style/charts.ts';
import { LAYOUT } from './style/layout.ts';
import { PARTS } from './style/parts.ts';
import { PRINT } from './style/print.ts';
import { TABLES } from './style/tables.ts';
import { TOKENS } from './style/tokens.ts';

/**
 * The page of a run: one HTML file that needs no network and no script. Pure: the same run gives the same
 * bytes. Nothing is simulated; what the run did not store is not there.
 */
export function renderPage(input: PageInput): string {
  const page = pageData(input);
  const { run } = page;
  const sections = pageSections(page);
  const own = (part: 'style' | 'script') => sections.map((section) => section[part] ?? '');
  const style = [TOKENS, LAYOUT, PARTS, TABLES, CHARTS, ...own('style'), PRINT].join('');
  const script = [BEHAVIOUR, ...own('script')].join('');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="poolsim ${input.version}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<title>${run.manifest.scenario} – poolsim</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="jump" href="#answer">To the answer</a>
<div class="page">
${masthead(page)}
<div class="frame">
<nav class="contents" aria-label="Sections"><ol>${sections.map(({ id, short }) => html`<li><a href="#${id}">${short}</a></li>`)}</ol></nav>
<main>
${sections.map(sectionOf)}</main>
</div>
<footer>Made by poolsim ${input.version} from stored results. Times are simulated, at ${page.clock.zone}. This page opens no network connection.</footer>
</div>
<script>${trusted(script)}</script>
</body>
</html>
`.text;
}

function masthead({ run, clock }: PageData): Html {
  const { scenario, why } = run.manifest;
  const { tone, text } = verdictOf(run);
  const from = momentText(clock, 0);
  const to = momentText(clock, clock.durationHours);
  return html`<header class="masthead"><h1 dir="auto">${scenario}</h1>
<p class="why" dir="auto">${why}</p>
<p class="under"><span>${tag(tone, text)}</span><span>${from} to ${to}</span><span>seed ${run.manifest.seed}</span></p></header>`;
}

function sectionOf({ id, title, lead, body }: PageSection): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
<p class="lead">${lead}</p>
${body}</section>
`;
}
