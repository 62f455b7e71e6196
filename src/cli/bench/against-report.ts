import type { SpeedComparison } from '../../bench/baseline/compare-speed.ts';
import type { CounterComparison } from '../../bench/baseline/compare-work.ts';
import type { ModelComparison } from '../../bench/baseline/model-work.ts';
import { WORK_COUNTERS } from '../../bench/baseline/work-count.ts';
import type { FigureComparison } from '../../experiment/outcome-baseline-compare.ts';
import { inUnit, NO_DATA, percentNumber, quantity } from '../../report/text/format.ts';
import type { Interval } from '../../stats/interval.ts';
import type { Gate } from '../baseline/document.ts';
import { EXIT, type ExitCode, worstExit } from '../exit-codes.ts';
import type { GateResults, OutcomeResult, WorkResult } from './against-gates.ts';
import type { SpeedResult } from './against-speed.ts';

/** What a check means for the gate. `informed`: shown, and decides nothing. */
export type CheckResult = 'passed' | 'failed' | 'unsure' | 'informed';

/** One thing held to its base, in words: every format shows the same. */
export interface Check {
  readonly name: string;
  readonly base: string;
  readonly head: string;
  readonly change: string;
  /** Why nothing could be compared; it stands in the notes too. */
  readonly why?: string;
  /** better, worse, moved, more, less, faster, slower, same, unsure or no_data. */
  readonly verdict: string;
  readonly result: CheckResult;
}

export interface GateSection {
  readonly gate: Gate;
  /** What the checks are, over their names. */
  readonly column: string;
  /** What was compared, and how it ended. */
  readonly title: string;
  readonly result: CheckResult;
  readonly checks: readonly Check[];
  readonly notes: readonly string[];
}

export interface GateReport {
  readonly base: string;
  readonly head: string;
  readonly sections: readonly GateSection[];
  readonly notJudged: readonly string[];
  readonly code: ExitCode;
  /** One sentence: the answer. */
  readonly answer: string;
}

/** Puts what the gates found into words, and names the exit code. */
export function gateReport(base: string, head: string, results: GateResults): GateReport {
  const sections = [
    ...(results.outcome ?? []).map(outcomeSection),
    ...(results.work === null ? [] : workSections(results.work)),
    ...(results.speed === null ? [] : [speedSection(results.speed)]),
  ];
  const { notJudged } = results;
  const codes = sections.map(({ result }) => CODES[result]);
  // A gate on nothing is not a pass.
  if (notJudged.length > 0 || sections.length === 0) codes.push(EXIT.unsure);
  const code = worstExit(codes);
  return { base, head, sections, notJudged, code, answer: answerOf(base, sections, code) };
}

const CODES: Readonly<Record<CheckResult, ExitCode>> = {
  passed: EXIT.done,
  informed: EXIT.done,
  unsure: EXIT.unsure,
  failed: EXIT.regression,
};

function answerOf(base: string, sections: readonly GateSection[], code: ExitCode): string {
  const named = (result: CheckResult) => {
    const gates = sections.filter((section) => section.result === result);
    return [...new Set(gates.map(({ gate }) => gate))].join(' and ');
  };
  if (code === EXIT.regression) return `Worse than ${base}: ${named('failed')}.`;
  const unsure = named('unsure');
  if (code === EXIT.unsure && unsure !== '') return `Unsure against ${base}: ${unsure}.`;
  if (code === EXIT.unsure) return `Not all that was asked could be held to ${base}.`;
  return `Not worse than ${base}: ${[...new Set(sections.map(({ gate }) => gate))].join(', ')}.`;
}

function outcomeSection({ comparison, notes }: OutcomeResult): GateSection {
  const { scenario, replications, identical, figures, level, resultHash } = comparison;
  const of = `Outcome of ${scenario}, ${replications} replications`;
  if (identical) {
    const title = `${of}: identical, to the last bit`;
    return { gate: 'outcome', column: 'figure', title, result: 'passed', checks: [], notes };
  }
  const moved = figures.filter((figure) => !figure.identical);
  const checks = moved.map(figureCheck).sort(byResult);
  const result = worstResult(checks);
  const same = figures.length - moved.length;
  return {
    gate: 'outcome',
    column: 'figure',
    title: `${of}: ${comparison.verdict}`,
    result,
    checks,
    notes: [
      ...(same > 0
        ? [`${same} of ${figures.length} figures are the same in every replication`]
        : []),
      `differences at ${percentNumber(level)} % each, 95 % over all ${figures.length}; results were ${resultHash.base.slice(0, 12)}, are ${resultHash.head.slice(0, 12)}`,
      ...notes,
    ],
  };
}

function figureCheck(figure: FigureComparison): Check {
  const { key, campaign, country, unit, verdict, good, difference, base, head } = figure;
  const scope = [
    ...(campaign === '*' ? [] : [`campaign=${campaign}`]),
    ...(country === '*' ? [] : [`country=${country}`]),
  ].join(',');
  const shown = (interval: Interval | null) =>
    interval === null ? NO_DATA : inUnit(interval.estimate, unit);
  return {
    name: scope === '' ? key : `${key}{${scope}}`,
    base: shown(base),
    head: shown(head),
    change: difference === null ? NO_DATA : signedRange(difference, unit === 'ratio'),
    verdict,
    result: figureResult(verdict, good === 'neither'),
  };
}

function figureResult(verdict: FigureComparison['verdict'], isNeutral: boolean): CheckResult {
  if (verdict === 'same') return 'passed';
  if (isNeutral || verdict === 'better') return 'informed';
  return verdict === 'worse' ? 'failed' : 'unsure';
}

