import { APP, person } from '../../../shared/actors.ts';
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TakenError } from '../../../electron/ledger/ledger.ts';
import { applyBatchEvent } from '../../../shared/batches.ts';
import type { Batch } from '../../../shared/batches.ts';
import { applyBillEvent, BillMoveError, isLiveBill } from '../../../shared/bills.ts';
import type { Bill } from '../../../shared/bills.ts';
import { pairKey } from '../../../shared/bill-digits.ts';
import {
  accepted,
  added,
  anyBatchEvent,
  anyBillEvent,
  back,
  batchAccepted,
  batchFilter,
  batchUnknown,
  billFilter,
  failed,
  inBasket,
  newPair,
  paid,
  returned,
  submitted,
  submitting,
} from './bill-help.ts';
import { NOON, opened, saved, tempFile } from './help.ts';

/** What the database itself may refuse of a senseless step: a batch, a bill or a key that is not there, or is. */
const BY_DATABASE = /FOREIGN KEY|batches: no such bill|batches\.return_key/u;

describe('after any history', () => {
  const bills = Array.from({ length: 5 }, () => randomUUID());
  const batches = Array.from({ length: 3 }, () => randomUUID());
  const step = fc.oneof(
    fc.record({ of: fc.constant('bill' as const), id: fc.constantFrom(...bills), event: anyBillEvent(bills, batches) }),
    fc.record({ of: fc.constant('batch' as const), id: fc.constantFrom(...batches), event: anyBatchEvent(bills) }),
  );

  /** Bills in the basket and a batch of some of them, so that there is something to happen to. */
  const start = [
    ...bills.slice(0, 4).map((id) => ({ of: 'bill' as const, id, event: added() })),
    { of: 'batch' as const, id: batches[0]!, event: submitting(bills.slice(1, 4), { returnKey: '' }) },
  ];

  test('each row is the replay of its events, what was refused left nothing, and no pair is live twice', () => {
    const taken = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 120, size: 'max' }), (steps) => {
        const ledger = opened();
        const told = () => [bills.map((id) => ledger.bills.get(id)), batches.map((id) => ledger.batches.get(id))];
        let events = 0;
        for (const { of, id, event } of [...start, ...steps]) {
          const before = told();
          try {
            const given =
              of === 'bill' ? ledger.bills.record(id, event, person('سارا')) : ledger.batches.record(id, event, person('سارا'));
            events += 1;
            expect(of === 'bill' ? ledger.bills.get(id) : ledger.batches.get(id)).toEqual(given);
            taken.add(event.kind);
          } catch (error) {
            const isMeant = error instanceof BillMoveError || error instanceof TakenError || BY_DATABASE.test(String(error));
            if (!isMeant) throw error;
            expect(told()).toEqual(before);
          }
        }
        for (const id of bills) {
          const replay = (bill: Bill | null, { event, at, actor }: ReturnType<typeof ledger.bills.history>[number]) =>
            applyBillEvent(bill, id, event!, at, actor);
          expect(ledger.bills.get(id)).toEqual(ledger.bills.history(id).reduce(replay, null));
        }
        for (const id of batches) {
          const replay = (batch: Batch | null, { event, at, actor }: ReturnType<typeof ledger.batches.history>[number]) =>
            applyBatchEvent(batch, id, event!, at, actor);
          const batch = ledger.batches.get(id);
          expect(batch).toEqual(ledger.batches.history(id).reduce(replay, null));
          if (batch) expect(ledger.bills.ofBatch(batch).map((bill) => bill.id)).toEqual(batch.bills);
        }
        const all = ledger.bills.list(billFilter()).bills;
        const live = all.filter(({ state }) => isLiveBill(state)).map(pairKey);
        expect(new Set(live).size).toBe(live.length);
        expect(ledger.check()).toMatchObject({ ok: true, events, counts: { bills: all.length }, problems: [] });
        ledger.close();
      }),
      { numRuns: 25 },
    );
    // The histories are worth the name: most kinds of events were taken in some of them.
    expect(taken.size).toBeGreaterThan(10);
  });
});

