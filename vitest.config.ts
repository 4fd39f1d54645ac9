import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{shared,electron,renderer,scripts,asmx,fuzz}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
