import { expect, it, vi } from 'vitest';

const app = vi.hoisted(() => ({ isPackaged: false }));
vi.mock('electron', () => ({ app }));
const { allowsLoopback } = await import('../../../electron/desktop/loopback.ts');

it.each([
  [false, '1', true],
  [false, undefined, false],
  [false, '', false],
  [false, 'true', false],
  [true, '1', false],
])('packaged: %s, set to %s: loopback is allowed: %s', (isPackaged, value, allowed) => {
  app.isPackaged = isPackaged;
  vi.stubEnv('PISHKHAN_ALLOW_LOOPBACK', value);
  expect(allowsLoopback()).toBe(allowed);
  vi.unstubAllEnvs();
});
