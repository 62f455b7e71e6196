import { unreachable } from '../../base/assert.ts';
import { LEAST_ANSWERED, LEAST_CALLS } from '../../experiment/calibrate/answer-data.ts';
import type { Calibration } from '../../experiment/calibrate/calibration.ts';
import { PREFERENCE, type Reading, type Readings } from '../../experiment/calibrate/readings.ts';
import { ANSWER, HOUR_CURVE } from '../../scenario/defaults.ts';
import { counted, joined, NO_DATA, percent, quantity } from '../text/format.ts';
import { cell, left, right, type Section } from '../text/section.ts';
import { factorRange, factorText, plainNumber, shareText } from './number-text.ts';

const ENOUGH = `at least ${LEAST_CALLS} calls and ${LEAST_ANSWERED} answered`;

export function countrySection({ byCountry, data, readings }: Calibration): Section {
  const rows = [...byCountry].map(([code, rate]) => {
    const at = data.countries.indexOf(code);
    const mean = readings === null || at < 0 ? null : readings.chosen.fit.mean[at];
    return [
      cell(code),
      cell(quantity(rate.calls)),
      cell(quantity(rate.answered)),
      cell(shareText(rate.share)),
      cell(shareText(mean), mean === null ? 'dim' : 'plain'),
    ];
  });
  return {
    title: 'Answered live, by country of the callee',
    table: {
      columns: [
        left('country'),
        right('calls'),
        right('answered'),
        right('rate (interval)'),
        right('scenario mean'),
      ],
      rows,
    },
    notes: [
      'Rate: answered of the calls that rang. Mean: what answer.byCountry takes, the rate without the factors of hour, attempt and caller ID.',
      ...(data.countries.length < byCountry.size
        ? [`${NO_DATA}: not estimated, it takes ${ENOUGH}.`]
        : []),
    ],
  };
}

export function hourSection({ byHour, data, readings }: Calibration): Section {
  const rows = [...byHour.entries()]
    .filter(([, { calls }]) => calls > 0)
    .map(([hour, rate]) => {
      const at = data.hours.indexOf(hour);
      const factor = readings === null || at < 0 ? null : readings.chosen.fit.hour[at];
      return [
        cell(`${hour} h`),
        cell(quantity(rate.calls)),
        cell(shareText(rate.share)),
        factor === null
          ? cell(`${plainNumber(HOUR_CURVE[hour])} built in`, 'dim')
          : cell(factorText(factor)),
        cell(plainNumber(HOUR_CURVE[hour]), 'dim'),
      ];
    });
  return {
    title: 'Answered live, by hour of the callee’s day',
    table: {
      columns: [
        right('hour'),
        right('calls'),
        right('rate (interval)'),
        right('factor (interval)'),
        right('built in'),
      ],
      rows,
    },
    notes: [
      `Factors are of one curve for all countries, scaled so that over these calls their mean is that of the built-in curve. An hour is estimated with ${ENOUGH}; others keep the built-in factor.`,
    ],
  };
}

/** Short heads of the readings in the table of attempts. */
export function readingName(reading: Reading): string {
  switch (reading.kind) {
    case 'differ':
      return 'differ';
    case 'decay':
      return 'decay';
    case 'both':
      return `both, ${plainNumber(reading.fit.parameters.concentration)}`;
    case 'built-in':
      return 'built in';
    default:
      return unreachable(reading.kind);
  }
}

export function attemptSection({ hazards, readings }: Calibration): Section {
  if (readings === null) return { title: 'Answered live, by attempt', notes: [] };
  const shown = readings.all.filter(
    (reading) => reading.kind !== 'both' || reading === readings.chosen,
  );
  const rows = hazards.map((hazard) => [
    cell(`${hazard.attempt}${hazard.andMore ? ' or more' : ''}`),
    cell(quantity(hazard.calls)),
    cell(shareText(hazard.share)),
    ...shown.map((reading) => cell(percent(hazard.expected[readings.all.indexOf(reading)]))),
  ]);
  return {
    title: 'Answered live, by attempt',
    table: {
      columns: [
        right('attempt'),
        right('calls'),
        right('rate (interval)'),
        ...shown.map((reading) => right(readingName(reading))),
      ],
      rows,
    },
    notes: readings.repeats
      ? []
      : [
          `Too few later attempts to estimate from: the built-in concentration ${ANSWER.concentration} and attempt factor ${ANSWER.attemptFactor} stand.`,
        ],
  };
}

