import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{shared,electron,renderer,scripts,asmx,fuzz}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['renderer/**/*.{ts,tsx}'],
      reporter: ['text-summary'],
    },
  },
});
