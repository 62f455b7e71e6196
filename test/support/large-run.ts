import type { PageInput } from '../../src/report/html/page-input.ts';
import type { StoredExemplar } from '../../src/report/stored/exemplar.ts';
import { storedRunOf } from '../../src/report/stored/of-experiment.ts';
import type { StoredRun } from '../../src/report/stored/stored-run.ts';
import { fakeContext } from './fake-context.ts';
import { fakeExperiment } from './fake-experiment.ts';
import { noise } from './fake-run.ts';

const HOURS = 24 * 30;
const COUNTRIES = ['US', 'GB'];

/** A made-up run of 30 days in which every number is dialled on every weekday, and flagged now and then. */
export function largeInput(numbers: number): PageInput {
  const experiment = fakeExperiment(4);
  const run = storedRunOf(experiment, fakeContext(experiment));
  const ids = Array.from({ length: numbers }, (_, i) => `+1415555${String(i).padStart(4, '0')}`);
  const [number] = run.numbers;
  const [pool] = run.pool;
  const [health] = run.campaignHealth;
  const large: StoredRun = {
    ...run,
    numbers: ids.map((id, i) => ({ ...number, number: id, name: `Line ${i}` })),
    pool: ids.map((id) => ({ ...pool, number: id })),
    campaignHealth: ids.map((id) => ({ ...health, number: id })),
    timeline: Array.from({ length: HOURS }, (_, hour) =>
      ['*', ...COUNTRIES].map((country, i) => ({ ...run.timeline[i], hour, country })),
    ).flat(),
    exemplars: [largeExemplar(run.exemplars[0], ids)],
  };
  const others = { others: [], plans: [], sweeps: [], comparisons: [] };
  return { run: large, ...others, version: '0.0.0' };
}

function largeExemplar(like: StoredExemplar, numbers: readonly string[]): StoredExemplar {
  const hours = HOURS + 1;
  const bins = HOURS * 4;
  const trueScores = new Float64Array(hours * numbers.length);
  const observedScores = new Float64Array(trueScores.length);
  const calls = new Uint32Array(bins * numbers.length);
  numbers.forEach((id, place) => {
    let score = 60;
    for (let hour = 0; hour < hours; hour++) {
      score = Math.min(100, Math.max(0, score + (noise(`${id}/${hour}`) - 0.5) * 1.4));
      const at = hour * numbers.length + place;
      trueScores[at] = score;
      observedScores[at] = hour % 24 === 0 ? score : observedScores[at - numbers.length];
    }
    // Eight calls a day, in working hours, on five days of seven.
    for (let call = 0; call < 176; call++) {
      const weekday = Math.floor(call / 8);
      const bin =
        (weekday + 2 * Math.floor(weekday / 5)) * 96 + 36 + Math.floor(noise(`${id}.${call}`) * 36);
      calls[bin * numbers.length + place]++;
    }
  });
  const answered = calls.map((count, i) => (i % 7 === 0 ? count : 0));
  const changes = numbers.flatMap((number, place) =>
    Array.from({ length: 4 }, (_, i) => ({
      ...like.changes[0],
      number,
      atHours: i === 0 ? 0 : i * 160 + (place % 90),
      status: i % 2 === 0 ? ('healthy' as const) : ('flagged' as const),
    })),
  );
  changes.sort((a, b) => a.atHours - b.atHours);
  const meta = { ...like.meta, durationHours: HOURS, callBinMinutes: 15 };
  const scores = { hours, trueScores, observedScores };
  return { ...like, ...scores, meta, numbers, bins, calls, answered, changes };
}
