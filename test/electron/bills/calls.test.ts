import { describe, expect, it, vi } from 'vitest';
import { createAlarms } from '../../../electron/bills/alarms.ts';
import { billsHandlers } from '../../../electron/bills/calls.ts';
import { createReturns } from '../../../electron/bills/returns.ts';
import { CallError } from '../../../electron/errors.ts';
import { APP, person } from '../../../shared/actors.ts';
import type { BatchEvent } from '../../../shared/batches.ts';
import { billNo } from '../../bill-samples.ts';
import { accepted, batchAccepted, batchUnknown, inBasket, submitted, submitting } from '../ledger/bill-help.ts';
import { opened } from '../ledger/help.ts';

const sara = person('سارا');
type Accepted = Extract<BatchEvent, { kind: 'batch.accepted' }>;
const KEY = 'ab'.repeat(16);

/** The calls over a ledger, with a submitter that only says how it was asked. */
function scene() {
  const ledger = opened();
  const changed = vi.fn();
  const alarms = createAlarms(ledger);
  const submitter = { submitBasket: vi.fn(), resubmit: vi.fn(), stop: vi.fn() };
  const takeReturn = createReturns({ ledger, alarms, changed: () => undefined, tell: () => undefined });
  const returnComes = vi.fn(() => true);
  const handlers = billsHandlers({
    ledger,
    practice: false,
    submitter,
    takeReturn,
    alarms,
    returnComes,
    openExternal: () => Promise.resolve(),
    changed,
  });
  return {
    ledger,
    changed,
    alarms,
    submitter,
    returnComes,
    handlers,
    /** A batch of one bill that is waited for. */
    awaited: (token: string) => {
      const bill = inBasket(ledger);
      const id = submitted(ledger, [bill], batchAccepted(token));
      ledger.bills.record(bill, accepted(), APP);
      return { id, bill };
    },
    /** And one whose return comes to this key. */
    atKey: (token: string, returnKey: string) => {
      const bill = inBasket(ledger);
      const id = `0192d3c4-0000-7000-8000-${returnKey.slice(0, 12)}`;
      ledger.transact(() => {
        ledger.bills.record(bill, { kind: 'bill.submitting', batch: id }, APP);
        ledger.batches.record(id, submitting([bill], { returnKey }), sara);
        ledger.batches.record(id, batchAccepted(token), APP);
        ledger.bills.record(bill, accepted(), APP);
      });
      return id;
    },
  };
}
const refusalOf = async (act: () => unknown) => {
  try {
    await act();
    return null;
  } catch (error) {
    return error instanceof CallError ? error.error : error;
  }
};

