import { statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MockInstance } from 'vitest';
import type { BatchState } from '../../../shared/batches.ts';
import { billNo } from '../../bill-samples.ts';
import { testCounter } from '../counter.ts';

let counter: Awaited<ReturnType<typeof testCounter>>;
let connections: MockInstance<DatabaseSync['exec']>;
beforeEach(async () => {
  connections = vi.spyOn(DatabaseSync.prototype, 'exec');
  counter = await testCounter();
});
afterEach(async () => {
  connections.mockRestore();
  await counter.remove();
});

/** The connection that the open ledger holds. */
function ledger(): DatabaseSync {
  const all = connections.mock.contexts.filter((one) => one instanceof DatabaseSync && one.isOpen) as DatabaseSync[];
  return all.findLast((one) => one.location()?.endsWith('ledger.db')) ?? expect.fail('no ledger is open');
}
const batchOf = (id: string) => counter.value('batches.get', { id });
const until = (id: string, state: BatchState) =>
  vi.waitFor(async () => expect((await batchOf(id)).batch.state).toBe(state), { timeout: 15_000 });
const waiting = async () => (await counter.value('app.status', {})).bills.returnsWaiting;

let bills = 0;
/** A batch that is waited for, with the address its payer is sent back to once it is paid. */
async function awaited(): Promise<{ id: string; address: string }> {
  const pairs = [billNo((bills += 1)), billNo((bills += 1))];
  await counter.value('bills.add', { pairs, source: 'scan' });
  const [submitted] = (await counter.value('bills.submit', {})).batches;
  const id = submitted?.id ?? '';
  await until(id, 'awaiting');
  const { batch, bills: own } = await batchOf(id);
  const items = own.map(({ billId, payId, extOrderId, price }) => ({
    BillID: billId,
    PayID: payId,
    ExtOrderID: extOrderId,
    Amount: price,
    Sataus: 0,
    SaleReferenceID: '123456',
  }));
  const query = new URLSearchParams({ BatchTokenID: batch.batchToken ?? '', Status: '0', BillItems: JSON.stringify(items) });
  return { id, address: `${batch.returnUrl.split('?')[0]}?${query}` };
}

/** No room any more, by SQLite's own limit; what its pages have left is filled, by large changes and then by small events. */
async function fillDisk(): Promise<void> {
  ledger().exec('PRAGMA max_page_count = 1');
  const filled = async (change: () => Promise<{ ok: boolean }>) => {
    while ((await change()).ok);
  };
  await filled(() => counter.call('bills.add', { pairs: [billNo((bills += 1))], source: 'scan' }));
  await filled(() => counter.call('settings.put', { mode: 'practice', patch: { sendsAtOnce: 1 } }));
}
const makeRoom = () => ledger().exec('PRAGMA max_page_count = 1000000');

/** As the payer's browser asks, by GET or POST. */
async function payerComes(address: string, method: 'GET' | 'POST' = 'GET') {
  const [url = '', body = ''] = address.split('?');
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const reply = await (method === 'GET' ? fetch(address) : fetch(url, { method: 'POST', body, headers }));
  return { status: reply.status, headers: reply.headers, page: await reply.text() };
}

it('is not acknowledged: the payer keeps the page and the cashier is told; with room it settles by itself', async () => {
  const { id, address } = await awaited();
  await fillDisk();
  const { status, headers, page } = await payerComes(address);
  expect(status).toBe(503);
  expect(headers.get('retry-after')).toMatch(/^\d+$/u);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page).toContain('این صفحه را باز نگه دارید');
  expect(page).not.toContain('123456');
  expect((await batchOf(id)).batch.state).toBe('awaiting');
  expect(await waiting()).toBe(1);
  const alarms = () => counter.told.filter(({ data }) => 'kind' in data && data.kind === 'batch-return-waits');
  expect(alarms()).toMatchObject([{ data: { batch: { id } } }]);
  // A page that loads itself again tells nobody once more, and waits once.
  expect((await payerComes(address)).status).toBe(503);
  expect([alarms().length, await waiting()]).toEqual([1, 1]);

  makeRoom();
  await until(id, 'settled');
  await vi.waitFor(async () => expect(await waiting()).toBe(0));
  const returns = (await batchOf(id)).history.filter(({ event }) => event?.kind === 'batch.returned');
  expect(returns.length).toBe(1);
});

