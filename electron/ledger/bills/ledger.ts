import type { Actor } from '../../../shared/actors.ts';
import type { Batch, BatchEvent, BatchState } from '../../../shared/batches.ts';
import type { Bill, BillEvent } from '../../../shared/bills.ts';
import type { BillPair } from '../../../shared/bill-digits.ts';
import { BATCHES } from './batch-rows.ts';
import { BillQueries } from './queries.ts';
import type { BatchFilter, BillFilter } from './queries.ts';
import { BILLS } from './bill-rows.ts';
import type { Database } from '../database.ts';
import type { EventLog } from '../events.ts';
import { Table } from '../table.ts';
import type { Entry } from '../table.ts';

/** What the ledger knows of bills. */
interface BillsLedger {
  /**
   * Appends the event and writes the row, both or neither. Throws BillMoveError (shared/bills.ts), and TakenError
   * `bill-taken` where another bill holds the pair that is entered, or has the ExtOrderID. A batch it names must be there
   * by the end of the transaction.
   */
  record(id: string, event: BillEvent, actor: Actor): Bill;
  get(id: string): Bill | null;
  /** One page, newest first; searched over a bill's ids, its SaleReferenceID and the provider's words. */
  list(filter: BillFilter): { bills: Bill[]; total: number };
  history(id: string): Entry<BillEvent>[];
  /** The bill that keeps the same pair, however its zeros are written, from being entered again; a live one first. */
  holding(pair: BillPair): Bill | null;
  /** A paid bill with the same pair: one that failed can be paid late, when its pair was entered again. */
  paidTwin(pair: BillPair): Bill | null;
  /** Oldest first; without those that have an event of a newer version, which are not submitted. */
  basket(): Bill[];
  /** In the batch's order. */
  ofBatch(batch: Batch): Bill[];
}

/** What the ledger knows of batches. */
interface BatchesLedger {
  /** As for a bill; the batch's bills must be there already. Throws BillMoveError. */
  record(id: string, event: BatchEvent, actor: Actor): Batch;
  get(id: string): Batch | null;
  /** One page, newest first; searched over the BatchToken and the ids of its bills. */
  list(filter: BatchFilter): { batches: Batch[]; total: number };
  history(id: string): Entry<BatchEvent>[];
  /** Oldest first, without those that have an event of a newer version: the app by itself does nothing with them. */
  inState(state: BatchState): Batch[];
  /** Null for an empty key. */
  byReturnKey(key: string): Batch | null;
  /** The newest one, should the provider have given a token twice; null for an empty token. */
  byToken(token: string): Batch | null;
  /** Whether a pay page of an origin (`https://pay.example`, as URL writes it) was ever opened or shown as a QR code. */
  payPageOpened(origin: string): boolean;
}

export interface BillLedger {
  bills: BillsLedger;
  batches: BatchesLedger;
}

/** The bills and batches over the ledger's connection and its events. */
export function billLedger(db: Database, events: EventLog): BillLedger {
  const bills = new Table(db, events, BILLS);
  const batches = new Table(db, events, BATCHES);
  const queries = new BillQueries(db);
  return {
    bills: {
      record: (id, event, actor) => bills.record(id, event, actor),
      get: (id) => bills.get(id),
      list: (filter) => queries.listBills(filter),
      history: (id) => bills.history(id),
      holding: (pair) => queries.holding(pair),
      paidTwin: (pair) => queries.paidTwin(pair),
      basket: () => queries.basket(),
      ofBatch: (batch) => queries.ofBatch(batch),
    },
    batches: {
      record: (id, event, actor) => batches.record(id, event, actor),
      get: (id) => batches.get(id),
      list: (filter) => queries.listBatches(filter),
      history: (id) => batches.history(id),
      inState: (state) => batches.inState(state),
      byReturnKey: (key) => queries.batchByReturnKey(key),
      byToken: (token) => queries.batchByToken(token),
      payPageOpened: (origin) => queries.payPageOpened(origin),
    },
  };
}
