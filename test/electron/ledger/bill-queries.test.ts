import { APP, person } from '../../../shared/actors.ts';
import { describe, expect, test } from 'vitest';
import {
  accepted,
  back,
  batchAccepted,
  batchFilter,
  batchUnknown,
  billFilter,
  inBasket,
  mismatch,
  paid,
  returned,
  submitted,
} from './bill-help.ts';
import { NOON, opened, plansOf, saved, scansOf, statementsOf, tempFile } from './help.ts';

test('pages of bills and batches are newest first, meet without a gap, and know the whole', () => {
  const ledger = opened(undefined, () => NOON);
  const bills = Array.from({ length: 12 }, () => inBasket(ledger));
  const batches = bills.map((bill) => submitted(ledger, [bill]));
  const offsets = [0, 5, 10, 15];
  const pagesOfBills = offsets.map((offset) => ledger.bills.list(billFilter({ limit: 5, offset })));
  const pagesOfBatches = offsets.map((offset) => ledger.batches.list(batchFilter({ limit: 5, offset })));
  expect(pagesOfBills.flatMap((page) => page.bills.map(({ id }) => id))).toEqual(bills.toReversed());
  expect(pagesOfBatches.flatMap((page) => page.batches.map(({ id }) => id))).toEqual(batches.toReversed());
  expect([...pagesOfBills, ...pagesOfBatches].map(({ total }) => total)).toEqual(Array(8).fill(12));
});

test('the basket is oldest first, and what comes back has its old place', () => {
  const ledger = opened();
  const [a, b, c] = [inBasket(ledger), inBasket(ledger), inBasket(ledger)];
  submitted(ledger, [a, b]);
  expect(ledger.bills.basket().map(({ id }) => id)).toEqual([c]);
  ledger.bills.record(a, back('تکراری'), APP);
  ledger.bills.record(c, { kind: 'bill.removed' }, person('سارا'));
  const d = inBasket(ledger);
  expect(ledger.bills.basket().map(({ id }) => id)).toEqual([a, d]);
});

test('bills and batches are counted, and filtered by state and by need of a decision', () => {
  const ledger = opened();
  const [a, b, c, d] = Array.from({ length: 4 }, () => inBasket(ledger)) as [string, string, string, string];
  inBasket(ledger);
  const doubtful = submitted(ledger, [a], batchUnknown);
  const waiting = submitted(ledger, [b], batchAccepted('B1'));
  const alarmed = submitted(ledger, [c], batchAccepted('B2'), mismatch);
  const settled = submitted(ledger, [d], batchAccepted('B3'), mismatch, returned('settled'), { kind: 'batch.alarmSeen' });
  const found = (parts: Parameters<typeof batchFilter>[0]) =>
    ledger.batches.list(batchFilter(parts)).batches.map(({ id }) => id);
  expect(['basket', 'awaiting', 'decisions'].map((badge) => ledger.badge(badge))).toEqual([1, 2, 2]);
  expect(found({ onlyDecisions: true })).toEqual([alarmed, doubtful]);
  expect(found({ states: ['awaiting'] })).toEqual([alarmed, waiting]);
  expect(found({ states: ['awaiting', 'settled'] })).toEqual([settled, alarmed, waiting]);
  expect(found({ states: ['awaiting', 'unknown'], onlyDecisions: true, search: 'B2' })).toEqual([alarmed]);
  expect(ledger.batches.inState('awaiting').map(({ id }) => id)).toEqual([waiting, alarmed]);
  expect(ledger.bills.list(billFilter({ states: ['submitting'] })).total).toBe(4);
  expect(ledger.bills.list(billFilter({ states: ['basket', 'paid'] })).total).toBe(1);
});

test('a batch is found by its return key and its token, and by neither while it has none', () => {
  const ledger = opened();
  const [a, b, c] = [inBasket(ledger), inBasket(ledger), inBasket(ledger)];
  const [first, second] = [submitted(ledger, [a]), submitted(ledger, [b], batchAccepted('B1'))];
  const { returnKey } = ledger.batches.get(first)!;
  expect(ledger.batches.byReturnKey(returnKey)?.id).toBe(first);
  expect(ledger.batches.byReturnKey(returnKey.slice(1))).toBeNull();
  expect(ledger.batches.byReturnKey('')).toBeNull();
  expect(ledger.batches.byToken('B1')?.id).toBe(second);
  expect(ledger.batches.byToken('b1')).toBeNull();
  expect(ledger.batches.byToken('')).toBeNull();
  const newest = submitted(ledger, [c], batchAccepted('B1'));
  expect(ledger.batches.byToken('B1')?.id).toBe(newest);
});

