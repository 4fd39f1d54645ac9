import { billsTaken } from '../../shared/bill-sums.ts';
import type { Batch, BatchAlarm } from '../../shared/batches.ts';
import type { Bill } from '../../shared/bills.ts';
import type { News } from '../../shared/contract/events.ts';
import type { Alarms, Via } from './alarms.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Actor } from '../../shared/actors.ts';
import { recordPaid } from './paid.ts';
import type { ReturnReading } from '../providers/tosha/return.ts';
import { judgeReturn } from '../providers/tosha/verdict.ts';
import type { BillResult } from '../providers/tosha/verdict.ts';

/** What became of a return: applied, come before (and left alone), or an alarm (nothing else was changed). */
export type ReturnFate = { kind: 'applied' | 'late' | 'repeated' | 'alarm' | 'alarm-again'; batch: Batch };

/** A return of a batch, and as whom it is recorded: it came by itself, or a person pasted it. */
export interface Return {
  batch: Batch;
  reading: ReturnReading;
  /** Its text, kept where it raises an alarm. */
  came: string;
  via: Via;
  actor: Actor;
}

export interface ReturnsOptions {
  ledger: Ledger;
  alarms: Alarms;
  changed: () => void;
  tell: (news: News) => void;
}

/**
 * Applies returns to their batches. A return is unsigned, so it is a hint that must agree with what the first answer said
 * (wire.md, "BulkBillPaymentWS"); what it says is applied once, and one that disagrees changes nothing but raises an alarm.
 */
export function createReturns({ ledger, alarms, changed, tell }: ReturnsOptions) {
  function alarm(batch: Batch, kind: BatchAlarm, what: string[], came: string, via: Via): ReturnFate {
    const raised = alarms.raise(batch, kind, what, came, via);
    // The same alarm again (a payer who reloads the page) is not told again.
    return raised === null ? { kind: 'alarm-again', batch } : { kind: 'alarm', batch: raised };
  }

  /** Records what a bill's result changes; gives whether it did. A paid bill stays paid, a failed one can become it. */
  function recordResult(bill: Bill, result: BillResult, actor: Actor): boolean {
    const { status, message } = result;
    if (bill.state === 'paid' || (bill.state === 'failed' && !result.paid)) return false;
    if (result.paid) {
      recordPaid(ledger, bill, { status, message, saleReferenceId: result.saleReferenceId, token: result.token }, actor);
    } else {
      ledger.bills.record(bill.id, { kind: 'bill.failed', status, message }, actor);
    }
    return true;
  }

  function apply({ batch, reading, came, via, actor }: Return): ReturnFate {
    const bills = ledger.bills.ofBatch(batch);
    const verdict = judgeReturn(batch, bills, reading);
    if (verdict.kind === 'mismatch') return alarm(batch, 'return-mismatch', verdict.what, came, via);
    if (verdict.kind === 'contradiction') return alarm(batch, 'return-contradiction', verdict.what, came, via);
    const { outcome } = verdict;
    const news = billsTaken(batch, bills).filter((bill) => {
      const result = verdict.bills.get(bill.id);
      return result !== undefined && recordResult(bill, result, actor);
    });
    if (news.length === 0 && batch.state !== 'awaiting') return { kind: 'repeated', batch };
    // Nobody waits for it any more, and the bills may have been paid another way: a person must look.
    const late = outcome === 'settled' && batch.state !== 'awaiting';
    const { status, message } = reading;
    const event = { kind: 'batch.returned', outcome, status, message, via, alarm: late ? 'paid-late' : null } as const;
    return { kind: late ? 'late' : 'applied', batch: ledger.batches.record(batch.id, event, actor) };
  }

  function take(one: Return): ReturnFate {
    const { batch, came, via } = one;
    switch (batch.state) {
      case 'awaiting':
      case 'abandoned':
      case 'failed':
      case 'settled':
        return apply(one);
      case 'submitting':
      case 'refused':
      case 'unknown':
      case 'unsent':
        return alarm(batch, 'return-mismatch', ['state'], came, via);
    }
  }

  return (one: Return): ReturnFate => {
    const fate = ledger.transact(() => take(one));
    // Outside the transaction: the number of forged returns is not worth refusing one.
    if (fate.kind === 'alarm-again') alarms.count(fate.batch, one.via);
    if (fate.kind === 'alarm' || fate.kind === 'late') tell({ kind: 'batch-alarm', batch: fate.batch });
    if (fate.kind === 'applied') tell({ kind: 'batch-returned', batch: fate.batch });
    changed();
    return fate;
  };
}
