import type { Actor } from '../../shared/actors.ts';
import { currentVersion, rowOf, understood } from './aggregate.ts';
import type { Aggregate, Columns } from './aggregate.ts';
import type { Database, Row } from './database.ts';
import { LedgerError, takenBy } from './errors.ts';
import { appendedOf } from './events.ts';
import type { EventLog } from './events.ts';

/** One event of a thing as its history tells it; `at` in milliseconds since 1970 (UTC). */
export interface Entry<E> {
  seq: number;
  at: number;
  actor: Actor;
  /** Null for an event that only a newer version of the app understands. */
  event: E | null;
}

/** Appends to a table what `columns` say, or changes the row of their id. */
export function writeRow(db: Database, table: string, columns: Columns, isNew: boolean): void {
  const names = Object.keys(columns);
  const values = Object.values(columns);
  const marks = names.map(() => '?').join(', ');
  if (isNew) db.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...values);
  else db.run(`UPDATE ${table} SET (${names.join(', ')}) = (${marks}) WHERE id = ?`, ...values, columns['id'] ?? null);
}

/** The rows of one aggregate. They change here only: an event, and the row that the event makes of it. */
export class Table<T extends { state: string }, E extends { kind: string }> {
  readonly #db: Database;
  readonly #events: EventLog;
  readonly #aggregate: Aggregate<T, E>;

  constructor(db: Database, events: EventLog, aggregate: Aggregate<T, E>) {
    this.#db = db;
    this.#events = events;
    this.#aggregate = aggregate;
  }

  /**
   * Appends the event and writes the row, both or neither. Throws what the aggregate's `apply` throws,
   * TakenError where another row holds what only one may have, ZodError for what is no event at all,
   * LedgerError; that is `event-newer` for an act of the app itself on a thing with an event that only a newer version
   * understands, and for what sends or queues it, whoever asks: what becomes of it else is a person's decision.
   */
  record(id: string, event: E, actor: Actor): T {
    const of = this.#aggregate;
    return this.#db.transact(() => {
      const before = this.#before(id);
      const leaves = of.sends.includes(event.kind) || of.queues.includes(event.kind);
      if (before?.newer === true && (actor.kind === 'app' || leaves))
        throw new LedgerError('event-newer', `${of.problem} ${id}`);
      const { kind, ...data } = of.event.parse(event);
      const kept = this.#events.append(id, kind, data, actor, currentVersion(of, kind));
      // From what was stored, not from what was given: a replay of the events must come to the same row.
      const stored = understood(of, kept);
      if (stored === null) throw new LedgerError('ledger-newer', kind);
      const thing = of.apply(before?.thing ?? null, id, stored, kept.at, kept.actor);
      const place = of.queues.includes(stored.kind) ? kept.seq : (before?.place ?? 0);
      this.#write(rowOf(of, { event: kept.seq, place, newer: before?.newer ?? false }, thing, this.#db), before === null);
      return thing;
    });
  }

  get(id: string): T | null {
    return this.#before(id)?.thing ?? null;
  }

  /** Oldest first; without those that the app by itself does nothing with. */
  inState(state: T['state']): T[] {
    const of = this.#aggregate;
    const sql = `SELECT * FROM ${of.table} WHERE state = ? AND newer = 0 ORDER BY saved_at, n`;
    return this.#db.all(sql, state).map((row) => of.read(row));
  }

  /** All events of one thing, oldest first. */
  history(id: string): Entry<E>[] {
    const of = this.#aggregate;
    const sql = 'SELECT * FROM events WHERE subject = ? AND kind GLOB ? ORDER BY seq';
    return this.#db.all(sql, id, `${of.prefix}.*`).map((row) => {
      const appended = appendedOf(row);
      return { seq: appended.seq, at: appended.at, actor: appended.actor, event: understood(of, appended) };
    });
  }

  #before(id: string) {
    const of = this.#aggregate;
    const row: Row | null = this.#db.get(`SELECT * FROM ${of.table} WHERE id = ?`, id);
    return row && { thing: of.read(row), place: Number(row['place'] ?? 0), newer: row['newer'] === 1 };
  }

  #write(columns: Columns, isNew: boolean): void {
    const { table, taken } = this.#aggregate;
    try {
      writeRow(this.#db, table, columns, isNew);
    } catch (error) {
      throw takenBy(error, taken) ?? error;
    }
  }
}
