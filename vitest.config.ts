import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    // One worker a core. vitest leaves one core to itself, which of two is half the machine; much of a test is waiting.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/{shared,electron,scripts,asmx,fuzz}/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          // React, jsdom and the screens once for all files, not anew for each: it halves what they cost.
          isolate: false,
          setupFiles: ['test/renderer/setup.ts'],
        },
      },
    ],
    // Of the renderer alone, by `npm run test:screens`: the least part of its lines that its tests run, folder by folder.
    coverage: {
      provider: 'v8',
      include: ['renderer/**/*.{ts,tsx}'],
      reporter: ['text-summary'],
      thresholds: {
        'renderer/base/**': { lines: 90 },
        'renderer/i18n/**': { lines: 90 },
        'renderer/ui/**': { lines: 90 },
        'renderer/scan/**': { lines: 90 },
        'renderer/links/**': { lines: 90 },
        'renderer/bills/**': { lines: 90 },
        'renderer/decisions/**': { lines: 90 },
        'renderer/settings/**': { lines: 90 },
        'renderer/practice/**': { lines: 90 },
        'renderer/shell/**': { lines: 90 },
      },
    },
  },
});
