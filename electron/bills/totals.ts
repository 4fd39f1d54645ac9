import type { Batch, Bill } from '../../shared/batches.ts';
import { amountOf } from '../../shared/bills.ts';
import type { Rial } from '../../shared/money.ts';

/** The bills of a batch that the provider took; those it refused are in the basket again. */
export function taken(batch: Batch, bills: readonly Bill[]): Bill[] {
  return bills.filter((bill) => bill.batch === batch.id);
}

/** What the payment ids of bills say in all, in rial. */
export function sumOf(bills: readonly Bill[]): Rial {
  return bills.reduce((sum, bill) => sum + amountOf(bill.payId), 0);
}

/** Whether the provider asks for another amount than the bills say, in all or for one of them. */
export function differs(batch: Batch, bills: readonly Bill[]): boolean {
  const own = taken(batch, bills);
  const totalDiffers = batch.total !== null && batch.total !== sumOf(own);
  return totalDiffers || own.some((bill) => bill.price !== null && bill.price !== amountOf(bill.payId));
}
