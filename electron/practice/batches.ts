import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { pairKey } from '../../shared/bill-digits.ts';
import type { BillPair } from '../../shared/bill-digits.ts';
import { calls } from '../../shared/contract/calls.ts';
import type { Checked } from '../../shared/contract/calls.ts';
import { transact } from './database.ts';

/** `left`: not among those that the payer paid; `paid-before`: paid in another batch since this one was made. */
const StoredBill = z.object({
  billId: z.string(),
  payId: z.string(),
  extOrderId: z.string(),
  /** Rial. */
  price: z.number(),
  token: z.string(),
  state: z.enum(['refused', 'unpaid', 'paid', 'left', 'paid-before']),
  saleReferenceId: z.string().nullable(),
});
export type StoredBill = z.infer<typeof StoredBill>;

const StoredBatch = calls['practice.get'].output.shape.batches.element
  .pick({ batchToken: true, at: true, state: true, returned: true })
  .extend({ returnUrl: z.string(), bills: z.array(StoredBill) });
export type StoredBatch = z.infer<typeof StoredBatch>;

interface NewBatch {
  /** Milliseconds since 1970 (UTC). */
  at: number;
  returnUrl: string;
  bills: readonly (Pick<StoredBill, 'billId' | 'payId' | 'extOrderId' | 'price'> & { accepted: boolean })[];
}

/** What the payer does at the pay page. */
export type PayAct = Checked<'practice.payBatch'>['act'];

/** The provider's memory of batches: every change is on the disk before the call returns. */
export interface BatchStore {
  /** Returns the new batch's token: unguessable, and never given twice. */
  add(batch: NewBatch): string;
  find(batchToken: string): StoredBatch | null;
  newest(limit: number): StoredBatch[];
  isPaid(pair: BillPair): boolean;
  /**
   * The payer's act. What was paid, all or partly, stays as it is; who cancelled can still pay. A bill is paid in one batch
   * only. Null where there is no such batch.
   */
  settle(batchToken: string, act: PayAct): StoredBatch | null;
  /** Notes what the payer's browser met when it was sent back. */
  noteReturned(batchToken: string, returned: string): void;
}

/** Whether the payer can still pay: the page stays open for who cancelled. */
export const isOpen = ({ state }: Pick<StoredBatch, 'state'>): boolean => state === 'unpaid' || state === 'cancelled';

const BATCH = 'seq, token AS batchToken, at, return_url AS returnUrl, state, returned';
const BILL = `bill_id AS billId, pay_id AS payId, ext_order_id AS extOrderId, price, token, state,
  sale_reference_id AS saleReferenceId`;

/** Twelve digits with a leading zero: whoever makes a number of one loses it. Seen in the order of batches and places. */
const saleReferenceIdOf = (seq: number, place: number): string =>
  `098${String(seq).padStart(7, '0')}${String(place).padStart(2, '0')}`;

function settledState(paid: number, accepted: number): StoredBatch['state'] {
  if (paid === 0) return 'cancelled';
  return paid === accepted ? 'paid' : 'partly';
}

/** How many of the accepted bills, from the first, an act pays. */
function paidBy(act: PayAct, accepted: number): number {
  if (act === 'cancel') return 0;
  return act === 'pay' ? accepted : accepted - 1;
}

function prepare(database: DatabaseSync) {
  return {
    batch: database.prepare('INSERT INTO batch (token, at, return_url) VALUES (?, ?, ?)'),
    bill: database.prepare(
      `INSERT INTO bill (batch, place, bill_id, pay_id, pair_key, ext_order_id, price, token, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    byToken: database.prepare(`SELECT ${BATCH} FROM batch WHERE token = ?`),
    latest: database.prepare(`SELECT ${BATCH} FROM batch ORDER BY seq DESC LIMIT ?`),
    billsOf: database.prepare(`SELECT ${BILL} FROM bill WHERE batch = ? ORDER BY place`),
    placesOf: database.prepare(`SELECT place, pair_key FROM bill WHERE batch = ? AND state <> 'refused' ORDER BY place`),
    paid: database.prepare(`SELECT 1 FROM bill WHERE pair_key = ? AND state = 'paid'`),
    settleBill: database.prepare('UPDATE bill SET state = ?, sale_reference_id = ? WHERE batch = ? AND place = ?'),
    settleBatch: database.prepare('UPDATE batch SET state = ? WHERE seq = ?'),
    returned: database.prepare('UPDATE batch SET returned = ? WHERE token = ?'),
  };
}

export function createBatchStore(database: DatabaseSync): BatchStore {
  const sql = prepare(database);
  const whole = (row: Record<string, unknown>): StoredBatch =>
    StoredBatch.parse({ ...row, bills: sql.billsOf.all(Number(row['seq'])) });
  const isPaid = (key: string) => sql.paid.get(key) !== undefined;

  const settleBills = (seq: number, act: PayAct): StoredBatch['state'] => {
    const places = sql.placesOf.all(seq);
    const toPay = paidBy(act, places.length);
    let paid = 0;
    for (const [index, row] of places.entries()) {
      const place = Number(row['place']);
      if (index >= toPay) sql.settleBill.run('left', null, seq, place);
      else if (isPaid(String(row['pair_key']))) sql.settleBill.run('paid-before', null, seq, place);
      else {
        sql.settleBill.run('paid', saleReferenceIdOf(seq, place), seq, place);
        paid += 1;
      }
    }
    return settledState(paid, places.length);
  };
  const find = (batchToken: string): StoredBatch | null => {
    const row = sql.byToken.get(batchToken);
    return row ? whole(row) : null;
  };

  return {
    find,
    add: ({ at, returnUrl, bills }) =>
      transact(database, () => {
        const batchToken = randomBytes(16).toString('hex');
        const seq = sql.batch.run(batchToken, at, returnUrl).lastInsertRowid;
        for (const [place, bill] of bills.entries()) {
          const { billId, payId, extOrderId, price, accepted } = bill;
          const token = randomBytes(8).toString('hex');
          const state = accepted ? 'unpaid' : 'refused';
          sql.bill.run(seq, place, billId, payId, pairKey(bill), extOrderId, price, token, state);
        }
        return batchToken;
      }),
    newest: (limit) => sql.latest.all(limit).map(whole),
    isPaid: (pair) => isPaid(pairKey(pair)),
    settle: (batchToken, act) =>
      transact(database, () => {
        const row = sql.byToken.get(batchToken);
        if (row && isOpen(whole(row))) {
          const seq = Number(row['seq']);
          sql.settleBatch.run(settleBills(seq, act), seq);
        }
        return find(batchToken);
      }),
    noteReturned: (batchToken, returned) => void sql.returned.run(returned, batchToken),
  };
}
