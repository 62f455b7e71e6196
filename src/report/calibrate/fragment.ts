import { unreachable } from '../../base/assert.ts';
import type { Calibration } from '../../experiment/calibrate/calibration.ts';
import type { TimeLaw } from '../../experiment/calibrate/times.ts';
import { ANSWER, HOUR_CURVE } from '../../scenario/defaults.ts';
import { counted, percentNumber, quantity } from '../text/format.ts';
import { printable, wrap } from '../text/width.ts';
import { IDENTIFIABILITY, ruleText } from './answer-sections.ts';
import { periodText, sentenceOf } from './calibration-report.ts';
import { STAGES } from './call-sections.ts';
import { limitsOf, warningsOf } from './limits.ts';
import { factorRange } from './number-text.ts';

/** Columns of a comment. */
const WIDTH = 98;

/**
 * A part of a scenario, in YAML, with what the log says: every value with its interval and what it rests on.
 * Other scenarios build on it with `extends`; with a base of its own it is a whole one.
 *
 * @param file the log as typed
 * @param base what it extends, or null
 * @returns null where the log tells nothing that a scenario could take
 */
export function fragmentOf(
  calibration: Calibration,
  file: string,
  base: string | null,
): string | null {
  const answer = answerLines(calibration);
  const provider = providerLines(calibration);
  if (answer.length + provider.length === 0) return null;
  const lines = [
    ...comment(`Calibrated by poolsim from ${printable(file)}, ${periodText(calibration)}.`),
    ...comment(sentenceOf(calibration)),
    ...comment(
      `Behind each value stand its ${quantity(calibration.level * 100)} % interval and what it rests on.`,
    ),
    ...(base === null ? comment('To use it: extends: <this file>, in a scenario beside it.') : []),
    ...warningsOf(calibration).flatMap(({ text }) => comment(`Warning: ${text}.`)),
    ...comment('What the log cannot tell, and what therefore is not in here:'),
    ...limitsOf(calibration).flatMap((limit) => comment(`- ${limit}`)),
    ...(base === null ? [] : [`extends: ${JSON.stringify(base)}`]),
  ];
  if (answer.length > 0) lines.push('answer:', ...indented(answer));
  if (provider.length > 0) lines.push('provider:', ...indented(provider));
  return `${lines.join('\n')}\n`;
}

function answerLines({ readings, data, mix, byHour }: Calibration): string[] {
  const lines: string[] = [];
  if (readings !== null) {
    const { fit, concentration, attemptFactor } = readings.chosen;
    const { parameters, mean, hour, localFactor } = fit;
    lines.push('byCountry:');
    data.countries.forEach((code, c) => {
      const { estimate, low, high, n } = mean[c];
      lines.push(
        `  ${JSON.stringify(code)}: ${rounded(estimate)} # ${range(low, high)}, ${counted(n, 'call')}`,
      );
    });
    lines.push('# Over the calls of the log, the mean of the curve is that of the built-in one.');
    lines.push('hourCurve:');
    for (let h = 0; h < 24; h++) {
      const at = data.hours.indexOf(h);
      lines.push(
        at < 0
          ? `  - ${HOUR_CURVE[h]} # ${h} h: built in, ${counted(byHour[h].calls, 'call')}`
          : `  - ${rounded(hour[at].estimate)} # ${h} h: ${factorRange(hour[at])}, ${counted(hour[at].n, 'call')}`,
      );
    }
    if (readings.repeats) {
      lines.push(...comment(IDENTIFIABILITY), ...comment(ruleText(readings)));
    }
    const spread = parameters.concentration;
    const told = (interval: typeof concentration, given: string) =>
      interval === null ? given : `${factorRange(interval)}, ${counted(interval.n, 'call')}`;
    const given = readings.repeats ? 'given in this reading' : 'built in: too few later attempts';
    lines.push(
      `concentration: ${spread === Infinity ? 'infinite' : rounded(spread)} # ${told(concentration, given)}`,
      `attemptFactor: ${rounded(parameters.attemptFactor)} # ${told(attemptFactor, given)}`,
      `localFactor: ${rounded(parameters.localFactor)} # ${told(localFactor, `built in (${ANSWER.localFactor}): the log does not tell; byCountry allows for it`)}`,
    );
  }
  if (mix.invalid !== null) {
    const { estimate, low, high, n } = mix.invalid;
    lines.push(
      `invalidShare: ${rounded(estimate)} # ${range(low, high)}, ${counted(n, 'contact')}`,
    );
  }
  if (mix.unanswered.no_answer !== null) lines.push('unanswered:', ...indented(mixLines(mix)));
  return lines;
}

const WEIGHTS = {
  voicemail: 'voicemail',
  noAnswer: 'no_answer',
  busy: 'busy',
  blocked: 'blocked',
} as const;

function mixLines({ unanswered, counts }: Calibration['mix']): string[] {
  return Object.entries(WEIGHTS).flatMap(([key, outcome]) => {
    const share = unanswered[outcome];
    // Nobody calls a block a block where it is hidden in another word.
    if (share === null || (outcome === 'blocked' && counts.blocked === 0)) return [];
    const { estimate, low, high, n } = share;
    return [
      `${key}: ${rounded(estimate * 100)} # ${range(low, high)}, ${counted(n, 'unanswered call')}`,
    ];
  });
}

function providerLines({ times }: Calibration): string[] {
  return Object.entries(STAGES).flatMap(([key, words]) => {
    const law = times[key as keyof typeof times];
    if (law === null) return [];
    const about = `# ${words}: ${counted(law.n, 'call')}`;
    // A scenario knows one timeout, not a law.
    if (key === 'ringTimeout') return [`${about}, the median`, `${key}: ${seconds(law.medianS)}`];
    return lawLines(key, law, about);
  });
}

function lawLines(
  key: string,
  { law, fit, medianS, quantilesS }: TimeLaw,
  about: string,
): string[] {
  switch (law) {
    case 'constant':
      return [about, `${key}: { law: constant, value: ${seconds(medianS)} }`];
    case 'lognormal': {
      const { median, sigma } = fit!;
      return [
        `${about}; median ${factorRange(median)} s, sigma ${factorRange(sigma)}`,
        `${key}: { law: lognormal, median: ${seconds(median.estimate)}, sigma: ${rounded(sigma.estimate)} }`,
      ];
    }
    case 'empirical': {
      const values = wrap(quantilesS.map(seconds).join(', '), WIDTH - 8);
      return [
        `${about}; ${quantilesS.length} quantiles of the times seen`,
        `${key}:`,
        '  law: empirical',
        '  values:',
        '    [',
        ...values.map((line) => `      ${line}`),
        '    ]',
      ];
    }
    default:
      return unreachable(law);
  }
}

function comment(text: string): string[] {
  return wrap(text, WIDTH - 2).map((line) => `# ${line}`);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function range(low: number, high: number): string {
  return `${percentNumber(low)}–${percentNumber(high)} %`;
}

/** Four digits that matter. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function seconds(value: number): string {
  return value === 0 ? '0s' : `${Number(value.toFixed(3))}s`;
}