describe('the pair rule', () => {
  /** The ways a bill goes from the basket, and whether its pair is then free again. */
  const ENDS = {
    basket: { isFree: false, by: () => {} },
    removed: { isFree: true, by: (ledger, id) => void ledger.bills.record(id, { kind: 'bill.removed' }, person('سارا')) },
    awaiting: { isFree: false, by: (ledger, id) => awaiting(ledger, id) },
    paid: { isFree: false, by: (ledger, id) => (awaiting(ledger, id), void ledger.bills.record(id, paid(), APP)) },
    failed: { isFree: true, by: (ledger, id) => (awaiting(ledger, id), void ledger.bills.record(id, failed, APP)) },
    abandoned: {
      isFree: false,
      by: (ledger, id) => (awaiting(ledger, id), void ledger.bills.record(id, { kind: 'bill.abandoned' }, person('سارا'))),
    },
    back: {
      isFree: false,
      by: (ledger, id) => (submitted(ledger, [id]), void ledger.bills.record(id, back('تکراری'), APP)),
    },
  } as const satisfies Record<string, { isFree: boolean; by: (ledger: ReturnType<typeof opened>, id: string) => void }>;

  function awaiting(ledger: ReturnType<typeof opened>, id: string): void {
    submitted(ledger, [id]);
    ledger.bills.record(id, accepted(), APP);
  }

  test('a pair is entered exactly when no bill holds it, and the one that does is told', () => {
    const pair = newPair();
    const forms = [pair, { ...pair, payId: `000${pair.payId}` }];
    const step = fc.record({ form: fc.nat(1), end: fc.constantFrom(...Object.values(ENDS)) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const ledger = opened();
        let holder: string | null = null;
        for (const { form, end } of steps) {
          expect(ledger.bills.holding(forms[1 - form]!)?.id ?? null).toBe(holder);
          if (holder !== null) {
            expect(() => inBasket(ledger, forms[form])).toThrow(new TakenError('bill-taken'));
            continue;
          }
          const id = inBasket(ledger, forms[form]);
          end.by(ledger, id);
          holder = end.isFree ? null : id;
        }
        expect(ledger.check()).toMatchObject({ ok: true });
        ledger.close();
      }),
      { numRuns: 25 },
    );
  });

  test('an abandoned bill that fails late frees its pair; one that is paid late keeps it', () => {
    const ledger = opened();
    const pair = newPair();
    const id = inBasket(ledger, pair);
    ENDS.abandoned.by(ledger, id);
    expect(ledger.bills.holding(pair)?.id).toBe(id);
    ledger.bills.record(id, failed, APP);
    const again = inBasket(ledger, { ...pair, again: id });
    ENDS.abandoned.by(ledger, again);
    expect(ledger.bills.record(again, paid(), APP).state).toBe('paid');
    expect(() => inBasket(ledger, pair)).toThrow(new TakenError('bill-taken'));
    expect(ledger.bills.get(again)?.again).toBe(id);
  });

  test('a failed bill can be paid late when its pair was entered again, or even paid', () => {
    const ledger = opened();
    const pair = newPair();
    const late = inBasket(ledger, pair);
    ENDS.failed.by(ledger, late);
    const live = inBasket(ledger, { ...pair, again: late });
    ledger.bills.record(late, paid('1'), APP);
    expect(ledger.bills.holding(pair)?.id).toBe(live);
    ENDS.paid.by(ledger, live);
    expect([late, live].map((id) => ledger.bills.get(id)?.state)).toEqual(['paid', 'paid']);
    expect(() => inBasket(ledger, pair)).toThrow(new TakenError('bill-taken'));
    expect(ledger.check()).toMatchObject({ ok: true });
  });

  test('an ExtOrderID names one bill for ever', () => {
    const ledger = opened();
    inBasket(ledger, { extOrderId: 'K-1' }, { kind: 'bill.removed' });
    expect(() => inBasket(ledger, { extOrderId: 'K-1' })).toThrow(new TakenError('bill-taken'));
    expect(ledger.check()).toMatchObject({ ok: true, counts: { bills: 1 }, events: 2 });
  });
});

test('a bill that comes back goes out again in another batch, and both batches keep it', () => {
  const ledger = opened();
  const [a, b] = [inBasket(ledger), inBasket(ledger)];
  const first = submitted(ledger, [a, b]);
  ledger.bills.record(a, back('بدهی ندارد'), APP);
  ledger.bills.record(b, accepted(), APP);
  expect(ledger.bills.get(a)).toMatchObject({ state: 'basket', batch: null, message: 'بدهی ندارد' });
  const second = submitted(ledger, [a], batchAccepted('B2'));
  ledger.bills.record(a, accepted({ message: 'تایید شد' }), APP);
  expect(ledger.bills.get(a)).toMatchObject({ state: 'awaiting', batch: second, message: 'تایید شد' });
  expect(ledger.bills.ofBatch(ledger.batches.get(first)!).map(({ id }) => id)).toEqual([a, b]);
  expect(ledger.bills.ofBatch(ledger.batches.get(second)!).map(({ id }) => id)).toEqual([a]);
  expect(ledger.bills.history(a).map(({ event }) => event?.kind)).toEqual([
    'bill.added',
    'bill.submitting',
    'bill.back',
    'bill.submitting',
    'bill.accepted',
  ]);
  expect(ledger.check()).toMatchObject({ ok: true });
});

