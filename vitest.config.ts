/** The tests: everything under tests/, with a JSON report where a program wants one. */
import { defineConfig } from 'vitest/config';

const report = process.env['VITEST_JSON'];

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    pool: 'forks',
    // By itself it would leave one processor idle: on a machine of two, half of them.
    maxWorkers: '100%',
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
