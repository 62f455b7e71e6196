import { findFigure } from '../../../experiment/figures-summary.ts';
import { FIGURES, figureIndex } from '../../../model/figures.ts';
import type { StoredRun } from '../../stored/stored-run.ts';
import { answerOf } from '../../text/answer.ts';
import { estimate, scrollBox, tag } from '../parts.ts';
import { type Html, html } from '../safe-html.ts';

const SHOWN = [
  'stall.risk',
  'stall.contact_hours',
  'skip.rate',
  'skip.rate.spam',
  'dials',
  'reach.contact_rate',
  'reach.answer_rate',
  'finish.time',
  'finish.share',
  'cost.total',
] as const;

/** Runs that were named together: their answers, and their main figures side by side. */
export function runsPart(runs: readonly StoredRun[]): Html {
  const rows = SHOWN.map((key) => {
    const { unit } = FIGURES[figureIndex(key)];
    const cells = runs.map((run) => {
      return html`<td>${estimate(findFigure(run.figures, key)?.interval ?? null, unit)}</td>`;
    });
    return html`<tr><th scope="row" class="l">${key}</th>${cells}</tr>`;
  });
  const heads = runs.map(({ manifest }) => {
    return html`<th scope="col"><span dir="auto">${manifest.scenario}</span> <small>seed ${manifest.seed}, ${manifest.replications}</small></th>`;
  });
  const answers = runs.map((run) => {
    const { tone, sentence } = answerOf(run);
    return html`<li>${tag(tone, run.manifest.scenario)} <span dir="auto">${sentence}</span></li>`;
  });
  return html`<ol class="answers">${answers}</ol>
${scrollBox('Runs side by side', html`<table><thead><tr><th scope="col" class="l">figure</th>${heads}</tr></thead><tbody>${rows}</tbody></table>`)}
<p class="note">These runs are not paired: poolsim compare tells what differs for sure, over the same luck.</p>`;
}
