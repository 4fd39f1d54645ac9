import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Seal } from '../../../electron/host.ts';
import { billNo } from '../../bill-samples.ts';
import { testCounter, testSeal } from '../counter.ts';

/** A keyring that answers nothing until it is unlocked, and everything from then on. */
function lockedSeal(): Seal & { unlock(): void } {
  const open = Promise.withResolvers<undefined>();
  const seal = testSeal();
  return {
    unlock: () => open.resolve(undefined),
    strength: () => open.promise.then(() => seal.strength()),
    close: (text) => open.promise.then(() => seal.close(text)),
    open: (sealed, onReseal) => open.promise.then(() => seal.open(sealed, onReseal)),
  };
}

let counter: Awaited<ReturnType<typeof testCounter>>;
let seal: ReturnType<typeof lockedSeal>;
beforeEach(async () => {
  counter = await testCounter();
  await counter.value('settings.put', {
    mode: 'live',
    patch: { payLinkName: 'shop', endpoint: 'http://127.0.0.1:9/', toshaEndpoint: 'http://127.0.0.1:9/' },
  });
  for (const name of ['key1', 'key2', 'toshaUser', 'toshaPassword'] as const)
    await counter.value('settings.putSecret', { mode: 'live', name, value: `${name}-73519` });
  seal = lockedSeal();
});
afterEach(async () => {
  seal.unlock();
  await counter.remove();
});

it('a keyring that does not answer holds up neither the window nor the settings, in practice and in live', async () => {
  await counter.restart({ seal });
  expect(await counter.value('app.status', {})).toMatchObject({ mode: 'practice', trouble: null, accessFault: null });
  const silent = { key1: 'waiting', key2: 'waiting', toshaUser: 'waiting', toshaPassword: 'waiting' };
  expect(await counter.value('settings.get', { mode: 'live' })).toMatchObject({
    secrets: silent,
    seal: 'waiting',
    liveReady: false,
  });
  expect(await counter.value('settings.get', { mode: 'practice' })).toMatchObject({ seal: 'waiting', liveReady: false });
  expect(await counter.refusal('app.setMode', { mode: 'live' })).toBe('keyring-waiting');
});

it('in live it is said, nothing is sent or submitted, and the counter goes on by itself when it answers', async () => {
  await counter.value('app.setMode', { mode: 'live' });
  await counter.restart({ seal });
  expect(await counter.value('app.status', {})).toMatchObject({
    mode: 'live',
    accessFault: 'keyring-waiting',
    bills: { accessFault: 'keyring-waiting' },
  });
  await counter.value('bills.add', { pairs: [billNo(1)], source: 'scan' });
  expect(await counter.refusal('bills.submit', {})).toBe('keyring-waiting');
  expect(await counter.value('links.checkNow', { id: null })).toMatchObject({ asked: 0 });

  const before = counter.told.length;
  seal.unlock();
  await vi.waitFor(() => {
    const areas = counter.told.slice(before).flatMap(({ data }) => ('areas' in data ? data.areas : []));
    expect(areas).toEqual(expect.arrayContaining(['settings', 'status']));
  });
  expect(await counter.value('app.status', {})).toMatchObject({ accessFault: null, bills: { accessFault: null } });
  expect(await counter.value('settings.get', { mode: 'live' })).toMatchObject({ secrets: { key1: 'set' }, seal: 'strong' });
});
