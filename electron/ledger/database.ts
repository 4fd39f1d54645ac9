import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { LedgerError, meaningOf } from './errors.ts';

export type Bind = string | number | null;
export type Row = Record<string, unknown>;

/** node:sqlite takes a first argument that is a Date or any object for named parameters, and binds nothing. */
function mustBind(binds: readonly unknown[]): void {
  for (const bind of binds) {
    if (bind !== null && typeof bind !== 'string' && typeof bind !== 'number')
      throw new TypeError(`Cannot bind ${typeof bind}`);
  }
}

/** A connection with each statement prepared once, SQLite's errors as the ledger's, and transactions that nest. */
export class Database {
  readonly #raw: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;
  /** What ended the open transaction from below: SQLite rolls back by itself when, say, the disk is full. */
  #lost: unknown = null;

  constructor(raw: DatabaseSync) {
    this.#raw = raw;
  }

  run(sql: string, ...binds: Bind[]): void {
    mustBind(binds);
    this.#told(() => this.#prepared(sql).run(...binds));
  }

  get(sql: string, ...binds: Bind[]): Row | null {
    mustBind(binds);
    return this.#told(() => this.#prepared(sql).get(...binds)) ?? null;
  }

  all(sql: string, ...binds: Bind[]): Row[] {
    mustBind(binds);
    return this.#told(() => this.#prepared(sql).all(...binds));
  }

  /** A whole number that a query gives in its column `n`. */
  number(sql: string, ...binds: Bind[]): number {
    return Number(this.get(sql, ...binds)?.['n'] ?? 0);
  }

  /**
   * Does `work` in one transaction: all of it is kept, or none. Inside another one it joins it, and a throw undoes only
   * what `work` did. `work` is synchronous: what it would do later is outside.
   */
  transact<T>(work: () => T): T {
    return this.#depth === 0 ? this.#outer(work) : this.#inner(work);
  }

  close(): void {
    this.#statements.clear();
    if (this.#raw.isOpen) this.#raw.close();
  }

  #outer<T>(work: () => T): T {
    this.#lost = null;
    this.run('BEGIN IMMEDIATE');
    this.#depth = 1;
    try {
      const result = this.#done(work());
      this.run('COMMIT');
      return result;
    } catch (error) {
      if (this.#raw.isTransaction) this.run('ROLLBACK');
      throw error;
    } finally {
      this.#depth = 0;
    }
  }

  #inner<T>(work: () => T): T {
    this.#mustBeOpen();
    this.run('SAVEPOINT inner_work');
    this.#depth += 1;
    try {
      const result = this.#done(work());
      this.run('RELEASE inner_work');
      return result;
    } catch (error) {
      if (this.#raw.isTransaction) {
        this.run('ROLLBACK TO inner_work');
        this.run('RELEASE inner_work');
      }
      throw error;
    } finally {
      this.#depth -= 1;
    }
  }

  #done<T>(result: T): T {
    if (result instanceof Promise) throw new TypeError('A transaction does not wait for a promise');
    this.#mustBeOpen();
    return result;
  }

  /** A transaction that SQLite ended must not go on as single statements, each kept by itself. */
  #mustBeOpen(): void {
    if (!this.#raw.isTransaction) throw this.#lost ?? new LedgerError('ledger-damaged', 'transaction lost');
  }

  #prepared(sql: string): StatementSync {
    if (this.#depth > 0) this.#mustBeOpen();
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#raw.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #told<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      const meaning = meaningOf(error);
      if (this.#depth > 0 && !this.#raw.isTransaction) this.#lost ??= meaning;
      throw meaning;
    }
  }
}
