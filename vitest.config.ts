/** Tests run in the host's own process pool; slow ones say so themselves. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['tests/**/*.test.ts'], testTimeout: 30_000, pool: 'forks' },
});
