import type { Batch } from './batches.ts';
import type { Bill } from './bills.ts';
import { amountOf } from './bill-digits.ts';
import type { Rial } from './money.ts';

/** The bills of a batch that the provider took; those it refused are in the basket again, or in another batch. */
export function billsTaken(batch: Pick<Batch, 'id'>, bills: readonly Bill[]): Bill[] {
  return bills.filter((bill) => bill.batch === batch.id);
}

/** What the payment ids of bills say in all. */
export function sumOfBills(bills: readonly Pick<Bill, 'payId'>[]): Rial {
  return bills.reduce((sum, bill) => sum + amountOf(bill.payId), 0);
}

/** Whether the provider asks for another amount than the bills say, in all or for one of them. */
export function amountsDiffer(batch: Batch, bills: readonly Bill[]): boolean {
  const own = billsTaken(batch, bills);
  const totalDiffers = batch.total !== null && batch.total !== sumOfBills(own);
  return totalDiffers || own.some((bill) => bill.price !== null && bill.price !== amountOf(bill.payId));
}
