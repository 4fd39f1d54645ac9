import { APP } from '../../shared/actors.ts';
import type { Batch } from '../../shared/batches.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SubmitOutcome } from '../providers/tosha/outcome.ts';
import { payPageOf } from '../providers/tosha/pay-page.ts';

/** What a submission that was under way at the last stop came to: nobody can say. Throws LedgerError. */
export function recordStarted(ledger: Ledger): void {
  for (const batch of ledger.batches.inState('submitting'))
    ledger.batches.record(batch.id, { kind: 'batch.unknown', evidence: null }, APP);
}

/**
 * Writes what a submission came to, for the batch and each of its bills, in one transaction. Throws LedgerError, and
 * BillMoveError where the batch is not being submitted.
 * @param outcome null where an error of our own came between
 */
export function recordOutcome(ledger: Ledger, batch: Batch, outcome: SubmitOutcome | null, service: string): Batch {
  return ledger.transact(() => {
    switch (outcome?.kind) {
      case 'accepted': {
        const { kind: _, bills, ...said } = outcome;
        // As a browser reads it; the provider's own writing is in the evidence.
        const paymentUrl = payPageOf(outcome.paymentUrl)?.href ?? outcome.paymentUrl;
        recordBills(ledger, batch, bills);
        return ledger.batches.record(batch.id, { kind: 'batch.accepted', ...said, paymentUrl, service }, APP);
      }
      case 'refused': {
        const { cause, status, message, evidence } = outcome;
        const answers = outcome.bills.map((answer) => ({ ...answer, accepted: false }));
        recordBills(ledger, batch, answers);
        return ledger.batches.record(batch.id, { kind: 'batch.refused', cause, status, message, evidence, service }, APP);
      }
      case 'neverSent': {
        const { evidence } = outcome;
        // An earlier attempt may have arrived: then only this one never left, and the batch is as unknown as before.
        if (batch.attempts > 1) return ledger.batches.record(batch.id, { kind: 'batch.unknown', evidence }, APP);
        recordBills(ledger, batch, []);
        return ledger.batches.record(batch.id, { kind: 'batch.unsent', evidence }, APP);
      }
      case 'unknown':
      case undefined:
        return ledger.batches.record(batch.id, { kind: 'batch.unknown', evidence: outcome?.evidence ?? null }, APP);
    }
  });
}

/** What was answered of each bill; one without an answer is back in the basket. */
function recordBills(ledger: Ledger, batch: Batch, answers: (SubmitOutcome & { kind: 'accepted' })['bills']): void {
  const byOrder = new Map(answers.map((answer) => [answer.extOrderId, answer]));
  for (const bill of ledger.bills.ofBatch(batch)) {
    const answer = byOrder.get(bill.extOrderId);
    const { status = '', message = '' } = answer ?? {};
    if (answer?.accepted === true) {
      const { price, billType } = answer;
      ledger.bills.record(bill.id, { kind: 'bill.accepted', status, message, price, billType }, APP);
    } else {
      ledger.bills.record(bill.id, { kind: 'bill.back', status, message }, APP);
    }
  }
}
