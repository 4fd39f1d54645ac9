import { type Link, LinkEvent, applyLinkEvent } from '../../shared/links.ts';
import type { Database } from './database.ts';
import { type EventLog, linkEventOf } from './events.ts';
import { columnsOf, linkOf, placeAfter } from './rows.ts';

/** The rows of links. They change here only: an event, and the row that the event makes of it. */
export class LinkTable {
  readonly #db: Database;
  readonly #events: EventLog;

  constructor(db: Database, events: EventLog) {
    this.#db = db;
    this.#events = events;
  }

  /**
   * Appends the event and writes the row, both or neither. Throws MoveError where the table of moves does not admit the
   * event, TakenError where another live link has the invoice number or any link the PayLinkSendID, ZodError for what is
   * no event at all, LedgerError.
   */
  record(id: string, event: LinkEvent, who: string): Link {
    return this.#db.transact(() => {
      const row = this.#db.get('SELECT * FROM links WHERE id = ?', id);
      const before = row && linkOf(row);
      const { kind, ...data } = LinkEvent.parse(event);
      const kept = this.#events.append(id, kind, data, who);
      // From what was stored, not from what was given: a replay of the events must come to the same row.
      const link = applyLinkEvent(before, id, linkEventOf(kind, kept.data, `event ${kept.seq}`), kept.at, kept.who);
      const place = placeAfter(kind, kept.seq, Number(row?.['place'] ?? 0));
      this.#write(columnsOf({ link, event: kept.seq, place }), row === null);
      return link;
    });
  }

  #write(columns: ReturnType<typeof columnsOf>, isNew: boolean): void {
    const names = Object.keys(columns);
    const values = Object.values(columns);
    const marks = names.map(() => '?').join(', ');
    if (isNew) this.#db.run(`INSERT INTO links (${names.join(', ')}) VALUES (${marks})`, ...values);
    else this.#db.run(`UPDATE links SET (${names.join(', ')}) = (${marks}) WHERE id = ?`, ...values, columns['id'] ?? null);
  }
}
