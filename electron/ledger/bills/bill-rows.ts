import { applyBillEvent, Bill, BILL_SOURCES, BILL_STATES, BillEvent, holdsPair, isLiveBill } from '../../../shared/bills.ts';
import { pairKey } from '../../../shared/bill-digits.ts';
import { actorOfText, actorText } from '../actors.ts';
import type { Aggregate, Columns } from '../aggregate.ts';
import type { Row } from '../database.ts';
import { Reader } from '../reader.ts';

function columnsOf(bill: Bill): Columns {
  return {
    id: bill.id,
    state: bill.state,
    bill_id: bill.billId,
    pay_id: bill.payId,
    ext_order_id: bill.extOrderId,
    source: bill.source,
    again: bill.again,
    batch: bill.batch,
    status: bill.status,
    message: bill.message,
    price: bill.price,
    bill_type: bill.billType,
    sale_reference_id: bill.saleReferenceId,
    token: bill.token,
    saved_by: actorText(bill.savedBy),
    saved_at: bill.savedAt,
    changed_at: bill.changedAt,
    paid_at: bill.paidAt,
    pair: pairKey(bill),
    live: Number(isLiveBill(bill.state)),
    holds: Number(holdsPair(bill.state)),
  };
}

/** The bill of a row. Throws LedgerError `ledger-damaged` where a column cannot be what it should be. */
export function billOf(row: Row): Bill {
  const read = new Reader(row);
  const text = (column: string) => read.text(column);
  const integer = (column: string) => read.integer(column);
  return {
    id: read.text('id'),
    state: read.one('state', BILLS.states),
    billId: read.text('bill_id'),
    payId: read.text('pay_id'),
    extOrderId: read.text('ext_order_id'),
    source: read.one('source', BILL_SOURCES),
    again: read.maybe('again', text),
    batch: read.maybe('batch', text),
    status: read.maybe('status', text),
    message: read.maybe('message', text),
    price: read.maybe('price', integer),
    billType: read.maybe('bill_type', text),
    saleReferenceId: read.maybe('sale_reference_id', text),
    token: read.maybe('token', text),
    savedBy: actorOfText(read.text('saved_by')),
    savedAt: read.integer('saved_at'),
    changedAt: read.integer('changed_at'),
    paidAt: read.maybe('paid_at', integer),
  };
}

export const BILLS: Aggregate<Bill, BillEvent> = {
  table: 'bills',
  prefix: 'bill',
  problem: 'bill',
  event: BillEvent,
  kinds: BillEvent.options.map(({ shape }) => shape.kind.value),
  lifts: {},
  sends: [],
  thing: Bill,
  states: BILL_STATES,
  queues: [],
  apply: applyBillEvent,
  columnsOf,
  searched: (bill) => [bill.billId, bill.payId, bill.extOrderId, bill.saleReferenceId, bill.message, bill.billType],
  read: billOf,
  taken: { 'bills.pair': 'bill-taken', 'bills: pair held': 'bill-taken', 'bills.ext_order_id': 'bill-taken' },
  free: { live: 0 },
  tidy: null,
  area: 'bills',
  badges: { basket: "state = 'basket'" },
};
