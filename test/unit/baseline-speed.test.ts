import { describe, expect, it } from 'vitest';
import {
  type CompareSpeedOptions,
  compareSpeed,
  type Side,
} from '../../src/bench/baseline/compare-speed.ts';
import { FIRST_LOOK_PAIRS, MOST_LOOKS, pairLooks } from '../../src/bench/baseline/looks.ts';
import {
  median,
  pairedMedianRatio,
  unpairedMedianRatio,
} from '../../src/bench/baseline/median-ratio.ts';
import { judgeRatio } from '../../src/bench/baseline/speed-verdict.ts';
import { SequentialStream } from '../../src/kernel/rng/sequential.ts';
import { streamKey } from '../../src/kernel/rng/streams.ts';

const draws = () => {
  const stream = new SequentialStream(streamKey('test', 0, 0, 'baseline-speed'));
  return () => stream.next();
};

describe('a verdict', () => {
  it.each([
    [1.11, 1.3, 'slower'],
    [1.1, 1.3, 'unsure'],
    [0.7, 0.9, 'faster'],
    [0.7, 1 / 1.1, 'unsure'],
    [1 / 1.1, 1.1, 'same'],
    [0.9, 1.05, 'unsure'],
    [0.95, 1.11, 'unsure'],
    [0.5, 2, 'unsure'],
    [-Infinity, Infinity, 'unsure'],
  ] as const)('of %d … %d against 10 %% is %s', (low, high, verdict) => {
    expect(judgeRatio({ estimate: 1, low, high, n: 12 }, 0.1)).toBe(verdict);
  });

  it('is unsure without an interval', () => {
    expect(judgeRatio(null, 0.1)).toBe('unsure');
  });

  it('turns round when base and head change places', () => {
    expect(judgeRatio({ estimate: 1.2, low: 1.15, high: 1.25, n: 12 }, 0.1)).toBe('slower');
    expect(judgeRatio({ estimate: 1 / 1.2, low: 1 / 1.25, high: 1 / 1.15, n: 12 }, 0.1)).toBe(
      'faster',
    );
  });
});

describe('looks', () => {
  it.each([1, 7, 40])('of %d cases share the error probability out, none left over', (cases) => {
    const spent = pairLooks(cases, 0.95).reduce((sum, look) => sum + 1 - look.level, 0);
    expect(spent * cases).toBeCloseTo(0.05 * (1 - 1 / (MOST_LOOKS + 1)), 12);
  });

  it('double', () => {
    expect(pairLooks(1).map((look) => look.pairs)).toEqual([12, 24, 48, 96, 192, 384]);
  });
});

describe('the ratio of medians', () => {
  it('is exact where nothing varies', () => {
    const base = new Array(12).fill(20);
    const head = new Array(12).fill(30);
    const interval = pairedMedianRatio(base, head, { uniform: draws(), level: 0.99 });
    expect(interval?.n).toBe(12);
    for (const end of [interval?.estimate, interval?.low, interval?.high]) {
      expect(end).toBeCloseTo(1.5, 12);
    }
    expect(unpairedMedianRatio(base, head, { uniform: draws(), level: 0.99 })).toMatchObject({
      estimate: 1.5,
      low: 1.5,
      high: 1.5,
    });
  });

  it('does not see a slow-down that both sides of a pair share', () => {
    const base = Array.from({ length: 12 }, (_, i) => 20 * (1 + i));
    const head = base.map((ns) => ns * 1.2);
    const interval = pairedMedianRatio(base, head, { uniform: draws() });
    expect(interval?.low).toBeCloseTo(1.2, 12);
    expect(interval?.high).toBeCloseTo(1.2, 12);
  });

  it('is not led astray by a minority of outliers', () => {
    const head = Array.from({ length: 25 }, (_, i) => (i % 5 === 0 ? 900 : 20));
    const base = new Array(25).fill(20);
    expect(pairedMedianRatio(base, head, { uniform: draws() })?.estimate).toBeCloseTo(1, 12);
    expect(unpairedMedianRatio(base, head, { uniform: draws() })?.estimate).toBe(1);
  });

  it('is open where so few pairs cannot bear the level', () => {
    const five = [1, 2, 3, 4, 5];
    for (const interval of [pairedMedianRatio, unpairedMedianRatio]) {
      const open = interval(five, five, { uniform: draws(), level: 0.95 });
      expect(open).toMatchObject({ low: -Infinity, high: Infinity, n: 5 });
    }
    expect(pairedMedianRatio([], [], { uniform: draws() })).toBeNull();
    expect(unpairedMedianRatio([], five, { uniform: draws() })).toBeNull();
  });

  it('has the middle value or the mean of two as its median', () => {
    expect(median(Float64Array.of(3, 1, 2))).toBe(2);
    expect(median(Float64Array.of(4, 1, 3, 2))).toBe(2.5);
  });
});