describe('search', () => {
  test('finds a bill by each of its ids and the words of the provider, on whatever keyboard they were typed', () => {
    const ledger = opened();
    const parts = { billId: '7748317800142', payId: '1770160', extOrderId: 'K-00047' };
    const id = inBasket(ledger, parts);
    inBasket(ledger, { billId: '9900000000000', payId: '5550001', extOrderId: 'X' });
    const found = (search: string) => ledger.bills.list(billFilter({ search })).bills.map((bill) => bill.id);
    for (const search of ['7748317', '۷۷۴۸۳۱', '1770160', 'k-00047', '0047 1770', '42']) expect(found(search)).toEqual([id]);
    expect(found('کارت')).toEqual([]);
    submitted(ledger, [id]);
    ledger.bills.record(id, accepted({ message: 'قابل پرداخت با كارت', billType: 'برق' }), APP);
    expect([found('کارت'), found('برق')]).toEqual([[id], [id]]);
    ledger.bills.record(id, paid('9007199254740993'), APP);
    expect([found('740993'), found('کارت')]).toEqual([[id], []]);
    expect(found('1420177')).toEqual([]);
    expect(ledger.check().problems).toEqual([]);
  });

  test('finds a batch by its token and by the ids of any of its bills', () => {
    const ledger = opened();
    const [a, b] = [inBasket(ledger, { billId: '7748317800142' }), inBasket(ledger, { extOrderId: 'K-00048' })];
    const id = submitted(ledger, [a, b]);
    const other = submitted(ledger, [inBasket(ledger, { billId: '9900000000000' })], batchAccepted('884411'));
    const found = (search: string) => ledger.batches.list(batchFilter({ search })).batches.map((batch) => batch.id);
    expect([found('77483178'), found('k-00048 7748'), found('۸۸۴۴'), found('99000000')]).toEqual([
      [id],
      [id],
      [other],
      [other],
    ]);
    expect(found('5577')).toEqual([]);
    ledger.batches.record(id, batchAccepted('5577'), APP);
    expect([found('5577'), found('5577 7748')]).toEqual([[id], [id]]);
    expect(ledger.batches.list(batchFilter({ search: '5577' })).total).toBe(1);
    expect(ledger.check().problems).toEqual([]);
  });
});

const SEARCHES = ['', '7748317', '7748 k-1'];

test('nothing the counter asks of bills and batches reads a whole table', () => {
  const file = tempFile();
  const ledger = opened(file);
  const bill = inBasket(ledger);
  const id = submitted(ledger, [bill], batchUnknown);
  ledger.close();
  const statements = statementsOf(file, (ledger) => {
    for (const search of SEARCHES) {
      for (const states of [[], ['paid'], ['paid', 'failed']] as const) {
        ledger.bills.list(billFilter({ search, states: [...states] }));
      }
      for (const states of [[], ['settled'], ['settled', 'failed']] as const) {
        ledger.batches.list(batchFilter({ search, states: [...states] }));
        ledger.batches.list(batchFilter({ search, states: [...states], onlyDecisions: true }));
      }
    }
    ledger.bills.get(bill);
    ledger.bills.ofBatch(ledger.batches.get(id)!);
    ledger.bills.history(bill);
    ledger.batches.history(id);
    ledger.bills.holding({ billId: '1', payId: '2' });
    ledger.bills.basket();
    ledger.batches.inState('awaiting');
    ledger.batches.byReturnKey('k');
    ledger.batches.byToken('t');
    for (const badge of ['basket', 'awaiting', 'decisions']) ledger.badge(badge);
    ledger.bills.record(bill, back(), APP);
    submitted(ledger, [inBasket(ledger)]);
    saved(ledger);
  });
  expect(statements.length).toBeGreaterThan(40);
  expect(scansOf(file, statements)).toEqual([]);
});

test('a page of bills or batches is read off an index in its order, and a search starts at the index of words', () => {
  const file = tempFile();
  opened(file).close();
  const bills = (parts: Parameters<typeof billFilter>[0]) => plansOf(file, (ledger) => ledger.bills.list(billFilter(parts)));
  const batches = (parts: Parameters<typeof batchFilter>[0]) =>
    plansOf(file, (ledger) => ledger.batches.list(batchFilter(parts)));
  expect(bills({})).toEqual(['SCAN bills USING INDEX bills_by_time']);
  expect(bills({ states: ['paid'] })).toEqual(['SEARCH bills USING INDEX bills_by_state (state=?)']);
  expect(batches({})).toEqual(['SCAN batches USING INDEX batches_by_time']);
  expect(batches({ states: ['settled'] })).toEqual(['SEARCH batches USING INDEX batches_by_state (state=?)']);
  expect(batches({ onlyDecisions: true })).toEqual(['SCAN batches USING INDEX batches_to_decide']);
  expect(bills({ search: '7748317' }).slice(0, 2)).toEqual([
    'SCAN bills_search VIRTUAL TABLE INDEX 0:M1',
    'SEARCH bills USING INTEGER PRIMARY KEY (rowid=?)',
  ]);
  expect(batches({ search: '7748317' }).slice(0, 2)).toEqual([
    'SCAN batches_search VIRTUAL TABLE INDEX 0:M1',
    'SEARCH batches USING INTEGER PRIMARY KEY (rowid=?)',
  ]);
});
