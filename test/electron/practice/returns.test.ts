import { describe, expect, it, vi } from 'vitest';
import type { PracticeShop } from '../../../electron/practice/practice.ts';
import { fieldsOf, tripOf } from '../../../electron/practice/returns.ts';
import { readReturn } from '../../../electron/providers/tosha/return.ts';
import { amountOf } from '../../../shared/bill-digits.ts';
import { RETURN_FORMS } from '../../../shared/contract/practice.ts';
import type { ReturnForm } from '../../../shared/contract/practice.ts';
import { batchOf, order, orders, PLACEHOLDERS, receiver, submitted } from './bills.ts';
import type { Arrival } from './bills.ts';
import { shopFor, tempFile } from './shop.ts';

/** A browser that pays at the page: posts its form and goes where it is sent, as far as the document says so. */
async function payInBrowser(paymentUrl: string, act: string): Promise<void> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' };
  const reply = await fetch(paymentUrl, { method: 'POST', headers, body: `act=${act}`, redirect: 'manual' });
  const location = reply.headers.get('location');
  if (location !== null) return void (await fetch(location));
  const html = await reply.text();
  const action = /<form method="post" action="(http[^"]*)"/u.exec(html)?.[1];
  if (action === undefined) return;
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/gu)];
  const fields = inputs.map(([, name = '', value = '']) => [name, unescape(value)]);
  await fetch(unescape(action), { method: 'POST', headers, body: String(new URLSearchParams(fields)) });
}

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

type Ways = 'without a browser' | 'in a browser';
const WAYS: readonly Ways[] = ['without a browser', 'in a browser'];

async function pay(way: Ways, shop: PracticeShop, batch: { batchToken: string; paymentUrl: string }): Promise<void> {
  if (way === 'in a browser') await payInBrowser(batch.paymentUrl, 'pay');
  else await shop.payBatch(batch.batchToken, 'pay');
}

/** What a return says, by where a form puts it. */
const filledIn = ({ target }: Arrival) => new URLSearchParams(target.split('?')[1]);
const posted = ({ body }: Arrival) => new URLSearchParams(body);
const after = (mark: string) => (arrival: Arrival) =>
  new URLSearchParams(arrival.target.slice(`/return/k3y?${PLACEHOLDERS}${mark}`.length));

