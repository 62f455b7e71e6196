import type { Interval } from '../../../stats/interval.ts';
import type { StoredSweep, StoredSweepEffect } from '../../stored/sweep-document.ts';
import { signed, signedRange, signedText } from '../../sweep/change-text.ts';
import { counted, joined, withRange } from '../../text/format.ts';
import { intervalRows } from '../charts/interval-rows.ts';
import { figureText, influencesOf } from '../influences.ts';
import { scrollBox } from '../parts.ts';
import { type Html, html } from '../safe-html.ts';

/** Points in the table; the rest is in the sweep's own points.csv. */
const MOST_POINTS = 100;
const MOST_FIGURES = 4;

/** What a sweep found: a tornado for each figure, or the points with their figures. */
export function sweepPart(sweep: StoredSweep): Html {
  const partial = sweep.partial ? ' It was broken off: some points have fewer replications.' : '';
  const paths = sweep.axes.map(({ path }) => path);
  return html`<p>Varied: ${joined(paths)}; ${counted(sweep.points.length, 'point')} with ${counted(sweep.replications, 'replication')} each, seed ${sweep.seed}.${partial}</p>
${sweep.effects.length > 0 ? tornadoes(sweep) : pointTable(sweep)}`;
}

function tornadoes(sweep: StoredSweep): Html[] {
  const figures = [...new Set(sweep.effects.map(figureText))];
  return figures.flatMap((figure) => {
    const own = sweep.effects.filter((effect) => figureText(effect) === figure);
    return own.some(moves) ? [tornado(sweep, figure, own)] : [nothingMoves(figure)];
  });
}

function nothingMoves(figure: string): Html {
  return html`<p class="note">Nothing that was varied moves ${figure}.</p>`;
}

/** The differences that a parameter makes, the parameter that matters most on top. */
function tornado(sweep: StoredSweep, figure: string, effects: readonly StoredSweepEffect[]): Html {
  const { unit } = effects[0];
  const order = influencesOf([{ ...sweep, effects }]).map(({ path }) => path);
  const rank = ({ axis }: StoredSweepEffect) => {
    const place = order.indexOf(axis);
    return place < 0 ? order.length : place;
  };
  const shown = effects
    .filter(({ difference }) => difference !== null && Number.isFinite(difference.estimate))
    .toSorted((a, b) => rank(a) - rank(b));
  const most = Math.max(...shown.map(({ difference }) => reach(difference!)));
  const base = sweep.figures.find((each) => each.point === 0 && figureText(each) === figure);
  return intervalRows(
    `What moves ${figure}`,
    `Difference to the scenario as it is (${withRange(base?.interval ?? null, unit)}), the same luck on both sides. A line that leaves the middle is sure; each by itself, at ${Math.round(sweep.confidence * 100)} %.`,
    ['value tried', 'less or more', 'difference', 'interval'],
    shown.map(({ axis, value, difference }) => {
      const change = difference!;
      const sure = change.low > 0 || change.high < 0;
      return {
        label: `${axis} = ${value}`,
        estimate: change.estimate,
        low: Math.max(-most, change.low),
        high: Math.min(most, change.high),
        text: signedText(change, unit),
        cells: [signedRange(change, unit)],
        style: sure ? 's1' : 'rest',
      };
    }),
    { low: -most, high: most, ticks: [signed(-most, unit), '±0', signed(most, unit)] },
  );
}

function moves({ difference }: StoredSweepEffect): boolean {
  return difference !== null && (difference.estimate !== 0 || difference.low !== difference.high);
}

/** How far from nothing it may lie; an open end is left to the estimate. */
function reach({ estimate, low, high }: Interval): number {
  return Math.max(...[estimate, low, high].filter(Number.isFinite).map(Math.abs));
}

function pointTable(sweep: StoredSweep): Html {
  const figures = [...new Set(sweep.figures.map(figureText))].slice(0, MOST_FIGURES);
  const points = sweep.points.slice(0, MOST_POINTS);
  const rows = points.map(({ point, values }) => {
    const own = sweep.figures.filter((figure) => figure.point === point);
    const cells = figures.map((text) => {
      const found = own.find((figure) => figureText(figure) === text);
      return html`<td>${withRange(found?.interval ?? null, found?.unit ?? 'index')}</td>`;
    });
    const where = sweep.axes.map(({ path, base }) => values[path] ?? base ?? '–');
    const [first, ...others] = where;
    return html`<tr><th scope="row" class="l">${first}</th>${others.map((each) => html`<td class="l">${each}</td>`)}${cells}</tr>`;
  });
  const rest = sweep.points.length - points.length;
  return html`${scrollBox('Points of the sweep', html`<table><thead><tr>${sweep.axes.map(({ path }) => html`<th scope="col" class="l">${path}</th>`)}${figures.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`)}
${rest > 0 ? html`<p class="note">… and ${counted(rest, 'point')} more in points.csv of the sweep.</p>` : null}`;
}
