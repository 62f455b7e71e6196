import { describe, expect, it } from 'vitest';
import { allCases, caseNamed } from '../../src/bench/all-cases.ts';
import { prepareDrawReference } from '../../src/bench/draw-reference.ts';
import { holdModel } from '../../src/bench/hold-model.ts';
import { mm1Model } from '../../src/bench/mm1.ts';
import { modelCase } from '../../src/bench/model-cases.ts';
import { HERE } from '../../src/bench/subject.ts';

/** Cases that take seconds as they are, and what stands in for them. */
const SMALLER = [mm1Model(50_000), modelCase(200, { leastRuns: 1 })];
const tooLong = (name: string) => /^(mm1|model)/.test(name) || name.endsWith('100,000');

describe('every case', () => {
  const cases = [...allCases().filter(({ name }) => !tooLong(name)), ...SMALLER];

  it.each(cases.map((each) => [each.name, each] as const))(
    '%s answers rightly',
    async (_, each) => {
      const prepared = await each.prepare(HERE);
      expect(prepared.run(100)).toBeGreaterThanOrEqual(100);
      prepared.run(100);
      expect(prepared.check()).toBeNull();
    },
  );

  it('has a name of its own, and is found by it', () => {
    const names = allCases().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(caseNamed(name).name).toBe(name);
    expect(() => caseNamed('nothing')).toThrow('there is no case "nothing"');
  });
});

describe('the kernel cases', () => {
  it('find a wrong answer', async () => {
    const unserved = await mm1Model(1_000).prepare(HERE);
    expect(unserved.check()).toBe('nothing was run');
  });

  it('answer the same each time, and otherwise where the order differs', async () => {
    const { queue } = HERE;
    const one = await holdModel(100).prepare(HERE);
    const other = await holdModel(100).prepare({ ...HERE, queue });
    expect(one.answer()).toEqual(other.answer());
    expect(one.answer()).not.toEqual((await holdModel(101).prepare(HERE)).answer());
  });

  it('have a yardstick that draws uniforms', () => {
    const reference = prepareDrawReference();
    reference.run();
    expect(reference.check()).toBeNull();
  });
});
