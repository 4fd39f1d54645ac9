import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{shared,electron,renderer,scripts,asmx,fuzz}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // One worker a core. vitest leaves one core to itself, which of two is half the machine; much of a test is waiting.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['renderer/**/*.{ts,tsx}'],
      reporter: ['text-summary'],
    },
  },
});
