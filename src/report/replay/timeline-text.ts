import type { TimelineEvent, TimelineKind } from '../../experiment/replay/timeline-event.ts';
import type { Scenario } from '../../model/spec.ts';
import type { TraceRow } from '../../selector/index.ts';
import { percent } from '../text/format.ts';
import { type Palette, type Tone, toned } from '../text/palette.ts';
import { padEnd, wrap } from '../text/width.ts';
import { clock, eventWords, plain, points } from './event-words.ts';

const WIDTH = 80;
const TIME_WIDTH = 12;
const KIND_WIDTH = 10;
const TEXT_AT = TIME_WIDTH + KIND_WIDTH;
/** Numbers of one verdict that are named before the rest is counted. */
const NAMED = 4;

/** What deserves a glance: the rest is plain. */
const TONES: Partial<Record<TimelineKind, Tone>> = {
  stall: 'bad',
  fault: 'bad',
  flag: 'warn',
  complaint: 'warn',
  unflag: 'good',
  action: 'good',
};

export interface TimelineTextOptions {
  readonly palette: Palette;
  /** Names every number of a pick instead of a few of each verdict. */
  readonly everyNumber: boolean;
}

/** An event as lines of at most 80 columns: time, kind, what happened; a pick's reasons below it. */
export function eventLines(
  scenario: Scenario,
  { atMs, what }: TimelineEvent,
  { palette, everyNumber }: TimelineTextOptions,
): string[] {
  const [first, ...rest] = wrap(eventWords(scenario, what), WIDTH - TEXT_AT);
  const kind = toned(palette, TONES[what.kind] ?? 'plain', padEnd(what.kind, KIND_WIDTH));
  const lines = [
    `${palette.dim(padEnd(clock(atMs), TIME_WIDTH))}${kind}${first}`,
    ...rest.map(indented),
  ];
  if (what.kind === 'pick') {
    const named = everyNumber ? Number.POSITIVE_INFINITY : NAMED;
    const reasons = verdictTexts(scenario, what.rows, named);
    lines.push(
      ...reasons
        .flatMap((text) => wrap(text, WIDTH - TEXT_AT - 2))
        .map(deeper)
        .map(palette.dim),
    );
  }
  return lines;
}

/** In the order of the rules: who was left out and why, then who could be picked. */
const VERDICTS: readonly TraceRow['verdict'][] = [
  'sticky',
  'candidate',
  'not_preferred',
  'busy',
  'spam',
  'country',
  'spam_and_country',
  'paused',
  'inactive',
];

/** `spam: +442079460003 (71.2), +442079460004 (88.0) and 3 more`, one text for each verdict. */
function verdictTexts(scenario: Scenario, rows: readonly TraceRow[], most: number): string[] {
  return VERDICTS.flatMap((verdict) => {
    const same = rows.filter((row) => row.verdict === verdict);
    if (same.length === 0) return [];
    const names = same.slice(0, most).map((row) => numberText(scenario, row));
    const more = same.length > most ? ` and ${same.length - most} more` : '';
    return [`${plain(verdict)}: ${names.join(', ')}${more}`];
  });
}

/** A number with what its verdict turned on: its chance, or its score. */
function numberText(
  scenario: Scenario,
  { number, verdict, probability, spamScore }: TraceRow,
): string {
  const { id } = scenario.numbers[number];
  if (verdict === 'candidate' && probability > 0) return `${id} ${percent(probability)}`;
  if (verdict === 'spam' || verdict === 'spam_and_country') return `${id} (${points(spamScore)})`;
  return id;
}

function indented(line: string): string {
  return ' '.repeat(TEXT_AT) + line;
}

function deeper(line: string): string {
  return ' '.repeat(TEXT_AT + 2) + line;
}
