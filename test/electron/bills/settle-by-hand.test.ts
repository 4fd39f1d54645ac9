import { person } from '../../../shared/actors.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { billNo } from '../../bill-samples.ts';
import { testCounter } from '../counter.ts';

let counter: Awaited<ReturnType<typeof testCounter>>;
let id: string;
let bills: string[];
beforeEach(async () => {
  counter = await testCounter();
  await counter.value('settings.put', { mode: 'practice', patch: { cashier: 'سارا' } });
  await counter.value('bills.add', { pairs: [billNo(1), billNo(2), billNo(3)], source: 'scan' });
  const [batch] = (await counter.value('bills.submit', {})).batches;
  id = batch?.id ?? '';
  bills = batch?.bills ?? [];
  await vi.waitFor(async () => expect((await found()).batch.state).toBe('awaiting'), { timeout: 15_000 });
});
afterEach(() => counter.remove());

const found = () => counter.value('batches.get', { id });
const receipt = (at: number, saleReferenceId = `70${at}`) => ({ bill: bills[at] ?? '', saleReferenceId });
const settle = (paid: ReturnType<typeof receipt>[], why = 'رسید بانک را دیدم') =>
  counter.call('batches.settleByHand', { id, paid, why });
const states = async () => (await found()).bills.map(({ state }) => state);

it('records which bills were paid by which receipts, and why, as a person\u2019s word; the others were not', async () => {
  expect(await settle([receipt(0, ' ۷۰۰۱ '), receipt(2)])).toMatchObject({ ok: true, value: { batch: { state: 'settled' } } });
  expect(await states()).toEqual(['paid', 'failed', 'paid']);
  const { history, bills: after } = await found();
  expect(after.map(({ saleReferenceId }) => saleReferenceId)).toEqual(['7001', null, '702']);
  const last = history.at(-1);
  expect(last?.actor).toEqual(person('سارا'));
  expect(last?.event).toEqual({
    kind: 'batch.settledByHand',
    paid: [receipt(0, '7001'), receipt(2)],
    why: 'رسید بانک را دیدم',
  });
  const { history: ofBill } = await counter.value('bills.get', { id: bills[0] ?? '' });
  expect(ofBill.at(-1)).toMatchObject({ actor: person('سارا'), event: { kind: 'bill.paid', byHand: true } });
  expect(await counter.value('ledger.check', {})).toMatchObject({ ok: true, problems: [] });
});

it('a return that comes afterwards and says that more was paid is an alarm; what was not paid can be tried again', async () => {
  await settle([receipt(0), receipt(2)]);
  await counter.value('practice.payBatch', { batchToken: (await found()).batch.batchToken ?? '', act: 'pay' });
  await vi.waitFor(async () => expect((await found()).batch.alarm).toBe('paid-late'), { timeout: 15_000 });
  expect(await states()).toEqual(['paid', 'paid', 'paid']);
});

it.each([
  ['no bill', () => settle([])],
  ['no reference', () => settle([receipt(0, ' ')])],
  ['no reason', () => settle([receipt(0)], ' \u200f ')],
  ['a reference without end', () => settle([receipt(0, '1'.repeat(101))])],
  ['a bill of nowhere', () => settle([{ bill: '0192d3c4-0000-7000-8000-000000000000', saleReferenceId: '1' }])],
])('refuses %s, and changes nothing', async (_what, act) => {
  const before = await found();
  expect((await act()).ok).toBe(false);
  expect(await found()).toEqual(before);
});

it('refuses a bill that is paid already, and a batch that is not waited for, whole', async () => {
  await settle([receipt(0)]);
  const before = await found();
  expect(await settle([receipt(1), receipt(0)])).toMatchObject({ ok: false, error: { code: 'move-refused' } });
  expect(await found()).toEqual(before);
  expect(await settle([receipt(1)])).toMatchObject({ ok: true });
  await counter.value('practice.setFault', { fault: 'reply-lost' });
  await counter.value('bills.add', { pairs: [billNo(9)], source: 'scan' });
  id = (await counter.value('bills.submit', {})).batches[0]?.id ?? '';
  await vi.waitFor(async () => expect((await found()).batch.state).toBe('unknown'), { timeout: 15_000 });
  bills = (await found()).batch.bills;
  expect(await settle([receipt(0)])).toMatchObject({ ok: false, error: { code: 'move-refused' } });
  expect((await found()).batch.state).toBe('unknown');
});
