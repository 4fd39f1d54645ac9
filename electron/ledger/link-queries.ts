import type { Checked, LinkRow } from '../../shared/ipc.ts';
import type { Link, LinkState } from '../../shared/links.ts';
import type { Bind, Database, Row } from './database.ts';
import { linkOf, linkRowOf } from './rows.ts';
import { searchWords } from './search.ts';

export type ListFilter = Checked<'links.list'>;

const ROW = 'links.*, (SELECT at FROM asked WHERE asked.n = links.n) AS asked_at';

interface Selection {
  from: string;
  where: string;
  binds: Bind[];
}

/** What a filter selects, as SQL of a few fixed shapes with everything a person typed bound. */
function selection({ search, states, day, onlyDecisions }: ListFilter): Selection {
  const words = searchWords(search);
  const conditions: [condition: string, ...binds: Bind[]][] = [];
  if (words?.indexed) conditions.push(['links_search MATCH ?', words.indexed]);
  if (words) conditions.push(['NOT EXISTS (SELECT 1 FROM json_each(?) WHERE instr(links.folded, value) = 0)', words.words]);
  if (states.length === 1) conditions.push(['state = ?', states[0] ?? null]);
  if (states.length > 1) conditions.push(['state IN (SELECT value FROM json_each(?))', JSON.stringify(states)]);
  if (day !== null) conditions.push(['day = ?', day]);
  if (onlyDecisions) conditions.push(['decision = 1']);
  return {
    // CROSS JOIN is SQLite's way to say: first the index of words, then the rows it names.
    from: words?.indexed ? 'links_search CROSS JOIN links ON links.n = links_search.rowid' : 'links',
    where: conditions.length === 0 ? '' : `WHERE ${conditions.map(([condition]) => condition).join(' AND ')}`,
    binds: conditions.flatMap(([, ...binds]) => binds),
  };
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
  list(filter: ListFilter): { links: LinkRow[]; total: number } {
    const { from, where, binds } = selection(filter);
    const page = `SELECT ${ROW} FROM ${from} ${where} ORDER BY links.saved_at DESC, links.n DESC LIMIT ? OFFSET ?`;
    return {
      links: this.#db.all(page, ...binds, filter.limit, filter.offset).map(linkRowOf),
      total: this.#db.number(`SELECT count(*) AS n FROM ${from} ${where}`, ...binds),
    };
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

  byPayLinkSendId(payLinkSendId: string): Link | null {
    return this.#one(this.#db.get('SELECT * FROM links WHERE pay_link_send_id = ?', payLinkSendId));
  }

  /** At most `limit` queued links that are not in `except`, in the order in which they entered the queue. */
  nextQueued(limit: number, except: readonly string[]): Link[] {
    const sql = `SELECT * FROM links WHERE state = 'queued' AND id NOT IN (SELECT value FROM json_each(?))
      ORDER BY place LIMIT ?`;
    return this.#db.all(sql, JSON.stringify(except), limit).map(linkOf);
  }

  /** Oldest first. */
  inState(state: LinkState): Link[] {
    return this.#db.all('SELECT * FROM links WHERE state = ? ORDER BY saved_at, n', state).map(linkOf);
  }

  /** The links that the service can be asked about and that were saved at or after `since` (milliseconds), oldest first. */
  followed(since: number): LinkRow[] {
    return this.#db
      .all(`SELECT ${ROW} FROM links WHERE followed = 1 AND saved_at >= ? ORDER BY saved_at, n`, since)
      .map(linkRowOf);
  }

  counts(): { queued: number; sending: number; decisions: number } {
    return {
      queued: this.#db.number("SELECT count(*) AS n FROM links WHERE state = 'queued'"),
      sending: this.#db.number("SELECT count(*) AS n FROM links WHERE state = 'sending'"),
      decisions: this.#db.number('SELECT count(*) AS n FROM links WHERE decision = 1'),
    };
  }

  /** How many links were saved on a Jalali day (1405-08-30). */
  numbersUsed(day: string): number {
    return this.#db.number('SELECT count(*) AS n FROM links WHERE day = ?', day);
  }

  #one(row: Row | null): Link | null {
    return row && linkOf(row);
  }
}