describe('bills', () => {
  it('are entered, listed and removed in the name of who does it, and the screens are told', async () => {
    const { handlers, changed, ledger } = scene();
    expect(handlers['bills.check']({ pairs: [billNo(1)] }, sara)).toMatchObject({
      verdicts: [{ verdict: 'added', bill: null }],
    });
    expect(changed).not.toHaveBeenCalled();
    await handlers['bills.add']({ pairs: [billNo(1)], source: 'scan' }, sara);
    expect(changed).toHaveBeenCalledTimes(1);
    const [bill] = ledger.bills.basket();
    const id = bill?.id ?? '';
    expect(handlers['bills.list']({ search: '', states: [], limit: 1, offset: 0 }, sara)).toEqual({ bills: [bill], total: 1 });
    expect(handlers['bills.get']({ id }, sara)).toMatchObject({
      bill: { id, source: 'scan' },
      history: [{ actor: sara, event: { kind: 'bill.added' } }],
    });
    expect(handlers['bills.remove']({ id }, sara)).toMatchObject({ bill: { id, state: 'removed' } });
    expect(ledger.bills.history(id).at(-1)).toMatchObject({ actor: sara, event: { kind: 'bill.removed' } });
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('are submitted in the name of who does it', async () => {
    const { handlers, submitter } = scene();
    submitter.submitBasket.mockResolvedValue(['a batch']);
    expect(await handlers['bills.submit']({}, sara)).toEqual({ batches: ['a batch'] });
    expect(submitter.submitBasket.mock.calls).toEqual([[sara]]);
  });
});

describe('what is nowhere', () => {
  it('is not found, and nobody is told of a change', async () => {
    const { handlers, changed } = scene();
    const id = 'x';
    const notFound = { code: 'not-found', detail: id };
    for (const act of [
      () => handlers['bills.get']({ id }, sara),
      () => handlers['bills.remove']({ id }, sara),
      () => handlers['batches.get']({ id }, sara),
      () => handlers['batches.giveUp']({ id }, sara),
      () => handlers['batches.abandon']({ id }, sara),
      () => handlers['batches.seeAlarm']({ id }, sara),
      () => handlers['batches.rebasket']({ id }, sara),
      () => handlers['batches.settleByHand']({ id, paid: [], why: '' }, sara),
      () => handlers['batches.openPayPage']({ id, how: 'qr', evenIfDiffers: true, evenIfStrange: true }, sara),
    ])
      expect(await refusalOf(act)).toEqual(notFound);
    expect(changed).not.toHaveBeenCalled();
  });
});

describe('batches', () => {
  it('are shown with their bills, their history, and what more came', async () => {
    const { handlers, awaited, alarms, returnComes } = scene();
    const { id, bill } = awaited('B1');
    const shown = () => handlers['batches.get']({ id }, sara);
    expect(await shown()).toMatchObject({
      batch: { id },
      bills: [{ id: bill }],
      history: [{ event: { kind: 'batch.submitting' } }, { event: { kind: 'batch.accepted' } }],
      differs: false,
      unreadableTotal: null,
      payPage: { host: 'pay.example' },
      alarmMore: 0,
      returnComes: true,
    });
    returnComes.mockReturnValue(false);
    const { batch } = await shown();
    for (const what of ['token', 'items']) alarms.raise(batch, 'return-mismatch', [what], '', 'pasted');
    expect(await shown()).toMatchObject({ alarmMore: 1, returnComes: false });
    const list = handlers['batches.list']({ search: '', states: [], onlyDecisions: false, limit: 9, offset: 0 }, sara);
    expect(list).toEqual({ batches: [{ ...(await shown()).batch, alarmMore: 1 }], total: 1 });
  });

  it('differ in an amount that is another, and in one that nobody can read', async () => {
    const { handlers, ledger } = scene();
    const differs = async (token: string, parts: Partial<Accepted>) => {
      const bill = inBasket(ledger);
      const id = submitted(ledger, [bill], { ...batchAccepted(token), ...parts } as Accepted);
      ledger.bills.record(bill, accepted(), APP);
      const { differs: does, unreadableTotal } = await handlers['batches.get']({ id }, sara);
      return [does, unreadableTotal];
    };
    expect(await differs('B1', {})).toEqual([false, null]);
    expect(await differs('B2', { total: 17_001 })).toEqual([true, null]);
    expect(await differs('B3', { total: null, unreadableTotal: 'سی' })).toEqual([true, 'سی']);
  });

  it('are acted on in the name of who does it, and each act is told to the screens once', async () => {
    const { handlers, ledger, awaited, alarms, changed, submitter } = scene();
    const acts: [id: string, act: (id: string) => unknown, last: string][] = [
      [submitted(ledger, [inBasket(ledger)], batchUnknown), (id) => handlers['batches.giveUp']({ id }, sara), 'batch.givenUp'],
      [awaited('B1').id, (id) => handlers['batches.abandon']({ id }, sara), 'batch.abandoned'],
      [
        awaited('B2').id,
        (id) => handlers['batches.openPayPage']({ id, how: 'qr', evenIfDiffers: true, evenIfStrange: true }, sara),
        'batch.payPageOpened',
      ],
      [
        awaited('B3').id,
        (id) => {
          const [bill = ''] = ledger.batches.get(id)?.bills ?? [];
          return handlers['batches.settleByHand']({ id, paid: [{ bill, saleReferenceId: '1' }], why: 'w' }, sara);
        },
        'batch.settledByHand',
      ],
      [awaited('B4').id, (id) => handlers['batches.seeAlarm']({ id }, sara), 'batch.alarmSeen'],
    ];
    for (const [at, [id, act, last]] of acts.entries()) {
      if (last === 'batch.alarmSeen') {
        const batch = ledger.batches.get(id) ?? expect.fail('no batch');
        alarms.raise(batch, 'return-mismatch', ['token'], '', 'pasted');
      }
      const result = await act(id);
      if (last !== 'batch.payPageOpened') expect(result).toEqual({ batch: ledger.batches.get(id) });
      expect(ledger.batches.history(id).at(-1)).toMatchObject({ actor: sara, event: { kind: last } });
      expect(changed).toHaveBeenCalledTimes(at + 1);
    }
    const { id, bill } = awaited('B5');
    await handlers['batches.abandon']({ id }, sara);
    ledger.bills.record(bill, { kind: 'bill.paid', status: '', message: '', saleReferenceId: '1', token: '' }, APP);
    expect(handlers['batches.rebasket']({ id }, sara)).toEqual({ verdicts: [] });
    expect(changed).toHaveBeenCalledTimes(acts.length + 2);
    submitter.resubmit.mockResolvedValue('a batch');
    expect(await handlers['batches.resubmit']({ id }, sara)).toEqual({ batch: 'a batch' });
    expect(submitter.resubmit.mock.calls).toEqual([[id, sara]]);
  });
});

describe('a return that is pasted', () => {
  const query = (token: string) => `?BatchTokenID=${token}&Status=17`;

  it('is for the batch whose key it names, and else for the one with its token', async () => {
    const { handlers, ledger, atKey } = scene();
    const [one, other] = [atKey('B1', KEY), atKey('B2', 'cd'.repeat(16))];
    const paste = (address: string) => handlers['batches.pasteReturn']({ address }, sara);
    expect(paste(`https://relay.example/r${query('B2')}`)).toEqual({ batch: ledger.batches.get(other) });
    expect(ledger.batches.get(other)?.state).toBe('failed');
    expect(ledger.batches.history(other).at(-1)?.event).toMatchObject({ kind: 'batch.returned', via: 'pasted' });
    // The key goes before the token, which is another batch's here: that is an alarm, of the batch with the key.
    const wrong = await refusalOf(() => paste(`http://127.0.0.1/r/${KEY}${query('B2')}`));
    expect(wrong).toEqual({ code: 'return-mismatch', batch: ledger.batches.get(one) });
    expect(ledger.batches.get(one)).toMatchObject({ state: 'awaiting', alarm: 'return-mismatch' });
    // And so it is told again, however often it comes.
    const again = await refusalOf(() => paste(`http://127.0.0.1/r/${KEY}${query('B2')}`));
    expect(again).toMatchObject({ code: 'return-mismatch', batch: { id: one, alarm: 'return-mismatch' } });
    // A key of nowhere leaves the token.
    expect(paste(`http://127.0.0.1/r/${'ef'.repeat(16)}${query('B1')}`)).toMatchObject({ batch: { id: one, state: 'failed' } });
  });

  it.each([
    ['hello', 'return-unreadable'],
    ['https://relay.example/r?BatchTokenID=B7&Status=17', 'return-unmatched'],
    ['https://relay.example/r?Status=17', 'return-unmatched'],
  ])('as %s is refused: %s', async (address, code) => {
    const { handlers, atKey } = scene();
    atKey('B1', KEY);
    expect(await refusalOf(() => handlers['batches.pasteReturn']({ address }, sara))).toEqual({ code });
  });
});
