import { describe, expect, it, vi } from 'vitest';
import { createPaying, unreadableTotal } from '../../../electron/bills/paying.ts';
import { CallError } from '../../../electron/errors.ts';
import { APP, person } from '../../../shared/actors.ts';
import type { BatchEvent } from '../../../shared/batches.ts';
import type { BillEvent } from '../../../shared/bills.ts';
import { accepted, back, batchAccepted, failed, inBasket, newPair, paid, submitted } from '../ledger/bill-help.ts';
import { opened } from '../ledger/help.ts';

const sara = person('سارا');

/** A batch of two bills of 17,000 rial, taken by a provider that says `parts` of it, and its pay page opened once before. */
function scene(parts: Partial<Extract<BatchEvent, { kind: 'batch.accepted' }>> = {}, bill: BillEvent = accepted()) {
  const ledger = opened();
  const openExternal = vi.fn(() => Promise.resolve());
  const pairs = [newPair(), newPair()];
  const bills = pairs.map((pair) => inBasket(ledger, pair));
  const event = { ...batchAccepted('B1'), total: 34_000, ...parts } as BatchEvent;
  const id = submitted(ledger, bills, event, { kind: 'batch.payPageOpened', how: 'qr' });
  for (const [at, one] of bills.entries()) ledger.bills.record(one, at === 0 ? bill : accepted(), APP);
  const paying = createPaying({ ledger, practice: false, openExternal });
  const batch = () => ledger.batches.get(id) ?? expect.fail('no batch');
  return {
    ledger,
    openExternal,
    pairs,
    bills,
    batch,
    open: (how: 'browser' | 'qr' = 'browser', evenIfDiffers = false) =>
      paying.open(batch(), { id, how, evenIfDiffers, evenIfStrange: false }, sara),
    /** What opening is refused with. */
    refusal: async (evenIfDiffers = false) => {
      const error: unknown = await paying
        .open(batch(), { id, how: 'browser', evenIfDiffers, evenIfStrange: false }, sara)
        .catch((thrown: unknown) => thrown);
      return error instanceof CallError ? error.error : null;
    },
    opens: () => ledger.batches.history(id).filter(({ event }) => event?.kind === 'batch.payPageOpened'),
  };
}

describe('a pay page', () => {
  it('is opened in the browser as it is read, and who did it is recorded', async () => {
    const { open, openExternal, opens } = scene({ paymentUrl: 'HTTPS://Pay.Example/b' });
    expect(await open()).toEqual({ paymentUrl: 'https://pay.example/b' });
    expect(openExternal.mock.calls).toEqual([['https://pay.example/b']]);
    expect(opens().at(-1)).toMatchObject({ actor: sara, event: { how: 'browser' } });
    expect(await open('qr')).toEqual({ paymentUrl: 'https://pay.example/b' });
    expect(openExternal).toHaveBeenCalledTimes(1);
    expect(opens().at(-1)).toMatchObject({ actor: sara, event: { how: 'qr' } });
  });

  it('that the browser did not open is not recorded as opened', async () => {
    const { open, openExternal, opens } = scene();
    openExternal.mockRejectedValue(new Error('no browser'));
    await expect(open()).rejects.toThrow('no browser');
    expect(opens().length).toBe(1);
  });

  it('of a batch that is not waited for is not payable', async () => {
    const { ledger, batch, refusal, openExternal } = scene();
    ledger.batches.record(batch().id, { kind: 'batch.abandoned' }, APP);
    expect(await refusal(true)).toEqual({ code: 'not-payable', batch: batch() });
    expect(openExternal).not.toHaveBeenCalled();
  });

  it('is none where the provider gave no address', () => {
    const ledger = opened();
    const batch = ledger.batches.get(submitted(ledger, [inBasket(ledger)])) ?? expect.fail('no batch');
    const paying = createPaying({ ledger, practice: false, openExternal: () => Promise.resolve() });
    expect([batch.paymentUrl, paying.page(batch)]).toEqual([null, null]);
  });

  it('that no browser should be given is bad, with its batch', async () => {
    const { batch, refusal } = scene({ paymentUrl: 'javascript:alert(1)' });
    expect(await refusal(true)).toEqual({ code: 'pay-page-bad', batch: batch() });
  });
});

describe('an amount that is not the bills’', () => {
  it.each([
    ['in all', { total: 34_001 }, accepted()],
    ['for one of them', {}, accepted({ price: 18_000 })],
    ['that nobody can read', { total: null, unreadableTotal: 'سی' }, accepted()],
  ])('%s is to be seen first', async (_what, parts, bill) => {
    const { batch, refusal, open, openExternal } = scene(parts, bill);
    expect(await refusal()).toEqual({ code: 'total-differs', batch: batch() });
    expect(openExternal).not.toHaveBeenCalled();
    await open('browser', true);
    expect(openExternal).toHaveBeenCalledTimes(1);
  });

  it('is the last that was said: an earlier answer’s is none', () => {
    const { ledger, batch } = scene({ unreadableTotal: 'سی' });
    const history = ledger.batches.history(batch().id);
    expect(unreadableTotal(history)).toBe('سی');
    const again = history.map((entry) => ({ ...entry, event: batchAccepted('B2') }));
    expect(unreadableTotal([...history, ...again])).toBeNull();
    expect(unreadableTotal([])).toBeNull();
  });
});

describe('a bill that was paid another way meanwhile', () => {
  /** Pays the pair in another batch. */
  function payElsewhere({ ledger, pairs, bills }: ReturnType<typeof scene>, at: number): void {
    const { billId, payId } = pairs[at] ?? expect.fail('no pair');
    ledger.bills.record(bills[at] ?? '', failed, APP);
    const twin = inBasket(ledger, { billId, payId });
    submitted(ledger, [twin], batchAccepted('B7'));
    for (const event of [accepted(), paid()]) ledger.bills.record(twin, event, APP);
  }

  it('keeps the payer from the page, whatever the cashier has seen, and is named', async () => {
    const one = scene();
    payElsewhere(one, 1);
    expect(await one.refusal(true)).toEqual({ code: 'already-paid', batch: one.batch(), detail: one.pairs[1]?.billId });
    expect(one.openExternal).not.toHaveBeenCalled();
  });

  it('does not, where the provider did not take it in this batch', async () => {
    const one = scene({ total: 17_000 }, back('تکراری'));
    const twin = one.bills[0] ?? '';
    submitted(one.ledger, [twin], batchAccepted('B7'));
    for (const event of [accepted(), paid()]) one.ledger.bills.record(twin, event, APP);
    await one.open();
    expect(one.openExternal).toHaveBeenCalledTimes(1);
  });
});
