import type { Calibration } from '../../experiment/calibrate/calibration.ts';
import { isTry } from '../../experiment/calibrate/outcomes.ts';
import { OUTCOMES } from '../../model/observer.ts';
import { leftOutText } from '../../scenario/csv/call-log.ts';
import { counted, percent, quantity } from '../text/format.ts';
import type { Section } from '../text/section.ts';
import {
  attemptSection,
  countrySection,
  hourSection,
  localSection,
  readingSection,
} from './answer-sections.ts';
import { outcomeSection, timeSection } from './call-sections.ts';
import { limitsOf, warningsOf } from './limits.ts';
import { loadSection, useSection } from './number-sections.ts';
import { dayText } from './number-text.ts';

/** The report before it is laid out: text and Markdown show the same. */
export interface CalibrationReport {
  readonly sentence: string;
  readonly subtitle: string;
  readonly sections: readonly Section[];
  /** What the log cannot tell. */
  readonly limits: readonly string[];
  readonly warnings: readonly { readonly text: string; readonly hint: string }[];
}

/** @param file the log as typed */
export function calibrationReport(calibration: Calibration, file: string): CalibrationReport {
  return {
    sentence: sentenceOf(calibration),
    subtitle: `${file}, ${periodText(calibration)}, ${quantity(calibration.level * 100)} % intervals${leftOut(calibration)}`,
    sections: [
      countrySection(calibration),
      hourSection(calibration),
      attemptSection(calibration),
      ...readingSection(calibration),
      localSection(calibration),
      outcomeSection(calibration),
      timeSection(calibration),
      useSection(calibration),
      ...(calibration.loads.length > 0 ? [loadSection(calibration)] : []),
    ],
    limits: limitsOf(calibration),
    warnings: warningsOf(calibration),
  };
}

/** The log in one sentence; also the first line of the written file. */
export function sentenceOf({ prepared, mix }: Calibration): string {
  const { log, count } = prepared;
  let rang = 0;
  for (const [end, name] of OUTCOMES.entries()) if (isTry(end)) rang += mix.counts[name];
  const rate =
    rang === 0
      ? 'none rang'
      : `${percent(mix.counts.answered / rang)} of those that rang were answered live`;
  return `${counted(count, 'call')} to ${counted(log.contacts.length, 'contact')} from ${counted(log.numbers.length, 'number')}: ${rate}.`;
}

export function periodText({ prepared }: Calibration): string {
  const { startedEpochMs, count } = prepared;
  const [first, last] = [dayText(startedEpochMs[0]), dayText(startedEpochMs[count - 1])];
  return first === last ? first : `${first} to ${last}`;
}

function leftOut({ prepared }: Calibration): string {
  const text = leftOutText(prepared.log);
  return text === '' ? '' : `; left out: ${text}`;
}
