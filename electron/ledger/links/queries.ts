import { RUNNING_NUMBER } from '../../../shared/invoice.ts';
import type { LinkRow, Link } from '../../../shared/links.ts';
import type { Database, Row } from '../database.ts';
import { linkOf, linkRowOf } from './rows.ts';
import { pageOf } from '../pages.ts';
import type { Condition, PageFilter } from '../pages.ts';

export interface LinkFilter extends PageFilter {
  /** A Jalali day (1405-08-30); null for any. */
  day: string | null;
  onlyDecisions: boolean;
}

const ROW = 'links.*, (SELECT at FROM asked WHERE asked.n = links.n) AS asked_at';

/** What the list of links can be narrowed by beyond what all lists can. */
function conditionsOf({ day, onlyDecisions }: LinkFilter): Condition[] {
  const conditions: Condition[] = [];
  if (day !== null) conditions.push(['day = ?', day]);
  if (onlyDecisions) conditions.push(['decision = 1']);
  return conditions;
}

/** What is asked of the rows of links. Nothing here changes anything. */
export class LinkQueries {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  link(id: string): LinkRow | null {
    const row = this.#db.get(`SELECT ${ROW} FROM links WHERE id = ?`, id);
    return row && linkRowOf(row);
  }

  /** One page, newest first, and how many there are on all pages. */
  list(filter: LinkFilter): { links: LinkRow[]; total: number } {
    const { page, total } = pageOf(this.#db, { table: 'links', columns: ROW, read: linkRowOf }, filter, conditionsOf(filter));
    return { links: page, total };
  }

  /** The link that holds an invoice number (shared/links.ts, `holdsInvoiceNo`), other than `except`; a live one first. */
  holderOf(invoiceNo: string, except: string | null): Link | null {
    const sql = `SELECT * FROM links WHERE invoice_no = ? AND holds = 1 AND id IS NOT ? ORDER BY live DESC, n DESC LIMIT 1`;
    return this.#one(this.#db.get(sql, invoiceNo, except));
  }

  /** The newest live or paid link for the same mobile and amount (rial), saved at or after `since` (milliseconds). */
  latestSame(mobileNo: string, amount: number, since: number): Link | null {
    const sql = `SELECT * FROM links WHERE mobile_no = ? AND amount = ? AND holds = 1 AND saved_at >= ?
      ORDER BY saved_at DESC, n DESC LIMIT 1`;
    return this.#one(this.#db.get(sql, mobileNo, amount, since));
  }

  byPayLinkSendId(payLinkSendId: string, service: string): Link | null {
    // One with an id and no service has its row of an earlier version until it is made anew: its id is taken for anyone's.
    const sql = 'SELECT * FROM links WHERE (service = ? OR service IS NULL) AND pay_link_send_id = ?';
    return this.#one(this.#db.get(sql, service, payLinkSendId));
  }

  /** At most `limit` queued links that are not in `except`, in the order in which they entered the queue. */
  nextQueued(limit: number, except: readonly string[]): Link[] {
    const sql = `SELECT * FROM links WHERE state = 'queued' AND newer = 0 AND id NOT IN (SELECT value FROM json_each(?))
      ORDER BY place LIMIT ?`;
    return this.#db.all(sql, JSON.stringify(except), limit).map(linkOf);
  }

  /** The links that a service can be asked about and that were saved at or after `since` (milliseconds), oldest first. */
  followed(since: number, service: string): LinkRow[] {
    return this.#db
      .all(
        `SELECT ${ROW} FROM links WHERE followed = 1 AND newer = 0 AND saved_at >= ? AND service = ? ORDER BY saved_at, n`,
        since,
        service,
      )
      .map(linkRowOf);
  }

  elsewhere(service: string): number {
    const sql = "SELECT count(*) AS n FROM links WHERE state = 'sent' AND followed = 1 AND service <> ?";
    return this.#db.number(sql, service);
  }

  counts(): { queued: number; sending: number } {
    return {
      queued: this.#db.number("SELECT count(*) AS n FROM links WHERE state = 'queued'"),
      sending: this.#db.number("SELECT count(*) AS n FROM links WHERE state = 'sending'"),
    };
  }

  /** How many links were saved on a Jalali day (1405-08-30). */
  numbersUsed(day: string): number {
    return this.#db.number('SELECT count(*) AS n FROM links WHERE day = ?', day);
  }

  /** The first number from `from` on that no link holds in a series (shared/invoice.ts, `invoiceSeries`). */
  firstFree(series: string, from: number): number {
    // One probe of the index of holders for each number that is taken. A bound number is a REAL; its text would end in ".0".
    const sql = `SELECT max(at) AS n FROM (
      WITH RECURSIVE taken (at) AS (
        SELECT CAST(? AS INTEGER)
        UNION ALL
        SELECT at + 1 FROM taken
        WHERE EXISTS (SELECT 1 FROM links WHERE holds = 1 AND invoice_no = replace(?, '${RUNNING_NUMBER}', taken.at))
      ) SELECT at FROM taken)`;
    return this.#db.number(sql, from, series);
  }

  #one(row: Row | null): Link | null {
    return row && linkOf(row);
  }
}
