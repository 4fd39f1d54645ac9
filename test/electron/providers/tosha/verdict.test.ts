import { person } from '../../../../shared/actors.ts';
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReturnItem, ReturnReading } from '../../../../electron/providers/tosha/return.ts';
import { judgeReturn } from '../../../../electron/providers/tosha/verdict.ts';
import { applyBatchEvent, type Batch } from '../../../../shared/batches.ts';
import { applyBillEvent, type Bill } from '../../../../shared/bills.ts';
import { evidence } from '../../../samples.ts';
import { ORDERS, PAY_PAGE, TOKEN } from './service.ts';

const WHO = person('');
const BATCH = randomUUID();
/** The first bill has a price of the first answer, the second has only its payment id's, the third was refused. */
const PRICES = [125_000, null] as const;
const AMOUNTS = [125_000, 8_800_000] as const;

function billOf(at: number): Bill {
  const order = ORDERS[at];
  if (order === undefined) throw new Error('no such order');
  const added = { kind: 'bill.added', ...order, source: 'scan', again: null } as const;
  const bill = applyBillEvent(null, randomUUID(), added, 1, WHO);
  const submitting = applyBillEvent(bill, bill.id, { kind: 'bill.submitting', batch: BATCH }, 2, WHO);
  const price = PRICES[at];
  return price === undefined
    ? applyBillEvent(submitting, bill.id, { kind: 'bill.back', status: '101', message: 'قبلا' }, 3, WHO)
    : applyBillEvent(submitting, bill.id, { kind: 'bill.accepted', status: '0', message: '', price, billType: '' }, 3, WHO);
}

const [one, two, refused] = [billOf(0), billOf(1), billOf(2)];
const BILLS = [one, two, refused];

const BEGUN = {
  kind: 'batch.submitting',
  attempt: 1,
  bills: BILLS.map(({ id }) => id),
  expected: 1,
  version: 'soap11',
  endpoint: 'http://x/',
  returnUrl: 'http://127.0.0.1/',
  returnKey: 'k',
} as const;
const ACCEPTED = {
  kind: 'batch.accepted',
  batchToken: TOKEN,
  paymentUrl: PAY_PAGE,
  total: null,
  status: '0',
  message: '',
  evidence,
} as const;
const batch: Batch = applyBatchEvent(applyBatchEvent(null, BATCH, BEGUN, 1, WHO), BATCH, ACCEPTED, 2, WHO);

function itemOf(at: number, change: Partial<ReturnItem> = {}): ReturnItem {
  const { billId = '', payId = '', extOrderId = '' } = ORDERS[at] ?? {};
  return {
    billId,
    payId,
    extOrderId,
    amount: AMOUNTS[at] ?? 350_000,
    billType: 'برق',
    saleReferenceId: `77${at}`,
    status: '0',
    description: 'شد',
    token: `t${at}`,
    ...change,
  };
}
const FAILED = { status: '5', saleReferenceId: '0', description: 'نشد' } as const;

const saying = (items: ReturnItem[] | null, change: Partial<ReturnReading> = {}): ReturnReading => {
  return { batchToken: TOKEN, status: '0', description: 'شد', items, itemsBroken: false, ...change };
};
const judge = (reading: ReturnReading, bills: readonly Bill[] = BILLS) => judgeReturn(batch, bills, reading);
const paid = (at: number) => ({ paid: true, status: '0', message: 'شد', saleReferenceId: `77${at}`, token: `t${at}` });
const notPaid = (at: number) => ({ paid: false, status: '5', message: 'نشد', saleReferenceId: '0', token: `t${at}` });

