import { defineConfig } from 'vitest/config';

/** The tests that `mutate.ts` chose. (Stryker has `testFiles` for this, but 10.1.1 then never makes a static mutant active.) */
export default defineConfig({
  test: {
    include: JSON.parse(process.env['PISHKHAN_MUTATION_TESTS'] ?? '[]') as string[],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
