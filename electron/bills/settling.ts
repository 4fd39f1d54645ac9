import type { Actor } from '../../shared/actors.ts';
import type { Batch } from '../../shared/batches.ts';
import { billsTaken } from '../../shared/bill-sums.ts';
import type { Checked } from '../../shared/contract/calls.ts';
import { CallError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { recordPaid } from './paid.ts';

/** How a person ends a batch. Each act is one transaction, and throws BillMoveError where the batch does not admit it. */

/** A person's word: the bills that were paid by their receipts; the others that were waited for were not. */
export function settleByHand(
  ledger: Ledger,
  batch: Batch,
  { paid, why }: Checked<'batches.settleByHand'>,
  actor: Actor,
): Batch {
  const own = billsTaken(batch, ledger.bills.ofBatch(batch));
  const receipts = new Map(paid.map(({ bill, saleReferenceId }) => [bill, saleReferenceId]));
  const stranger = paid.find(({ bill }) => !own.some((one) => one.id === bill));
  if (stranger !== undefined) throw new CallError('not-found', { detail: stranger.bill });
  return ledger.transact(() => {
    for (const bill of own) {
      const saleReferenceId = receipts.get(bill.id);
      const said = { status: '', message: '' };
      if (saleReferenceId !== undefined) {
        recordPaid(ledger, bill, { ...said, saleReferenceId, token: '', byHand: true }, actor);
      } else if (bill.state === 'awaiting' || bill.state === 'abandoned') {
        ledger.bills.record(bill.id, { kind: 'bill.failed', ...said }, actor);
      }
    }
    return ledger.batches.record(batch.id, { kind: 'batch.settledByHand', paid, why }, actor);
  });
}

/** An unknown submission is given up: its bills go back to the basket. */
export function giveUp(ledger: Ledger, batch: Batch, actor: Actor): Batch {
  return ledger.transact(() => {
    const after = ledger.batches.record(batch.id, { kind: 'batch.givenUp' }, actor);
    for (const bill of ledger.bills.ofBatch(batch))
      ledger.bills.record(bill.id, { kind: 'bill.back', status: '', message: '' }, actor);
    return after;
  });
}

/** The payer will not pay: nobody waits for the batch any more. */
export function abandon(ledger: Ledger, batch: Batch, actor: Actor): Batch {
  return ledger.transact(() => {
    const after = ledger.batches.record(batch.id, { kind: 'batch.abandoned' }, actor);
    const waiting = billsTaken(batch, ledger.bills.ofBatch(batch)).filter((bill) => bill.state === 'awaiting');
    for (const bill of waiting) ledger.bills.record(bill.id, { kind: 'bill.abandoned' }, actor);
    return after;
  });
}
