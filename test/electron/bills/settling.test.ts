import { describe, expect, it } from 'vitest';
import { abandon, giveUp, settleByHand } from '../../../electron/bills/settling.ts';
import { CallError } from '../../../electron/errors.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { APP, person } from '../../../shared/actors.ts';
import { BillMoveError } from '../../../shared/bills.ts';
import { accepted, back, batchAccepted, batchUnknown, failed, inBasket, paid, submitted } from '../ledger/bill-help.ts';
import { opened } from '../ledger/help.ts';

const sara = person('سارا');
const WHY = 'رسید بانک را دیدم';

/** A batch of four bills that is waited for: three were accepted, the last is in the basket again. */
function awaited(real: Ledger = opened()) {
  const bills = [inBasket(real), inBasket(real), inBasket(real), inBasket(real)];
  const [first = '', second = '', third = '', refused = ''] = bills;
  const id = submitted(real, bills, batchAccepted('B1'));
  for (const bill of [first, second, third]) real.bills.record(bill, accepted(), APP);
  real.bills.record(refused, back('تکراری'), APP);
  return {
    ledger: real,
    first,
    second,
    third,
    refused,
    batch: () => real.batches.get(id) ?? expect.fail('no batch'),
    states: () => bills.map((bill) => real.bills.get(bill)?.state),
    events: () => bills.flatMap((bill) => real.bills.history(bill)).length + real.batches.history(id).length,
  };
}
const receipt = (bill: string) => ({ bill, saleReferenceId: `70-${bill.slice(0, 3)}` });
/** The ledger, unable to record what happens to batches. */
const fullFor = (ledger: Ledger, kind: string): Ledger => ({
  ...ledger,
  bills: {
    ...ledger.bills,
    record(id, event, actor) {
      if (event.kind === kind) throw new Error('the disk is full');
      return ledger.bills.record(id, event, actor);
    },
  },
});

describe('a person who settles a batch', () => {
  it('says which were paid; of the others only those that were waited for failed', () => {
    const { ledger, first, second, third, batch, states } = awaited();
    ledger.bills.record(third, { kind: 'bill.abandoned' }, APP);
    const settled = settleByHand(ledger, batch(), { id: batch().id, paid: [receipt(first)], why: WHY }, sara);
    expect([settled.state, states()]).toEqual(['settled', ['paid', 'failed', 'failed', 'basket']]);
    expect(ledger.bills.history(first).at(-1)).toMatchObject({
      actor: sara,
      event: { kind: 'bill.paid', status: '', message: '', token: '', byHand: true, ...pick(receipt(first)) },
    });
    expect(ledger.bills.history(second).at(-1)).toMatchObject({
      actor: sara,
      event: { kind: 'bill.failed', status: '', message: '' },
    });
  });

  it('leaves alone what was paid or failed before', () => {
    const { ledger, first, second, third, batch, states } = awaited();
    ledger.bills.record(first, paid('1'), APP);
    ledger.bills.record(second, failed, APP);
    settleByHand(ledger, batch(), { id: batch().id, paid: [receipt(third)], why: WHY }, sara);
    expect(states()).toEqual(['paid', 'failed', 'paid', 'basket']);
    expect(ledger.bills.get(first)?.saleReferenceId).toBe('1');
    expect(ledger.bills.get(second)).toMatchObject({ status: '5', message: 'موجودی کافی نیست' });
  });

  it('cannot settle a bill that the provider did not take, nor one of nowhere', () => {
    const { ledger, first, refused, batch, states } = awaited();
    for (const bill of [refused, 'x']) {
      const act = () =>
        settleByHand(ledger, batch(), { id: batch().id, paid: [receipt(first), receipt(bill)], why: WHY }, sara);
      expect(act).toThrow(new CallError('not-found', { detail: bill }));
    }
    expect(states()).toEqual(['awaiting', 'awaiting', 'awaiting', 'basket']);
  });

  it('changes all of it or nothing', () => {
    const { ledger, second, batch, events } = awaited();
    const before = events();
    const input = { id: batch().id, paid: [receipt(second)], why: WHY };
    expect(() => settleByHand(fullFor(ledger, 'bill.paid'), batch(), input, sara)).toThrow('the disk is full');
    expect(events()).toBe(before);
  });
});

const pick = ({ saleReferenceId }: ReturnType<typeof receipt>) => ({ saleReferenceId });

describe('a person who gives an unknown submission up', () => {
  it('has its bills back in the basket, without words of a provider', () => {
    const ledger = opened();
    const bill = inBasket(ledger);
    const id = submitted(ledger, [bill], batchUnknown);
    const batch = ledger.batches.get(id) ?? expect.fail('no batch');
    expect(giveUp(ledger, batch, sara)).toMatchObject({ state: 'refused', cause: 'given-up' });
    expect(ledger.batches.history(id).at(-1)?.actor).toEqual(sara);
    expect(ledger.bills.history(bill).at(-1)).toMatchObject({
      actor: sara,
      event: { kind: 'bill.back', status: '', message: '' },
    });
  });

  it('cannot do so where it is waited for; all of it or nothing', () => {
    const { ledger, batch, states } = awaited();
    expect(() => giveUp(ledger, batch(), sara)).toThrow(BillMoveError);
    expect(states()).toEqual(['awaiting', 'awaiting', 'awaiting', 'basket']);
    const id = submitted(ledger, [inBasket(ledger)], batchUnknown);
    const unknown = ledger.batches.get(id) ?? expect.fail('no batch');
    expect(() => giveUp(fullFor(ledger, 'bill.back'), unknown, sara)).toThrow('the disk is full');
    expect(ledger.batches.get(id)?.state).toBe('unknown');
  });
});

describe('a person who waits no more', () => {
  it('abandons the bills that were waited for, and no other', () => {
    const { ledger, first, second, batch, states } = awaited();
    ledger.bills.record(first, failed, APP);
    expect(abandon(ledger, batch(), sara).state).toBe('abandoned');
    expect(states()).toEqual(['failed', 'abandoned', 'abandoned', 'basket']);
    expect(ledger.bills.history(second).at(-1)).toMatchObject({ actor: sara, event: { kind: 'bill.abandoned' } });
    expect(ledger.batches.history(batch().id).at(-1)?.actor).toEqual(sara);
  });

  it('changes all of it or nothing', () => {
    const { ledger, batch } = awaited();
    expect(() => abandon(fullFor(ledger, 'bill.abandoned'), batch(), sara)).toThrow('the disk is full');
    expect(batch().state).toBe('awaiting');
  });
});
