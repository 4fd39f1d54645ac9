import { APP, person } from '../../../shared/actors.ts';
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import type { BatchEvent } from '../../../shared/batches.ts';
import type { BillEvent } from '../../../shared/bills.ts';
import type { BillPair } from '../../../shared/bill-digits.ts';
import type { Checked } from '../../../shared/contract/calls.ts';
import type { Ledger } from '../../../electron/ledger/ledger.ts';
import { evidence, nastyText } from './help.ts';

type Of<E, K> = Extract<E, { kind: K }>;

let pairs = 0;

/** A pair that no other call gave; its digits need not check, since the ledger does not ask. */
export function newPair(): BillPair {
  pairs += 1;
  return { billId: `77483178${String(pairs).padStart(5, '0')}`, payId: '1770160' };
}

/** An ExtOrderID that no other call gave, without a digit: no search for one finds it by chance. */
const newOrder = () => randomUUID().replaceAll(/\d/gu, (digit) => 'ghijklmnop'.charAt(Number(digit)));

export function added(parts: Partial<Of<BillEvent, 'bill.added'>> = {}): BillEvent {
  return { kind: 'bill.added', ...newPair(), extOrderId: newOrder(), source: 'scan', again: null, ...parts };
}
export const accepted = (parts: Partial<Of<BillEvent, 'bill.accepted'>> = {}): BillEvent => ({
  kind: 'bill.accepted',
  status: '0',
  message: 'تایید شد',
  price: 17_000,
  billType: 'برق',
  ...parts,
});
export const back = (message = ''): BillEvent => ({ kind: 'bill.back', status: message && '13', message });
export const paid = (saleReferenceId = '9007199254740993'): BillEvent => ({
  kind: 'bill.paid',
  status: '0',
  message: 'پرداخت شد',
  saleReferenceId,
  token: 'T1',
});
export const failed: BillEvent = { kind: 'bill.failed', status: '5', message: 'موجودی کافی نیست' };

export const submitting = (bills: string[], parts: Partial<Of<BatchEvent, 'batch.submitting'>> = {}): BatchEvent => ({
  kind: 'batch.submitting',
  attempt: 1,
  bills,
  expected: 17_000 * bills.length,
  version: 'soap11',
  endpoint: 'https://bills.example/UserWebservice.asmx',
  returnUrl: 'http://127.0.0.1:40000/return/k',
  returnKey: randomUUID(),
  ...parts,
});
export const batchAccepted = (batchToken: string): BatchEvent => ({
  kind: 'batch.accepted',
  batchToken,
  paymentUrl: 'https://pay.example/batch',
  total: 17_000,
  status: '0',
  message: 'تایید شد',
  evidence: evidence(),
});
export const batchUnknown: BatchEvent = {
  kind: 'batch.unknown',
  evidence: evidence({ reason: 'cut', status: null, reply: null }),
};
export const mismatch: BatchEvent = { kind: 'batch.alarm', alarm: 'return-mismatch', what: ['token'], via: 'pasted', came: '' };
export const returned = (outcome: 'settled' | 'failed'): BatchEvent => ({
  kind: 'batch.returned',
  outcome,
  status: '0',
  message: 'انجام شد',
  via: 'receiver',
  alarm: null,
});

/** Puts a bill into the basket and takes it through events; returns its id. */
export function inBasket(ledger: Ledger, parts: Parameters<typeof added>[0] = {}, ...then: BillEvent[]): string {
  const id = randomUUID();
  ledger.bills.record(id, added(parts), person('سارا'));
  for (const event of then) ledger.bills.record(id, event, APP);
  return id;
}

/** Submits bills of the basket as one batch and takes it through events; returns its id. */
export function submitted(ledger: Ledger, bills: string[], ...then: BatchEvent[]): string {
  const batch = randomUUID();
  ledger.transact(() => {
    for (const bill of bills) ledger.bills.record(bill, { kind: 'bill.submitting', batch }, APP);
    ledger.batches.record(batch, submitting(bills), person('سارا'));
    for (const event of then) ledger.batches.record(batch, event, APP);
  });
  return batch;
}

export function billFilter(parts: Partial<Checked<'bills.list'>> = {}): Checked<'bills.list'> {
  return { search: '', states: [], limit: 50, offset: 0, ...parts };
}

