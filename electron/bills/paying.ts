import type { Actor } from '../../shared/actors.ts';
import type { Batch } from '../../shared/batches.ts';
import { amountsDiffer, billsTaken } from '../../shared/bill-sums.ts';
import type { Checked } from '../../shared/contract/calls.ts';
import type { BatchHistoryEntry, PayPage } from '../../shared/contract/bills.ts';
import { CallError } from '../errors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { payPageOf } from '../providers/tosha/pay-page.ts';

export interface PayingOptions {
  ledger: Ledger;
  /** Whether the pay pages are the practice shop's: nothing about them is strange. */
  practice: boolean;
  /** Opens an http or https address in the PC's browser. */
  openExternal: (url: string) => Promise<void>;
}

/** Where payers of batches are sent. */
export interface Paying {
  /** Where the payer of a batch is sent; null where no payer should be. */
  page(batch: Batch): PayPage | null;
  /** Sends one there, where the cashier has seen all that is strange about it. Rejects with a CallError otherwise. */
  open(batch: Batch, input: Checked<'batches.openPayPage'>, actor: Actor): Promise<{ paymentUrl: string }>;
}

/** What the provider stated as the total and nobody can read; null where it stated an amount, or none. */
export function unreadableTotal(history: readonly BatchHistoryEntry[]): string | null {
  const accepted = history.findLast(({ event }) => event?.kind === 'batch.accepted')?.event;
  return accepted?.kind === 'batch.accepted' ? (accepted.unreadableTotal ?? null) : null;
}

export function createPaying({ ledger, practice, openExternal }: PayingOptions): Paying {
  function page({ paymentUrl }: Batch): PayPage | null {
    const found = paymentUrl === null ? null : payPageOf(paymentUrl);
    if (found === null) return null;
    const { href: address, host, origin } = found;
    return practice
      ? { address, host, oddities: [], asks: false }
      : { address, host, oddities: found.oddities, asks: !ledger.batches.payPageOpened(origin) };
  }

  /** A bill of the batch that was paid another way meanwhile is not paid twice. */
  function refusePaid(batch: Batch): void {
    const bills = billsTaken(batch, ledger.bills.ofBatch(batch));
    const paid = bills.find((bill) => ledger.bills.paidTwin(bill) !== null);
    if (paid !== undefined) throw new CallError('already-paid', { batch, detail: paid.billId });
  }

  function differs(batch: Batch): boolean {
    const amounts = amountsDiffer(batch, ledger.bills.ofBatch(batch));
    return amounts || unreadableTotal(ledger.batches.history(batch.id)) !== null;
  }

  return {
    page,
    async open(batch, { how, evenIfDiffers, evenIfStrange }, actor) {
      if (batch.state !== 'awaiting' || batch.paymentUrl === null) throw new CallError('not-payable', { batch });
      const to = page(batch);
      if (to === null) throw new CallError('pay-page-bad', { batch });
      refusePaid(batch);
      if (!evenIfDiffers && differs(batch)) throw new CallError('total-differs', { batch });
      if (to.asks && !evenIfStrange)
        throw new CallError('strange-pay-page', { batch, detail: [to.host, ...to.oddities].join(' ') });
      if (how === 'browser') await openExternal(to.address);
      ledger.batches.record(batch.id, { kind: 'batch.payPageOpened', how }, actor);
      return { paymentUrl: to.address };
    },
  };
}
