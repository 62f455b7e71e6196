import { unreachable } from '../../base/assert.ts';
import type { Calibration } from '../../experiment/calibrate/calibration.ts';
import { type CallTimes, LEAST_FIT, type TimeLaw } from '../../experiment/calibrate/times.ts';
import { OUTCOMES } from '../../model/observer.ts';
import { counted, NO_DATA, percent, quantity } from '../text/format.ts';
import { cell, left, right, type Section } from '../text/section.ts';
import { factorText, plainNumber, secondsText, shareText } from './number-text.ts';

export function outcomeSection({ mix, prepared }: Calibration): Section {
  const rows = OUTCOMES.filter((name) => mix.counts[name] > 0).map((name) => [
    cell(name),
    cell(quantity(mix.counts[name])),
    cell(percent(mix.counts[name] / prepared.count)),
    cell(name in mix.unanswered ? shareText(mix.unanswered[name as UnansweredName]) : NO_DATA),
  ]);
  const notes = [
    `Invalid contacts, of whom every call failed before it rang: ${shareText(mix.invalid)}.`,
  ];
  if (mix.failedOnce > 0) {
    notes.push(
      `${counted(mix.failedOnce, 'contact')} had calls that failed and others that rang: these lines exist, and a scenario knows no failures of such lines.`,
    );
  }
  return {
    title: 'How calls ended',
    table: {
      columns: [left('outcome'), right('calls'), right('of all'), right('of the unanswered')],
      rows,
    },
    notes,
  };
}

type UnansweredName = keyof Calibration['mix']['unanswered'];

/** Stages of a call in words, by the key of a scenario's provider. */
export const STAGES: Readonly<Record<keyof CallTimes, string>> = {
  ringAnswered: 'ring, answered',
  ringVoicemail: 'ring, voicemail',
  ringTimeout: 'ring, no answer',
  failAfter: 'until busy or failed',
  talkAnswered: 'talk, answered',
  talkVoicemail: 'talk, voicemail',
};

export function timeSection({ times }: Calibration): Section {
  const told = Object.entries(STAGES).flatMap(([key, words]) => {
    const law = times[key as keyof CallTimes];
    return law === null ? [] : [[words, law] as const];
  });
  const missing = Object.entries(STAGES)
    .filter(([key]) => times[key as keyof CallTimes] === null)
    .map(([, words]) => words);
  const rows = told.map(([words, law]) => [
    cell(words),
    cell(quantity(law.n)),
    cell(secondsText(law.medianS)),
    cell(secondsText(law.meanS)),
    cell(secondsText(law.p90S)),
    cell(lawName(law)),
    cell(law.fit?.pValue == null ? NO_DATA : plainNumber(Number(law.fit.pValue.toFixed(3)))),
  ]);
  const fits = told.flatMap(([words, { fit, law }]) =>
    law === 'lognormal' && fit !== null
      ? [`${words}: median ${factorText(fit.median)} s, sigma ${factorText(fit.sigma)}.`]
      : [],
  );
  return {
    title: 'Times',
    table: {
      columns: [
        left('stage'),
        right('calls'),
        right('median'),
        right('mean'),
        right('p90'),
        left('law'),
        right('fit p'),
      ],
      rows,
    },
    notes: [
      ...fits,
      `Fit: chance of a worse fit if the times are log-normal; below ${LEAST_FIT} the law is refused and the values themselves are taken.`,
      ...(missing.length > 0 ? [`Not told by this log: ${missing.join('; ')}.`] : []),
    ],
  };
}

function lawName({ law }: TimeLaw): string {
  switch (law) {
    case 'constant':
      return 'constant';
    case 'lognormal':
      return 'log-normal';
    case 'empirical':
      return 'as seen';
    default:
      return unreachable(law);
  }
}
