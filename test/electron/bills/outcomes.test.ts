import { expect, it } from 'vitest';
import { recordOutcome, recordStarted } from '../../../electron/bills/outcomes.ts';
import type { BillAnswer, SubmitOutcome } from '../../../electron/providers/tosha/outcome.ts';
import { APP, person } from '../../../shared/actors.ts';
import { batchUnknown, inBasket, submitted, submitting } from '../ledger/bill-help.ts';
import { evidence, opened } from '../ledger/help.ts';

const SERVICE = 'https://bills.example/x.asmx';

/** A batch of two bills that is being submitted, for the first time or again. */
function scene(again = false) {
  const ledger = opened();
  const bills = [inBasket(ledger), inBasket(ledger)];
  const id = submitted(ledger, bills);
  const batch = () => ledger.batches.get(id) ?? expect.fail('no batch');
  if (again) {
    ledger.batches.record(id, batchUnknown, APP);
    ledger.batches.record(id, submitting(bills, { attempt: 2, returnKey: batch().returnKey }), person('سارا'));
  }
  const answer = (at: number, parts: Partial<BillAnswer> = {}): BillAnswer => ({
    extOrderId: ledger.bills.get(bills[at] ?? '')?.extOrderId ?? '',
    accepted: true,
    status: '0',
    message: 'تایید شد',
    price: 17_000,
    billType: 'برق',
    ...parts,
  });
  return {
    ledger,
    bills,
    batch,
    answer,
    record: (outcome: SubmitOutcome | null) => recordOutcome(ledger, batch(), outcome, SERVICE),
    states: () => bills.map((bill) => ledger.bills.get(bill)?.state),
    billEvent: (at: number) => ledger.bills.history(bills[at] ?? '').at(-1),
    last: () => ledger.batches.history(id).at(-1),
    events: () => ledger.batches.history(id).length,
  };
}

const acceptedWith = (bills: BillAnswer[], paymentUrl = 'HTTPS://Pay.Example:443/b?x=1'): SubmitOutcome => ({
  kind: 'accepted',
  batchToken: 'B1',
  paymentUrl,
  total: 17_000,
  status: '0',
  message: 'شد',
  bills,
  evidence: evidence(),
});

it('accepted: each bill has its own answer, whatever the order; one without an answer is back in the basket', () => {
  const { answer, record, states, billEvent, last } = scene();
  expect(record(acceptedWith([answer(1)])).state).toBe('awaiting');
  expect(states()).toEqual(['basket', 'awaiting']);
  expect(billEvent(0)).toMatchObject({ actor: APP, event: { kind: 'bill.back', status: '', message: '' } });
  expect(billEvent(1)).toMatchObject({
    actor: APP,
    event: { kind: 'bill.accepted', status: '0', message: 'تایید شد', price: 17_000, billType: 'برق' },
  });
  expect(last()).toMatchObject({
    actor: APP,
    event: {
      kind: 'batch.accepted',
      batchToken: 'B1',
      paymentUrl: 'https://pay.example/b?x=1',
      total: 17_000,
      service: SERVICE,
    },
  });
});

it('accepted, with an address that no browser takes: that is kept as it came', () => {
  const { answer, record } = scene();
  expect(record(acceptedWith([answer(0), answer(1)], 'not an address')).paymentUrl).toBe('not an address');
});

it('accepted, but for a bill: that one is back in the basket, with the words about it', () => {
  const { answer, record, states, billEvent } = scene();
  record(acceptedWith([answer(0, { accepted: false, status: '13', message: 'تکراری' }), answer(1)]));
  expect(states()).toEqual(['basket', 'awaiting']);
  expect(billEvent(0)?.event).toMatchObject({ kind: 'bill.back', status: '13', message: 'تکراری' });
});

it('refused: all bills are back, those it names with its words, accepted or not', () => {
  const { answer, record, states, billEvent, last } = scene();
  const bills = [answer(0, { status: '7', message: 'نامعتبر' })];
  const refused = { kind: 'refused', cause: 'status', status: '9', message: 'نشد', bills, evidence: evidence() } as const;
  expect(record(refused)).toMatchObject({ state: 'refused', cause: 'status', status: '9', message: 'نشد' });
  expect(states()).toEqual(['basket', 'basket']);
  expect(billEvent(0)?.event).toMatchObject({ kind: 'bill.back', status: '7', message: 'نامعتبر' });
  expect(billEvent(1)?.event).toMatchObject({ kind: 'bill.back', status: '', message: '' });
  expect(last()).toMatchObject({ actor: APP, event: { kind: 'batch.refused', service: SERVICE, evidence: evidence() } });
});

it('never sent: unsent the first time; the second time as unknown as before, with what was seen', () => {
  const seen = evidence({ reason: 'dns', bytesOut: 0 });
  const first = scene();
  expect(first.record({ kind: 'neverSent', reason: 'dns', evidence: seen })).toMatchObject({ state: 'unsent', evidence: seen });
  expect(first.states()).toEqual(['basket', 'basket']);
  const again = scene(true);
  expect(again.record({ kind: 'neverSent', reason: 'dns', evidence: seen })).toMatchObject({
    state: 'unknown',
    evidence: seen,
  });
  expect(again.states()).toEqual(['submitting', 'submitting']);
});

it('unknown: nothing moves but the batch; an error of our own is unknown, too', () => {
  const seen = evidence({ reason: 'cut', reply: null });
  const one = scene();
  expect(one.record({ kind: 'unknown', evidence: seen })).toMatchObject({ state: 'unknown', evidence: seen });
  expect(one.states()).toEqual(['submitting', 'submitting']);
  const other = scene();
  expect(other.record(null)).toMatchObject({ state: 'unknown', evidence: null });
  expect(other.last()?.event).toEqual({ kind: 'batch.unknown', evidence: null });
});

it('is recorded whole or not at all', () => {
  const { ledger, answer, batch, states } = scene();
  const record: typeof ledger.batches.record = () => {
    throw new Error('the disk is full');
  };
  const full = { ...ledger, batches: { ...ledger.batches, record } };
  expect(() => recordOutcome(full, batch(), acceptedWith([answer(0), answer(1)]), SERVICE)).toThrow('the disk is full');
  expect(states()).toEqual(['submitting', 'submitting']);
});

it('a submission that was under way at the last stop is unknown at the next start, and no other batch is touched', () => {
  const { ledger, batch, events, last } = scene();
  const other = submitted(ledger, [inBasket(ledger)], { kind: 'batch.unsent', evidence: evidence() });
  recordStarted(ledger);
  expect([batch().state, ledger.batches.get(other)?.state]).toEqual(['unknown', 'unsent']);
  expect(last()).toMatchObject({ actor: APP, event: { kind: 'batch.unknown', evidence: null } });
  const before = events();
  recordStarted(ledger);
  expect(events()).toBe(before);
});