/** `+2.1 (+1.8 … +2.4)`, of shares in points of per cent. */
function signedRange({ estimate, low, high }: Interval, isShare: boolean): string {
  const shown = (value: number) => {
    if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
    const size = isShare ? percentNumber(Math.abs(value)) : quantity(Math.abs(value));
    const isZero = Number(size.replaceAll(',', '')) === 0;
    return `${isZero ? '' : value < 0 ? '-' : '+'}${size}`;
  };
  return `${shown(estimate)} (${shown(low)} … ${shown(high)})${isShare ? ' pt' : ''}`;
}

function workSections(work: WorkResult): GateSection[] {
  const { model, notes, horizon } = work;
  const selector = selectorSection(work);
  if (model === null) return [{ ...selector, notes: [...selector.notes, ...notes] }];
  return [selector, modelSection(model, horizon, notes)];
}

function selectorSection({ comparison }: WorkResult): GateSection {
  const { counters, requests, sameAnswers, verdict } = comparison;
  const moved = counters.filter((each) => each.verdict !== 'same');
  const checks = moved.map((each) => counterCheck(each, requests)).sort(byResult);
  return {
    gate: 'work',
    column: 'per request',
    title: `Work of the selector, ${quantity(requests)} requests: ${verdict}`,
    result: worstResult(checks),
    checks,
    notes: [
      ...(moved.length > 0 ? [] : [`all ${counters.length} counts are equal`]),
      ...(sameAnswers ? [] : ['the same requests are answered with other numbers']),
    ],
  };
}

function counterCheck(compared: CounterComparison, requests: number): Check {
  const { numbers, counter, base, head, verdict } = compared;
  const per = (total: number | null) =>
    total === null ? NO_DATA : (total / requests).toPrecision(4);
  const what = WORK_COUNTERS.find(([key]) => key === counter)![1];
  const change = base === null || head === null ? NO_DATA : signedCount(head - base);
  return {
    name: `${what}, ${quantity(numbers)} numbers`,
    base: per(base),
    head: per(head),
    change,
    verdict,
    result: verdict === 'more' ? 'failed' : verdict === 'unsure' ? 'unsure' : 'informed',
  };
}

function modelSection(
  { contacts, base, head, sameAnswers, verdict }: ModelComparison,
  horizon: number,
  notes: readonly string[],
): GateSection {
  const result = verdict === 'more' ? 'failed' : verdict === 'less' ? 'informed' : 'passed';
  const check: Check = {
    name: 'steps of the model',
    base: quantity(base),
    head: quantity(head),
    change: `× ${(head / base).toFixed(3)}`,
    verdict,
    result,
  };
  return {
    gate: 'work',
    column: 'per call',
    title: `Work of the model, one replication with ${quantity(contacts)} contacts: ${verdict}`,
    result: worstResult([check]),
    checks: [check],
    notes: [
      `calls of functions and entries into blocks, exact; a change counts from ${horizonText(horizon)} on`,
      ...(sameAnswers ? [] : ['the replication is another one: the model decides otherwise']),
      ...notes,
    ],
  };
}

/** `10 %`. */
function horizonText(horizon: number): string {
  return `${percentNumber(horizon).replace(/\.0$/, '')} %`;
}

function signedCount(total: number): string {
  return `${total > 0 ? '+' : ''}${quantity(total)} in all`;
}

function speedSection(speed: SpeedResult): GateSection {
  const compared = speed.comparisons.map((each) => speedCheck(each, speed.unit));
  const others = speed.notCompared.map(({ name, why }): Check => {
    const nothing = { base: NO_DATA, head: NO_DATA, change: NO_DATA };
    return { name, ...nothing, why, verdict: 'unsure', result: 'unsure' };
  });
  const checks = [...compared, ...others];
  const result = worstResult(checks);
  const pairs = speed.comparisons.reduce((sum, { head }) => sum + head.length, 0);
  const word = result === 'failed' ? 'slower' : result === 'unsure' ? 'unsure' : 'not slower';
  return {
    gate: 'speed',
    column: 'case',
    title: `Speed, ${speed.unit === 'ns' ? 'nanoseconds' : 'random draws'} per operation: ${word}`,
    result,
    checks,
    notes: [
      `a change counts from ${horizonText(speed.horizon)} on; ratios of medians hold with 95 % over all cases and looks; ${pairs} samples of the head`,
      ...speed.notCompared.map(({ name, why }) => `${name}: ${why}`),
      ...speed.notes,
    ],
  };
}

function speedCheck(compared: SpeedComparison, unit: SpeedResult['unit']): Check {
  const { name, ratio, verdict, base, head } = compared;
  const shown = (values: readonly number[]) =>
    values.length === 0 ? NO_DATA : `${quantity(middle(values))}${unit === 'ns' ? ' ns' : ''}`;
  return {
    name,
    base: shown(base),
    head: shown(head),
    change: ratio === null ? NO_DATA : ratioText(ratio),
    verdict,
    result: verdict === 'slower' ? 'failed' : verdict === 'unsure' ? 'unsure' : 'passed',
  };
}

function ratioText({ estimate, low, high }: Interval): string {
  const range = Number.isFinite(low) ? `${low.toFixed(3)} … ${high.toFixed(3)}` : 'open';
  return `× ${estimate.toFixed(3)} (${range})`;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

const SEVERITY: readonly CheckResult[] = ['failed', 'unsure', 'informed', 'passed'];

function byResult(a: Check, b: Check): number {
  return SEVERITY.indexOf(a.result) - SEVERITY.indexOf(b.result);
}

function worstResult(checks: readonly Check[]): CheckResult {
  const worst = SEVERITY.find((each) => checks.some(({ result }) => result === each));
  return worst === undefined || worst === 'informed' ? 'passed' : worst;
}