interface Taken {
  readonly order: [string, Side][];
  readonly options: CompareSpeedOptions;
}

/** A sampler that answers from functions of the sample's position, and keeps what it was asked. */
function sampler(times: Record<string, (side: Side, i: number) => number>): Taken {
  const order: [string, Side][] = [];
  const count = new Map<string, number>();
  return {
    order,
    options: {
      cases: Object.keys(times),
      mayGoOn: () => true,
      async sample(name, side) {
        order.push([name, side]);
        const key = `${name} ${side}`;
        const i = count.get(key) ?? 0;
        count.set(key, i + 1);
        return times[name]!(side, i);
      },
    },
  };
}

describe('a comparison', () => {
  const wild = (_: Side, i: number) => (i % 2 === 0 ? 10 : 40);

  it('lets base and head take turns at being first', async () => {
    const { order, options } = sampler({ pick: () => 20 });
    const [pick] = await compareSpeed(options);
    const sides = order.map(([, side]) => side[0]).join('');
    expect(sides).toBe('bhhb'.repeat(FIRST_LOOK_PAIRS / 2));
    expect(pick).toMatchObject({ name: 'pick', verdict: 'same' });
    expect(pick?.base.length).toBe(FIRST_LOOK_PAIRS);
    expect(pick?.head.length).toBe(FIRST_LOOK_PAIRS);
  });

  it('keeps the two sides apart whichever was first', async () => {
    const { options } = sampler({ pick: (side) => (side === 'head' ? 30 : 20) });
    const [pick] = await compareSpeed(options);
    expect(new Set(pick?.head)).toEqual(new Set([30]));
    expect(new Set(pick?.base)).toEqual(new Set([20]));
    expect(pick?.verdict).toBe('slower');
  });

  it('ends a case at the look that decides it and goes on with the others', async () => {
    const { options } = sampler({
      calm: () => 20,
      wild: (side, i) => (side === 'base' ? 20 : wild(side, i)),
    });
    const [calm, wildCase] = await compareSpeed(options);
    expect(calm?.head.length).toBe(FIRST_LOOK_PAIRS);
    expect(wildCase?.head.length).toBe(FIRST_LOOK_PAIRS * 2 ** (MOST_LOOKS - 1));
    expect(wildCase?.verdict).toBe('unsure');
  });

  it('is unsure when the budget ends before a look, and still shows what it has', async () => {
    const { options, order } = sampler({ a: () => 20, b: () => 30 });
    const answers = await compareSpeed({ ...options, mayGoOn: () => order.length < 40 });
    expect(answers.map(({ verdict, head }) => [verdict, head.length])).toEqual([
      ['same', 12],
      ['unsure', 8],
    ]);
    expect(answers[1]?.ratio?.estimate).toBe(1);
  });

  it('takes only the head against stored samples', async () => {
    const { options, order } = sampler({ pick: () => 26 });
    const stored = new Map([['pick', new Array(12).fill(20)]]);
    const [pick] = await compareSpeed({ ...options, stored });
    expect(order.every(([, side]) => side === 'head')).toBe(true);
    expect(pick).toMatchObject({ verdict: 'slower', ratio: { estimate: 1.3 } });
  });

  it('takes a wider horizon when told so', async () => {
    const { options } = sampler({ pick: (side) => (side === 'head' ? 24 : 20) });
    expect((await compareSpeed({ ...options, horizon: 0.1 }))[0]?.verdict).toBe('slower');
    expect((await compareSpeed({ ...options, horizon: 0.25 }))[0]?.verdict).toBe('same');
  });

  it('passes on the failure of a sample', async () => {
    const { options } = sampler({ pick: () => 20 });
    const failing = async () => Promise.reject(new Error('wrong answer'));
    await expect(compareSpeed({ ...options, sample: failing })).rejects.toThrow('wrong answer');
  });
});
