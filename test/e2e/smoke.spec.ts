import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { calls } from '../../shared/contract/calls.ts';
import { events } from '../../shared/contract/events.ts';
import { expect, test } from './fixtures.ts';
import type { AppWindow } from './fixtures.ts';

/** What the page complains about from now on. */
function complaints(page: Page): string[] {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(error.message));
  return heard;
}

/** An answer of the running app, asked through the bridge as a screen would. */
function statusOf(page: Page) {
  return page.evaluate(() => (globalThis as unknown as AppWindow).pishkhan['app.status']({}));
}

test('starts on an empty data folder, in practice, without a complaint', async ({ start }) => {
  const { page, host } = await start();
  const heard = complaints(page);
  await page.reload();
  await expect(page.locator('#root')).not.toBeEmpty();
  const status = await statusOf(page);
  expect(status).toMatchObject({ ok: true, value: { mode: 'practice', trouble: null, host, queued: 0 } });
  await page.evaluate(() => document.fonts.ready);
  expect(heard).toEqual([]);
});

test('the bridge is the contract, and the page has nothing else of the host', async ({ start }) => {
  const { page } = await start();
  const found = await page.evaluate(() => {
    const { pishkhan } = globalThis as unknown as AppWindow;
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', 'contextBridge'];
    return {
      calls: Object.keys(pishkhan).filter((name) => name !== 'listen'),
      listens: Object.keys(pishkhan.listen),
      notFunctions: Object.values({ ...pishkhan, ...pishkhan.listen, listen: () => {} }).filter((f) => typeof f !== 'function'),
      frozen: Object.isFrozen(pishkhan) && Object.isFrozen(pishkhan.listen),
      node: names.filter((name) => name in globalThis),
      hostNames: Object.getOwnPropertyNames(globalThis).filter((name) => /pishkhan|playwright/iu.test(name)),
    };
  });
  expect(found.calls.toSorted()).toEqual(Object.keys(calls).toSorted());
  expect(found.listens.toSorted()).toEqual(Object.keys(events).toSorted());
  expect(found.notFunctions).toEqual([]);
  expect(found.frozen).toBe(true);
  expect(found.node).toEqual([]);
  expect(found.hostNames).toEqual(['pishkhan']);
});

test('a call with bad input is answered as an error, not thrown', async ({ start }) => {
  const { page } = await start();
  const reply = await page.evaluate(() => {
    const { pishkhan } = globalThis as unknown as AppWindow;
    return pishkhan['app.setMode']({ mode: 'free' as 'live' });
  });
  expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } });
});

test('the policy refuses code and requests that are not the app’s', async ({ start }) => {
  const { page } = await start();
  const refused = await page.evaluate(async () => {
    const attempt = async (act: () => unknown) => {
      try {
        await act();
        return 'allowed';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const script = document.createElement('script');
    // The debugger lets its own call use eval, so this must run after it.
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    return {
      // oxlint-disable-next-line typescript/no-implied-eval -- it is what must fail
      eval: await attempt(() => new Function('return 1')()),
      inline: await attempt(() => {
        script.textContent = 'globalThis.inlineRan = true';
      }),
      html: await attempt(() => {
        document.createElement('div').innerHTML = '<b>x</b>';
      }),
      fetch: await attempt(() => fetch('https://example.invalid/')),
      own: await attempt(() => fetch('/index.html')),
    };
  });
  expect(refused).toEqual({ eval: 'EvalError', inline: 'TypeError', html: 'TypeError', fetch: 'TypeError', own: 'TypeError' });
});

test('inline styles and foreign frames are refused', async ({ start }) => {
  const { page } = await start();
  const violated = await page.evaluate(async () => {
    const blocked: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    text.setAttribute('style', 'color: red');
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    const frame = document.createElement('iframe');
    frame.src = 'https://example.invalid/';
    document.body.append(text, style, frame);
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    return { blocked: blocked.toSorted(), shown: getComputedStyle(document.body).display };
  });
  expect(violated.blocked).toEqual(['frame-src', 'style-src-attr', 'style-src-elem']);
  expect(violated.shown).not.toBe('none');
});

test('the page cannot be led away, opens no windows and gets no permissions', async ({ start }) => {
  const { page } = await start();
  const home = page.url();
  await page.evaluate(() => {
    (globalThis as unknown as { mark: boolean }).mark = true;
    location.href = 'https://example.invalid/';
  });
  const opened = await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.invalid/';
    link.target = '_blank';
    document.body.append(link);
    link.click();
    return window.open('https://example.invalid/');
  });
  expect(opened).toBeNull();
  const permissions = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
  });
  expect(permissions).not.toContain('granted');
  expect(permissions).not.toContain('prompt');
  // The same document as before: its mark is still there.
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(page.url()).toBe(home);
  expect(await page.evaluate(() => (globalThis as unknown as { mark?: boolean }).mark)).toBe(true);
});

test('a second instance on the same data ends by itself', async ({ start }) => {
  const first = await start();
  await expect(start()).rejects.toThrow('ended');
  expect(await statusOf(first.page)).toMatchObject({ ok: true });
});

test('killed and started again, the app is there with what it had saved', async ({ start }) => {
  const first = await start();
  const draft = { invoiceNo: '۱۲', amount: '5000', mobileNo: '', customerName: 'ژاله', description: '', replaces: null };
  const put = await first.page.evaluate((value) => {
    const { pishkhan } = globalThis as unknown as AppWindow;
    return pishkhan['draft.put']({ draft: value });
  }, draft);
  expect(put).toEqual({ ok: true, value: {} });
  await first.kill();
  const second = await start();
  const got = await second.page.evaluate(() => (globalThis as unknown as AppWindow).pishkhan['draft.get']({}));
  expect(got).toEqual({ ok: true, value: { draft } });
  await second.close();
});

test('main starts by freezing what every object inherits', async ({ start, dataDir }) => {
  // Runs in main beside the app, and says at its end what a hostile name could have written on.
  const told = path.join(dataDir, 'inherited.json');
  const spy = `import { writeFileSync } from 'node:fs'; process.on('exit', () => {
    const shared = { Object, Array, Function, String, Error, Map, Promise };
    writeFileSync(${JSON.stringify(told)}, JSON.stringify(Object.keys(shared).filter((name) => !Object.isFrozen(shared[name].prototype))));
  });`;
  const app = await start({ env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(spy)}` } });
  test.skip(app.host !== 'stand-in', 'Electron takes no module by NODE_OPTIONS');
  await app.close();
  expect(JSON.parse(await readFile(told, 'utf8'))).toEqual([]);
});
