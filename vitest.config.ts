import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/{shared,electron,renderer,host,scripts}/**/*.test.ts',
      'test/{shared,electron,renderer,host,scripts}/**/*.test.tsx',
      'test/{asmx,faults}/**/*.test.ts',
    ],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
