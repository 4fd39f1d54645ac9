import { defineConfig } from '@playwright/test';

/** The specs start the app themselves (test/host/launch.ts), each on a data folder of its own. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  forbidOnly: process.env['CI'] !== undefined,
});
