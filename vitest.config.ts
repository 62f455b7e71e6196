import { defineConfig } from 'vitest/config';

// CI asks for a report that can be counted, beside the one for people.
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    sequence: { seed: 1 },
    pool: 'forks',
    maxWorkers: 2,
    ...(report && { reporters: ['default', ['json', { outputFile: report }]] }),
  },
});
