import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../shared/actors.ts';
import type { Batch } from '../../shared/batches.ts';
import { cleanBillId, faultsOf, pairKey } from '../../shared/bill-digits.ts';
import type { BillPair } from '../../shared/bill-digits.ts';
import { billsTaken } from '../../shared/bill-sums.ts';
import type { Bill } from '../../shared/bills.ts';
import type { PairVerdict } from '../../shared/contract/bills.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newExtOrderId } from './ext-order-id.ts';

/** What each pair comes to; `add` takes a good one in and gives it, so that a second one like it finds it there. */
function judge(ledger: Ledger, pairs: readonly BillPair[], add: ((pair: BillPair) => Bill) | null): PairVerdict[] {
  const seen = new Set<string>();
  return pairs.map((typed) => {
    const pair = { billId: cleanBillId(typed.billId), payId: cleanBillId(typed.payId) };
    const faults = faultsOf(pair);
    if (faults.length > 0) return { pair, verdict: 'bad', faults, bill: null };
    const holder = ledger.bills.holding(pair);
    if (holder !== null || seen.has(pairKey(pair))) return { pair, verdict: 'taken', faults, bill: holder };
    seen.add(pairKey(pair));
    return { pair, verdict: 'added', faults, bill: add?.(pair) ?? null };
  });
}

/** What each pair would come to, changing nothing. */
export function checkPairs(ledger: Ledger, pairs: readonly BillPair[]): PairVerdict[] {
  return judge(ledger, pairs, null);
}

function added(ledger: Ledger, pair: BillPair, source: Bill['source'], again: string | null, actor: Actor): Bill {
  const event = { kind: 'bill.added', ...pair, extOrderId: newExtOrderId(), source, again } as const;
  return ledger.bills.record(uuidv7(), event, actor);
}

/** Puts the good pairs into the basket, in one act. Throws LedgerError. */
export function addPairs(ledger: Ledger, pairs: readonly BillPair[], source: Bill['source'], actor: Actor): PairVerdict[] {
  return ledger.transact(() => judge(ledger, pairs, (pair) => added(ledger, pair, source, null, actor)));
}

/**
 * What was not paid of a batch, again: failed bills as new ones, with order numbers of their own; abandoned ones as they are.
 * Throws LedgerError.
 */
export function rebasket(ledger: Ledger, batch: Batch, actor: Actor): PairVerdict[] {
  return ledger.transact(() => {
    const own = billsTaken(batch, ledger.bills.ofBatch(batch));
    const failed = own.filter((bill) => bill.state === 'failed');
    const again = new Map(failed.map((bill) => [pairKey(bill), bill.id]));
    const back = own
      .filter((bill) => bill.state === 'abandoned')
      .map((bill) => ledger.bills.record(bill.id, { kind: 'bill.back', status: '', message: '' }, actor));
    const add = (pair: BillPair) => added(ledger, pair, 'typed', again.get(pairKey(pair)) ?? null, actor);
    const taken = back.map((bill): PairVerdict => ({ pair: bill, verdict: 'added', faults: [], bill }));
    return [...judge(ledger, failed, add), ...taken];
  });
}