describe('a return that agrees', () => {
  test.each<[string, ReturnReading, [string, object, object]]>([
    ['all paid', saying([itemOf(0), itemOf(1)]), ['settled', paid(0), paid(1)]],
    ['in another order', saying([itemOf(1), itemOf(0)]), ['settled', paid(0), paid(1)]],
    ['one of two paid', saying([itemOf(0), itemOf(1, FAILED)]), ['settled', paid(0), notPaid(1)]],
    [
      'one of two paid, as no success',
      saying([itemOf(0), itemOf(1, FAILED)], { status: '5' }),
      ['settled', paid(0), notPaid(1)],
    ],
    ['without a status of its own', saying([itemOf(0), itemOf(1)], { status: '' }), ['settled', paid(0), paid(1)]],
    ['none paid', saying([itemOf(0, FAILED), itemOf(1, FAILED)], { status: '5' }), ['failed', notPaid(0), notPaid(1)]],
    [
      'not paid, so without amounts',
      saying([itemOf(0, { ...FAILED, amount: null }), itemOf(1, { ...FAILED, amount: null })], { status: '5' }),
      ['failed', notPaid(0), notPaid(1)],
    ],
    ['with the refused bill as failed', saying([itemOf(0), itemOf(1), itemOf(2, FAILED)]), ['settled', paid(0), paid(1)]],
    [
      'without ExtOrderIDs',
      saying([itemOf(0, { extOrderId: '' }), itemOf(1, { extOrderId: '' })]),
      ['settled', paid(0), paid(1)],
    ],
    ['without zeros', saying([itemOf(0), itemOf(1, { payId: '880000568', extOrderId: '' })]), ['settled', paid(0), paid(1)]],
    ['a bill told twice alike', saying([itemOf(0), itemOf(0), itemOf(1)]), ['settled', paid(0), paid(1)]],
  ])('%s', (_name, reading, [outcome, first, second]) => {
    const bills = new Map([
      [one.id, first],
      [two.id, second],
    ]);
    expect(judge(reading)).toEqual({ kind: 'agrees', outcome, bills });
  });

  test.each([null, []])('cancelled, with bills %j: all failed in its words', (items) => {
    const result = { paid: false, status: '17', message: 'انصراف', saleReferenceId: '', token: '' };
    expect(judge(saying(items, { status: '17', description: 'انصراف' }))).toEqual({
      kind: 'agrees',
      outcome: 'failed',
      bills: new Map([
        [one.id, result],
        [two.id, result],
      ]),
    });
  });

  test('late, after the batch was abandoned or has failed', () => {
    const moved = (kind: 'bill.abandoned' | 'bill.failed') =>
      BILLS.map((bill) => {
        if (bill === refused) return bill;
        const event = kind === 'bill.failed' ? { kind, status: '5', message: '' } : { kind };
        return applyBillEvent(bill, bill.id, event, 9, WHO);
      });
    for (const kind of ['bill.abandoned', 'bill.failed'] as const) {
      expect(judge(saying([itemOf(0), itemOf(1)]), moved(kind))).toMatchObject({ kind: 'agrees', outcome: 'settled' });
    }
  });

  test('a token whose plus signs were not encoded', () => {
    const plus = { ...batch, batchToken: 'a+b/c=' };
    expect(judgeReturn(plus, BILLS, saying([itemOf(0), itemOf(1)], { batchToken: 'a b/c=' })).kind).toBe('agrees');
  });
});

describe('a return about something else', () => {
  const id = (at: number) => ORDERS[at]?.billId ?? '';
  test.each<[string, ReturnReading, string[]]>([
    ['another token', saying([itemOf(0), itemOf(1)], { batchToken: `${TOKEN}0` }), ['token']],
    ['no token', saying([itemOf(0), itemOf(1)], { batchToken: null }), ['token']],
    ['a bill missing', saying([itemOf(0)]), [`bill-missing ${id(1)}`]],
    [
      'a bill more',
      saying([itemOf(0), itemOf(1), itemOf(3, { billId: '2050327604613', payId: '1070189' })]),
      ['bill-unknown 2050327604613'],
    ],
    [
      'another bill under a known ExtOrderID',
      saying([itemOf(0), itemOf(1, { billId: '2050327604613' })]),
      ['bill-unknown 2050327604613', `bill-missing ${id(1)}`],
    ],
    ['another amount', saying([itemOf(0, { amount: 120_000 }), itemOf(1)]), [`amount ${id(0)}`]],
    ['an amount that only the payment id says', saying([itemOf(0), itemOf(1, { amount: 1 })]), [`amount ${id(1)}`]],
    ['paid without an amount', saying([itemOf(0, { amount: null }), itemOf(1)]), [`amount ${id(0)}`]],
    ['not paid, of another amount', saying([itemOf(0), itemOf(1, { ...FAILED, amount: 5 })]), [`amount ${id(1)}`]],
    [
      'a bill id that does not end',
      saying([itemOf(0), itemOf(1), itemOf(3, { billId: '9'.repeat(400) })]),
      [`bill-unknown ${'9'.repeat(20)}`],
    ],
    ['a bill without an id', saying([itemOf(0), itemOf(1), itemOf(3)]), ['bill-unknown ?']],
  ])('%s', (_name, reading, what) => {
    expect(judge(reading)).toEqual({ kind: 'mismatch', what });
  });

  test('a batch without a token has no returns', () => {
    expect(judgeReturn({ ...batch, batchToken: null }, BILLS, saying(null, { batchToken: null, status: '5' }))).toEqual({
      kind: 'mismatch',
      what: ['token'],
    });
  });

  test('a bill that went on to another batch is no bill of this one', () => {
    const elsewhere = applyBillEvent(refused, refused.id, { kind: 'bill.submitting', batch: randomUUID() }, 8, WHO);
    const there = applyBillEvent(elsewhere, refused.id, { ...FIRST_ANSWER }, 9, WHO);
    expect(judge(saying([itemOf(0), itemOf(1)]), [one, two, there])).toMatchObject({ kind: 'agrees', outcome: 'settled' });
    expect(judge(saying([itemOf(0), itemOf(1), itemOf(2)]), [one, two, there]).kind).toBe('contradiction');
  });
});

