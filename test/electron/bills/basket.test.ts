import { describe, expect, it } from 'vitest';
import { addPairs, checkPairs, rebasket } from '../../../electron/bills/basket.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { APP, person } from '../../../shared/actors.ts';
import { billNo } from '../../bill-samples.ts';
import { accepted, back, batchAccepted, failed, inBasket, paid, submitted } from '../ledger/bill-help.ts';
import { opened } from '../ledger/help.ts';

const sara = person('سارا');
const BAD = { billId: billNo(1).billId, payId: `${billNo(1).payId}0` };

describe('pairs that are entered', () => {
  it('are judged in their order; of two that are one, the first is taken in and the second finds it', () => {
    const ledger = opened();
    const [one, two] = [billNo(1), billNo(2)];
    const padded = { billId: ` ${one.billId.padStart(13, '0')}`, payId: one.payId };
    const verdicts = addPairs(ledger, [one, BAD, padded, two], 'file', sara);
    const [first, second] = ledger.bills.basket();
    expect(verdicts).toMatchObject([
      { pair: one, verdict: 'added', faults: [], bill: { id: first?.id } },
      { pair: BAD, verdict: 'bad', bill: null },
      { verdict: 'taken', faults: [], bill: { id: first?.id } },
      { pair: two, verdict: 'added', faults: [], bill: { id: second?.id } },
    ]);
    expect(verdicts[1]?.faults).not.toEqual([]);
    expect(ledger.bills.history(first?.id ?? '')).toMatchObject([
      { actor: sara, event: { kind: 'bill.added', ...one, source: 'file', again: null } },
    ]);
  });

  it('are only checked where nothing is to be taken in, with the same verdicts', () => {
    const ledger = opened();
    const held = inBasket(ledger, billNo(3));
    expect(checkPairs(ledger, [billNo(1), billNo(1), BAD, billNo(3), billNo(2)])).toMatchObject([
      { verdict: 'added', bill: null },
      { verdict: 'taken', faults: [], bill: null },
      { verdict: 'bad', bill: null },
      { verdict: 'taken', bill: { id: held } },
      { verdict: 'added', bill: null },
    ]);
    expect(ledger.bills.basket().length).toBe(1);
  });

  it('are taken in all together or not at all', () => {
    const real = opened();
    let left = 1;
    const record: typeof real.bills.record = (...event) => {
      if ((left -= 1) < 0) throw new Error('the disk is full');
      return real.bills.record(...event);
    };
    const ledger: Ledger = { ...real, bills: { ...real.bills, record } };
    expect(() => addPairs(ledger, [billNo(1), billNo(2)], 'file', sara)).toThrow('the disk is full');
    expect(real.bills.basket()).toEqual([]);
  });
});

describe('what was not paid of a batch, again', () => {
  /** A batch of which one bill was paid, two failed, one was abandoned, and one was never taken. */
  function scene() {
    const ledger = opened();
    const ids = [1, 2, 3, 4, 5].map((n) => inBasket(ledger, billNo(n)));
    const [one = '', two = '', three = '', four = '', five = ''] = ids;
    const id = submitted(ledger, ids, batchAccepted('B1'));
    ledger.bills.record(five, back('تکراری'), APP);
    for (const bill of [one, two, three, four]) ledger.bills.record(bill, accepted(), APP);
    ledger.bills.record(one, paid(), APP);
    for (const bill of [two, three]) ledger.bills.record(bill, failed, APP);
    ledger.bills.record(four, { kind: 'bill.abandoned' }, APP);
    const batch = ledger.batches.get(id) ?? expect.fail('no batch');
    return { ledger, batch, two, three, four, five };
  }

  it('failed bills as new ones that name them, abandoned ones as they are, and nothing else', () => {
    const { ledger, batch, two, three, four, five } = scene();
    const verdicts = rebasket(ledger, batch, sara);
    expect(verdicts).toMatchObject([
      { pair: billNo(2), verdict: 'added', faults: [], bill: { again: two, source: 'typed', state: 'basket' } },
      { pair: billNo(3), verdict: 'added', faults: [], bill: { again: three, source: 'typed', state: 'basket' } },
      { pair: billNo(4), verdict: 'added', faults: [], bill: { id: four, again: null, state: 'basket' } },
    ]);
    const orders = [two, three].map((bill) => ledger.bills.get(bill)?.extOrderId);
    const again = verdicts.map(({ bill }) => bill?.extOrderId);
    expect(orders.filter((order) => again.includes(order))).toEqual([]);
    expect(ledger.bills.basket().length).toBe(4);
    expect(ledger.bills.get(five)?.message).toBe('تکراری');
    expect(ledger.bills.history(four).at(-1)).toMatchObject({
      actor: sara,
      event: { kind: 'bill.back', status: '', message: '' },
    });
    expect(ledger.bills.history(verdicts[0]?.bill?.id ?? '')[0]?.actor).toEqual(sara);
  });

  it('all together or not at all', () => {
    const { ledger: real, batch } = scene();
    const record: typeof real.bills.record = (bill, event, actor) => {
      if (event.kind === 'bill.added') throw new Error('the disk is full');
      return real.bills.record(bill, event, actor);
    };
    expect(() => rebasket({ ...real, bills: { ...real.bills, record } }, batch, sara)).toThrow('the disk is full');
    expect(real.bills.basket().length).toBe(1);
  });
});