const FORMS: readonly [ReturnForm, string, RegExp, (arrival: Arrival) => URLSearchParams][] = [
  [
    'placeholders',
    'GET',
    /^\/return\/k3y\?BatchTokenID=[0-9a-f]{32}&Status=0&StatusDescription=%D9[^ +{]*&BillItems=%5B[^{]*$/u,
    filledIn,
  ],
  [
    'appended',
    'GET',
    /^\/return\/k3y\?BatchTokenID=\{0\}&[^?]*BillItems=\{3\}&BatchTokenID=[0-9a-f]{32}&Status=0&[^?{]*$/u,
    after('&'),
  ],
  [
    'second-question-mark',
    'GET',
    /^\/return\/k3y\?BatchTokenID=\{0\}&[^?]*BillItems=\{3\}\?BatchTokenID=[0-9a-f]{32}&[^?{]*$/u,
    after('?'),
  ],
  ['post', 'POST', /^\/return\/k3y$/u, posted],
  [
    'post-appended',
    'POST',
    /^\/return\/k3y\?BatchTokenID=\{0\}&Status=\{1\}&StatusDescription=\{2\}&BillItems=\{3\}$/u,
    posted,
  ],
];

describe.each(WAYS)('the return %s', (way) => {
  it.each(FORMS)('in the form %s comes by %s to %s', async (form, method, target, read) => {
    const shop = await shopFor();
    const batch = await batchOf(shop, 2, form);
    await pay(way, shop, batch);
    expect(batch.receiver.arrivals).toHaveLength(1);
    const arrival = batch.receiver.arrivals[0]!;
    expect(arrival).toMatchObject({ method, target: expect.stringMatching(target) });
    expect(arrival.type).toBe(method === 'POST' ? 'application/x-www-form-urlencoded' : undefined);
    const fields = read(arrival);
    expect([...fields.keys()]).toEqual(['BatchTokenID', 'Status', 'StatusDescription', 'BillItems']);
    expect(fields.get('BatchTokenID')).toBe(batch.batchToken);
    expect(fields.get('Status')).toBe('0');
    expect(fields.get('StatusDescription')).toBe('پرداخت با موفقیت انجام شد');
    const items = JSON.parse(fields.get('BillItems') ?? '');
    expect(items).toEqual(
      batch.bills.map(({ billId, payId, extOrderId }, index) => ({
        Amount: 101_000 + index * 1000,
        BillID: billId,
        PayID: payId,
        billTypeID: 2,
        billTypeName: 'برق',
        ExtOrderID: extOrderId,
        SaleReferenceID: `09800000010${index}`,
        Sataus: 0,
        SatausDescription: 'قبض پرداخت شد',
        Token: expect.stringMatching(/^[0-9a-f]{16}$/u),
      })),
    );
    expect(shop.view().batches[0]).toMatchObject({ state: 'paid', returned: way === 'in a browser' ? null : '200' });
  });

  it('in the form none does not come, and the bills are paid all the same', async () => {
    const shop = await shopFor();
    const batch = await batchOf(shop, 2, 'none');
    await pay(way, shop, batch);
    expect(batch.receiver.arrivals).toEqual([]);
    expect(shop.view().batches[0]).toMatchObject({ state: 'paid', returned: 'none' });
  });

  it('that is forged claims all paid at another amount, and nothing is', async () => {
    const shop = await shopFor();
    const batch = await batchOf(shop, 2, 'forged');
    await pay(way, shop, batch);
    const fields = filledIn(batch.receiver.arrivals[0]!);
    expect([fields.get('BatchTokenID'), fields.get('Status')]).toEqual([batch.batchToken, '0']);
    expect(JSON.parse(fields.get('BillItems') ?? '')).toMatchObject([
      { Amount: 100_000, Sataus: 0, SaleReferenceID: '099000000000' },
      { Amount: 102_000, Sataus: 0, SaleReferenceID: '099000000001' },
    ]);
    expect(shop.view().batches[0]).toMatchObject({ state: 'unpaid' });
    shop.setReturnForm('post');
    await pay(way, shop, batch);
    expect(JSON.parse(posted(batch.receiver.arrivals[1]!).get('BillItems') ?? '')[0]).toMatchObject({ Amount: 101_000 });
    expect(shop.view().batches[0]).toMatchObject({ state: 'paid' });
  });

  it.each(RETURN_FORMS.filter((form) => form !== 'none'))('of 20 bills in the form %s arrives whole', async (form) => {
    const shop = await shopFor();
    const batch = await batchOf(shop, 20, form);
    await pay(way, shop, batch);
    const arrival = batch.receiver.arrivals[0]!;
    expect(`${arrival.target}${arrival.body}`.length).toBeGreaterThan(8_000);
    const read = FORMS.find(([name]) => name === form)?.[3] ?? filledIn;
    expect(JSON.parse(read(arrival).get('BillItems') ?? '')).toHaveLength(20);
  });
});

describe('what a return says', () => {
  const itemsOf = (arrival: Arrival) => JSON.parse(posted(arrival).get('BillItems') ?? '') as Record<string, unknown>[];

  it('names the bill that was left out where all but the last were paid', async () => {
    const shop = await shopFor();
    const batch = await batchOf(shop, 3, 'post');
    expect((await shop.payBatch(batch.batchToken, 'pay-partly')).batches[0]?.state).toBe('partly');
    const arrival = batch.receiver.arrivals[0]!;
    expect(posted(arrival).get('Status')).toBe('0');
    expect(itemsOf(arrival).map(({ Sataus, SaleReferenceID }) => [Sataus, SaleReferenceID])).toEqual([
      [0, '098000000100'],
      [0, '098000000101'],
      [17, ''],
    ]);
  });

  it.each([
    ['cancel', 3],
    ['pay-partly', 1],
  ] as const)('says that nothing was paid after %s of %i', async (act, count) => {
    const shop = await shopFor();
    const batch = await batchOf(shop, count, 'post');
    expect((await shop.payBatch(batch.batchToken, act)).batches[0]?.state).toBe('cancelled');
    const arrival = batch.receiver.arrivals[0]!;
    expect(posted(arrival).get('Status')).toBe('17');
    expect(itemsOf(arrival).every(({ Sataus, SaleReferenceID }) => Sataus === 17 && SaleReferenceID === '')).toBe(true);
  });

  it('has only the bills that were accepted', async () => {
    const shop = await shopFor();
    const { url, arrivals } = await receiver();
    shop.setRefuseBills(1);
    const { batchToken } = await submitted(shop, orders(3), url);
    shop.setReturnForm('post');
    await shop.payBatch(batchToken, 'pay');
    expect(itemsOf(arrivals[0]!).map(({ ExtOrderID }) => ExtOrderID)).toEqual(['P-1', 'P-2']);
    expect(shop.view().batches[0]?.state).toBe('paid');
  });

  it('is the same when it is made again, whatever the payer does then', async () => {
    const shop = await shopFor();
    const batch = await batchOf(shop, 2, 'post');
    for (const act of ['pay', 'cancel', 'pay-partly', 'pay'] as const) await shop.payBatch(batch.batchToken, act);
    const bodies = batch.receiver.arrivals.map(({ body }) => body);
    expect(bodies).toHaveLength(4);
    expect(new Set(bodies).size).toBe(1);
  });

  it('of a payer who cancelled, and paid after all, tells both', async () => {
    const shop = await shopFor();
    const batch = await batchOf(shop, 2, 'post');
    for (const act of ['cancel', 'cancel', 'pay', 'cancel'] as const) await shop.payBatch(batch.batchToken, act);
    const told = batch.receiver.arrivals.map((arrival) => [posted(arrival).get('Status'), itemsOf(arrival)[1]?.['Sataus']]);
    expect(told).toEqual([
      ['17', 17],
      ['17', 17],
      ['0', 0],
      ['0', 0],
    ]);
    expect(shop.view().batches[0]?.state).toBe('paid');
  });

  it.each(FORMS)('in the form %s agrees with the batch when the app reads it', async (form) => {
    const shop = await shopFor();
    const batch = await batchOf(shop, 20, form);
    await shop.payBatch(batch.batchToken, 'pay-partly');
    const { target, body } = batch.receiver.arrivals[0]!;
    const reading = readReturn(body === '' ? target : body);
    expect(reading).toMatchObject({ batchToken: batch.batchToken, status: '0', itemsBroken: false });
    expect(reading?.items?.map((item) => [item.extOrderId, item.payId, item.amount, item.status])).toEqual(
      batch.bills.map(({ extOrderId, payId }, index) => [extOrderId, payId, amountOf(payId), index < 19 ? '0' : '17']),
    );
    expect(reading?.items?.[0]?.saleReferenceId).toBe('098000000100');
  });

  it('pays a bill in one of two batches only', async () => {
    const shop = await shopFor();
    const first = await batchOf(shop, 2, 'post');
    const second = await submitted(shop, [order(2), order(3)], first.receiver.url);
    await shop.payBatch(first.batchToken, 'pay');
    await shop.payBatch(second.batchToken, 'pay');
    expect(itemsOf(first.receiver.arrivals[1]!)).toMatchObject([
      { ExtOrderID: 'P-2', Sataus: 101, SaleReferenceID: '', SatausDescription: 'قبض قبلا پرداخت شده است' },
      { ExtOrderID: 'P-3', Sataus: 0 },
    ]);
    expect(shop.view().batches[0]?.state).toBe('partly');
  });

  it('knows no other batch', async () => {
    const shop = await shopFor();
    for (const token of ['', 'x', '0'.repeat(32)]) {
      await expect(shop.payBatch(token, 'pay')).rejects.toMatchObject({ error: { code: 'not-found', detail: token } });
    }
  });

  it('tells every change, each after it is done', async () => {
    const seen: string[] = [];
    let shop: PracticeShop | null = null;
    shop = await shopFor({
      changed: () => seen.push(`${shop?.view().batches[0]?.state} ${shop?.view().batches[0]?.returned}`),
    });
    const batch = await batchOf(shop, 1, 'post');
    await shop.payBatch(batch.batchToken, 'pay');
    expect(seen).toEqual(['unpaid null', 'unpaid null', 'paid null', 'paid 200']);
  });
});

describe('what the return meets', () => {
  it.each([404, 303, 500])('is noted: %i', async (status) => {
    const shop = await shopFor();
    const { url } = await receiver(status);
    const { batchToken } = await submitted(shop, orders(1), url);
    expect((await shop.payBatch(batchToken, 'pay')).batches[0]).toMatchObject({ state: 'paid', returned: String(status) });
  });

  it('is nobody where the shop does not listen; and once it does, the return can be made again', async () => {
    const shop = await shopFor();
    const closed = await receiver();
    await closed.close();
    const { batchToken } = await submitted(shop, orders(1), closed.url);
    expect((await shop.payBatch(batchToken, 'pay')).batches[0]).toMatchObject({ state: 'paid', returned: 'unreached' });
  });

  it.each(['http://192.0.2.1/return', 'http://shop.example/?x={0}'])(
    'is nobody at %s: practice stays on this PC',
    async (url) => {
      const shop = await shopFor();
      const { batchToken } = await submitted(shop, orders(1), url);
      expect((await shop.payBatch(batchToken, 'pay')).batches[0]).toMatchObject({ state: 'paid', returned: 'unreached' });
    },
  );

  it('is settled first: a shop that is stopped while the return is under way has the payment', async () => {
    const file = tempFile();
    const shop = await shopFor({ file });
    // Takes the connection and never answers.
    const net = await import('node:net');
    const silent = net.createServer();
    await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { batchToken } = await submitted(shop, orders(1), `http://127.0.0.1:${port}/`);
    const paying = shop.payBatch(batchToken, 'pay');
    expect(shop.view().batches[0]).toMatchObject({ state: 'paid', returned: null });
    await Promise.all([expect(paying).rejects.toMatchObject({ error: { code: 'practice-failed' } }), shop.stop()]);
    silent.close();
    const after = await shopFor({ file });
    expect(after.view().batches[0]).toMatchObject({ state: 'paid', returned: 'unreached' });
  });

  it('comes by itself even while the line of the shop is down', async () => {
    const shop = await shopFor();
    const batch = await batchOf(shop, 1, 'placeholders');
    await shop.setFault('line-down');
    expect((await shop.payBatch(batch.batchToken, 'pay')).batches[0]?.returned).toBe('200');
    await vi.waitFor(() => expect(batch.receiver.arrivals).toHaveLength(1));
  });
});

describe('the way back', () => {
  const fields = fieldsOf({ batchToken: 't', at: 1, state: 'paid', returned: null, returnUrl: '', bills: [] });
  const to = (url: string, form: ReturnForm) => tripOf(url, form, fields)?.url;

  it.each([
    ['placeholders', 'http://a/?x=1&t={0}&n={9}', 'http://a/?x=1&t=t&n={9}'],
    ['placeholders', 'http://a/p', 'http://a/p'],
    ['post', 'http://a/p?shop=7&BatchTokenID={0}&y=2', 'http://a/p?shop=7&y=2'],
    ['post', 'http://a/p?BatchTokenID={0}', 'http://a/p'],
    ['post', 'http://a/p', 'http://a/p'],
    ['post-appended', 'http://a/p?BatchTokenID={0}', 'http://a/p?BatchTokenID={0}'],
  ] as const)('in the form %s of %s leads to %s', (form, url, expected) => {
    expect(to(url, form)).toBe(expected);
  });

  it('is appended with ? where the address has no query', () => {
    expect(to('http://a/p', 'appended')).toMatch(/^http:\/\/a\/p\?BatchTokenID=t&Status=0&/u);
    expect(to('http://a/p', 'second-question-mark')).toMatch(/^http:\/\/a\/p\?BatchTokenID=t&/u);
  });
});
