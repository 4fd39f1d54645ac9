import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { billNo } from '../../bill-samples.ts';
import { testCounter } from '../counter.ts';
import { answerOf, PAYABLE, scriptedService } from '../providers/tosha/service.ts';

let counter: Awaited<ReturnType<typeof testCounter>>;
beforeEach(async () => {
  counter = await testCounter();
});
afterEach(() => counter.remove());

/** A batch of one bill, taken by a provider that states this total; gives its id. */
async function acceptedWith(TotalAmount: unknown): Promise<string> {
  const service = await scriptedService(({ body }) => {
    const order = /BatchBillRequestDataItem>(.*)<\/[^>]*BatchBillRequestDataItem>/su.exec(body)?.[1] ?? '[]';
    const [bill] = JSON.parse(order.replaceAll('&quot;', '"')) as object[];
    const items = [{ ...bill, Status: 0, StatusMessage: '', Price: null, BillType: '' }];
    return answerOf('soap11', { ...PAYABLE, BatchBillPaymentResponseDataItems: items, TotalAmount });
  });
  onTestFinished(() => service.close());
  await counter.value('settings.put', { mode: 'live', patch: { payLinkName: 'shop', toshaEndpoint: service.endpoint } });
  for (const name of ['key1', 'key2', 'toshaUser', 'toshaPassword'] as const)
    await counter.value('settings.putSecret', { mode: 'live', name, value: `${name}-73519` });
  await counter.value('app.setMode', { mode: 'live' });
  await counter.value('bills.add', { pairs: [billNo(1)], source: 'scan' });
  const id = (await counter.value('bills.submit', {})).batches[0]?.id ?? '';
  await vi.waitFor(async () => expect((await counter.value('batches.get', { id })).batch.state).toBe('awaiting'), {
    timeout: 15_000,
  });
  return id;
}
const open = (id: string, evenIfDiffers: boolean) =>
  counter.refusal('batches.openPayPage', { id, how: 'qr', evenIfDiffers, evenIfStrange: true });

it.each([
  ['words', 'سیصد هزار', 'سیصد هزار'],
  ['half a rial', 101_000.5, '101000.5'],
  ['a number past 2^53', '9007199254740993', '9007199254740993'],
])('a total of %s is shown as it is before anyone pays', async (_what, stated, shown) => {
  const id = await acceptedWith(stated);
  expect(await counter.value('batches.get', { id })).toMatchObject({
    batch: { total: null },
    differs: true,
    unreadableTotal: shown,
  });
  expect(await open(id, false)).toBe('total-differs');
  expect(await open(id, true)).toBeNull();
});

it('no total, and one that is the bills’, ask nothing', async () => {
  const id = await acceptedWith(null);
  expect(await counter.value('batches.get', { id })).toMatchObject({ differs: false, unreadableTotal: null });
  expect(await open(id, false)).toBeNull();
});
