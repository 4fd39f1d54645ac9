import type { Batch } from '../../../shared/batches.ts';
import type { Bill } from '../../../shared/bills.ts';
import { pairKey } from '../../../shared/bill-digits.ts';
import type { BillPair } from '../../../shared/bill-digits.ts';
import { batchOf, rowsOfBills } from './batch-rows.ts';
import { billOf } from './bill-rows.ts';
import type { Bind, Database } from '../database.ts';
import { LedgerError } from '../errors.ts';
import { pageOf } from '../pages.ts';
import type { PageFilter } from '../pages.ts';

export type BillFilter = PageFilter;
export interface BatchFilter extends PageFilter {
  onlyDecisions: boolean;
}

/** What is asked of the rows of bills and batches. Nothing here changes anything. */
export class BillQueries {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The bill that keeps a pair from being entered again (shared/bills.ts, `holdsPair`); a live one first. */
  holding(pair: BillPair): Bill | null {
    const row = this.#db.get(
      'SELECT * FROM bills WHERE pair = ? AND holds = 1 ORDER BY live DESC, n DESC LIMIT 1',
      pairKey(pair),
    );
    return row && billOf(row);
  }

  /** A bill with the same pair that is paid. */
  paidTwin(pair: BillPair): Bill | null {
    const row = this.#db.get("SELECT * FROM bills WHERE pair = ? AND holds = 1 AND state = 'paid' LIMIT 1", pairKey(pair));
    return row && billOf(row);
  }

  /** Oldest first. */
  basket(): Bill[] {
    return this.#db.all("SELECT * FROM bills WHERE state = 'basket' AND newer = 0 ORDER BY saved_at, n").map(billOf);
  }

  /** In the batch's order. Throws LedgerError `ledger-damaged` where one is missing. */
  ofBatch(batch: Batch): Bill[] {
    const bills = rowsOfBills(this.#db, 'bills.*', batch.bills).map(billOf);
    if (bills.length !== batch.bills.length) throw new LedgerError('ledger-damaged', `batch ${batch.id} bills`);
    return bills;
  }

  listBills(filter: BillFilter): { bills: Bill[]; total: number } {
    const { page, total } = pageOf(this.#db, { table: 'bills', columns: 'bills.*', read: billOf }, filter, []);
    return { bills: page, total };
  }

  listBatches(filter: BatchFilter): { batches: Batch[]; total: number } {
    const source = { table: 'batches', columns: 'batches.*', read: batchOf } as const;
    const { page, total } = pageOf(this.#db, source, filter, filter.onlyDecisions ? [['decision = 1']] : []);
    return { batches: page, total };
  }

  batchByReturnKey(key: string): Batch | null {
    return this.#batch("SELECT * FROM batches WHERE return_key = ? AND return_key <> ''", key);
  }

  /** The newest one, should the provider have given a token twice. */
  batchByToken(token: string): Batch | null {
    return this.#batch("SELECT * FROM batches WHERE batch_token = ? AND batch_token <> '' ORDER BY n DESC LIMIT 1", token);
  }

  /** The newest is looked at first: it is the usual one that a payer is sent to. */
  payPageOpened(origin: string): boolean {
    const sql = `SELECT 1 AS n FROM batches
      WHERE substr(lower(payment_url) || '/', 1, length(?1) + 1) = ?1 || '/'
        AND EXISTS (SELECT 1 FROM events WHERE subject = batches.id AND kind = 'batch.payPageOpened')
      ORDER BY n DESC LIMIT 1`;
    return this.#db.number(sql, origin) === 1;
  }

  #batch(sql: string, ...binds: Bind[]): Batch | null {
    const row = this.#db.get(sql, ...binds);
    return row && batchOf(row);
  }
}