export function readingSection({ readings }: Calibration): Section[] {
  if (readings === null || !readings.repeats) return [];
  const best = Math.max(...readings.all.map(({ fit }) => fit.logLikelihood));
  const rows = readings.all.map((reading) => {
    const { parameters, logLikelihood } = reading.fit;
    const chosen = reading === readings.chosen;
    const given = (value: number) => cell(`${plainNumber(value)} given`, 'dim');
    return [
      cell(READING_WORDS[reading.kind]),
      reading.concentration === null
        ? given(parameters.concentration)
        : cell(factorText(reading.concentration)),
      reading.attemptFactor === null
        ? given(parameters.attemptFactor)
        : cell(factorText(reading.attemptFactor)),
      cell((best - logLikelihood).toFixed(1)),
      cell(chosen ? 'chosen' : '', 'good'),
    ];
  });
  return [
    {
      title: 'Why later attempts are answered less: the log can be read in several ways',
      table: {
        columns: [
          left('reading'),
          right('concentration'),
          right('attempt factor'),
          right('behind'),
          left(''),
        ],
        rows,
      },
      notes: [IDENTIFIABILITY, BEHIND, ruleText(readings)],
    },
  ];
}

const READING_WORDS: Readonly<Record<Reading['kind'], string>> = {
  differ: 'contacts differ',
  decay: 'attempts decay',
  both: 'both',
  'built-in': 'built in',
};

/** Also stands in the written file. */
export const IDENTIFIABILITY =
  'Contact differences and attempt decay cannot be told apart from a log: that third calls are answered less than first ones is what both look like.';

const BEHIND =
  'Every line is a pair that explains the attempts. Behind: how much less likely it makes the log than the best line, in units of log-likelihood, if contacts follow a Beta law.';

export function ruleText({ all, chosen }: Readings): string {
  const rule = `Rule: contacts differ, else attempts decay, else the likeliest; the first than which none is likelier by more than ${PREFERENCE} (odds of 20 to 1).`;
  const best = Math.max(...all.map(({ fit }) => fit.logLikelihood));
  const passed = all.filter(
    ({ kind, fit }) =>
      (kind === 'differ' || (kind === 'decay' && chosen.kind === 'both')) &&
      best - fit.logLikelihood > PREFERENCE,
  );
  const why = passed.map(
    ({ kind, fit }) =>
      `"${READING_WORDS[kind]}" lies ${(best - fit.logLikelihood).toFixed(1)} behind`,
  );
  const chosenWords = `Chosen: ${READING_WORDS[chosen.kind]}`;
  return `${rule} ${chosenWords}${why.length > 0 ? `, since ${joined(why)}` : ''}.`;
}

export function localSection({ readings, data }: Calibration): Section {
  const title = 'Caller IDs from the callee’s own country';
  let local = 0;
  for (let at = 0; at < data.calls; at++) local += data.local[at];
  const share = data.calls === 0 ? NO_DATA : percent(local / data.calls);
  const used = `${share} of ${counted(data.calls, 'call')} came from a number of the callee’s country.`;
  const factor = readings?.chosen.fit.localFactor ?? null;
  const words =
    factor === null
      ? `Both kinds of calls to one country, ${ENOUGH} each, are needed to tell what that gains: the built-in factor ${ANSWER.localFactor} stands, and the means above are those of calls from elsewhere.`
      : `They are answered ${plainNumber(factor.estimate)} times as often (${factorRange(factor)}), the same contacts, hours and attempts taken into account; numbers may differ in more than their country.`;
  return { title, notes: [`${used} ${words}`] };
}