it.each(['GET', 'POST'] as const)('by %s is acknowledged when the page is loaded again with room', async (method) => {
  const { id, address } = await awaited();
  await fillDisk();
  const first = await payerComes(address, method);
  expect(first.status).toBe(503);
  // A browser loads a page again by itself with GET: of a POST, that would lose what it brought.
  expect(first.headers.get('refresh') !== null).toBe(method === 'GET');
  // Neither is an address without what the POST brought acknowledged meanwhile.
  expect((await payerComes(address.split('?')[0] ?? '')).status).toBe(503);
  makeRoom();
  expect((await payerComes(address, method)).status).toBe(200);
  expect((await batchOf(id)).batch.state).toBe('settled');
});

it('is kept beside the ledger: closed before there is room and opened again, the counter knows it', async () => {
  const [one, other] = [await awaited(), await awaited()];
  await fillDisk();
  expect((await payerComes(one.address)).status).toBe(503);
  expect((await payerComes(other.address, 'POST')).status).toBe(503);
  await counter.restart();
  for (const { id } of [one, other]) await until(id, 'settled');
  expect(await waiting()).toBe(0);
  // And once only: what was taken does not come again.
  await counter.restart();
  expect((await batchOf(one.id)).history.filter(({ event }) => event?.kind === 'batch.returned').length).toBe(1);
  expect(await counter.value('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
});

it('has its room reserved before the disk is full, for this OS user only, and never takes more', async () => {
  const file = path.join(counter.dataDir, 'practice', 'returns.waiting');
  const before = statSync(file);
  expect(before.size).toBeGreaterThan(100_000);
  if (process.platform !== 'win32') expect(before.mode & 0o777).toBe(0o600);
  const { address } = await awaited();
  await fillDisk();
  // Whoever knows an address can send what they like.
  for (let n = 0; n < 40; n += 1) {
    const forged = `${address.replace('123456', String(n))}&more=${'x'.repeat(40_000)}`;
    expect((await payerComes(forged, 'POST')).status).toBe(503);
  }
  expect(statSync(file).size).toBe(before.size);
  makeRoom();
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 15_000 });
});

it('is in the ledger wherever it is acknowledged, whenever room comes and goes and the counter is closed', async () => {
  const all = [await awaited(), await awaited(), await awaited(), await awaited()];
  const acknowledged: string[] = [];
  for (const [at, { id, address }] of all.entries()) {
    if (at % 2 === 0) await fillDisk();
    else makeRoom();
    if ((await payerComes(address, at < 2 ? 'GET' : 'POST')).status === 200) {
      acknowledged.push(id);
      expect((await batchOf(id)).batch.state).toBe('settled');
    }
  }
  // The first two met what they should; how much of a filled ledger is free after that is SQLite's matter.
  expect(acknowledged).not.toContain(all[0]?.id);
  expect(acknowledged).toContain(all[1]?.id);
  await counter.restart();
  for (const { id } of all) await until(id, 'settled');
});

it('finds a counter that opens, though the port of its returns cannot be noted', async () => {
  counter.files.get('practice/settings')?.delete('returnPort');
  counter.fillDisk(true);
  await counter.restart();
  expect(await counter.value('app.status', {})).toMatchObject({ trouble: null, bills: { receiver: 'listening' } });
  counter.fillDisk(false);
  await counter.restart();
  expect(counter.files.get('practice/settings')?.get('returnPort')).toBeTypeOf('number');
});
