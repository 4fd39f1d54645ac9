import { v7 as uuidv7 } from 'uuid';
import { amountsDiffer, billsTaken } from '../../shared/bill-sums.ts';
import { cleanBillId, faultsOf, pairKey } from '../../shared/bill-digits.ts';
import type { BillPair } from '../../shared/bill-digits.ts';
import type { Batch } from '../../shared/batches.ts';
import type { Bill } from '../../shared/bills.ts';
import type { Checked } from '../../shared/contract/calls.ts';
import type { BatchHistoryEntry, PairVerdict, PayPage } from '../../shared/contract/bills.ts';
import { CallError } from '../errors.ts';
import type { Handlers } from '../ipc.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { payPageOf } from '../providers/tosha/pay-page.ts';
import { readReturn } from '../providers/tosha/return.ts';
import type { Alarms } from './alarms.ts';
import { newExtOrderId } from './ext-order-id.ts';
import { recordPaid } from './paid.ts';
import { keyIn } from './receiver.ts';
import type { createReturns } from './returns.ts';
import type { Submitter } from './submitter.ts';

export interface BillsOptions {
  ledger: Ledger;
  submitter: Submitter;
  /** Whether the pay pages are the practice shop's: nothing about them is strange. */
  practice: boolean;
  takeReturn: ReturnType<typeof createReturns>;
  alarms: Alarms;
  /** Whether a batch's return address leads to the receiver that listens now. */
  returnComes: (batch: Batch) => boolean;
  who: () => string;
  /** Opens an http or https address in the PC's browser. */
  openExternal: (url: string) => Promise<void>;
  changed: () => void;
}

type BillsHandlers = Pick<Handlers, Extract<keyof Handlers, `bills.${string}` | `batches.${string}`>>;

