/** The tests: everything under tests/, with a JSON report where a program wants one. */
import { join } from 'node:path';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const report = process.env['VITEST_JSON'];

// What was compiled once is kept for all workers and for the processes that tests start.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/tests');

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    pool: 'forks',
    // By itself it would leave one processor idle; and tests that wait for a lease or a browser leave theirs.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