export function batchFilter(parts: Partial<Checked<'batches.list'>> = {}): Checked<'batches.list'> {
  return { search: '', states: [], onlyDecisions: false, limit: 50, offset: 0, ...parts };
}

const said = { status: nastyText, message: nastyText };
const someEvidence = fc.record({ reply: fc.option(nastyText), reason: nastyText }).map((parts) => evidence(parts));
const via = fc.constantFrom('receiver' as const, 'pasted' as const);
const rial = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

/** Any event of a bill, sensible or not; pairs, ExtOrderIDs, bills and batches are few, so that they collide. */
export function anyBillEvent(bills: readonly string[], batches: readonly string[]): fc.Arbitrary<BillEvent> {
  const few = {
    billId: fc.constantFrom('7748317800142', '0007748317', '7748317'),
    payId: fc.constantFrom('1770160', '01770160'),
    extOrderId: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8'),
    source: fc.constantFrom('typed' as const, 'file' as const),
    again: fc.constantFrom(null, null, null, ...bills),
  };
  return fc.oneof(
    { weight: 3, arbitrary: fc.record(few).map((facts): BillEvent => ({ kind: 'bill.added', ...facts })) },
    fc.constant<BillEvent>({ kind: 'bill.removed' }),
    fc.constantFrom(...batches).map((batch): BillEvent => ({ kind: 'bill.submitting', batch })),
    fc
      .record({ ...said, price: fc.option(rial), billType: nastyText })
      .map((facts): BillEvent => ({ kind: 'bill.accepted', ...facts })),
    fc.record(said).map((facts): BillEvent => ({ kind: 'bill.back', ...facts })),
    fc
      .record({ ...said, saleReferenceId: nastyText, token: nastyText })
      .map((facts): BillEvent => ({ kind: 'bill.paid', ...facts })),
    fc.record(said).map((facts): BillEvent => ({ kind: 'bill.failed', ...facts })),
    fc.constant<BillEvent>({ kind: 'bill.abandoned' }),
  );
}

/** Any event of a batch, sensible or not. */
export function anyBatchEvent(bills: readonly string[]): fc.Arbitrary<BatchEvent> {
  const begun = {
    attempt: fc.integer({ min: 1, max: 3 }),
    bills: fc.uniqueArray(fc.constantFrom(...bills), { minLength: 1 }),
    expected: rial,
    version: fc.constantFrom('soap11' as const, 'soap12' as const),
    endpoint: nastyText,
    returnUrl: nastyText,
    returnKey: fc.constantFrom('', 'k1'),
  };
  const answer = { ...said, evidence: someEvidence };
  const alarm = fc.constantFrom('return-contradiction' as const, 'paid-late' as const);
  return fc.oneof(
    { weight: 3, arbitrary: fc.record(begun).map((facts): BatchEvent => ({ kind: 'batch.submitting', ...facts })) },
    fc
      .record({ ...answer, batchToken: fc.constantFrom('', 'B1', 'B2'), paymentUrl: nastyText, total: fc.option(rial) })
      .map((facts): BatchEvent => ({ kind: 'batch.accepted', ...facts })),
    fc.record({ ...answer, cause: nastyText }).map((facts): BatchEvent => ({ kind: 'batch.refused', ...facts })),
    fc.option(someEvidence).map((evidence): BatchEvent => ({ kind: 'batch.unknown', evidence })),
    someEvidence.map((evidence): BatchEvent => ({ kind: 'batch.unsent', evidence })),
    fc.constantFrom<BatchEvent>({ kind: 'batch.givenUp' }, { kind: 'batch.abandoned' }, { kind: 'batch.alarmSeen' }),
    fc.constantFrom('browser' as const, 'qr' as const).map((how): BatchEvent => ({ kind: 'batch.payPageOpened', how })),
    fc
      .record({ ...said, outcome: fc.constantFrom('settled' as const, 'failed' as const), via, alarm: fc.option(alarm) })
      .map((facts): BatchEvent => ({ kind: 'batch.returned', ...facts })),
    fc
      .record({ alarm, what: fc.array(nastyText, { maxLength: 3 }), via, came: nastyText })
      .map((facts): BatchEvent => ({ kind: 'batch.alarm', ...facts })),
  );
}