/** The calls about bills and batches. */
export function billsHandlers(options: BillsOptions): BillsHandlers {
  const { ledger, submitter, practice, takeReturn, alarms, returnComes, who, openExternal, changed } = options;

  function foundBatch(id: string): Batch {
    const batch = ledger.batch(id);
    if (batch === null) throw new CallError('not-found', { detail: id });
    return batch;
  }

  function foundBill(id: string): Bill {
    const bill = ledger.bill(id);
    if (bill === null) throw new CallError('not-found', { detail: id });
    return bill;
  }

  function acted<T>(result: T): T {
    changed();
    return result;
  }

  /** What each pair comes to; `add` takes a good one in and gives it, so that a second one like it finds it there. */
  function judge(pairs: readonly BillPair[], add: ((pair: BillPair) => Bill) | null): PairVerdict[] {
    const seen = new Set<string>();
    return pairs.map((typed) => {
      const pair = { billId: cleanBillId(typed.billId), payId: cleanBillId(typed.payId) };
      const faults = faultsOf(pair);
      if (faults.length > 0) return { pair, verdict: 'bad', faults, bill: null };
      const holder = ledger.billHolding(pair);
      if (holder !== null || seen.has(pairKey(pair))) return { pair, verdict: 'taken', faults, bill: holder };
      seen.add(pairKey(pair));
      return { pair, verdict: 'added', faults, bill: add?.(pair) ?? null };
    });
  }

  function added(pair: BillPair, source: Bill['source'], again: string | null): Bill {
    const id = uuidv7();
    return ledger.recordBill(id, { kind: 'bill.added', ...pair, extOrderId: newExtOrderId(), source, again }, who());
  }

  /** What was not paid, again: failed bills as new ones, with order numbers of their own; abandoned ones as they are. */
  function rebasket(batch: Batch): PairVerdict[] {
    const own = billsTaken(batch, ledger.billsOf(batch));
    const failed = own.filter((bill) => bill.state === 'failed');
    const again = new Map(failed.map((bill) => [pairKey(bill), bill.id]));
    const add = (pair: BillPair) => added(pair, 'typed', again.get(pairKey(pair)) ?? null);
    const back = own
      .filter((bill) => bill.state === 'abandoned')
      .map((bill) => ledger.recordBill(bill.id, { kind: 'bill.back', status: '', message: '' }, who()));
    const taken = back.map((bill): PairVerdict => ({ pair: bill, verdict: 'added', faults: [], bill }));
    return [...judge(failed, add), ...taken];
  }

  /** Where the payer of a batch is sent; null where no payer should be. */
  function payPage({ paymentUrl }: Batch): PayPage | null {
    const page = paymentUrl === null ? null : payPageOf(paymentUrl);
    if (page === null) return null;
    const { href: address, host, origin } = page;
    return practice
      ? { address, host, marks: [], asks: false }
      : { address, host, marks: page.marks, asks: !ledger.payPageOpened(origin) };
  }

  /** What the provider stated as the total and nobody can read; null where it stated an amount, or none. */
  function unreadableTotal(history: readonly BatchHistoryEntry[]): string | null {
    const accepted = history.findLast(({ event }) => event.kind === 'batch.accepted')?.event;
    return accepted?.kind === 'batch.accepted' ? (accepted.unreadableTotal ?? null) : null;
  }

  async function openPayPage(input: Checked<'batches.openPayPage'>): Promise<{ paymentUrl: string }> {
    const { id, how, evenIfDiffers, evenIfStrange } = input;
    const batch = foundBatch(id);
    if (batch.state !== 'awaiting' || batch.paymentUrl === null) throw new CallError('not-payable', { batch });
    const page = payPage(batch);
    if (page === null) throw new CallError('pay-page-bad', { batch });
    const bills = ledger.billsOf(batch);
    const paid = billsTaken(batch, bills).find((bill) => ledger.paidTwin(bill) !== null);
    if (paid !== undefined) throw new CallError('already-paid', { batch, detail: paid.billId });
    if ((amountsDiffer(batch, bills) || unreadableTotal(ledger.batchHistory(id)) !== null) && !evenIfDiffers)
      throw new CallError('total-differs', { batch });
    if (page.asks && !evenIfStrange) {
      throw new CallError('strange-pay-page', { batch, detail: [page.host, ...page.marks].join(' ') });
    }
    if (how === 'browser') await openExternal(page.address);
    ledger.recordBatch(id, { kind: 'batch.payPageOpened', how }, who());
    return acted({ paymentUrl: page.address });
  }

  /** The batch that a pasted return is for: by the key in its path, else (a relay's address) by its token. */
  function pasted(address: string): Batch {
    const reading = readReturn(address);
    if (reading === null) throw new CallError('return-unreadable');
    const key = keyIn(address);
    const byKey = key === null ? null : ledger.batchByReturnKey(key);
    const batch = byKey ?? (reading.batchToken === null ? null : ledger.batchByToken(reading.batchToken));
    if (batch === null) throw new CallError('return-unmatched');
    const fate = takeReturn(batch, reading, address, 'pasted');
    if (fate.kind === 'alarm' || fate.kind === 'alarm-again') throw new CallError('return-mismatch', { batch: fate.batch });
    return fate.batch;
  }

  /** A person's word: the bills that were paid by their receipts; the others that were waited for were not. */
  function settleByHand({ id, paid, why }: Checked<'batches.settleByHand'>): Batch {
    const batch = foundBatch(id);
    const own = billsTaken(batch, ledger.billsOf(batch));
    const receipts = new Map(paid.map(({ bill, saleReferenceId }) => [bill, saleReferenceId]));
    const stranger = paid.find(({ bill }) => !own.some((one) => one.id === bill));
    if (stranger !== undefined) throw new CallError('not-found', { detail: stranger.bill });
    return ledger.transact(() => {
      for (const bill of own) {
        const saleReferenceId = receipts.get(bill.id);
        const said = { status: '', message: '' };
        if (saleReferenceId !== undefined)
          recordPaid(ledger, bill, { ...said, saleReferenceId, token: '', byHand: true }, who());
        else if (bill.state === 'awaiting' || bill.state === 'abandoned')
          ledger.recordBill(bill.id, { kind: 'bill.failed', ...said }, who());
      }
      return ledger.recordBatch(id, { kind: 'batch.settledByHand', paid, why }, who());
    });
  }

  return {
    'bills.check': ({ pairs }) => ({ verdicts: judge(pairs, null) }),
    'bills.add': ({ pairs, source }) =>
      acted({ verdicts: ledger.transact(() => judge(pairs, (pair) => added(pair, source, null))) }),
    'bills.remove': ({ id }) => {
      foundBill(id);
      return acted({ bill: ledger.recordBill(id, { kind: 'bill.removed' }, who()) });
    },
    'bills.list': (filter) => ledger.listBills(filter),
    'bills.get': ({ id }) => ({ bill: foundBill(id), history: ledger.billHistory(id) }),
    'bills.submit': async () => ({ batches: await submitter.submitBasket(who()) }),
    'batches.list': (filter) => {
      const { batches, total } = ledger.listBatches(filter);
      return { batches: batches.map((batch) => ({ ...batch, alarmMore: alarms.more(batch) })), total };
    },
    'batches.get': ({ id }) => {
      const batch = foundBatch(id);
      const bills = ledger.billsOf(batch);
      const history = ledger.batchHistory(id);
      const unreadable = unreadableTotal(history);
      return {
        batch,
        bills,
        history,
        differs: amountsDiffer(batch, bills) || unreadable !== null,
        unreadableTotal: unreadable,
        payPage: payPage(batch),
        alarmMore: alarms.more(batch),
        returnComes: returnComes(batch),
      };
    },
    'batches.resubmit': async ({ id }) => ({ batch: await submitter.resubmit(id, who()) }),
    'batches.giveUp': ({ id }) => {
      const batch = foundBatch(id);
      return acted({
        batch: ledger.transact(() => {
          const after = ledger.recordBatch(id, { kind: 'batch.givenUp' }, who());
          for (const bill of ledger.billsOf(batch))
            ledger.recordBill(bill.id, { kind: 'bill.back', status: '', message: '' }, who());
          return after;
        }),
      });
    },
    'batches.abandon': ({ id }) => {
      const batch = foundBatch(id);
      return acted({
        batch: ledger.transact(() => {
          const after = ledger.recordBatch(id, { kind: 'batch.abandoned' }, who());
          const waiting = billsTaken(batch, ledger.billsOf(batch)).filter((bill) => bill.state === 'awaiting');
          for (const bill of waiting) ledger.recordBill(bill.id, { kind: 'bill.abandoned' }, who());
          return after;
        }),
      });
    },
    'batches.openPayPage': openPayPage,
    'batches.pasteReturn': ({ address }) => ({ batch: pasted(address) }),
    'batches.settleByHand': (input) => acted({ batch: settleByHand(input) }),
    'batches.seeAlarm': ({ id }) => {
      foundBatch(id);
      return acted({ batch: alarms.see(id, who()) });
    },
    'batches.rebasket': ({ id }) => acted({ verdicts: ledger.transact(() => rebasket(foundBatch(id))) }),
  };
}
