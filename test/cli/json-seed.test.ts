import { describe, expect, it } from 'vitest';
import { call } from '../support/call.ts';
import { TINY } from '../support/tiny-scenario.ts';

const files = { 'tiny.yaml': TINY };

describe('the seed in JSON', () => {
  it.each([
    'run tiny.yaml --reps 2',
    'compare tiny.yaml --set-b name=other --reps 2',
    'sweep tiny.yaml --vary platform.spamThreshold=60,80 --reps 2',
    'plan tiny.yaml --target stall.risk<=90% --budget 200',
    'verify retries --reps 10',
    'explain tiny.yaml --contact 1 --at 1h',
  ])('is one kind whatever prints it: %s', async (line) => {
    for (const [typed, written] of [
      ['3', 3],
      ['monday', 'monday'],
    ] as const) {
      const { stdout, stderr } = await call(`${line} --seed ${typed} --json`, { files });
      expect(stdout, stderr).not.toBe('');
      expect(JSON.parse(stdout)).toMatchObject({ seed: written });
    }
  });
});
