import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY_MS } from '../../src/base/units.ts';
import { InputProblems } from '../../src/scenario/problem.ts';
import { formatDuration, parseDuration } from '../../src/scenario/quantities.ts';
import { merge } from '../../src/scenario/yaml/merge.ts';
import { outsidePlace } from '../../src/scenario/yaml/set-path.ts';
import { fromPlain, plain } from '../../src/scenario/yaml/source-tree.ts';
import { zoneSpec } from '../../src/scenario/zones.ts';
import { load, scenarioText } from '../support/scenario-input.ts';

it('a duration survives being written and read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_650 * DAY_MS }), (ms) => {
      expect(parseDuration(formatDuration(ms))).toEqual({ ok: true, value: ms });
    }),
  );
});

it('any text is a scenario or a list of problems with places inside the file', async () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom(...scenarioText().split('\n')),
    fc.constantFrom('- a', 'x: [1', '  y: 2', '? z', '&a b: *a', '"', '{', '---', '...', '<<: *a'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
      const text = lines.join('\n');
      try {
        await load(text);
      } catch (error) {
        expect(error).toBeInstanceOf(InputProblems);
        const { problems } = error as InputProblems;
        expect(problems.length).toBeGreaterThan(0);
        for (const problem of problems) {
          expect(problem.line).toBeLessThanOrEqual(lines.length + 1);
          expect(problem.message).not.toBe('');
        }
      }
    }),
    { numRuns: 300 },
  );
});

it('any change of one value loads or is a problem at that path', async () => {
  const { resolved, origins } = await load(scenarioText());
  const paths = [...origins.keys()].filter((path) => !/^(why|name|numbers|campaigns)/.test(path));
  expect(paths.length).toBeGreaterThan(60);
  expect(resolved).toBeTypeOf('object');
  const value = fc.oneof(
    fc.double().map(String),
    fc.integer().map(String),
    fc.constantFrom('', 'x', '[]', '{}', '{ a: 1 }', '.nan', '-5m', '1e400', 'true', 'null', '5%'),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), value, async (path, text) => {
      try {
        await load(scenarioText(), { set: [`${path}=${text}`] });
      } catch (error) {
        expect(error).toBeInstanceOf(InputProblems);
        for (const problem of (error as InputProblems).problems) {
          // A window that never opens is the fault of the start and of the duration alike.
          const elsewhere = /^(start|duration)$/.test(path) && /windows$/.test(problem.path);
          const near = path.startsWith(problem.path) || problem.path.startsWith(path);
          const weights = path.startsWith('answer.unanswered');
          expect(near || elsewhere || weights, `${path}=${text}: ${problem.path}`).toBe(true);
        }
      }
    }),
    { numRuns: 400 },
  );
});

it('merging is laying over: what is below stays only where nothing lies on it', () => {
  const place = outsidePlace('test');
  const key = fc.constantFrom('a', 'b', 'c');
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(fc.integer(), fc.array(fc.integer(), { maxLength: 2 }), tie('map')),
    map: fc.dictionary(key, tie('node'), { maxKeys: 3 }),
  })).map;
  type Plain = Record<string, unknown>;
  const isMap = (value: unknown): value is Plain =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const laid = (base: unknown, over: unknown): unknown => {
    if (!isMap(base) || !isMap(over)) return over;
    const keys = [...new Set([...Object.keys(base), ...Object.keys(over)])];
    return Object.fromEntries(
      keys.map((name) => [
        name,
        name in over ? (name in base ? laid(base[name], over[name]) : over[name]) : base[name],
      ]),
    );
  };
  fc.assert(
    fc.property(tree, tree, (base, over) => {
      const merged = merge(fromPlain(base, place), fromPlain(over, place));
      expect(plain(merged)).toEqual(laid(base, over));
    }),
  );
});

it('the offsets of a zone are those of the platform at every instant', () => {
  const startEpochMs = Date.UTC(2026, 0, 15);
  const names = [
    'America/New_York',
    'Europe/London',
    'Asia/Kolkata',
    'Australia/Sydney',
    'Africa/Casablanca',
    'America/Santiago',
    'Asia/Gaza',
  ];
  const zones = names.map((name) => zoneSpec(name, startEpochMs, 365 * DAY_MS));
  fc.assert(
    fc.property(
      fc.nat(names.length - 1),
      fc.integer({ min: -7 * DAY_MS, max: 372 * DAY_MS }),
      (index, atMs) => {
        const zone = zones[index];
        const segment = zone.fromMs.findLastIndex((from) => from <= atMs);
        const epochMs = startEpochMs + atMs;
        // "2/1/2026, 09:00:05": the wall clock, read back as if it were UTC.
        const wall = new Date(epochMs).toLocaleString('en-US', {
          timeZone: zone.name,
          hourCycle: 'h23',
        });
        const localMs = Date.parse(`${wall.replace(',', '')} UTC`);
        const offsetMs = localMs - Math.floor(epochMs / 1_000) * 1_000;
        expect(zone.offsetMs[segment]).toBe(offsetMs);
      },
    ),
    { numRuns: 500 },
  );
});
