import type { Batch, BatchEvent, BatchState } from '../../shared/batches.ts';
import type { Bill, BillEvent } from '../../shared/bills.ts';
import type { BillPair } from '../../shared/bill-digits.ts';
import type { Checked } from '../../shared/contract/calls.ts';
import type { BatchHistoryEntry, BillHistoryEntry } from '../../shared/contract/bills.ts';
import { batchesIn } from './batch-rows.ts';
import { BillQueries } from './bill-queries.ts';
import { BILLS } from './bill-rows.ts';
import type { Database } from './database.ts';
import type { EventLog } from './events.ts';
import { Table } from './table.ts';

/** What the ledger knows of bills and batches. */
export interface BillLedger {
  /**
   * Appends the event and writes the row, both or neither. Throws BillMoveError (shared/batches.ts), and TakenError
   * `bill-taken` where another bill holds the pair that is entered, or has the ExtOrderID. A batch it names must be there by the end of the
   * transaction.
   */
  recordBill(id: string, event: BillEvent, who: string): Bill;
  /** The same for a batch; its bills must be there already. Throws BillMoveError. */
  recordBatch(id: string, event: BatchEvent, who: string): Batch;
  bill(id: string): Bill | null;
  batch(id: string): Batch | null;
  billHistory(id: string): BillHistoryEntry[];
  batchHistory(id: string): BatchHistoryEntry[];
  /** The bill that keeps the same pair, however its zeros are written, from being entered again; a live one first. */
  billHolding(pair: BillPair): Bill | null;
  /** A paid bill with the same pair: one that failed can be paid late, when its pair was entered again. */
  paidTwin(pair: BillPair): Bill | null;
  /** Oldest first. */
  basket(): Bill[];
  /** In the batch's order. */
  billsOf(batch: Batch): Bill[];
  /** One page, newest first; searched over a bill's ids, its SaleReferenceID and the provider's words. */
  listBills(filter: Checked<'bills.list'>): { bills: Bill[]; total: number };
  /** One page, newest first; searched over the BatchToken and the ids of its bills. */
  listBatches(filter: Checked<'batches.list'>): { batches: Batch[]; total: number };
  /** Oldest first. */
  batchesInState(state: BatchState): Batch[];
  /** Null for an empty key. */
  batchByReturnKey(key: string): Batch | null;
  /** The newest one, should the provider have given a token twice; null for an empty token. */
  batchByToken(token: string): Batch | null;
  /** Whether a pay page of an origin (`https://pay.example`, as URL writes it) was ever opened or shown as a QR code. */
  payPageOpened(origin: string): boolean;
  /** Bills in the basket; batches whose payment is waited for; batches that wait for a person. */
  billCounts(): { basket: number; awaiting: number; decisions: number };
}

/** The bill side over the ledger's connection and its events. */
export function billLedger(db: Database, events: EventLog): BillLedger {
  const bills = new Table(db, events, BILLS);
  const batches = new Table(db, events, batchesIn(db));
  const queries = new BillQueries(db);
  return {
    recordBill: (id, event, who) => bills.record(id, event, who),
    recordBatch: (id, event, who) => batches.record(id, event, who),
    bill: (id) => bills.get(id),
    batch: (id) => batches.get(id),
    billHistory: (id) => bills.history(id),
    batchHistory: (id) => batches.history(id),
    billHolding: (pair) => queries.holding(pair),
    paidTwin: (pair) => queries.paidTwin(pair),
    basket: () => queries.basket(),
    billsOf: (batch) => queries.ofBatch(batch),
    listBills: (filter) => queries.listBills(filter),
    listBatches: (filter) => queries.listBatches(filter),
    batchesInState: (state) => queries.batchesInState(state),
    batchByReturnKey: (key) => queries.batchByReturnKey(key),
    batchByToken: (token) => queries.batchByToken(token),
    payPageOpened: (origin) => queries.payPageOpened(origin),
    billCounts: () => queries.counts(),
  };
}
