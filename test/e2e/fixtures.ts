import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '@playwright/test';
import type { Bridge } from '../../shared/contract/calls.ts';
import { launch } from '../host/launch.ts';
import type { Launched, LaunchOptions } from '../host/launch.ts';

export { expect } from '@playwright/test';

/** What the page of the app has on its window. */
export interface AppWindow {
  pishkhan: Bridge;
}

export interface AppFixtures {
  /** A new folder for this test alone; gone after it. */
  dataDir: string;
  /** Starts the app on `dataDir`. What a test leaves running is ended after it. */
  start: (options?: Omit<LaunchOptions, 'dataDir'>) => Promise<Launched>;
}

export const test = base.extend<AppFixtures>({
  // Playwright reads the fixtures a fixture needs from this pattern.
  // eslint-disable-next-line no-empty-pattern
  dataDir: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'pishkhan-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  start: async ({ dataDir }, use) => {
    const running: Launched[] = [];
    await use(async (options = {}) => {
      const launched = await launch({ ...options, dataDir });
      running.push(launched);
      return launched;
    });
    await Promise.all(running.map((launched) => launched.kill()));
  },
});
