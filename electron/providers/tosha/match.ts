import { pairKey } from '../../../shared/bill-digits.ts';
import type { BillOrder } from './outcome.ts';

/** The provider's items by the orders they are about. */
interface Matched<O, I> {
  of: ReadonlyMap<O, I[]>;
  /** Items that are about none of the orders. */
  strangers: I[];
}

/** The first of each key. */
function firsts<O>(orders: readonly O[], keyOf: (order: O) => string): ReadonlyMap<string, O> {
  return new Map(orders.toReversed().map((order) => [keyOf(order), order]));
}

/** Tells by the ExtOrderID, else by the pair, which order each item is about; a pair that differs is another bill. */
export function matchBills<O extends BillOrder, I extends BillOrder>(orders: readonly O[], items: readonly I[]): Matched<O, I> {
  const byExt = firsts(orders, ({ extOrderId }) => extOrderId);
  const byPair = firsts(orders, pairKey);
  const orderOf = (item: I): O | undefined => {
    const named = byExt.get(item.extOrderId);
    if (named !== undefined) {
      // Each id that it names must be the order's, however its zeros are written.
      const pair = { billId: item.billId || named.billId, payId: item.payId || named.payId };
      return pairKey(pair) === pairKey(named) ? named : undefined;
    }
    return item.billId === '' || item.payId === '' ? undefined : byPair.get(pairKey(item));
  };
  const of = new Map<O, I[]>(orders.map((order) => [order, []]));
  const strangers: I[] = [];
  for (const item of items) {
    const order = orderOf(item);
    (order === undefined ? strangers : of.get(order))?.push(item);
  }
  return { of, strangers };
}
