import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forgiving } from '../../../electron/desktop/stores.ts';
import { openWindow, showWindow } from '../../../electron/desktop/window.ts';
import { FakeWindow } from './shell.ts';

vi.mock('electron', async () => (await import('./shell.ts')).electron);
// The file itself is the business of stores.test.ts.
vi.mock('electron-store', () => ({ default: vi.fn() }));

beforeEach(() => {
  FakeWindow.all = [];
  vi.useFakeTimers();
});

const nothing = forgiving(() => ({ get: () => undefined, set: () => {}, setAll: () => {}, delete: () => {} }));
const full = forgiving(() => {
  throw new Error('ENOSPC');
});
const theWindow = () => FakeWindow.all[0] ?? expect.fail('no window was opened');

describe('a window that is closed while it loads', () => {
  const FAILED = new Error('ERR_FAILED (-2)');

  it.each([
    ['is about to close', (window: FakeWindow) => void window.emit('close')],
    ['is gone', (window: FakeWindow) => void (window.destroyed = true)],
  ])('is no failure when it %s', async (_, end) => {
    const opening = openWindow('preload.cjs', nothing);
    end(theWindow());
    theWindow().loading.reject(FAILED);
    await expect(opening).resolves.toBeDefined();
  });

  it('but a page that cannot be loaded is one', async () => {
    const opening = openWindow('preload.cjs', nothing);
    theWindow().loading.reject(FAILED);
    await expect(opening).rejects.toBe(FAILED);
  });
});

describe("the window's place", () => {
  it('is kept once it rests, and when it closes', async () => {
    const set = vi.fn<(key: string, value: unknown) => void>();
    void openWindow('preload.cjs', { ...nothing, set });
    theWindow().emit('move');
    theWindow().emit('resize');
    expect(set).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(set.mock.calls).toEqual([
      ['bounds', { x: 0, y: 0, width: 800, height: 600 }],
      ['maximized', false],
    ]);
    theWindow().emit('close');
    expect(set).toHaveBeenCalledTimes(4);
  });

  it('costs nothing where it cannot be kept', () => {
    void openWindow('preload.cjs', full);
    theWindow().emit('move');
    vi.runAllTimers();
    theWindow().emit('close');
    expect(theWindow().isDestroyed()).toBe(false);
  });

  it('is not asked of a window that is gone', () => {
    void openWindow('preload.cjs', nothing);
    theWindow().emit('move');
    theWindow().destroyed = true;
    expect(() => vi.runAllTimers()).not.toThrow();
  });
});

it('is brought forward, from the task bar too', () => {
  showWindow();
  const window = new FakeWindow();
  showWindow();
  expect(window.restore).not.toHaveBeenCalled();
  window.minimized = true;
  showWindow();
  expect([window.restore, window.show, window.focus].map((act) => act.mock.calls.length)).toEqual([1, 2, 2]);
});
