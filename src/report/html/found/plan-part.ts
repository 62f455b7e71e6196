import { FIGURES, type FigureUnit } from '../../../model/figures.ts';
import { parseGate } from '../../../scenario/gate.ts';
import type { StoredPlan, StoredPlanPool } from '../../stored/plan-document.ts';
import { estimateText, inUnit, NO_DATA, quantity, rangeText } from '../../text/format.ts';
import type { Tone } from '../../text/palette.ts';
import { chart, type Mark } from '../charts/chart.ts';
import { boxSwatch, level } from '../charts/marks.ts';
import { roundTicks } from '../charts/scale.ts';
import { scrollBox, tag } from '../parts.ts';
import { type Html, html, trusted } from '../safe-html.ts';

const TONES: Readonly<Record<string, Tone>> = {
  answer: 'good',
  held: 'good',
  breached: 'bad',
  refused: 'warn',
  open: 'warn',
};

/** Colour of a pool's mark, after what was found of it. */
const STYLES: readonly (readonly [verdict: string, style: string, legend: string])[] = [
  ['answer', 'healthy', 'the answer: the least that keeps the target'],
  ['held', 's1', 'keeps it'],
  ['breached', 'flagged', 'does not keep it'],
];
const OTHER = ['', 'inactive', 'refused or still open'] as const;

/** What `plan` found: the answer, the pools along the price, and what each was judged on. */
export function planPart(plan: StoredPlan): Html {
  return html`<article class="card"><div>${tag(plan.status === 'answered' ? 'good' : 'warn', `plan ${plan.status}`)}</div>
<p class="sentence">${plan.sentence}</p></article>
${plan.targets.map((target, i) => frontier(plan, target, i))}${poolTable(plan)}`;
}

/** The figure of one target over the price of the pool: where more money stops to help is the knee. */
function frontier(plan: StoredPlan, target: string, index: number): Html | null {
  const judged = plan.frontier.filter(({ figures }) => (figures[index]?.mean ?? null) !== null);
  if (judged.length < 2) return null;
  const gate = parseGate(target, { campaigns: [], countries: null });
  const unit = unitOf(target);
  const bound = gate.ok ? gate.value.bound : null;
  const values = judged.flatMap(({ figures }) => [figures[index].high ?? figures[index].mean!]);
  const high = Math.max(...values, bound ?? 0);
  const prices = judged.map(({ price }) => price);
  const xTicks = roundTicks(Math.min(...prices), Math.max(...prices), 5);
  const yTicks = roundTicks(0, high, 4);
  const groups = [...STYLES, OTHER].map(([verdict, style, legend]) => {
    const pools = judged.filter((pool) => {
      const known = STYLES.some(([each]) => each === pool.verdict);
      return verdict === '' ? !known : pool.verdict === verdict;
    });
    return pools.length === 0 ? [] : [poolMarks(pools, index, style, legend)];
  });
  return chart({
    title: `What money buys: ${target}, by the price of the pool`,
    note: 'Each mark is a pool with its interval. The knee is where the line of the target is met: less is too little, more is spent for nothing.',
    x: axis(`rent of the pool for 30 days, ${plan.currency}`, xTicks, (at) => quantity(at)),
    y: axis(target.replace(/[<>=].*$/, ''), yTicks, (at) => tickText(at, unit)),
    marks: [
      ...(bound === null ? [] : [level(bound, 'limit', `target: ${target}`)]),
      ...groups.flat(),
    ],
    summary: plan.sentence,
    behind: {
      head: ['pool', plan.currency, target, 'interval', 'verdict'],
      rows: judged.map((pool) => [
        poolText(pool),
        quantity(pool.price),
        ...figureTexts(pool, index, unit),
        pool.verdict,
      ]),
      file: 'plan --format csv',
    },
  });
}

function poolMarks(
  pools: readonly StoredPlanPool[],
  index: number,
  style: string,
  legend: string,
): Mark {
  return {
    draw: ({ x, y }) => {
      const whiskers = pools.map(({ price, figures }) => {
        const { low, high, mean } = figures[index];
        const top = y.at(high ?? mean!);
        return `M${x.at(price)} ${top}v${y.at(low ?? mean!) - top}`;
      });
      const dots = pools.map(({ price, figures }) => {
        return `M${x.at(price)} ${y.at(figures[index].mean!)}h0`;
      });
      return html`<path class="whisker ${style}" d="${trusted(whiskers.join(''))}"/><path class="dot ${style}" d="${trusted(dots.join(''))}"/>`;
    },
    legend: { text: legend, swatch: boxSwatch(style) },
  };
}

function poolTable(plan: StoredPlan): Html {
  const rows = plan.frontier.map((pool) => {
    const figures = plan.targets.map((target, i) => {
      const [estimate, range] = figureTexts(pool, i, unitOf(target));
      return html`<td>${estimate} <small>${range}</small></td>`;
    });
    return html`<tr><th scope="row" class="l">${poolText(pool)}</th><td>${quantity(pool.total)}</td><td>${quantity(pool.price)}</td>${figures}<td>${quantity(pool.replications)}</td><td class="l">${tag(TONES[pool.verdict] ?? 'plain', pool.verdict)}</td></tr>`;
  });
  const own = Object.entries(plan.own.numbers).map(([group, count]) => `${group} ${count}`);
  return html`${scrollBox('Pools that were put to the proof', html`<table><thead><tr><th scope="col" class="l">numbers by ${plan.groupedBy}</th><th scope="col">in all</th><th scope="col">${plan.currency} for 30 days</th>${plan.targets.map((target) => html`<th scope="col">${target}</th>`)}<th scope="col">replications</th><th scope="col" class="l">verdict</th></tr></thead><tbody>${rows}</tbody></table>`)}
<p class="note">The scenario’s own pool, ${own.join(', ')}, costs ${quantity(plan.own.price)} ${plan.currency}. Promises hold with ${quantity(plan.confidence * 100)} % confidence; seed ${plan.seed}, ${quantity(plan.replications)} replications in all.</p>`;
}

function poolText({ numbers }: StoredPlanPool): string {
  return Object.entries(numbers)
    .map(([group, count]) => `${group} ${count}`)
    .join(', ');
}

function figureTexts(pool: StoredPlanPool, index: number, unit: FigureUnit): [string, string] {
  const { mean, low, high } = pool.figures[index] ?? { mean: null, low: null, high: null };
  if (mean === null) return [NO_DATA, NO_DATA];
  const n = pool.replications;
  const interval = { estimate: mean, low: low ?? -Infinity, high: high ?? Infinity, n };
  return [estimateText(interval, unit), rangeText(interval, unit)];
}

function unitOf(target: string): FigureUnit {
  const key = /^[\w.]+/.exec(target)?.[0];
  return FIGURES.find((spec) => spec.key === key)?.unit ?? 'index';
}

/** Short, as it stands beside the axis: `20 %`. */
function tickText(at: number, unit: FigureUnit): string {
  return unit === 'ratio' ? `${Number((at * 100).toPrecision(3))} %` : inUnit(at, unit);
}

function axis(label: string, ticks: readonly number[], text: (at: number) => string) {
  const marks = ticks.map((at) => ({ at, text: text(at) }));
  return { label, low: ticks[0], high: ticks[ticks.length - 1], ticks: marks };
}
