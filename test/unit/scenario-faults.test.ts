import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/base/units.ts';
import { FAULT_KINDS } from '../../src/model/faults.ts';
import { formatProblem } from '../../src/scenario/problem.ts';
import { faultSchema } from '../../src/scenario/schema/faults.ts';
import { load, problemsOf, scenarioText } from '../support/scenario-input.ts';

describe('faults of a scenario', () => {
  it('are read with their defaults, in order of their start', async () => {
    const { scenario } = await load(
      scenarioText({
        connections: '[{ id: a }, { id: b }]',
        faults: `
  - { kind: lost_notices, from: 3h, to: 4h }
  - { kind: throttle, connection: b, from: 2h, to: 3h, callsPerSecond: 0.5 }
  - { kind: slow, from: 1h, to: 2h, factor: 4 }
  - { kind: late_notices, from: 4h, to: 5h, share: 30%, delay: { law: exponential, mean: 5m } }
  - { kind: doubled_notices, from: 5h, to: 6h }
  - { kind: outage, from: 6h, to: 7h }`,
      }),
    );
    const at = (from: number, connection = -1) => ({
      connection,
      fromMs: from * HOUR_MS,
      toMs: (from + 1) * HOUR_MS,
    });
    expect(scenario.faults).toEqual([
      { kind: 'slow', ...at(1), factor: 4, delayMs: 0 },
      { kind: 'throttle', ...at(2, 1), callsPerSecond: 0.5, share: 0 },
      { kind: 'lost_notices', ...at(3), share: 1 },
      {
        kind: 'late_notices',
        ...at(4),
        share: 0.3,
        delay: { law: 'exponential', meanMs: 300_000 },
      },
      { kind: 'doubled_notices', ...at(5), share: 1, delay: { law: 'constant', ms: 1_000 } },
      { kind: 'outage', ...at(6) },
    ]);
    expect(scenario.platform).toMatchObject({ sweepAfterMs: 1_200_000, throttleBackoffMs: 1_000 });
  });

  it('have a shape for every kind that the model knows', () => {
    const kinds = faultSchema.options.map((option) => option.shape.kind.value);
    expect([...kinds].sort()).toEqual([...FAULT_KINDS].sort());
  });

  it.each([
    ['{ kind: throttle, from: 1h, to: 2h }', 'faults[0]', /neither callsPerSecond nor share/],
    ['{ kind: slow, from: 1h, to: 2h }', 'faults[0]', /neither factor nor delay/],
    ['{ kind: slow, from: 1h, to: 2h, factor: 0.5 }', 'faults[0].factor', /0.5.*1 to 10000/],
    ['{ kind: late_notices, from: 1h, to: 2h }', 'faults[0].delay', /missing/],
    ['{ kind: lost_notices, from: 1h, to: 2h, share: 30 }', 'faults[0].share', /30%/],
    ['{ kind: lost_notice, from: 1h, to: 2h }', 'faults[0].kind', /lost_notices/],
    ['{ kind: outage, connection: x, from: 1h, to: 2h }', 'faults[0].connection', /no connection/],
    ['{ kind: lost_notices, from: 2h, to: 2h }', 'faults[0].to', /ends before it begins/],
  ])('%s is refused', async (fault, path, shape) => {
    const problems = await problemsOf(
      scenarioText({ connections: '[{ id: a }]', faults: `[${fault}]` }),
    );
    expect(problems.map((problem) => problem.path)).toEqual([path]);
    expect(formatProblem(problems[0])).toMatch(shape);
    expect(problems[0].line).toBeGreaterThan(0);
  });
});

describe('limits of numbers', () => {
  const HEAD = 'e164,country,calls_per_day_max,cool_down,warm_up\n';

  it('are the number’s own, else the platform’s, else none', async () => {
    const { scenario } = await load({
      's.yaml': scenarioText({
        platform:
          '{ numberLimits: { callsPerDayMax: 75, coolDown: 90s, warmUp: [{ for: 7d, callsPerDay: 10 }] } }',
        numbers: `
  - file: n.csv
  - generate: { group: g, country: US, count: 1, callsPerDayMax: 9, coolDown: 0s, warmUp: [] }
  - generate: { group: h, country: US, count: 1, concurrentMax: 2 }`,
      }),
      'n.csv': `${HEAD}+14155550100,US,40,5m,7d:10 7d:20\n+14155550101,US,,,\n`,
    });
    const stage = (callsPerDayMax: number) => ({ forMs: 7 * DAY_MS, callsPerDayMax });
    const none = Number.POSITIVE_INFINITY;
    const limits = scenario.numbers.map(
      ({ callsPerDayMax, concurrentMax, coolDownMs, warmUp }) =>
        [callsPerDayMax, concurrentMax, coolDownMs, warmUp] as const,
    );
    expect(limits).toEqual([
      [40, none, 300_000, [stage(10), stage(20)]],
      [75, none, 90_000, [stage(10)]],
      [9, none, 0, []],
      [75, 2, 90_000, [stage(10)]],
    ]);
  });

  it('are read strictly in a file', async () => {
    const rows = [
      '+14155550100,US,,90,',
      '+14155550101,US,,8d,',
      '+14155550102,US,,,7d',
      '+14155550103,US,,,7:10',
      '+14155550104,US,,,6h:10',
      '+14155550105,US,,,7d:0',
    ];
    const problems = await problemsOf({
      's.yaml': scenarioText({ numbers: '[{ file: n.csv }]' }),
      'n.csv': `${HEAD}${rows.join('\n')}\n`,
    });
    expect(problems.map(({ line, path }) => [line, path])).toEqual([
      [2, 'cool_down'],
      [3, 'cool_down'],
      [4, 'warm_up'],
      [5, 'warm_up'],
      [6, 'warm_up'],
      [7, 'warm_up'],
    ]);
    expect(formatProblem(problems[0])).toMatch(/90 is a duration without a unit/);
    expect(formatProblem(problems[2])).toMatch(/7d:10 7d:20 7d:30/);
  });

  it.each([
    ['platform', '{ numberLimits: { warmUp: [{ for: 6h, callsPerDay: 1 }] } }', /1d to/],
    ['platform', '{ numberLimits: { coolDown: 90 } }', /without a unit/],
    ['platform', '{ numberLimits: { coolDwon: 90s } }', /did you mean coolDown/],
    ['platform', '{ sweepAfter: 0s }', /1s to/],
    ['platform', '{ throttleBackoff: 1ms }', /100ms to/],
  ])('%s: %s is refused', async (key, text, shape) => {
    const [problem] = await problemsOf(scenarioText({ [key]: text }));
    expect(formatProblem(problem)).toMatch(shape);
  });
});
