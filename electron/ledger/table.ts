import type { Actor } from '../../shared/actors.ts';
import { after } from './aggregate.ts';
import type { Aggregate, Columns } from './aggregate.ts';
import type { Database, Row } from './database.ts';
import { appendedOf, eventOf } from './events.ts';
import type { EventKind, EventLog } from './events.ts';

/** One event of a thing as its history tells it; `at` in milliseconds since 1970 (UTC). */
export interface Entry<E> {
  seq: number;
  at: number;
  actor: Actor;
  event: E;
}

/** The rows of one aggregate. They change here only: an event, and the row that the event makes of it. */
export class Table<T, E extends { kind: EventKind }> {
  readonly #db: Database;
  readonly #events: EventLog;
  readonly #aggregate: Aggregate<T, E>;

  constructor(db: Database, events: EventLog, aggregate: Aggregate<T, E>) {
    this.#db = db;
    this.#events = events;
    this.#aggregate = aggregate;
  }

  /**
   * Appends the event and writes the row, both or neither. Throws what the aggregate's rules throw (MoveError,
   * BillMoveError), TakenError where another row holds what only one may have, ZodError for what is no event at all,
   * LedgerError.
   */
  record(id: string, event: E, actor: Actor): T {
    const of = this.#aggregate;
    return this.#db.transact(() => {
      const row = this.#row(id);
      const before = row && { thing: of.read(row), event: Number(row['event']), place: Number(row['place'] ?? 0) };
      const { kind, ...data } = of.event.parse(event);
      const kept = this.#events.append(id, kind, data, actor);
      // From what was stored, not from what was given: a replay of the events must come to the same row.
      const replayed = after(of, before, id, kept);
      this.#write(of.columnsOf(replayed), row === null);
      return replayed.thing;
    });
  }

  get(id: string): T | null {
    const row = this.#row(id);
    return row && this.#aggregate.read(row);
  }

  /** All events of one thing, oldest first. */
  history(id: string): Entry<E>[] {
    const { event: schema, kinds } = this.#aggregate;
    const sql = 'SELECT * FROM events WHERE subject = ? AND kind GLOB ? ORDER BY seq';
    return this.#db.all(sql, id, kinds).map((row) => {
      const { seq, at, actor, kind, data } = appendedOf(row);
      return { seq, at, actor, event: eventOf(schema, kind, data, `event ${seq}`) };
    });
  }

  #row(id: string): Row | null {
    return this.#db.get(`SELECT * FROM ${this.#aggregate.table} WHERE id = ?`, id);
  }

  #write(columns: Columns, isNew: boolean): void {
    const { table } = this.#aggregate;
    const names = Object.keys(columns);
    const values = Object.values(columns);
    const marks = names.map(() => '?').join(', ');
    if (isNew) this.#db.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...values);
    else this.#db.run(`UPDATE ${table} SET (${names.join(', ')}) = (${marks}) WHERE id = ?`, ...values, columns['id'] ?? null);
  }
}
