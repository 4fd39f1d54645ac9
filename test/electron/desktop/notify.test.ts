import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Link } from '../../../shared/links.ts';
import { APP_ID, notify } from '../../../electron/desktop/notify.ts';
import { FakeNotification, FakeWindow } from './shell.ts';

vi.mock('electron', async () => (await import('./shell.ts')).electron);

beforeEach(() => {
  FakeNotification.all = [];
  FakeWindow.all = [];
  FakeWindow.focused = null;
});

const link = { invoiceNo: 'A-1', customerName: 'مریم', amount: 150_000 } as Link;

it('brings a minimised window back when it is clicked', () => {
  const window = new FakeWindow();
  window.minimized = true;
  notify({ kind: 'paid', link });
  const [notification] = FakeNotification.all;
  expect(notification?.options).toEqual({ title: '✓ A-1', body: 'مریم\n150,000' });
  expect(notification?.shows).toBe(1);
  notification?.emit('click');
  expect(window.restore).toHaveBeenCalledOnce();
  expect(window.show).toHaveBeenCalledOnce();
});

/** Collects what nothing holds; a WeakRef holds what it gave until the end of its turn. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  await setImmediate();
  (runInNewContext('gc') as () => void)();
}

it.each(['close', 'click', 'failed'])('is held while it is on the screen, and let go on %s', async (end) => {
  notify({ kind: 'alarm', link });
  const onScreen = new WeakRef(FakeNotification.all.pop() ?? expect.fail('nothing was shown'));
  await collectGarbage();
  expect(onScreen.deref() !== undefined).toBe(true);
  onScreen.deref()?.emit(end);
  await collectGarbage();
  expect(onScreen.deref() !== undefined).toBe(false);
});

it('says nothing of other things, of no link or batch, or to a cashier who is looking', () => {
  notify({ kind: 'unknown', link });
  notify({ kind: 'paused' });
  FakeWindow.focused = new FakeWindow();
  notify({ kind: 'paid', link });
  expect(FakeNotification.all).toEqual([]);
});

it('is known to Windows by the id that the installer gives the shortcut', () => {
  const builder = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
  expect(/^appId: (\S+)$/mu.exec(builder)?.[1]).toBe(APP_ID);
});
