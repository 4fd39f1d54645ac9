import { DatabaseSync } from 'node:sqlite';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { payPage, sendBack } from '../../../electron/practice/pay-page.ts';
import { openStore } from '../../../electron/practice/store.ts';
import { batchOf, order, orders, submitted, toshaClient } from './bills.ts';
import { shopFor, tempFile } from './shop.ts';

const get = (url: string) => fetch(url, { headers: { connection: 'close' } });
const post = (url: string, body: string, type = 'application/x-www-form-urlencoded') =>
  fetch(url, { method: 'POST', headers: { 'content-type': type, connection: 'close' }, body, redirect: 'manual' });
const actsOf = (html: string) => [...html.matchAll(/<button name="act" value="([^"]*)"/gu)].map(([, act]) => act);

describe('the pay page', () => {
  it('says which bills and how much, in Persian, and asks for one act', async () => {
    const shop = await shopFor();
    shop.setRefuseBills(1);
    const { paymentUrl } = await submitted(shop, orders(3), 'http://127.0.0.1:9/r?x=1');
    const reply = await get(paymentUrl);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await reply.text();
    expect(html).toContain('<html lang="fa" dir="rtl">');
    expect(html).toContain('۲ قبض');
    expect(html).toContain('۲۰۳٬۰۰۰ ریال');
    for (const { billId, payId } of orders(2)) expect(html).toContain(`${billId}</bdi></td><td><bdi>${payId}`);
    expect(html).not.toContain(order(3).billId);
    expect(actsOf(html)).toEqual(['pay', 'pay-partly', 'cancel']);
  });

  it('may run nothing, and lead only to itself and to where it was told to return', async () => {
    const shop = await shopFor();
    const { paymentUrl } = await submitted(shop, orders(1), 'http://127.0.0.1:9/r?x=1');
    const policy = (await get(paymentUrl)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'none'");
    expect(policy).toContain("form-action 'self' http://127.0.0.1:9;");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('does not offer to leave the last bill out where it is the only one', async () => {
    const shop = await shopFor();
    const { paymentUrl } = await submitted(shop, orders(1), 'http://127.0.0.1:9/');
    expect(actsOf(await (await get(paymentUrl)).text())).toEqual(['pay', 'cancel']);
  });

  it('shows what became of the bills once settled, and the way back again', async () => {
    const shop = await shopFor();
    const { paymentUrl, receiver } = await batchOf(shop, 2, 'none');
    const paid = await (await post(paymentUrl, 'act=pay-partly')).text();
    expect(paid).toContain('بخشی از قبض‌ها پرداخت شد');
    expect(actsOf(paid)).toEqual(['back']);
    shop.setReturnForm('placeholders');
    const back = await post(paymentUrl, 'act=back');
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toMatch(new RegExp(`^${receiver.base}\\?BatchTokenID=[0-9a-f]{32}&Status=0&`, 'u'));
    expect(shop.view().batches[0]?.state).toBe('partly');
  });

  it('can still be paid at by who cancelled', async () => {
    const shop = await shopFor();
    const { paymentUrl } = await batchOf(shop, 2, 'none');
    const cancelled = await (await post(paymentUrl, 'act=cancel')).text();
    expect(cancelled).toContain('پرداخت انجام نشد');
    expect(actsOf(cancelled)).toEqual(['pay', 'pay-partly', 'back']);
    await post(paymentUrl, 'act=back');
    expect(shop.view().batches[0]?.state).toBe('cancelled');
    await post(paymentUrl, 'act=pay');
    expect(shop.view().batches[0]?.state).toBe('paid');
  });

  it('settles nothing by looking, by going back, or by an act it does not know', async () => {
    const shop = await shopFor();
    const { paymentUrl } = await batchOf(shop, 2, 'placeholders');
    expect((await get(`${paymentUrl}?act=pay`)).status).toBe(200);
    expect((await post(paymentUrl, 'act=back')).status).toBe(200);
    expect((await post(paymentUrl, 'act=steal')).status).toBe(400);
    expect((await post(paymentUrl, '')).status).toBe(400);
    expect((await post(paymentUrl, 'act=pay', 'text/plain')).status).toBe(404);
    expect(shop.view().batches[0]?.state).toBe('unpaid');
  });

  it('knows no other token', async () => {
    const shop = await shopFor();
    const { paymentUrl } = await batchOf(shop, 1, 'placeholders');
    for (const url of [`${paymentUrl}0`, paymentUrl.slice(0, -1), new URL('/pay/', paymentUrl).href]) {
      expect((await get(url)).status).toBe(404);
      expect((await post(url, 'act=pay')).status).toBe(404);
    }
    expect(shop.view().batches[0]?.state).toBe('unpaid');
  });

  it('answers under the faults of the services: they are not its own', async () => {
    const shop = await shopFor();
    const { paymentUrl } = await batchOf(shop, 1, 'none');
    for (const fault of ['reply-lost', 'server-fault', 'garbage', 'wrong-password'] as const) {
      await shop.setFault(fault);
      expect(await (await get(paymentUrl)).text(), fault).toContain(order(1).billId);
    }
  });

  it('escapes whatever it was given', () => {
    const hostile = `"><script>alert(1)</script>'&`;
    const bill = { billId: hostile, payId: hostile, extOrderId: hostile, price: 1, token: hostile, saleReferenceId: null };
    const batch = { batchToken: hostile, at: 1, state: 'unpaid' as const, returned: null, returnUrl: 'http://a/' };
    const { body } = payPage({ ...batch, bills: [{ ...bill, state: 'unpaid' }] });
    expect(body).not.toContain('<script');
    expect(body).not.toContain(hostile);
    const fields = { BatchTokenID: hostile, Status: hostile, StatusDescription: hostile, BillItems: hostile };
    const back = sendBack({ method: 'POST', url: `http://a/?b=${hostile}`, fields }).body;
    expect(back).not.toContain('<script>alert');
    expect(back.match(/<script/gu)).toHaveLength(1);
  });
});

describe('over a restart', () => {
  it('everything of the batches is there, at the same address', async () => {
    const file = tempFile();
    const before = await shopFor({ file });
    const paid = await batchOf(before, 2, 'placeholders');
    await before.payBatch(paid.batchToken, 'pay');
    const open = await batchOf(before, 2, 'none', 10);
    const { batches } = before.view();
    await before.stop();
    const after = await shopFor({ file });
    expect(after.view()).toMatchObject({ batches, returnForm: 'placeholders', refuseBills: 0 });
    expect(after.view().batches.map(({ batchToken }) => batchToken)).toEqual([open.batchToken, paid.batchToken]);
    expect((await get(open.paymentUrl)).status).toBe(200);
    expect(await toshaClient(after).submit(orders(1), open.receiver.url)).toMatchObject({ kind: 'refused' });
    await after.payBatch(open.batchToken, 'pay');
    expect(open.receiver.arrivals).toHaveLength(1);
  });

  it('another port is taken where the old one is not free', async () => {
    const file = tempFile();
    const before = await shopFor({ file });
    const { port } = new URL(before.endpoint);
    await before.stop();
    const thief = createServer();
    await new Promise<void>((resolve) => void thief.listen(Number(port), '127.0.0.1', resolve));
    onTestFinished(() => void thief.close());
    const after = await shopFor({ file });
    expect(new URL(after.endpoint).port).not.toBe(port);
    expect((await get(`${after.toshaEndpoint}?WSDL`)).status).toBe(200);
  });

  it('a file of the first version keeps its messages, and gains the bills', async () => {
    const file = tempFile();
    const message = { at: 1, mobileNo: '09121234567', invoiceNo: '1', amount: 1, customerName: '', description: '' };
    const store = openStore(file);
    store.add(message);
    store.close();
    // What the second version added, taken away again.
    const old = new DatabaseSync(file);
    old.exec('DROP TABLE bill; DROP TABLE batch; DROP TABLE listener; PRAGMA user_version = 1;');
    old.close();
    const shop = await shopFor({ file });
    expect(shop.view().messages).toMatchObject([{ payLinkSendId: '134', mobileNo: '09121234567' }]);
    await submitted(shop, orders(1), 'http://127.0.0.1:9/');
    expect(shop.view().batches).toHaveLength(1);
  });
});