const FIRST_ANSWER = { kind: 'bill.accepted', status: '0', message: '', price: null, billType: '' } as const;

describe('a return that says two things at once', () => {
  const id = (at: number) => ORDERS[at]?.billId ?? '';
  test.each<[string, ReturnReading, string[]]>([
    ['a success without bills', saying(null), ['items']],
    ['a success with an empty list', saying([]), ['items']],
    ['neither status nor bills', saying(null, { status: '' }), ['items']],
    ['a failure with bills that cannot be read', saying(null, { status: '5', itemsBroken: true }), ['items']],
    ['a failed bill with a reference number', saying([itemOf(0), itemOf(1, { status: '5' })]), [`status ${id(1)}`]],
    ['a bill without a status', saying([itemOf(0), itemOf(1, { ...FAILED, status: '' })]), [`status ${id(1)}`]],
    ['a bill told twice differently', saying([itemOf(0), itemOf(0, FAILED), itemOf(1)]), [`status ${id(0)}`]],
    ['a refused bill as paid', saying([itemOf(0), itemOf(1), itemOf(2)]), [`status ${id(2)}`]],
    ['a success without a paid bill', saying([itemOf(0, FAILED), itemOf(1, FAILED)]), [`status ${id(0)}`, `status ${id(1)}`]],
  ])('%s', (_name, reading, what) => {
    expect(judge(reading)).toEqual({ kind: 'contradiction', what });
  });
});

test('whatever a return says, a bill is paid only by its own token, amount and success', () => {
  const change = fc.record(
    {
      billId: fc.constantFrom('', ...ORDERS.map(({ billId }) => billId), '1'),
      payId: fc.constantFrom('', ...ORDERS.map(({ payId }) => payId), '1'),
      extOrderId: fc.constantFrom('', ...ORDERS.map(({ extOrderId }) => extOrderId), 'x'),
      amount: fc.constantFrom(null, ...AMOUNTS, 0, 1),
      status: fc.constantFrom('', '0', '00', '5'),
      saleReferenceId: fc.constantFrom('', '0', '77'),
    },
    { requiredKeys: [] },
  );
  const items = fc
    .array(fc.tuple(fc.nat(2), change), { maxLength: 4 })
    .map((list) => list.map(([at, what]) => itemOf(at, what)));
  const top = fc.record({ batchToken: fc.constantFrom(null, TOKEN, TOKEN, TOKEN, 'x'), status: fc.constantFrom('', '0', '5') });
  let agreed = 0;
  fc.assert(
    fc.property(fc.option(items), top, (list, change) => {
      const verdict = judge(saying(list, change));
      if (verdict.kind !== 'agrees') {
        expect(verdict.what).not.toEqual([]);
        return;
      }
      agreed += 1;
      expect(change.batchToken).toBe(TOKEN);
      expect([...verdict.bills.keys()].toSorted()).toEqual([one.id, two.id].toSorted());
      expect(verdict.outcome).toBe([...verdict.bills.values()].some(({ paid }) => paid) ? 'settled' : 'failed');
      for (const [bill, amount] of [
        [one, AMOUNTS[0]],
        [two, AMOUNTS[1]],
      ] as const) {
        if (verdict.bills.get(bill.id)?.paid !== true) continue;
        expect(list?.some((item) => item.amount === amount && /^0+$/u.test(item.status))).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
  expect(agreed).toBeGreaterThan(50);
});
