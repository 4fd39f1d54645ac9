import type { Bill, BillEvent } from '../../shared/bills.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Actor } from '../../shared/actors.ts';

type Paid = Omit<Extract<BillEvent, { kind: 'bill.paid' }>, 'kind'>;

/** Records that a bill was paid. One like it that was entered again meanwhile leaves the basket: nobody should pay it twice. */
export function recordPaid(ledger: Ledger, bill: Bill, paid: Paid, actor: Actor): void {
  ledger.bills.record(bill.id, { kind: 'bill.paid', ...paid }, actor);
  const twin = ledger.bills.holding(bill);
  if (twin !== null && twin.state === 'basket') ledger.bills.record(twin.id, { kind: 'bill.removed' }, actor);
}
