import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { calibrate } from '../../src/experiment/calibrate/calibration.ts';
import { calibrationDocument } from '../../src/report/calibrate/calibration-document.ts';
import { fragmentOf } from '../../src/report/calibrate/fragment.ts';
import { renderCalibrationText } from '../../src/report/calibrate/render-calibration.ts';
import { PLAIN } from '../../src/report/text/palette.ts';
import { displayWidth } from '../../src/report/text/width.ts';
import { readCalls } from '../../src/scenario/csv/calls.ts';
import { answerSchema, providerSchema } from '../../src/scenario/schema/answer.ts';
import type { Interval } from '../../src/stats/interval.ts';
import { oneFile } from '../support/csv-files.ts';

// Whatever a log holds, however little or lopsided: no fault, intervals around their estimates, 80 columns,
// and a file that the schema takes.

const HEAD =
  'started_at,from,to,outcome,ring_seconds,talk_seconds,answered_by,attempt,country,timezone,from_country';

const outcome = fc.constantFrom(
  'answered',
  'completed',
  'voicemail',
  'no-answer',
  'busy',
  'failed',
  'blocked',
  'refused',
  'canceled',
  'lost',
  'ringing',
);
const seconds = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 0, max: 90 }).map(String),
  fc.constantFrom('0', '0.25', '30', '172800'),
);

/** Logs with few distinct callers, callees, hours: the pieces that estimates are made of. */
const log = fc
  .record({
    outcomes: fc.array(outcome, { minLength: 1, maxLength: 4 }),
    times: fc.array(seconds, { minLength: 1, maxLength: 4 }),
    countries: fc.subarray(['US', 'GB', 'DE', 'AQ'], { minLength: 1 }),
    callers: fc.integer({ min: 1, max: 4 }),
    callees: fc.integer({ min: 1, max: 150 }),
    rows: fc.integer({ min: 1, max: 400 }),
    stepMs: fc.constantFrom(0, 1000, 600_000, 86_400_000),
    attempts: fc.boolean(),
  })
  .map((made) => {
    const at = <T>(list: readonly T[], i: number) => list[i % list.length];
    return Array.from({ length: made.rows }, (_, i) => {
      const started = new Date(Date.UTC(2026, 1, 2) + i * made.stepMs).toISOString();
      const turn = Math.floor(i / 7) + i;
      return [
        started,
        `n${i % made.callers}`,
        `c${i % made.callees}`,
        at(made.outcomes, turn),
        at(made.times, i),
        at(made.times, turn),
        i % 3 === 0 ? 'machine_start' : '',
        made.attempts ? (i % 5) + 1 : '',
        at(made.countries, i % made.callees),
        '',
        at(made.countries, i % made.callers),
      ].join(',');
    });
  });

function intervalsIn(value: unknown): Interval[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'estimate' in value && 'low' in value ? [value as Interval] : [];
  return [...own, ...Object.values(value).flatMap(intervalsIn)];
}

it('calibrates any log, or says why not', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(log, async (rows) => {
      const file = oneFile('calls.csv', `${HEAD}\n${rows.join('\n')}\n`);
      const read = await readCalls('calls.csv', file, { columnMap: [], skipBadRows: false });
      if (read.log.count === 0) {
        expect(read.problems).toHaveLength(1);
        return;
      }
      expect(read.problems).toEqual([]);
      const calibration = calibrate(read.log, 0.95);
      const document = JSON.parse(
        JSON.stringify(calibrationDocument(calibration, 'calls.csv', '0')),
      );
      for (const { estimate, low, high } of intervalsIn(document)) {
        if (typeof estimate !== 'number') continue;
        if (low !== null) expect(low).toBeLessThanOrEqual(estimate + 1e-9);
        if (high !== null) expect(high).toBeGreaterThanOrEqual(estimate - 1e-9);
      }
      for (const line of renderCalibrationText(calibration, 'calls.csv', PLAIN).split('\n')) {
        expect(displayWidth(line)).toBeLessThanOrEqual(80);
        expect(line).not.toMatch(/NaN|undefined/);
      }
      const text = fragmentOf(calibration, 'calls.csv', null);
      if (text === null) return;
      const part = parse(text);
      expect(answerSchema.safeParse(part.answer ?? {}).error).toBeUndefined();
      expect(providerSchema.safeParse(part.provider ?? {}).error).toBeUndefined();
    }),
    { numRuns: 60, seed: 1 },
  );
});
