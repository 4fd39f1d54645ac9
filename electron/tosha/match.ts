import { pairKey } from '../../shared/bills.ts';
import type { BillOrder } from './outcome.ts';

/** Whether an item can be about an order: each id that it names is the order's, however its zeros are written. */
function samePair(order: BillOrder, item: BillOrder): boolean {
  const named = { billId: item.billId || order.billId, payId: item.payId || order.payId };
  return pairKey(named) === pairKey(order);
}

function orderOf<O extends BillOrder>(orders: readonly O[], item: BillOrder): O | undefined {
  const byExt = orders.find(({ extOrderId }) => extOrderId === item.extOrderId);
  if (byExt !== undefined) return samePair(byExt, item) ? byExt : undefined;
  if (item.billId === '' || item.payId === '') return undefined;
  return orders.find((order) => samePair(order, item));
}

/** The provider's items by the orders they are about. */
export interface Matched<O, I> {
  of: ReadonlyMap<O, I[]>;
  /** Items that are about none of the orders. */
  strangers: I[];
}

/** Tells by the ExtOrderID, else by the pair, which order each item is about; a pair that differs is another bill. */
export function matchBills<O extends BillOrder, I extends BillOrder>(orders: readonly O[], items: readonly I[]): Matched<O, I> {
  const of = new Map<O, I[]>(orders.map((order) => [order, []]));
  const strangers: I[] = [];
  for (const item of items) {
    const order = orderOf(orders, item);
    (order === undefined ? strangers : of.get(order))?.push(item);
  }
  return { of, strangers };
}
