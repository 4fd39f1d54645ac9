import { expect, it, vi } from 'vitest';
import { createAlarms } from '../../../electron/bills/alarms.ts';
import { createReturns } from '../../../electron/bills/returns.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { readReturn } from '../../../electron/providers/tosha/return.ts';
import { APP } from '../../../shared/actors.ts';
import type { BatchEvent } from '../../../shared/batches.ts';
import { accepted, back, batchAccepted, batchUnknown, inBasket, submitted } from '../ledger/bill-help.ts';
import { evidence, opened } from '../ledger/help.ts';

const abandoned: BatchEvent = { kind: 'batch.abandoned' };

/** Returns over a ledger with a batch of two accepted bills, each of 17,000 rial. */
function scene(ledger: Ledger = opened()) {
  const told = vi.fn();
  const changed = vi.fn();
  const alarms = createAlarms(ledger);
  const take = createReturns({ ledger, alarms, changed, tell: ({ kind }) => told(kind) });
  const bills = [inBasket(ledger), inBasket(ledger)];
  const id = submitted(ledger, bills, batchAccepted('B1'));
  for (const bill of bills) ledger.bills.record(bill, accepted(), APP);
  const batch = () => ledger.batches.get(id) ?? expect.fail('no batch');
  /** A return that says this code of each of the bills, and this one of the whole. */
  const text = (codes: readonly number[], status = '0') => {
    const items = ledger.bills.ofBatch(batch()).map(({ billId, payId, extOrderId }, at) => ({
      BillID: billId,
      PayID: payId,
      ExtOrderID: extOrderId,
      Amount: 17_000,
      Sataus: codes[at],
      SatausDescription: `پیام ${codes[at]}`,
      SaleReferenceID: codes[at] === 0 ? `71${at}` : '',
      Token: codes[at] === 0 ? `T${at}` : '',
    }));
    return `BatchTokenID=B1&Status=${status}&StatusDescription=X&BillItems=${encodeURIComponent(JSON.stringify(items))}`;
  };
  return {
    ledger,
    alarms,
    told,
    changed,
    bills,
    batch,
    text,
    /** Takes a text as the return of the batch; gives what became of it. */
    come: (came: string) =>
      take({ batch: batch(), reading: readReturn(came) ?? expect.fail('no return'), came, via: 'receiver', actor: APP }).kind,
    states: () => bills.map((bill) => ledger.bills.get(bill)?.state),
    last: () => ledger.batches.history(id).at(-1),
    events: () => ledger.batches.history(id).length,
  };
}

it('records of each bill what it says, in the app’s name, and is told once', () => {
  const { ledger, told, changed, bills, batch, text, come, last } = scene();
  expect(come(text([0, 5]))).toBe('applied');
  expect(ledger.bills.history(bills[0] ?? '').at(-1)).toMatchObject({
    actor: APP,
    event: { kind: 'bill.paid', status: '0', message: 'پیام 0', saleReferenceId: '710', token: 'T0' },
  });
  expect(ledger.bills.history(bills[1] ?? '').at(-1)).toMatchObject({
    actor: APP,
    event: { kind: 'bill.failed', status: '5', message: 'پیام 5' },
  });
  expect(batch().state).toBe('settled');
  expect(last()).toMatchObject({
    actor: APP,
    event: { kind: 'batch.returned', outcome: 'settled', status: '0', message: 'X', via: 'receiver', alarm: null },
  });
  expect(told.mock.calls).toEqual([['batch-returned']]);
  expect(changed).toHaveBeenCalledTimes(1);
});

it('that was not paid fails them; the same one again changes and tells nothing', () => {
  const { told, changed, text, come, states, events, batch } = scene();
  expect(come(text([5, 5], '17'))).toBe('applied');
  expect([batch().state, states()]).toEqual(['failed', ['failed', 'failed']]);
  const before = events();
  expect(come(text([5, 5], '17'))).toBe('repeated');
  expect(come('BatchTokenID=B1&Status=17')).toBe('repeated');
  expect([events(), batch().alarm]).toEqual([before, null]);
  expect(told.mock.calls).toEqual([['batch-returned']]);
  expect(changed).toHaveBeenCalledTimes(3);
});

it('of a batch that nobody waits for: money is told as late, no money is none', () => {
  const one = scene();
  one.ledger.batches.record(one.batch().id, abandoned, APP);
  for (const bill of one.bills) one.ledger.bills.record(bill, { kind: 'bill.abandoned' }, APP);
  expect(one.come(one.text([5, 5], '17'))).toBe('applied');
  expect([one.batch().state, one.batch().alarm, one.states()]).toEqual(['failed', null, ['failed', 'failed']]);
  expect(one.come(one.text([0, 5]))).toBe('late');
  expect([one.batch().state, one.batch().alarm, one.states()]).toEqual(['settled', 'paid-late', ['paid', 'failed']]);
  expect(one.last()?.event).toMatchObject({ kind: 'batch.returned', alarm: 'paid-late' });
  expect(one.told.mock.calls).toEqual([['batch-returned'], ['batch-alarm']]);
});

