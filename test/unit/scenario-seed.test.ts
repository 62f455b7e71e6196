import { describe, expect, it } from 'vitest';
import { seedText } from '../../src/scenario/seed.ts';
import { call } from '../support/call.ts';
import { TINY } from '../support/tiny-scenario.ts';

/** TINY without its own seed, and with one as YAML has it. */
const seeded = (seed: string) => `${TINY.replace(/^seed:.*\n/m, '')}\nseed: ${seed}\n`;

async function seedOf(line: string, yaml = '1', env = {}): Promise<unknown> {
  const files = { 'tiny.yaml': seeded(yaml) };
  const { stdout, stderr } = await call(`${line} --json`, { files, env });
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout).seed;
}

const RUN = 'run tiny.yaml --reps 2';

describe('a seed', () => {
  it('that reads as a whole number is that number, anything else is a text', () => {
    for (const typed of ['7', '007', '+7', ' 7 ', '+007']) expect(seedText(typed)).toBe('7');
    for (const typed of ['0', '000', '+0']) expect(seedText(typed)).toBe('0');
    expect(seedText('00012345678901234567890')).toBe('12345678901234567890');
    for (const typed of ['abc', '7a', '7.0', '1e3', '0x7', ' monday']) {
      expect(seedText(typed)).toBe(typed);
    }
  });

  it.each(['007', '+7', '7'])('%s is 7 wherever it is given', async (typed) => {
    expect(await seedOf(`${RUN} --seed ${typed}`)).toBe(7);
    expect(await seedOf(`verify retries --reps 10 --seed ${typed}`)).toBe(7);
    expect(await seedOf(`compare tiny.yaml --set-b name=b --reps 2 --seed ${typed}`)).toBe(7);
    expect(await seedOf(RUN, typed)).toBe(7);
    expect(await seedOf(RUN, `"${typed}"`)).toBe(7);
    expect(await seedOf(`${RUN} --set seed=${typed}`)).toBe(7);
    expect(await seedOf(RUN, '1', { POOLSIM_SEED: typed })).toBe(7);
  });

  it('is the same rows whatever writes it', async () => {
    const rows = async (seed: string) =>
      (await call(`generate contacts --count 3 --seed ${seed}`)).stdout;
    expect(await rows('007')).toBe(await rows('7'));
    expect(await rows('007a')).not.toBe(await rows('7'));
  });

  it('below 0 is refused, in quotes too', async () => {
    for (const yaml of ['-7', '"-7"']) {
      const files = { 'tiny.yaml': seeded(yaml) };
      const { code, stderr } = await call(RUN, { files });
      expect(code).toBe(2);
      expect(stderr).toMatch(/tiny\.yaml:\d+:7: seed: .*a whole number/);
    }
  });
});