test('a batch keeps its bills, its order and its return key over attempts', () => {
  const ledger = opened();
  const bills = Array.from({ length: 20 }, () => inBasket(ledger)).toReversed();
  const id = submitted(ledger, bills, batchUnknown);
  const { returnKey } = ledger.batches.get(id)!;
  const again = submitting(bills.slice(1), { attempt: 2, returnKey, returnUrl: 'http://127.0.0.1:40001/return/k' });
  ledger.batches.record(id, again, person('سارا'));
  expect(ledger.batches.get(id)).toMatchObject({ attempts: 2, returnKey, bills, returnUrl: 'http://127.0.0.1:40001/return/k' });
  expect(ledger.bills.ofBatch(ledger.batches.get(id)!).map((bill) => bill.id)).toEqual(bills);
});

describe('refused with all that came with it', () => {
  test('a batch of a bill that is not there', () => {
    const ledger = opened();
    const bill = inBasket(ledger);
    expect(() => ledger.batches.record(randomUUID(), submitting([bill, randomUUID()]), person('سارا'))).toThrow('no such bill');
    expect(ledger.check()).toMatchObject({ ok: true, events: 1 });
  });

  test('a bill that names a batch, or a bill, that is not there', () => {
    const ledger = opened();
    const bill = inBasket(ledger);
    expect(() => ledger.bills.record(bill, { kind: 'bill.submitting', batch: randomUUID() }, person('سارا'))).toThrow(
      /FOREIGN KEY/u,
    );
    expect(() => inBasket(ledger, { again: randomUUID() })).toThrow(/FOREIGN KEY/u);
    expect(ledger.bills.get(bill)?.state).toBe('basket');
    expect(ledger.check()).toMatchObject({ ok: true, events: 1 });
  });

  test('a submission of which one bill is not in the basket any more', () => {
    const ledger = opened();
    const bills = [inBasket(ledger), inBasket(ledger, {}, { kind: 'bill.removed' })];
    expect(() => submitted(ledger, bills)).toThrow(BillMoveError);
    expect(ledger.bills.basket().map(({ id }) => id)).toEqual([bills[0]]);
    expect(ledger.batches.list(batchFilter()).total).toBe(0);
  });

  test('two batches with one return key', () => {
    const ledger = opened();
    const bills = [inBasket(ledger)];
    ledger.batches.record(randomUUID(), submitting(bills, { returnKey: 'k' }), person('سارا'));
    expect(() => ledger.batches.record(randomUUID(), submitting(bills, { returnKey: 'k' }), person('سارا'))).toThrow(
      'return_key',
    );
  });
});

test('who, when and what are told of each change, and ids and money are exact', () => {
  const ledger = opened(undefined, () => NOON);
  const id = inBasket(ledger, { billId: '0000000000012', payId: '9999999912345' });
  const batch = submitted(ledger, [id], batchAccepted('9223372036854775807'), returned('settled'));
  ledger.bills.record(id, accepted({ price: Number.MAX_SAFE_INTEGER }), APP);
  ledger.bills.record(id, paid('9223372036854775807'), APP);
  expect(ledger.bills.get(id)).toMatchObject({
    billId: '0000000000012',
    price: 9007199254740991,
    saleReferenceId: '9223372036854775807',
    savedBy: person('سارا'),
    paidAt: NOON,
  });
  expect(ledger.batches.byToken('9223372036854775807')?.id).toBe(batch);
  expect(ledger.batches.byToken('9223372036854775806')).toBeNull();
  expect(ledger.batches.history(batch)).toMatchObject([
    { actor: person('سارا'), at: NOON, event: { kind: 'batch.submitting', bills: [id] } },
    { actor: APP, event: { kind: 'batch.accepted' } },
    { actor: APP, event: { kind: 'batch.returned' } },
  ]);
});

test('a link, a bill and a batch may even share an id: each has its own history', () => {
  const ledger = opened();
  const id = saved(ledger);
  ledger.bills.record(id, added(), person('سارا'));
  ledger.batches.record(id, submitting([id]), person('سارا'));
  ledger.links.record(id, { kind: 'link.closed' }, person('سارا'));
  expect(ledger.links.history(id).map(({ event }) => event?.kind)).toEqual(['link.saved', 'link.closed']);
  expect(ledger.bills.history(id).map(({ event }) => event?.kind)).toEqual(['bill.added']);
  expect(ledger.batches.history(id).map(({ event }) => event?.kind)).toEqual(['batch.submitting']);
  expect(ledger.check()).toMatchObject({ ok: true, counts: { links: 1, bills: 1 }, events: 4 });
});

test('all of it is there after a close and an opening', () => {
  const file = tempFile();
  const ledger = opened(file);
  const bill = inBasket(ledger);
  const batch = submitted(ledger, [bill], batchUnknown);
  const facts = (of: typeof ledger) => [
    of.bills.get(bill),
    of.batches.get(batch),
    of.bills.history(bill),
    of.batches.history(batch),
  ];
  const before = facts(ledger);
  ledger.close();
  expect(facts(opened(file))).toEqual(before);
});
