import type { Batch, BatchAlarm } from '../../shared/batches.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { APP } from '../links/who.ts';
import type { ReturnReading } from '../tosha/return.ts';
import { judgeReturn } from '../tosha/verdict.ts';

export type Via = 'receiver' | 'pasted';

/** What became of a return: applied, come before (and left alone), or an alarm (nothing else was changed). */
export type ReturnFate = { kind: 'applied' | 'repeated' | 'alarm' | 'alarm-again'; batch: Batch };

export interface ReturnsOptions {
  ledger: Ledger;
  changed: () => void;
  told: (kind: 'batch-returned' | 'batch-alarm', batch: Batch) => void;
}

/**
 * Applies returns to their batches. A return is unsigned, so it is a hint that must agree with what the first answer said
 * (wire.md); it is applied once, and one that disagrees changes nothing but raises an alarm.
 */
export function createReturns({ ledger, changed, told }: ReturnsOptions) {
  function alarm(batch: Batch, kind: BatchAlarm, what: string[], via: Via): ReturnFate {
    // The same alarm again (a payer who reloads the page) is not told again.
    if (batch.alarm === kind && batch.alarmWhat.join() === what.join()) return { kind: 'alarm-again', batch };
    return { kind: 'alarm', batch: ledger.recordBatch(batch.id, { kind: 'batch.alarm', alarm: kind, what, via }, APP) };
  }

  function apply(batch: Batch, reading: ReturnReading, via: Via): ReturnFate {
    const bills = ledger.billsOf(batch);
    const verdict = judgeReturn(batch, bills, reading);
    if (verdict.kind === 'mismatch') return alarm(batch, 'return-mismatch', verdict.what, via);
    if (verdict.kind === 'contradiction') return alarm(batch, 'return-contradiction', verdict.what, via);
    const { outcome } = verdict;
    // A failed batch only takes the news that it was paid after all.
    if (batch.state === 'failed' && outcome === 'failed') return { kind: 'repeated', batch };
    for (const [id, { paid, status, message, saleReferenceId, token }] of verdict.bills) {
      if (paid) ledger.recordBill(id, { kind: 'bill.paid', status, message, saleReferenceId, token }, APP);
      else if (batch.state !== 'failed') ledger.recordBill(id, { kind: 'bill.failed', status, message }, APP);
    }
    const { status, description: message } = reading;
    // Nobody waits for it any more, and the bills may have been paid another way: a person must look.
    const late = outcome === 'settled' && batch.state !== 'awaiting' ? 'paid-late' : null;
    return {
      kind: 'applied',
      batch: ledger.recordBatch(batch.id, { kind: 'batch.returned', outcome, status, message, via, alarm: late }, APP),
    };
  }

  /** Takes the return of a batch. A second one that names the same token is harmless. */
  return (batch: Batch, reading: ReturnReading, via: Via): ReturnFate => {
    const fate = ledger.transact(() => {
      switch (batch.state) {
        case 'awaiting':
        case 'abandoned':
        case 'failed':
          return apply(batch, reading, via);
        case 'settled':
          if (reading.batchToken === batch.batchToken) return { kind: 'repeated', batch } as const;
          return alarm(batch, 'return-mismatch', ['token'], via);
        case 'submitting':
        case 'refused':
        case 'unknown':
        case 'unsent':
          return alarm(batch, 'return-mismatch', ['state'], via);
      }
    });
    if (fate.kind === 'alarm' || (fate.kind === 'applied' && fate.batch.alarm !== null)) told('batch-alarm', fate.batch);
    else if (fate.kind === 'applied') told('batch-returned', fate.batch);
    changed();
    return fate;
  };
}
