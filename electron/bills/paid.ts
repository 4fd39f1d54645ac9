import type { Bill, BillEvent } from '../../shared/bills.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { APP } from '../links/who.ts';

type Paid = Omit<Extract<BillEvent, { kind: 'bill.paid' }>, 'kind'>;

/** Records that a bill was paid. One like it that was entered again meanwhile leaves the basket: nobody should pay it twice. */
export function recordPaid(ledger: Ledger, bill: Bill, paid: Paid, who: string): void {
  ledger.recordBill(bill.id, { kind: 'bill.paid', ...paid }, who);
  const twin = ledger.billHolding(bill);
  if (twin !== null && twin.state === 'basket') ledger.recordBill(twin.id, { kind: 'bill.removed' }, APP);
}