it('ends a batch of which the provider took no bill', () => {
  const ledger = opened();
  const bill = inBasket(ledger);
  const id = submitted(ledger, [bill], batchAccepted('B9'));
  ledger.bills.record(bill, back('تکراری'), APP);
  const take = createReturns({ ledger, alarms: createAlarms(ledger), changed: vi.fn(), tell: vi.fn() });
  const batch = ledger.batches.get(id) ?? expect.fail('no batch');
  const reading = readReturn('BatchTokenID=B9&Status=17') ?? expect.fail('no return');
  expect(take({ batch, reading, came: '', via: 'pasted', actor: APP }).kind).toBe('applied');
  expect([ledger.batches.get(id)?.state, ledger.bills.get(bill)?.state]).toEqual(['failed', 'basket']);
});

it('that says two things at once is told as that; the same once more is counted', () => {
  const { alarms, told, changed, batch, text, come, states, last } = scene();
  const zeros = text([0, 0], '17').replaceAll(/SaleReferenceID%22%3A%2271\d/gu, 'SaleReferenceID%22%3A%220');
  expect(come(zeros)).toBe('alarm');
  expect(last()?.event).toMatchObject({ alarm: 'return-contradiction', what: ['status'], came: zeros, via: 'receiver' });
  expect(come(zeros)).toBe('alarm-again');
  expect(alarms.more(batch())).toBe(1);
  expect(come(text([0, 0]).replace('B1', 'B2'))).toBe('alarm');
  expect(last()?.event).toMatchObject({ alarm: 'return-mismatch', what: ['token'] });
  expect(alarms.more(batch())).toBe(2);
  expect([batch().state, states()]).toEqual(['awaiting', ['awaiting', 'awaiting']]);
  expect(told.mock.calls).toEqual([['batch-alarm'], ['batch-alarm']]);
  expect(changed).toHaveBeenCalledTimes(3);
});

it.each<[string, BatchEvent[]]>([
  ['submitting', []],
  ['unknown', [batchUnknown]],
  ['refused', [{ kind: 'batch.refused', cause: 'status', status: '9', message: '', evidence: evidence() }]],
  ['unsent', [{ kind: 'batch.unsent', evidence: evidence() }]],
])('of a batch that is %s is an alarm, whatever it says', (state, then) => {
  const ledger = opened();
  const bill = inBasket(ledger);
  const id = submitted(ledger, [bill], ...then);
  const take = createReturns({ ledger, alarms: createAlarms(ledger), changed: vi.fn(), tell: vi.fn() });
  const reading = readReturn('BatchTokenID=B1&Status=17') ?? expect.fail('no return');
  const batch = ledger.batches.get(id) ?? expect.fail('no batch');
  expect(take({ batch, reading, came: 'text', via: 'pasted', actor: APP }).kind).toBe('alarm');
  expect(ledger.batches.get(id)).toMatchObject({ state, alarm: 'return-mismatch', alarmWhat: ['state'] });
  expect(ledger.bills.get(bill)?.state).toBe('submitting');
});

it('is recorded whole or not at all', () => {
  const real = opened();
  const record: typeof real.batches.record = (id, event, actor) => {
    if (event.kind === 'batch.returned') throw new Error('the disk is full');
    return real.batches.record(id, event, actor);
  };
  const { text, come, states, told } = scene({ ...real, batches: { ...real.batches, record } });
  expect(() => come(text([0, 0]))).toThrow('the disk is full');
  expect(states()).toEqual(['awaiting', 'awaiting']);
  expect(told).not.toHaveBeenCalled();
});

it('that pays a bill late takes its pair out of the basket, and leaves what is under way', () => {
  const { ledger, bills, text, come } = scene();
  come(text([5, 5], '17'));
  const pairs = bills.map((bill) => ledger.bills.get(bill) ?? expect.fail('no bill'));
  const [again = '', other = ''] = pairs.map(({ billId, payId, id }) => inBasket(ledger, { billId, payId, again: id }));
  submitted(ledger, [other]);
  expect(come(text([0, 0]))).toBe('late');
  expect(ledger.bills.history(again).at(-1)).toMatchObject({ actor: APP, event: { kind: 'bill.removed' } });
  expect(ledger.bills.get(other)?.state).toBe('submitting');
});
