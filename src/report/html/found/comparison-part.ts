import type { StoredComparison, StoredDifference } from '../../stored/comparison-document.ts';
import { signedRange, signedText } from '../../sweep/change-text.ts';
import { estimateText, quantity } from '../../text/format.ts';
import type { Tone } from '../../text/palette.ts';
import { intervalRows } from '../charts/interval-rows.ts';
import { figureText } from '../influences.ts';
import { tag } from '../parts.ts';
import { type Html, html } from '../safe-html.ts';

const TONES: Readonly<Record<string, Tone>> = {
  better: 'good',
  worse: 'bad',
  changed: 'warn',
  unsure: 'warn',
};

/** Differences are drawn up to here, in horizons: beyond it only that they are large matters. */
const MOST_HORIZONS = 4;

/** What `compare` found: the verdict, and every paired difference beside its horizon. */
export function comparisonPart(comparison: StoredComparison): Html {
  const { a, b, verdict, sentence, replications, seed, confidence } = comparison;
  const word = verdict ?? 'broken off';
  const shown = comparison.figures.filter(({ difference }) => difference !== null);
  const empty = comparison.figures.length - shown.length;
  return html`<article class="card"><div>${tag(TONES[word] ?? 'plain', word)}</div>
<p class="sentence">${sentence}</p></article>
${intervalRows(
  'B against A, over the same luck',
  html`A is <code>${a}</code>, B is <code>${b}</code>. Seed ${seed}, ${quantity(replications)} pairs, ${quantity(confidence * 100)} % over all figures together. The scale is the horizon of each figure: inside ±1 the two are the same for the purpose.`,
  ['figure', 'difference in horizons', 'B − A', 'interval', 'A', 'B', 'verdict'],
  shown.map(row),
  {
    low: -MOST_HORIZONS,
    high: MOST_HORIZONS,
    ticks: [`−${MOST_HORIZONS}`, '±0', `+${MOST_HORIZONS}`],
  },
)}${empty > 0 ? html`<p class="note">${empty === 1 ? 'One figure has' : `${quantity(empty)} figures have`} no data on one of the sides.</p>` : null}`;
}

function row(figure: StoredDifference) {
  const { difference, horizon, unit, verdict } = figure;
  const { estimate, low, high } = difference!;
  const scaled = (value: number) => {
    const inHorizons =
      horizon === null || horizon === 0 ? Math.sign(value) * MOST_HORIZONS : value / horizon;
    return Math.max(
      -MOST_HORIZONS,
      Math.min(MOST_HORIZONS, Number.isNaN(inHorizons) ? 0 : inHorizons),
    );
  };
  return {
    label: figureText(figure),
    estimate: scaled(estimate),
    low: scaled(low),
    high: scaled(high),
    text: signedText(difference, unit),
    cells: [
      signedRange(difference, unit),
      estimateText(figure.a, unit),
      estimateText(figure.b, unit),
      tag(TONES[verdict] ?? 'plain', verdict.replace('_', ' ')),
    ],
    style: verdict === 'better' ? 's1' : verdict === 'worse' ? 'flagged' : 'rest',
  };
}
