import { findFigure } from '../../experiment/figures-summary.ts';
import { audienceCountries, stallFacts } from '../stall-facts.ts';
import type { StoredRun } from '../stored/stored-run.ts';
import { counted, hoursText, joined, percent, quantity, rangeText } from './format.ts';
import type { Tone } from './palette.ts';

/** The whole run in one sentence, and what it means. */
export interface Answer {
  readonly sentence: string;
  readonly tone: Tone;
}

/** Where no gate says how much risk is too much: more than this is not "holds". */
const MOST_RISK = 0.05;

/** Will the pool hold? With what risk, where it stalls first and why, and what the gates say. */
export function answerOf(run: StoredRun): Answer {
  if (run.manifest.replications === 0) {
    return { sentence: 'No replication was finished, so there is no answer.', tone: 'warn' };
  }
  const countries = audienceCountries(run);
  const subject = countries.length === 0 ? '' : `${joined(countries)}: `;
  const { words, tone } = headline(run);
  const parts = [riskWords(run), ...structuralWords(run), gateWords(run)];
  const sentence = `${subject}${words}: ${parts.join('; ')}.`;
  return { sentence, tone };
}

function headline(run: StoredRun): { words: string; tone: Tone } {
  if (run.manifest.partial) return { words: 'interrupted, so there is no verdict', tone: 'warn' };
  const has = (verdict: string) => run.gates.some((gate) => gate.verdict === verdict);
  if (has('breached')) return { words: 'the pool does not hold', tone: 'bad' };
  if (has('unsure') || has('no_data')) {
    return { words: 'unsure whether the pool holds', tone: 'warn' };
  }
  if (findFigure(run.figures, 'dials')?.interval?.estimate === 0) {
    return { words: 'no call was placed', tone: 'bad' };
  }
  const risk = stallRisk(run);
  if (risk === null || risk.estimate === 0) {
    if ((risk?.high ?? 1) <= MOST_RISK || asksForStalls(run)) {
      return { words: 'the pool holds', tone: 'good' };
    }
    return { words: 'no stall was seen, in too few replications to rely on', tone: 'warn' };
  }
  return run.gates.length > 0
    ? { words: 'the pool holds within its gates', tone: 'good' }
    : { words: 'the pool stalls at times', tone: 'warn' };
}

/** A held gate on stalls says how much risk is little enough. */
function asksForStalls({ gates }: StoredRun): boolean {
  return gates.some(({ key, verdict }) => key.startsWith('stall.') && verdict === 'held');
}

function riskWords(run: StoredRun): string {
  const risk = stallRisk(run);
  if (risk === null) return 'no data on stalls';
  const stalled = Math.round(risk.estimate * risk.n);
  const level = `${quantity(run.manifest.confidence * 100)} %`;
  const interval = `${level} interval ${rangeText(risk, 'ratio')}`;
  const words = `a stall in ${stalled} of ${counted(risk.n, 'replication')} (${percent(risk.estimate)}, ${interval})`;
  const first = stallFacts(run)[1];
  if (first === undefined) return words;
  const where = `${first.country} first, ${CAUSES[first.cause]}`;
  return `${words}, ${where}, after ${hoursText(first.earliestHours)} at the earliest`;
}

const CAUSES: Readonly<Record<string, string>> = {
  spam: 'by spam flags',
  paused: 'by pauses',
  mixed: 'by spam flags, pauses and country rules together',
  structural: 'by country rules',
};

function structuralWords(run: StoredRun): string[] {
  const structural = findFigure(run.figures, 'stall.structural_contacts')?.interval;
  if (!structural || structural.estimate === 0) return [];
  return [`${counted(Math.round(structural.estimate), 'contact')} can never be dialled`];
}

function gateWords(run: StoredRun): string {
  const { gates } = run;
  if (gates.length === 0) return 'no gates were asked for';
  if (run.manifest.partial) return `${counted(gates.length, 'gate')} not judged`;
  const of = (verdict: string) => gates.filter((gate) => gate.verdict === verdict);
  const breached = of('breached');
  const open = [...of('unsure'), ...of('no_data')];
  if (breached.length + open.length === 0) {
    return gates.length === 1 ? 'the gate held' : `all ${gates.length} gates held`;
  }
  const parts: string[] = [];
  const say = (list: typeof breached, word: string) => {
    if (list.length === 0) return;
    const names = joined(
      list.map((gate) => gate.text),
      2,
    );
    parts.push(`${list.length} of ${counted(gates.length, 'gate')} ${word} (${names})`);
  };
  say(breached, 'breached');
  say(of('unsure'), 'unsure');
  say(of('no_data'), 'without data');
  return parts.join(', ');
}

function stallRisk(run: StoredRun) {
  return findFigure(run.figures, 'stall.risk')?.interval ?? null;
}
